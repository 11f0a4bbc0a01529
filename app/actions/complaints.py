"""Complaints at the desk: listed, looked at, and answered by supervisors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from app.actions import _rights
from app.actions._complaint import ComplaintView, due_of, found, rule_of, view
from app.actions.days import today
from app.model.complaint import RESULTS, Complaint, ComplaintDeed, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.errors import Conflict, LajurError, NotFound
from app.model.people import User
from app.model.text import free_text
from app.ports import Office, Reader

PAGE = 25


@dataclass(frozen=True, slots=True)
class Deed:
    """What a supervisor does with a complaint; `detail` is the kind, the receiver or the result (see the event)."""

    what: ComplaintDeed
    text: str = ""
    detail: str = ""


@dataclass(frozen=True)
class ComplaintPage:
    """A page of complaints with those of them that are late; `next` is the key of the next page."""

    rows: Sequence[Complaint]
    late: frozenset[int]
    next: int | None


def complaints(
    office: Office, user: User, *, state: ComplaintState | None = None, before: int | None = None
) -> ComplaintPage:
    """Complaints, newest first. Raises Forbidden unless the user supervises."""
    _rights.must_supervise(user)
    with office.store.reading() as reader:
        rows = reader.complaints(state=state, before=before, limit=PAGE + 1)
    day = today(office)
    late = frozenset(row.id for row in rows if row.is_late(day))
    return ComplaintPage(rows[:PAGE], late, rows[PAGE - 1].id if len(rows) > PAGE else None)


def complaint(office: Office, number: str, user: User) -> ComplaintView:
    """A complaint by its number. Raises Forbidden unless the user supervises, or NotFound."""
    _rights.must_supervise(user)
    with office.store.reading() as reader:
        return view(office, reader, found(reader, number))


def complaint_file(office: Office, number: str, file_id: int, user: User) -> tuple[ComplaintFile, IO[bytes]]:
    """A file of a complaint and its bytes. Raises Forbidden unless the user supervises, or NotFound."""
    for file in complaint(office, number, user).files:
        if file.id == file_id:
            return file, office.vault.open(file.digest)
    raise NotFound


def handle(office: Office, number: str, deed: Deed, *, by: User) -> Complaint:
    """Classify, forward, answer or close a complaint.

    Raises Forbidden unless `by` supervises, NotFound, Conflict when it is closed, LajurError when something is missing.
    """
    _rights.must_supervise(by)
    with office.store.writing() as unit:
        before = found(unit, number)
        if before.state is ComplaintState.CLOSED:
            raise Conflict("This complaint is closed.")
        now = office.clock()
        after = replace(_after(office, unit, before, deed, now), events=before.events + 1)
        event = ComplaintEvent(after.events, now, deed.what, by.actor, free_text(deed.text), free_text(deed.detail))
        unit.keep_complaint(before, after, event)
        unit.commit()
        return after


def _after(office: Office, reader: Reader, before: Complaint, deed: Deed, now: datetime) -> Complaint:
    """The complaint as the deed leaves it."""
    match deed.what:
        case ComplaintDeed.CLASSIFIED:
            rule = rule_of(office, reader, before.sop)
            if deed.detail not in rule.days:
                raise LajurError("Please choose the kind of the complaint.")
            return replace(before, kind=deed.detail, due=due_of(office, rule, deed.detail, before.filed_at))
        case ComplaintDeed.FORWARDED:
            _must_say(deed.detail, LajurError("Please say to whom the complaint is forwarded."))
            return replace(before, state=ComplaintState.FORWARDED)
        case ComplaintDeed.ANSWERED:
            _must_say(deed.text, LajurError("Please write an answer."))
            today = now.astimezone(office.calendar.zone).date()
            return replace(before, state=ComplaintState.ANSWERED, answered_on=before.answered_on or today)
        case ComplaintDeed.CLOSED if deed.detail in RESULTS:
            return replace(before, state=ComplaintState.CLOSED, result=deed.detail)
        case _:
            raise LajurError("Please choose the result of the complaint.")


def _must_say(text: str, otherwise: LajurError) -> None:
    if not free_text(text):
        raise otherwise
