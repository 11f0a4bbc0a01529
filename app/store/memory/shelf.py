"""What the books in memory hold, and the view on it that all topics share."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Self

from app.model.bundle import Bundle
from app.model.complaint import Complaint, ComplaintEvent, ComplaintFile
from app.model.definition import Deployment
from app.model.desk import Comment, Draft, Photo
from app.model.document import Document
from app.model.errors import Conflict
from app.model.event import Event
from app.model.instance import Attachment, ProcessInstance, WorkItem
from app.model.job import Job
from app.model.measures import CaseMeasure
from app.model.notice import Mailbox, Message, Notice
from app.model.people import Absence, PasswordLink, Post, SecondFactor, User
from app.model.reading import CaseReading
from app.model.register import Book, RegisterEntry
from app.model.release import DefinitionEvent, Proposal
from app.model.search import SavedSearch
from app.model.sheets import Sheet
from app.model.studio import WorkingCopy
from app.model.survey import Response
from app.model.trial import Trial
from app.ports.measures import Leaf, Uncounted, Way


@dataclass(frozen=True)
class Shelf:
    """All tables, by primary key. A shelf that was published is never changed: who writes, writes on a copy."""

    users: dict[int, User] = field(default_factory=dict)
    sign_ins: dict[int, tuple[str, int, bool]] = field(default_factory=dict)
    bundles: dict[str, Bundle] = field(default_factory=dict)
    deployments: dict[tuple[str, int], Deployment] = field(default_factory=dict)
    series: dict[tuple[str, int], int] = field(default_factory=dict)
    instances: dict[int, ProcessInstance] = field(default_factory=dict)
    work: dict[int, WorkItem] = field(default_factory=dict)
    events: dict[int, tuple[Event, ...]] = field(default_factory=dict)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    absences: dict[int, Absence] = field(default_factory=dict)
    second_factors: dict[int, SecondFactor] = field(default_factory=dict)
    password_links: dict[int, PasswordLink] = field(default_factory=dict)
    subjects: dict[tuple[str, str], int] = field(default_factory=dict)
    drafts: dict[tuple[int, int], Draft] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    # -- service --
    complaints: dict[int, Complaint] = field(default_factory=dict)
    complaint_events: dict[int, tuple[ComplaintEvent, ...]] = field(default_factory=dict)
    complaint_files: dict[int, ComplaintFile] = field(default_factory=dict)
    survey_responses: dict[int, Response] = field(default_factory=dict)
    survey_tokens: dict[str, bool] = field(default_factory=dict)
    notices: dict[int, Notice] = field(default_factory=dict)
    letters: dict[int, datetime] = field(default_factory=dict)  #: when the e-mail of a notice can be taken
    mailboxes: dict[int, Mailbox] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    readings: dict[int, CaseReading] = field(default_factory=dict)
    saved_searches: dict[int, SavedSearch] = field(default_factory=dict)
    register: dict[tuple[Book, int, int], RegisterEntry] = field(default_factory=dict)  #: by book, year and number
    documents: dict[int, Document] = field(default_factory=dict)
    working_copies: dict[int, WorkingCopy] = field(default_factory=dict)
    working_bundles: dict[int, Bundle] = field(default_factory=dict)
    working_editors: dict[tuple[int, int], bool] = field(default_factory=dict)  #: by working copy and person
    proposals: dict[int, Proposal] = field(default_factory=dict)
    definition_events: dict[int, DefinitionEvent] = field(default_factory=dict)
    trials: dict[tuple[int, int], Trial] = field(default_factory=dict)  #: by working copy and person
    # -- figures --
    measure_news: dict[tuple[int, int], bool] = field(default_factory=dict)
    measured: dict[int, tuple[Uncounted, CaseMeasure]] = field(default_factory=dict)
    ways: dict[tuple[str, str], Way] = field(default_factory=dict)
    sheets: dict[Leaf, Sheet] = field(default_factory=dict)
    stale_sheets: dict[Leaf, bool] = field(default_factory=dict)
    measure_state: dict[int, tuple[datetime | None, str]] = field(default_factory=dict)

    def copy(self) -> Self:
        """A shelf with the same rows; the rows are frozen and shared."""
        return type(self)(**{table.name: dict(getattr(self, table.name)) for table in fields(self)})


class View:
    """One shelf; `publish` makes what was written on it the books of all."""

    def __init__(self, shelf: Shelf, publish: Callable[[Shelf], None]) -> None:
        self._shelf = shelf
        self._publish = publish
        self._failure: Conflict | None = None

    def commit(self) -> None:
        if self._failure is not None:
            raise self._failure
        self._publish(self._shelf)
        self._shelf = self._shelf.copy()

    def conflict(self) -> Conflict:
        """The error to raise; the unit is over with it."""
        self._failure = failure = Conflict()
        return failure

    def next_number(self, series: str, year: int) -> int:
        number = self._shelf.series.get((series, year), 0) + 1
        self._shelf.series[series, year] = number
        return number
