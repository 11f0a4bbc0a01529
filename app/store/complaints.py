"""Complaints, their history and their files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.complaint import Complaint, ComplaintDeed, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.event import microseconds, moment
from app.store.service_tables import complaint, complaint_event, complaint_file
from app.store.session import Select, Session

_BY_NUMBER = sa.select(complaint).where(complaint.c.number == sa.bindparam("number"))
_ADD = sa.insert(complaint).returning(complaint.c.id)
_SAVE = sa.update(complaint).where(
    complaint.c.id == sa.bindparam("complaint_id"), complaint.c.events == sa.bindparam("events_before")
)
_ADD_EVENT = sa.insert(complaint_event)
_ADD_FILE = sa.insert(complaint_file)
_EVENTS = (
    sa.select(complaint_event)
    .where(complaint_event.c.complaint_id == sa.bindparam("complaint_id"))
    .order_by(complaint_event.c.number)
)
_FILES = (
    sa.select(complaint_file)
    .where(complaint_file.c.complaint_id == sa.bindparam("complaint_id"))
    .order_by(complaint_file.c.id)
)


class Complaints(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def complaint(self, number: str) -> Complaint | None:
        row = self.run(_BY_NUMBER, {"number": number}).one_or_none()
        return _complaint(row) if row else None

    def complaints(
        self, *, state: ComplaintState | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        wanted = {"state": state.value if state else None, "before": before}
        given = {name: value for name, value in wanted.items() if value is not None}
        return [_complaint(row) for row in self.run(_listing(frozenset(given)), {**given, "limit": limit})]

    def complaint_events(self, complaint_id: int) -> Sequence[ComplaintEvent]:
        rows = self.run(_EVENTS, {"complaint_id": complaint_id})
        return [ComplaintEvent(row[1], moment(row[2]), ComplaintDeed(row[3]), row[4], row[5], row[6]) for row in rows]

    def complaint_files(self, complaint_id: int) -> Sequence[ComplaintFile]:
        rows = self.run(_FILES, {"complaint_id": complaint_id})
        return [ComplaintFile(row[0], row[1], row[2].hex(), row[3], row[4], row[5]) for row in rows]

    def add_complaint(self, complaint: Complaint, event: ComplaintEvent, files: Sequence[ComplaintFile]) -> Complaint:
        kept = replace(complaint, id=self.run(_ADD, _row(complaint)).scalar_one())
        self._add_event(kept.id, event)
        for file in files:
            row = {"name": file.name, "media_type": file.media_type, "size": file.size}
            self.run(_ADD_FILE, {"complaint_id": kept.id, "digest": bytes.fromhex(file.digest), **row})
        return kept

    def keep_complaint(self, before: Complaint, after: Complaint, event: ComplaintEvent) -> None:
        key = {"complaint_id": before.id, "events_before": before.events}
        if self.run(_SAVE, {**key, **_row(after)}).rowcount != 1:
            raise self.conflict()
        self._add_event(after.id, event)

    def _add_event(self, complaint_id: int, event: ComplaintEvent) -> None:
        row = {"number": event.number, "at": microseconds(event.at), "deed": event.deed.value, "actor": event.actor}
        self.run(_ADD_EVENT, {"complaint_id": complaint_id, **row, "text": event.text, "detail": event.detail})


@lru_cache
def _listing(given: frozenset[str]) -> Select:
    """The statement for a list with these conditions, newest first."""
    conditions = {
        "state": complaint.c.state == sa.bindparam("state"),
        "before": complaint.c.id < sa.bindparam("before"),
    }
    statement = sa.select(complaint).where(*(conditions[name] for name in sorted(given)))
    return statement.order_by(complaint.c.id.desc()).limit(sa.bindparam("limit"))


def _row(it: Complaint) -> dict[str, Any]:
    """All columns but the id."""
    plain = ("number", "sop", "kind", "subject", "text", "contact", "case_number", "result", "events")
    return {
        **{name: getattr(it, name) for name in plain},
        "code": bytes.fromhex(it.code),
        "filed_at": microseconds(it.filed_at),
        "due": it.due.isoformat(),
        "state": it.state.value,
        "answered_on": it.answered_on.isoformat() if it.answered_on else None,
    }


def _complaint(row: Sequence[Any]) -> Complaint:
    return Complaint(
        id=row[0],
        number=row[1],
        code=row[2].hex(),
        sop=row[3],
        kind=row[4],
        subject=row[5],
        text=row[6],
        contact=row[7],
        case_number=row[8],
        filed_at=moment(row[9]),
        due=date.fromisoformat(row[10]),
        state=ComplaintState(row[11]),
        result=row[12],
        answered_on=date.fromisoformat(row[13]) if row[13] else None,
        events=row[14],
    )
