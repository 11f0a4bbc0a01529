"""A complaint (pengaduan) about a service, its history and its files. Nobody needs to sign in to make one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ComplaintState(StrEnum):
    """open -> forwarded -> answered -> closed; steps may be left out, a closed complaint stays closed."""

    OPEN = "open"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    CLOSED = "closed"


class ComplaintDeed(StrEnum):
    """Kinds of events in the history of a complaint. `detail` of the event is given behind each."""

    FILED = "filed"  #: (empty)
    CLASSIFIED = "classified"  #: the kind it is now
    FORWARDED = "forwarded"  #: to whom
    ANSWERED = "answered"  #: (empty)
    CLOSED = "closed"  #: the result


#: How a complaint may end.
RESULTS = ("terbukti", "tidak_terbukti", "di_luar_kewenangan")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint as it stands. `code` is the SHA-256 of the secret that only the complainant knows.

    `kind` decides `due`, the last day to answer. `contact` is empty when it came anonymously. `case_number` is what
    the complainant has written, which need not be the number of any case. `events` counts its history.
    """

    id: int
    number: str
    code: str
    sop: str
    kind: str
    subject: str
    text: str
    contact: str
    case_number: str
    filed_at: datetime
    due: date
    state: ComplaintState = ComplaintState.OPEN
    result: str = ""
    answered_on: date | None = None
    events: int = 0

    def is_late(self, today: date) -> bool:
        """Whether the last day has passed without an answer."""
        return self.answered_on is None and self.state is not ComplaintState.CLOSED and today > self.due


@dataclass(frozen=True, slots=True)
class ComplaintEvent:
    """One entry of the append-only history; numbered 1, 2, 3, ... `text` is written to the complainant."""

    number: int
    at: datetime
    deed: ComplaintDeed
    actor: str
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintFile:
    """A file of a complaint; its bytes lie in the vault under `digest`."""

    id: int
    complaint: int
    digest: str
    name: str
    media_type: str
    size: int
