"""A process instance (in the UI: *permohonan*) and the work items it waits for."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.model.advance import Kind
from app.model.clock import ServiceClock
from app.model.values import Variables


class Status(StrEnum):
    """States of an instance: running -> ended | cancelled. An ended instance never runs again."""

    RUNNING = "running"
    ENDED = "ended"  #: an end event was reached
    CANCELLED = "cancelled"  #: closed by a person with a reason


@dataclass(frozen=True, slots=True)
class ProcessInstance:
    """One run of a process definition. All times are UTC.

    `number` is the case number people use; `events` counts the events in its history and `head` is the digest of
    the last one, so both together say which state was read. `state` is None once the instance is over.
    With `number` and `tracking_code` anybody can ask how far the case has come; lists leave the code empty.
    """

    id: int
    number: str
    sop: str
    version: int
    digest: str
    title: str
    business_key: str
    applicant: int | None
    status: Status
    state: bytes | None
    variables: Variables
    events: int
    head: bytes
    clock: ServiceClock
    started_at: datetime
    ended_at: datetime | None = None
    end: str | None = None
    linked_to: int | None = None
    tracking_code: str = ""


class WorkState(StrEnum):
    """States of a work item: open -> done | cancelled; open <-> incident."""

    OPEN = "open"
    INCIDENT = "incident"  #: it failed; a person must correct something and retry
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something an instance waits for: a user task, a service task, a timer or a message. All times are UTC.

    A person's item has an `assignee` once claimed. A machine's item becomes due at `due_at` and is leased to `owner`
    until `leased_until`; only the owner may report its end. `outputs` are the answers kept with an incident, so that a
    retry repeats exactly what failed; `failure` is the sentence of the last failure. `remind_at` is when somebody looks
    next whether its person must be reminded.
    """

    id: int
    instance: int
    token: int
    element: str
    name: str
    kind: Kind
    group: str | None
    state: WorkState
    opened_at: datetime
    topic: str | None = None
    message: str | None = None
    locals: Variables = field(default_factory=dict)
    assignee: int | None = None
    due_at: datetime | None = None
    owner: str | None = None
    leased_until: datetime | None = None
    attempts: int = 0
    failure: str | None = None
    outputs: Variables | None = None
    outputs_digest: str | None = None
    done_by: int | None = None
    done_at: datetime | None = None
    remind_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a case: its bytes lie in the vault under `digest` (SHA-256, hexadecimal)."""

    id: int
    instance: int
    digest: str
    name: str
    media_type: str
    size: int
    element: str | None
    added_by: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of an inbox: the work item with what a clerk must know of its case."""

    work: WorkItem
    number: str
    sop: str
    title: str
    business_key: str
    clock: ServiceClock
