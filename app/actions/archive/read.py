"""Note who reads which case: everybody in the archive, and auditors wherever they do.

A reading is noted before anything is shown: what cannot be noted is not shown. That somebody reads is no part of the
history of the case, or every look at a case would change what is looked at.
"""

from collections.abc import Iterable

from app.model.people import AUDITOR, User
from app.model.reading import Reading
from app.ports import Office


def note_reading(office: Office, instance_id: int, what: Reading, *, by: User) -> None:
    """Note that `by` reads `what` of a case; the first time in a quarter of an hour is enough (`app.model.reading`).

    Most looks find their note there already and cost one read.
    """
    now = office.clock()
    with office.store.reading() as reader:
        if reader.is_read(by.id, instance_id, what, now):
            return
    note_readings(office, (instance_id,), what, by=by)


def note_audit(office: Office, instance_id: int, what: Reading, *, by: User) -> None:
    """The same where everybody reads, not only auditors: noted only when `by` is one. What others read of a case
    belongs to their work on it."""
    if AUDITOR in by.groups:
        note_reading(office, instance_id, what, by=by)


def note_readings(office: Office, instances: Iterable[int], what: Reading, *, by: User) -> None:
    """The same for many cases at once: for an export of histories, before its first line leaves."""
    now = office.clock()
    with office.store.writing() as unit:
        unit.note_readings(by.id, instances, what, now)
        unit.commit()
