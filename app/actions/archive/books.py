"""Read the books of letters: buku agenda surat masuk, surat keluar, and buku ekspedisi."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.actions.archive.readers import WATCHERS
from app.model.document import Document
from app.model.errors import Forbidden
from app.model.people import User
from app.model.register import Book, RegisterEntry, RegisterQuery
from app.ports import Office, Reader

PAGE = 50
PART = 500


@dataclass(frozen=True)
class BookLine:
    """A line of a book. `follow_up` is the line of another book that tells what has become of the letter: to whom an
    incoming one was passed on, how an outgoing one was sent. `who` is the name of the person who caused the line;
    `closed` is the document it speaks of, if that was replaced, revoked or cancelled."""

    entry: RegisterEntry
    follow_up: RegisterEntry | None
    who: str
    closed: Document | None = None


@dataclass(frozen=True)
class BookPage:
    """A part of a book; `next` is the number to go on behind, None at the end. `months` are year, month and number of
    lines of all months in which there are any."""

    lines: Sequence[BookLine]
    next: int | None
    months: Sequence[tuple[int, int, int]]


def book_page(office: Office, query: RegisterQuery, *, by: User) -> BookPage:
    """A page of a book. Raises Forbidden for those who neither audit nor supervise."""
    _must_watch(by)
    with office.store.reading() as reader:
        rows = reader.register(replace(query, limit=PAGE + 1))
        months = reader.register_months(query.book)
        following = rows[PAGE - 1].number if len(rows) > PAGE else None
        return BookPage(_lines(reader, rows[:PAGE]), following, months)


def whole_book(office: Office, query: RegisterQuery, *, by: User) -> Iterator[BookLine]:
    """All that a query finds, read in parts. Raises Forbidden at once."""
    _must_watch(by)
    return _parts(office, replace(query, after=0, limit=PART))


def _parts(office: Office, query: RegisterQuery) -> Iterator[BookLine]:
    while True:
        with office.store.reading() as reader:
            rows = reader.register(query)
            lines = _lines(reader, rows)
        yield from lines
        if len(rows) < PART:
            return
        query = replace(query, after=rows[-1].number)


def _must_watch(by: User) -> None:
    if not by.groups & WATCHERS:
        raise Forbidden


def _lines(reader: Reader, rows: Sequence[RegisterEntry]) -> list[BookLine]:
    of_case: dict[int, list[RegisterEntry]] = {}
    for entry in reader.register_among({row.instance for row in rows}):
        of_case.setdefault(entry.instance, []).append(entry)
    names = _names(reader, {row.actor for row in rows})
    gone = {(it.instance, it.number): it for it in reader.closed_documents(of_case)}
    return [
        BookLine(row, follow_up(row, of_case[row.instance]), names.get(row.actor, row.actor), _closed(gone, row))
        for row in rows
    ]


def _closed(gone: Mapping[tuple[int, str], Document], row: RegisterEntry) -> Document | None:
    number = row.columns.get("number", "")
    return gone.get((row.instance, number)) if number and row.book is not Book.INCOMING else None


def follow_up(entry: RegisterEntry, of_case: Sequence[RegisterEntry]) -> RegisterEntry | None:
    """What has become of a letter, among all lines of its case in the order of their events."""
    if entry.book is Book.INCOMING:
        later = (it for it in of_case if it.event > entry.event and it.book in (Book.INCOMING, Book.DISPOSITION))
        following = next(later, None)
        return following if following and following.book is Book.DISPOSITION else None
    if entry.book is Book.OUTGOING:
        number = entry.columns.get("number")
        sent = (it for it in of_case if it.book is Book.DISPATCH and it.event >= entry.event)
        return next((it for it in sent if number and it.columns.get("number") == number), None)
    return None


def _names(reader: Reader, actors: set[str]) -> Mapping[str, str]:
    logins = {actor.removeprefix("user:") for actor in actors if actor.startswith("user:")}
    return {person.actor: person.name for person in reader.users_among((), logins)}
