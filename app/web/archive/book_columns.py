"""The columns of the books of letters, in the order in which offices keep them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.actions.archive.books import BookLine
from app.model.register import Book
from app.web.shared.formats import day, hour
from app.web.shared.house import office
from app.web.shared.languages import Lazy, lazy_gettext
from app.web.shared.letters import chip

BOOKS: Mapping[Book, Lazy] = {
    Book.INCOMING: lazy_gettext("Incoming letters"),
    Book.OUTGOING: lazy_gettext("Outgoing letters"),
    Book.DISPATCH: lazy_gettext("Dispatch book"),
}
TITLES: Mapping[Book, Lazy] = {
    Book.INCOMING: lazy_gettext("Book of incoming letters"),
    Book.OUTGOING: lazy_gettext("Book of outgoing letters"),
    Book.DISPATCH: lazy_gettext("Dispatch book"),
}
#: Shown for what nobody has written down.
NOTHING = "–"


@dataclass(frozen=True)
class Column:
    """A column: the words over it, what stands in it, and its share of the width of a printed page."""

    words: Lazy
    text: Callable[[BookLine], str]
    share: float = 2


def _of(name: str) -> Callable[[BookLine], str]:
    return lambda line: line.entry.columns.get(name, "")


def _capital(name: str) -> Callable[[BookLine], str]:
    return lambda line: line.entry.columns.get(name, "").replace("_", " ").capitalize()


def _day(name: str) -> Callable[[BookLine], str]:
    return lambda line: _as_day(line.entry.columns.get(name, ""))


def _later(name: str, show: Callable[[str], str] = str) -> Callable[[BookLine], str]:
    """A column of the line that tells what has become of the letter."""
    return lambda line: show(line.follow_up.columns.get(name, "")) if line.follow_up else ""


def _number(line: BookLine) -> str:
    return str(line.entry.number)


def _received(line: BookLine) -> str:
    return _as_day(line.entry.columns.get("on", "")) or day(line.entry.day)


def _hour(line: BookLine) -> str:
    """The hour at which it was handed over; where only the day was noted, that at which the line was written."""
    written = _moment(line.entry.columns.get("on", ""))
    return hour(written if isinstance(written, datetime) else line.entry.at)


def _receiver(line: BookLine) -> str:
    columns = line.entry.columns
    return " · ".join(filter(None, (columns.get("via"), columns.get("receiver"))))


def _who(line: BookLine) -> str:
    return line.who


def _note(line: BookLine) -> str:
    columns = line.entry.columns
    return " · ".join(filter(None, (columns.get("kind"), columns.get("note"), *_closed(line))))


def _closed(line: BookLine) -> tuple[str, ...]:
    """That the letter is not valid any more, and why."""
    if line.closed is None:
        return ()
    words = chip(line.closed)
    return (words.text.upper(), words.note)


def _case(line: BookLine) -> str:
    return line.entry.case


def _empty(_: BookLine) -> str:
    """A place for a pen."""
    return ""


def _moment(text: str) -> date | datetime | None:
    """A date or a time as FEEL writes them; one without a zone is meant in the office's own."""
    try:
        found = datetime.fromisoformat(text.partition("[")[0])
    except ValueError:
        return None
    if len(text) == len("2026-11-23"):
        return found.date()
    return found if found.tzinfo else found.replace(tzinfo=office().calendar.zone)


def _as_day(text: str) -> str:
    found: Any = _moment(text)
    return day(found) if found else text


_AGENDA = Column(lazy_gettext("No."), _number, 1)
_LETTER = Column(lazy_gettext("Number of the letter"), _of("number"), 3.2)
_LETTER_DAY = Column(lazy_gettext("Date of the letter"), _day("date"))
_SUBJECT = Column(lazy_gettext("Subject"), _of("subject"), 4)
_ENCLOSURES = Column(lazy_gettext("Enclosures"), _of("enclosures"))
_NATURE = Column(lazy_gettext("Nature"), _capital("nature"), 1)
_CODE = Column(lazy_gettext("Classification"), _of("code"), 1.4)
_NOTE = Column(lazy_gettext("Remarks"), _note)
_CASE = Column(lazy_gettext("Case"), _case)

COLUMNS: Mapping[Book, tuple[Column, ...]] = {
    Book.INCOMING: (
        _AGENDA,
        Column(lazy_gettext("Received on"), _received),
        _LETTER,
        _LETTER_DAY,
        Column(lazy_gettext("Sender"), _of("party"), 3),
        _SUBJECT,
        _ENCLOSURES,
        _NATURE,
        _CODE,
        Column(lazy_gettext("Passed on to"), _later("party")),
        Column(lazy_gettext("Passed on"), _later("on", _as_day)),
        Column(lazy_gettext("Noted by"), _who),
        _NOTE,
        _CASE,
    ),
    Book.OUTGOING: (
        _AGENDA,
        _CODE,
        _LETTER,
        _LETTER_DAY,
        Column(lazy_gettext("Addressed to"), _of("party"), 3),
        _SUBJECT,
        _ENCLOSURES,
        _NATURE,
        Column(lazy_gettext("Drawn up by"), _of("unit")),
        Column(lazy_gettext("Signed by"), _of("signer"), 2.2),
        Column(lazy_gettext("Sent by way of"), _later("via")),
        Column(lazy_gettext("Sent"), _later("on", _as_day)),
        Column(lazy_gettext("Receipt"), _later("receiver")),
        _NOTE,
        _CASE,
    ),
    Book.DISPATCH: (
        _AGENDA,
        Column(lazy_gettext("Date"), _received),
        _LETTER,
        Column(lazy_gettext("Addressed to"), _of("party"), 4),
        Column(lazy_gettext("Receiver"), _receiver, 3),
        Column(lazy_gettext("Signature"), _empty),
        Column(lazy_gettext("Hour"), _hour, 1),
        _CASE,
    ),
}


def cells(line: BookLine) -> list[str]:
    """What stands in the columns of a line, empty where nobody has written anything."""
    return [column.text(line) for column in COLUMNS[line.entry.book]]


def headings(book: Book) -> list[str]:
    """The words over the columns of a book."""
    return [str(column.words) for column in COLUMNS[book]]
