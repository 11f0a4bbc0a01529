"""Public tracking: who has number and code of a case learns how far it has come, and nothing about anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hmac import compare_digest

from app.actions._definitions import definition
from app.actions.look import is_simulated
from app.actions.sign_in import TooManyTries
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError
from app.model.event import Event
from app.model.instance import ProcessInstance, WorkItem
from app.model.tracking import as_kept
from app.ports import Office

#: So many wrong tries within the window for one number, or from one sender, and both wait until it has passed.
TRIES_FOR_NUMBER = 10
TRIES_FROM_SENDER = 30
WINDOW = timedelta(minutes=15)
LONGEST_NUMBER = 40


class NotTracked(LajurError):
    """There is no case with this number and code. Please check both."""

    status = 404


@dataclass(frozen=True)
class Tracked:
    """What the public may know of a case. Everything personal in it is empty: names, variables, answers, actors."""

    instance: ProcessInstance
    definition: ProcessDefinition
    work: Sequence[WorkItem]
    events: Sequence[Event]
    simulated: bool


def track(office: Office, number: str, code: str, *, sender: str) -> Tracked:
    """The case with this number and tracking code, asked for by a sender (see `app.actions.tries`).

    Raises NotTracked with the same sentence whatever was wrong, or TooManyTries.
    """
    number = number.strip().upper()[:LONGEST_NUMBER]
    tried = ((f"track:{number}", TRIES_FOR_NUMBER), (f"track from {sender}", TRIES_FROM_SENDER))
    now = office.clock()
    with office.store.reading() as reader:
        if any(reader.failed_sign_ins(who, now - WINDOW) >= tries for who, tries in tried):
            raise TooManyTries(minutes=WINDOW.seconds // 60)
        case = reader.instance_by_number(number)
        if case is not None and case.tracking_code and _same(code, case.tracking_code):
            process = definition(office, reader, case.digest)
            work = [_unnamed(item) for item in reader.work_items(case.id)]
            events = [_mute(event) for event in reader.history(case.id)]
            return Tracked(_bare(case), process, work, events, is_simulated(office, process))
    with office.store.writing() as unit:
        for who, _ in tried:
            unit.note_sign_in(who, now, ok=False)
        unit.commit()
    raise NotTracked


def _same(typed: str, kept: str) -> bool:
    return compare_digest(as_kept(typed).encode(), kept.encode())


def _bare(case: ProcessInstance) -> ProcessInstance:
    return replace(case, title="", business_key="", applicant=None, variables={}, state=None, tracking_code="")


def _unnamed(item: WorkItem) -> WorkItem:
    return replace(item, assignee=None, done_by=None, locals={}, outputs=None, outputs_digest=None, failure=None)


def _mute(event: Event) -> Event:
    return replace(event, actor="", payload=None)
