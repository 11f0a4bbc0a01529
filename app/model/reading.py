"""Who has read a case in the archive: the trace that reading itself leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: Of several looks of one person at the same thing within such a span, only the first is kept. Who reads a case goes
#: back and forth, and its files are asked for in pieces: a note of each would say the same and hide the rest. A day
#: would hide that somebody came back in the afternoon.
SPAN = timedelta(minutes=15)


class Reading(StrEnum):
    """What of a case was read."""

    PAGE = "page"  #: its page in the archive: history, answers, diagram
    PDF = "pdf"  #: the case as a PDF
    ZIP = "zip"  #: the case as a ZIP with all that belongs to it
    ATTACHMENT = "attachment"  #: a file of the case
    EXPORT = "export"  #: the case among many, in an export of histories
    BACKTEST = "backtest"  #: the case among many, played again on a definition that is not deployed yet


@dataclass(frozen=True, slots=True)
class CaseReading:
    """Somebody has read a case. `login` and `name` are those of the person, `number` and `title` those of the case."""

    id: int
    person: int
    login: str
    name: str
    instance: int
    number: str
    title: str
    what: Reading
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadingQuery:
    """Which readings to list, newest first: of a case, of a person, or all. `before` is the id of the last one seen."""

    instance: int | None = None
    person: int | None = None
    before: int | None = None
    limit: int = 50


def span_of(at: datetime) -> int:
    """The number of the span in which `at` lies, counted from 1970."""
    return int(at.timestamp() // SPAN.total_seconds())
