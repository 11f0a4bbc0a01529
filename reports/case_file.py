"""What the file of a case says, as plain data: texts are in the reader's language, times and numbers are words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.picture import Picture


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. `kind` and `digest` are those of the chain; `waited` and `worked` are spans in words, or empty;
    `visit` is the number of the visit of an activity that it belongs to."""

    number: int
    at: str
    activity: str
    who: str
    post: str
    told: str
    note: str
    kind: str
    digest: str
    waited: str = ""
    worked: str = ""
    visit: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An activity that was opened. `closed` is empty while it is open."""

    number: int
    activity: str
    lane: str
    opened: str
    closed: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: a text, or a table whose first row holds the headings. `before` is what stood there before;
    None when there was nothing, or nothing else."""

    label: str
    text: str = ""
    table: Sequence[Sequence[str]] = ()
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was answered in one step. `note` says why, when somebody corrected the data of the case."""

    event: int
    activity: str
    who: str
    at: str
    answers: Sequence[Answer]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of the case; `taken` says where and when a photo was taken."""

    name: str
    media_type: str
    size: str
    digest: str
    activity: str
    who: str
    at: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody signed by completing an activity. A simulated signature is marked wherever it is shown."""

    activity: str
    who: str
    post: str
    at: str
    method: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment. Its text is empty when it was withdrawn or erased."""

    who: str
    at: str
    text: str
    internal: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """The content of event `number` was erased."""

    number: int
    at: str
    who: str
    ground: str


@dataclass(frozen=True)
class CaseFile:
    """Everything about one case, in the words of the reader's language (`id` or `en`).

    `dated` is the time of the last event, `head` its digest, `events` their number. `definition` is the digest of the
    version of the SOP. `checks` are the sentences of a verification and of seals; empty when there was none.
    """

    language: str
    office: str
    unit: str
    dated: datetime
    last: str
    zone: str
    number: str
    company: str
    business_key: str
    applicant: str
    sop: str
    sop_number: str
    version: int
    definition: str
    started: str
    ended: str
    outcome: str
    clock: str
    linked: str
    simulated: bool
    events: int
    head: str
    happened: Sequence[Happened]
    visits: Sequence[Visit] = ()
    picture: Picture | None = None
    picture_note: str = ""
    sheets: Sequence[Sheet] = ()
    files: Sequence[Enclosed] = ()
    signatures: Sequence[Signature] = ()
    checks: Sequence[str] = ()
    remarks: Sequence[Remark] = ()
    erasures: Sequence[Erasure] = ()
