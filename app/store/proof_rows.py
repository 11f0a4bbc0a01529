"""What rows become in a verification: what cannot be read is told instead of raised."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from app.model.dossier import Dossier, Entry
from app.model.event import microseconds
from app.model.instance import ProcessInstance, WorkItem
from app.store.codec import from_json, unpack
from app.store.drafts import comment_of, photo_of
from app.store.history import attachment_of
from app.store.instances import case_of, derived
from app.store.letters import message_of
from app.store.work import COLUMNS as WORK_COLUMNS
from app.store.work import ready_at, work

Row = Sequence[Any]
It = TypeVar("It")
#: What reading a row that was tampered with may raise.
UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)
#: Columns of a case that repeat others, so that lists can be sorted and searched.
DERIVED = ("search", "urgency", "company")
#: What a row of each table becomes.
READERS: Mapping[str, Callable[[Row], Any]] = {
    "work_item": work,
    "attachment": attachment_of,
    "photo": photo_of,
    "message": message_of,
    "comment": comment_of,
}


def dossier_of(key: int, row: Row | None, tables: Mapping[str, Sequence[Row]]) -> Dossier:
    unreadable: set[str] = set()
    parts = {
        table: [it for kept in tables[table] if (it := _read(read, kept, table, unreadable)) is not None]
        for table, read in READERS.items()
    }
    case = None if row is None else _read(_case, row, "instance", unreadable)
    stale = [] if case is None or row is None else _stale(case, row)
    if case is not None and "work_item" not in unreadable:
        stale += _stale_work(case, parts["work_item"], tables["work_item"])
    return Dossier(
        id=key,
        number=None if row is None else str(row[1]),
        case=case,
        linked_to=None if row is None else row[-1],
        work=parts["work_item"],
        files=parts["attachment"],
        photos=parts["photo"],
        messages=parts["message"],
        comments=parts["comment"],
        unreadable=frozenset(unreadable),
        stale=tuple(dict.fromkeys(stale)),
    )


def _read(read: Callable[[Row], It], row: Row, table: str, unreadable: set[str]) -> It | None:
    try:
        return read(row)
    except UNREADABLE:
        unreadable.add(table)
        return None


def _case(row: Row) -> ProcessInstance:
    variables = from_json(row[17])
    if not isinstance(variables, dict):
        raise TypeError
    return case_of(row, row[16], variables, row[18] or "")


def _stale(case: ProcessInstance, row: Row) -> list[str]:
    kept = dict(zip(DERIVED, row[19:], strict=False))
    return [name for name, value in derived(case).items() if kept[name] != value]


def _stale_work(case: ProcessInstance, items: Sequence[WorkItem], rows: Sequence[Row]) -> list[str]:
    stale: list[str] = []
    shared = {"applicant": case.applicant, "sop": case.sop, "urgency": derived(case)["urgency"]}
    for item, row in zip(items, rows, strict=True):
        ready = ready_at(item)
        told = {"ready_at": None if ready is None else microseconds(ready), **shared}
        kept = dict(zip(told, row[len(WORK_COLUMNS) :], strict=True))
        stale += [f"work_item.{name}" for name, value in told.items() if kept[name] != value]
    return stale


def people_of(dossier: Dossier) -> set[int]:
    """The people a dossier names by their ids."""
    named = [
        dossier.case.applicant if dossier.case else None,
        *(person for item in dossier.work for person in (item.assignee, item.done_by)),
        *(file.added_by for file in dossier.files),
        *(person for it in dossier.comments for person in it.mentions),
    ]
    return {person for person in named if isinstance(person, int)}


def entry_of(row: Row) -> Entry:
    number, at, kind, actor, element, flow, payload, salt, payload_digest, digest = row
    return Entry(
        number=number,
        at=at if isinstance(at, int) else -1,
        kind=str(kind),
        actor=str(actor),
        element=element,
        flow=flow,
        payload=None if payload is None else _unpacked(as_bytes(payload)),
        salt=as_bytes(salt),
        payload_digest=as_bytes(payload_digest),
        digest=as_bytes(digest),
    )


def _unpacked(stored: bytes) -> bytes | None:
    try:
        return unpack(stored)
    except zlib.error:
        return stored


def as_bytes(value: object) -> bytes:
    """What should be bytes; a text that was written in their place is no error here, its digest will not fit."""
    return value if isinstance(value, bytes) else str(value or "").encode()
