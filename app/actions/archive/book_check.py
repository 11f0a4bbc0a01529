"""Do the books of letters say what the log says? Pure; for `verify`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from sys import maxsize

from app.actions._register import is_registered, lines_of
from app.model.document import Document
from app.model.event import Event, Happening
from app.model.event import told as told_by
from app.model.in_force import in_force
from app.model.register import Book, RegisterEntry
from app.model.sop import Sop


class Wrong(StrEnum):
    """What is wrong with a line."""

    MISSING = "missing"  #: the log has caused it, the book does not have it
    UNKNOWN = "unknown"  #: the book has it, nothing in the log has caused it
    DIFFERENT = "different"  #: its columns, time or person are not those of the log


@dataclass(frozen=True, slots=True)
class BookBreak:
    """A line of a book that does not fit the log of its case; `number` is its number, None when it is missing."""

    book: Book
    event: int
    number: int | None
    wrong: Wrong


def book_breaks(
    sop: Sop,
    events: Sequence[Event],
    entries: Iterable[RegisterEntry],
    zone: tzinfo,
    documents: Iterable[Document] = (),
    later: Sequence[tuple[int, Sop]] = (),
) -> tuple[BookBreak, ...]:
    """Where the lines of a case do not fit its history. `sop` is that of its first version, `later` are those of the
    versions it was moved to, each with the number of the event; `events` are at least those that give variables new
    values, issue documents, or were erased, in their order.

    What was erased from the log cannot be compared any more: then a line only must belong to a completed activity that
    writes into its book.
    """
    ruling = in_force(sop, later)
    kept = {(entry.book, entry.event): entry for entry in entries}
    told = {event.number: event for event in events}
    caused = {(line.book, line.event): line.columns for line in lines_of(ruling, events, zone, documents)}
    erased = min((event.number for event in events if event.payload is None), default=maxsize)
    missing = [
        BookBreak(book, event, None, Wrong.MISSING)
        for book, event in caused
        if (book, event) not in kept and event < erased
    ]
    wrong = [
        BookBreak(entry.book, entry.event, entry.number, found)
        for key, entry in kept.items()
        if (found := _wrong(ruling, entry, told.get(entry.event), caused.get(key), is_erased=entry.event >= erased))
    ]
    return tuple(sorted([*missing, *wrong], key=lambda it: (it.event, it.book)))


def _wrong(
    ruling: Callable[[int], Sop],
    entry: RegisterEntry,
    event: Event | None,
    columns: dict[str, str] | None,
    *,
    is_erased: bool,
) -> Wrong | None:
    rules = ruling(event.number).letters if event else ()
    ruled = (rule.element for rule in rules if rule.book is entry.book)
    if event is None or not (_writes_itself(event, entry) or any(_may_cause(event, element) for element in ruled)):
        return Wrong.UNKNOWN
    if (entry.case, entry.at, entry.actor) != (event.instance, event.at, event.actor):
        return Wrong.DIFFERENT
    if is_erased:
        return None
    if columns is None:
        return Wrong.UNKNOWN
    return None if dict(entry.columns) == columns else Wrong.DIFFERENT


def _writes_itself(event: Event, entry: RegisterEntry) -> bool:
    return entry.book is Book.OUTGOING and is_registered(event, told_by(event))


def _may_cause(event: Event, element: str) -> bool:
    return event.kind is Happening.WORK_COMPLETED and event.element == element
