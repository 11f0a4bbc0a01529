"""The books of letters (buku agenda) of an office: which step writes a line into which book, and the lines themselves.

`sop.toml` says it (`[[letters]]`); the lines are kept in the step that causes them and never change. Numbers run per
book and year, 1, 2, 3, ... without gaps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Book(StrEnum):
    """What is written down. Complaints are no letters of a case; they have a register of their own."""

    INCOMING = "masuk"  #: buku agenda surat masuk
    OUTGOING = "keluar"  #: buku agenda surat keluar
    DISPATCH = "ekspedisi"  #: buku ekspedisi: what was handed over, to whom
    DISPOSITION = "disposisi"  #: lembar disposisi: to whom an incoming letter was passed on; no book of its own


#: What a line may say, besides its number, the day it was written and who has caused it.
COLUMNS = (
    "kind",  #: what it is: surat tugas, nota dinas, ...
    "number",  #: number of the letter
    "date",  #: date of the letter
    "party",  #: from whom it came, or to whom it goes
    "subject",
    "enclosures",
    "nature",  #: biasa, segera, rahasia
    "code",  #: of the classification
    "unit",  #: that has drawn it up
    "signer",
    "via",  #: how it was sent
    "on",  #: when it was received, sent or passed on
    "receiver",
    "note",
)


@dataclass(frozen=True)
class LetterRule:
    """Whoever completes `element` writes a line into `book`, if `when` is true or empty.

    `columns` says for names of `COLUMNS` what is written there. A text with a leading `=` is FEEL over the variables
    that the completed activity leaves behind; what it cannot compute, or null, stays empty.
    """

    book: Book
    element: str
    when: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RegisterEntry:
    """A line of a book. `number` counts within book and `year`; `day` is that of the office's zone on which the line
    was written, `event` the event of the case (`instance`, with the number `case`) that has caused it, `actor` who did.
    """

    book: Book
    year: int
    number: int
    day: date
    at: datetime
    instance: int
    case: str
    event: int
    actor: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """Which lines of a book to list, in the order of their numbers: those of a year, or of one of its months.

    `text` is looked for in all columns and the case number, whatever the letters' case. `after` is the number of the
    last line seen.
    """

    book: Book
    year: int
    month: int | None = None
    text: str = ""
    after: int = 0
    limit: int = 50


def first_gap(numbers: Iterable[int]) -> int | None:
    """The first number that is missing among the numbers of a book in a year, given in their order; None: no gap."""
    expected = 1
    for number in numbers:
        if number != expected:
            return expected
        expected += 1
    return None
