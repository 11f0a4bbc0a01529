"""What the office needs from outside, in its own words. Adapters implement these; actions use nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import IO, Protocol

from app.model.advance import Advance, Command, Kind, Saved
from app.model.bundle import Bundle
from app.model.calendar import WorkingCalendar
from app.model.complaint import Complaint, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.definition import Deployment, ProcessDefinition
from app.model.desk import Comment, Draft, Photo
from app.model.event import Event
from app.model.instance import Attachment, InboxRow, ProcessInstance, WorkItem
from app.model.notice import Announcement, Mailbox, Message, Notice
from app.model.people import Absence, PasswordLink, Post, SecondFactor, User
from app.model.story import Story
from app.model.survey import Questionnaire, Response
from app.model.urgency import Urgency
from app.model.values import Variables

#: The time now, with zone UTC and microseconds.
Clock = Callable[[], datetime]


class Engine(Protocol):
    """Runs diagrams. Pure: it keeps nothing but a cache of parsed diagrams by digest."""

    def start(self, definition: ProcessDefinition, variables: Variables, *, now: datetime) -> Advance:
        """Begin a new instance with these variables and run it to its first waits.

        Raises StepFailed when an expression on the way cannot be computed.
        """

    def advance(self, definition: ProcessDefinition, saved: Saved, command: Command, *, now: datetime) -> Advance:
        """Carry out one command and run to the next waits. Nothing of `saved` is changed.

        Raises StepFailed, or AlreadyDone when the instance does not wait for the command's token.
        """


class Sort(StrEnum):
    """By what a list is sorted; rows that are equal in it stand in the order in which they came."""

    DUE = "due"  #: by the service clock: late first (`app.model.urgency`)
    AGE = "age"  #: oldest first
    NUMBER = "number"  #: by case number
    COMPANY = "company"  #: by the title of the case, whatever the letters' case


@dataclass(frozen=True, slots=True)
class InstanceQuery:
    """Which instances to list: newest first, or as `sort` says; `before` is the id of the last one seen (keyset).

    `elements` are those at one of which an open activity (of people or systems) stands, `sops` the keys of SOPs; empty
    sets mean any. `urgent` is a span of `app.model.urgency`; `since` and `until` say when the case was started, `until`
    excluded.
    """

    status: str | None = None
    text: str = ""
    applicant: int | None = None
    before: int | None = None
    limit: int = 50
    sops: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    urgent: tuple[int, int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: Sort = Sort.AGE
    descending: bool = True


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """Which open work items of people to list: oldest first, or as `sort` says. `after` is the id of the last one seen.

    An item is seen when its group is one of `groups`; for an applicant's group (`own_groups`) only when `user` is the
    applicant of its instance, also if that group stands in `groups` too. `mine` lists only what `user` has claimed,
    `unclaimed` only what nobody has. `text` is looked for in title, business key and number of the case, whatever the
    letters' case. `sops` are keys of SOPs, empty: any. `urgent` is a span of `app.model.urgency`.
    """

    groups: frozenset[str]
    own_groups: frozenset[str] = frozenset()
    user: int = 0
    mine: bool = False
    text: str = ""
    after: int | None = None
    limit: int = 50
    sops: frozenset[str] = frozenset()
    element: str | None = None
    unclaimed: bool = False
    urgent: tuple[int, int] | None = None
    sort: Sort = Sort.AGE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What waits at one place of a process: how many activities are open, how many of them have stopped and are late,
    and when the oldest and the middle one (the later of two) were opened."""

    place: str
    open: int
    stopped: int
    late: int
    oldest: datetime
    median: datetime


class Reader(Protocol):
    """Reads a consistent view of the books. Look-ups answer None where there is nothing."""

    def user(self, user_id: int) -> User | None: ...
    def user_by_login(self, login: str) -> User | None: ...
    def users(self) -> Sequence[User]: ...
    def users_among(self, ids: Iterable[int], logins: Iterable[str]) -> Sequence[User]:
        """The people with these ids or logins."""

    def bundle(self, digest: str) -> Bundle | None: ...
    def deployment(self, sop: str, version: int | None = None) -> Deployment | None:
        """The given version of an SOP, or its newest."""

    def deployments(self) -> Sequence[Deployment]:
        """All versions of all SOPs, by SOP and version."""

    def instance(self, instance_id: int) -> ProcessInstance | None: ...
    def instance_by_number(self, number: str) -> ProcessInstance | None: ...
    def instances(self, query: InstanceQuery) -> Sequence[ProcessInstance]:
        """Without `state` and `variables` (both empty): a list does not need them."""

    def work_item(self, work_id: int) -> WorkItem | None: ...
    def work_items(self, instance_id: int, *, open_only: bool = False) -> Sequence[WorkItem]:
        """The work items of an instance in the order they were opened. Open are the states open and incident."""

    def inbox(self, query: InboxQuery) -> Sequence[InboxRow]: ...
    def inbox_count(self, query: InboxQuery, *, up_to: int) -> int:
        """How many rows the query has, counting no further than `up_to`."""

    def next_due(self, kinds: Iterable[Kind]) -> datetime | None:
        """When the next work item of machines can be leased (due, and not leased by anybody); None: there is none."""

    def incidents(self, *, before: int | None = None, limit: int = 50) -> Sequence[InboxRow]: ...
    def history(self, instance_id: int, *, after: int = 0, limit: int | None = None) -> Sequence[Event]:
        """Events of an instance with a number greater than `after`, in order."""

    def attachments(self, instance_id: int) -> Sequence[Attachment]: ...
    def attachment(self, attachment_id: int) -> Attachment | None: ...
    def failed_sign_ins(self, login: str, since: datetime) -> int:
        """How often signing in has failed from `since` on, after the last time it did not."""

    # -- people --
    def people(self, text: str = "", *, after: int = 0, limit: int = 50) -> Sequence[User]:
        """People in the order they came, from the one after the id `after` on. `text` is looked for in login and name;
        upper and lower case of the letters a to z are the same."""

    def members(self, group: str) -> Sequence[User]:
        """The people of a group whose accounts are open, in the order they came."""

    def posts(self, user_id: int) -> Sequence[Post]:
        """The posts of a person, the first one first."""

    def acting_posts(self, day: date) -> Sequence[Post]:
        """The posts that somebody fills as Plt. on a day."""

    def absences(self, user_id: int) -> Sequence[Absence]:
        """When a person is or was away, the first time first."""

    def absences_on(self, day: date) -> Sequence[Absence]:
        """Who is away on a day."""

    def second_factor(self, user_id: int) -> SecondFactor | None: ...
    def password_link(self, digest: str) -> PasswordLink | None: ...
    def user_by_subject(self, issuer: str, subject: str) -> User | None:
        """The person whom an OpenID provider knows by this subject."""

    def subject_of(self, user_id: int, issuer: str) -> str | None:
        """How a provider knows a person; None when it has never vouched for him."""

    # -- drafts, photos and comments --
    def draft(self, work_id: int, person: int) -> Draft | None: ...
    def photo(self, photo_id: str) -> Photo | None: ...
    def photos(self, instance_id: int) -> Sequence[Photo]:
        """The photos of an instance in the order they came."""

    def comment(self, comment_id: int) -> Comment | None: ...
    def comments(self, instance_id: int) -> Sequence[Comment]:
        """The comments of an instance in the order they were written, withdrawn ones included."""

    # -- service --
    def complaint(self, number: str) -> Complaint | None: ...
    def complaints(
        self, *, state: ComplaintState | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        """Newest first; `before` is the id of the last one seen."""

    def complaint_events(self, complaint_id: int) -> Sequence[ComplaintEvent]: ...
    def complaint_files(self, complaint_id: int) -> Sequence[ComplaintFile]: ...
    def survey_responses(self, sop: str, first: date, last: date) -> Sequence[Response]:
        """The responses of these days, in no order that tells anything."""

    def survey_token_used(self, token: str) -> bool:
        """Whether somebody has answered with the token of this digest (SHA-256, hexadecimal)."""

    def cases_ended(self, sop: str, start: datetime, end: datetime) -> int:
        """How many cases of an SOP have come to an end from `start` until before `end`."""

    # -- lists --
    def instances_count(self, query: InstanceQuery, *, up_to: int) -> int:
        """How many instances the query has, counting no further than `up_to`."""

    def open_work(self, instances: Iterable[int]) -> Sequence[WorkItem]:
        """The open activities of these instances, those of people and of systems, in the order they were opened."""

    def load(self, sop: str, places: Mapping[str, str], *, today: date) -> Sequence[Load]:
        """What waits at the places of an SOP. `places` says for each element to which place it counts (itself, or its
        lane); places where nothing waits are left out."""

    def running(self, sop: str, *, today: date) -> Mapping[Urgency, int]:
        """How many running instances of an SOP there are by the standing of their clocks; those that are late count
        as running, too."""

    # -- notices --
    def unseen(self, person: int, *, up_to: int) -> int:
        """How many notices a person has not seen, counting no further than `up_to`."""

    def notices(self, person: int, *, before: int | None = None, limit: int = 50) -> Sequence[Notice]:
        """The notices of a person, newest first; `before` is the id of the last one seen (keyset paging)."""

    def notice(self, notice_id: int) -> Notice | None: ...
    def mailbox(self, person: int) -> Mailbox: ...
    def next_letter(self) -> datetime | None:
        """When the next e-mail can be leased; None: there is none."""

    def due_reminders(self, now: datetime, *, limit: int) -> Sequence[WorkItem]:
        """Open work items whose `remind_at` has come, first due first."""

    def messages(self, instance_id: int) -> Sequence[Message]:
        """The messages of a case in the order they were sent."""


class Unit(Reader, Protocol):
    """One transaction. Everything is kept together by `commit`, or not at all: leaving without it undoes."""

    def commit(self) -> None: ...

    def hold(self, instance_id: int) -> ProcessInstance | None:
        """Read an instance in order to change it: nobody else can change it until this unit is over.

        From then on `work_item` does the same for work items: nobody can lease them away.
        """

    def hold_of(self, work_id: int) -> ProcessInstance | None:
        """`hold` for the instance of a work item. Instances are held before work items, lest two units wait for each
        other."""

    def add_user(self, login: str, name: str, groups: Iterable[str], password: str) -> User: ...
    def save_user(self, user: User) -> None: ...
    def add_bundle(self, bundle: Bundle) -> None:
        """Keep a bundle's files; a bundle that is there already stays as it is."""

    def add_deployment(self, deployment: Deployment) -> None: ...
    def next_number(self, series: str, year: int) -> int:
        """1, 2, 3, ... without gaps within a series and year, in this very transaction."""

    def new_instance_id(self) -> int: ...

    def keep(
        self,
        before: ProcessInstance | None,
        after: ProcessInstance,
        events: Sequence[Event],
        *,
        opened: Sequence[WorkItem] = (),
        closed: Sequence[WorkItem] = (),
    ) -> None:
        """Keep one step: the instance, its new events, new work items (their `id` is ignored) and changed ones.

        Raises Conflict when the instance has more events than `before` had.
        """

    def save_work(self, work: WorkItem) -> None:
        """Keep a change of a work item that no event tells of (a lease)."""

    def lease(
        self, kinds: Iterable[Kind], *, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[WorkItem]:
        """Take open work items that are due (and not leased, or whose lease has run out) for `owner`, first due first.

        No two owners ever hold the same item. `attempts` stays as it is: failures are counted by the action.
        """

    def add_attachment(self, attachment: Attachment) -> Attachment: ...
    def note_sign_in(self, login: str, at: datetime, *, ok: bool) -> None: ...
    def erase_payload(self, instance_id: int, number: int) -> None: ...

    # -- people --
    def save_post(self, post: Post) -> None:
        """Keep a post; one with the id 0 is new."""

    def remove_post(self, post_id: int) -> None: ...
    def save_absence(self, absence: Absence) -> None:
        """Keep an absence; one with the id 0 is new."""

    def remove_absence(self, absence_id: int) -> None: ...
    def save_second_factor(self, factor: SecondFactor) -> None: ...
    def remove_second_factor(self, user_id: int) -> None: ...
    def save_password_link(self, link: PasswordLink) -> None:
        """Keep a link. It is the only one of its person: an older one is worth nothing any more."""

    def remove_password_link(self, user_id: int) -> None: ...
    def add_subject(self, issuer: str, subject: str, user_id: int) -> None:
        """A provider knows a person by this subject from now on. Raises Conflict when it knew somebody by it, or the
        person by another one."""

    # -- drafts, photos and comments --
    def save_draft(self, draft: Draft) -> None:
        """Keep a draft in the place of the one this person has at this work item. Hold its instance first."""

    def discard_draft(self, work_id: int, person: int) -> None: ...
    def add_photo(self, photo: Photo) -> None:
        """Raises Conflict when there is a photo with this id."""

    def add_comment(self, comment: Comment) -> Comment: ...
    def save_comment(self, comment: Comment) -> None:
        """Keep that a comment was withdrawn."""

    def erase_comment(self, instance_id: int, event: int) -> None:
        """Erase the text of the comment that this event has added, if it has added one."""

    # -- service --
    def add_complaint(self, complaint: Complaint, event: ComplaintEvent, files: Sequence[ComplaintFile]) -> Complaint:
        """Keep a new complaint with its first event and its files; their ids are ignored."""

    def keep_complaint(self, before: Complaint, after: Complaint, event: ComplaintEvent) -> None:
        """Keep a change of a complaint. Raises Conflict when it has more events than `before` had."""

    def add_survey_response(self, token: str, response: Response) -> None:
        """Keep a response and, apart from it, that the token of this digest is used. Raises Conflict when it was."""

    # -- notices --
    def announce(self, announcements: Sequence[Announcement], *, digest_at: datetime, by_mail: bool) -> None:
        """Make a notice for each person an announcement is for, as he has chosen; once for each person and key.

        With `by_mail`, those who want it and have an address get an e-mail: at once, or at `digest_at`. One statement.
        """

    def see(self, person: int, at: datetime, *, notice_id: int | None = None) -> None:
        """Mark a notice of a person, or all of them, as seen."""

    def see_finished_work(self, at: datetime) -> None:
        """Mark what tells of work that is no longer open as seen, for everybody: it is no news any more."""

    def save_mailbox(self, person: int, mailbox: Mailbox) -> None: ...
    def lease_letter(self, *, owner: str, now: datetime, until: datetime) -> Sequence[Notice]:
        """Take the notices of the next e-mail that is due: one, or all of a person that go together, oldest first.

        They are of one person and no two owners ever hold the same one. Nobody else can take them before `until`.
        """

    def save_letter(self, notices: Sequence[Notice], *, retry_at: datetime | None = None) -> None:
        """Keep what has become of the e-mail of these notices, where their `owner` still holds them.

        Those that wait can be leased again at `retry_at`.
        """

    def add_message(self, message: Message) -> Message: ...


class Store(Protocol):
    """The books. `writing()` gives a unit of work, `reading()` a view without locks.

    Everything in it raises Unavailable when the storage cannot be reached or is full. After an error a unit is over.
    """

    def writing(self) -> AbstractContextManager[Unit]: ...
    def reading(self) -> AbstractContextManager[Reader]: ...
    def close(self) -> None:
        """Let go of all connections."""


class Vault(Protocol):
    """Keeps files by their SHA-256."""

    def put(self, stream: IO[bytes], *, limit: int) -> tuple[str, int]:
        """Keep what the stream holds; answers digest and size. Raises TooLarge when it is larger than `limit` bytes.
        Nothing half-written is ever visible under a digest."""

    def open(self, digest: str) -> IO[bytes]:
        """The bytes kept under a digest. Raises NotFound when there are none."""

    def has(self, digest: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Request:
    """What a service task asks of a system outside. `key` is the same at every attempt (idempotency).

    `number` is the case number, `attempt` counts the failures so far plus one, `asked_at` is when the case came to
    wait for the answer (UTC).
    """

    key: str
    topic: str
    element: str
    number: str
    attempt: int
    asked_at: datetime
    variables: Variables


@dataclass(frozen=True, slots=True)
class Answer:
    """What the system said: outputs become variables; `error` is the code of a BPMN error; `not_before` means "ask
    again then", when the system has taken the request and is not ready."""

    outputs: Variables
    error: str | None = None
    not_before: datetime | None = None


class OneTimeCode(Protocol):
    """The code by which the first administrator of a fresh installation comes in."""

    def is_waiting(self) -> bool:
        """Whether there is a code that nobody has used."""

    def matches(self, code: str) -> bool:
        """Whether this is the code. Takes the same time whatever is wrong with it."""

    def spend(self) -> None:
        """There is no code any more."""


class Connector(Protocol):
    """Serves topics. Called outside any transaction, possibly more than once with the same key."""

    def call(self, request: Request, *, now: datetime) -> Answer:
        """Raises ConnectorFailed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail. `key` is the same at every attempt and becomes the Message-ID; all texts are plain and may hold
    anything: the adapter keeps them out of the headers' syntax. `locale` is the language it is written in."""

    key: str
    to: str
    subject: str
    body: str
    locale: str = "id"


class Mail(Protocol):
    """Sends e-mail. Called outside any transaction, possibly more than once with the same key."""

    def send(self, letter: Letter) -> None:
        """Return when the letter was taken over. Raises ConnectorFailed."""


class ConnectorFailed(Exception):
    """The system could not do it. `permanent` says that asking again is of no use."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.permanent = permanent


@dataclass(frozen=True)
class Office:
    """All that an action needs from outside; made once, in `app.wiring`."""

    engine: Engine
    store: Store
    vault: Vault
    clock: Clock
    calendar: WorkingCalendar
    read: Callable[[Bundle], ProcessDefinition]  #: reads a bundle; keeps what it has read by digest
    salts: Callable[[], bytes]  #: 16 random bytes
    connectors: Mapping[str, Connector]  #: by topic
    manual: Mapping[str, str] = field(default_factory=dict)  #: lane of a system -> group that gives manual evidence
    stories: Callable[[bytes], Mapping[str, Story]] = lambda _: {}  #: reads the acceptance stories of an SOP
    shelf: dict[str, ProcessDefinition] = field(default_factory=dict)  #: definitions read, by digest
    first_code: OneTimeCode | None = None  #: lets the first administrator in
    rehearsal: bool = False  #: demo or story: people without a password sign by saying so, and it is marked
    survey: Questionnaire = field(default_factory=Questionnaire)  #: what is asked after a case has ended
    mail: Mail | None = None  #: None: nobody gets e-mail
    public_url: str = ""  #: where people reach the web, for links in e-mails
