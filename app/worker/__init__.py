"""The loops of a worker, each in a thread of its own: due timers and service work; reminders and e-mails; jobs; PDFs.

Any number of workers may run side by side.
"""

import logging
import os
import socket
from collections.abc import Callable
from itertools import count
from threading import Event
from uuid import uuid4

from app.actions.archive.measure import count as count_figures
from app.actions.archive.seal import seal_daily
from app.actions.file_documents import file_next
from app.actions.perform import MACHINES, give_back, lease, perform
from app.actions.post import post_next
from app.actions.remind import remind
from app.actions.run_job import clear_old, run_next
from app.actions.tidy import tidy
from app.model.errors import Unavailable
from app.model.instance import WorkItem
from app.ports import Office

log = logging.getLogger(__name__)

#: Seconds between two looks when nothing is due.
IDLE = 1.0
#: Seconds between two looks at what has happened, for the figures of the archive: many steps are counted at once.
BREATH = 10.0
#: After so many rounds, about a minute, what nobody needs any more is put away.
TIDY_ROUNDS = 60
#: After so many rounds, about a minute, somebody looks whether the seal of today is still to be written.
SEAL_ROUNDS = 60
#: After so many rounds, about an hour, what old jobs have made is cleared.
CLEAR_ROUNDS = 3600


def owner_name() -> str:
    """A name for this worker that no other worker has."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


def work_until(stop: Event, office: Office, *, owner: str, idle: float = IDLE) -> None:
    """Work until `stop` is set. A storage that is away for a while ends nothing: the loop goes on when it is back."""
    _until(stop, lambda: work_once(office, owner=owner, stop=stop), idle)


def tell_until(stop: Event, office: Office, *, owner: str, idle: float = IDLE) -> None:
    """Remind people and send e-mails until `stop` is set: beside the work, for a mail server may be slow."""
    rounds = count()

    def once() -> int:
        if next(rounds) % TIDY_ROUNDS == 0:
            tidy(office)
        return tell_once(office, owner=owner)

    _until(stop, once, idle)


def count_until(stop: Event, office: Office, *, idle: float = BREATH) -> None:
    """Count the figures of the archive until `stop` is set: beside the work, for nobody waits for them."""
    _until(stop, lambda: count_figures(office), idle)


def print_until(stop: Event, office: Office, *, owner: str, idle: float = IDLE) -> None:
    """Make the PDFs of documents until `stop` is set: beside the work, for they take long."""
    _until(stop, lambda: file_next(office, owner), idle)


def tell_once(office: Office, *, owner: str) -> int:
    """Make the reminders that are due and send the next e-mail. Costs two reads when nothing is due."""
    return remind(office) + post_next(office, owner)


def toil_until(stop: Event, office: Office, *, owner: str, idle: float = IDLE) -> None:
    """Do jobs, one at a time, and seal the books once a day, until `stop` is set: beside the work, which must not wait
    for what takes long."""
    rounds = count()

    def once() -> int:
        number = next(rounds)
        if number % CLEAR_ROUNDS == 0:
            clear_old(office)
        if number % SEAL_ROUNDS == 0:
            seal_daily(office)
        return run_next(office, owner, stop)

    _until(stop, once, idle)


def _until(stop: Event, once: Callable[[], int], idle: float) -> None:
    while not stop.is_set():
        try:
            if once() == 0:
                stop.wait(idle)
        except Unavailable as error:
            log.warning("The worker waits: %s", error)
            stop.wait(idle)
        except Exception:
            log.exception("A round of the worker failed in an unexpected way.")
            stop.wait(idle)


def work_once(office: Office, *, owner: str, stop: Event | None = None) -> int:
    """Do what is due now; answers how many items were taken. Costs one read when nothing is due.

    Once `stop` is set nothing more is begun, and others may have at once what was taken.
    """
    with office.store.reading() as reader:
        due = reader.next_due(MACHINES)
    if due is None or due > office.clock():
        return 0
    leased = lease(office, owner)
    for work in leased:
        if stop is not None and stop.is_set():
            give_back(office, work, owner)
        else:
            _do(office, work, owner)
    return len(leased)


def _do(office: Office, work: WorkItem, owner: str) -> None:
    try:
        perform(office, work, owner)
    except Unavailable:
        raise
    except Exception:
        # A fault in one item must not hold up the others; its lease runs out and it is tried again.
        log.exception("Work item %s failed in an unexpected way.", work.id)
