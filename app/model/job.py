"""A job: long work that somebody asks for on a page and a worker does, while its requester does something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.model.values import Json

#: How long what a job has made is kept; afterwards its file and its result are cleared.
KEPT = timedelta(days=30)


class JobState(StrEnum):
    """States of a job: waiting -> running -> done | failed | cancelled; running -> waiting when its worker ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OVER = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file that a job has made: its bytes lie in the vault under `digest` (SHA-256, hexadecimal)."""

    digest: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a job answers: a value to show, and perhaps a file to take away."""

    value: Json = None
    file: JobFile | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work. All times are UTC.

    `kind` names the work (`Office.jobs`), `arguments` say what it is about. `done` of `total` is how far it has come
    (`total` 0: not known yet), `message` a sentence about it (`app.model.errors.packed`). A running job is leased to
    `owner` until `leased_until`; a worker that takes it over goes on from `checkpoint`. `attempts` counts the workers
    that have begun it and have not given it back. `cancelling` says that somebody wants it to end. `cleared` says that
    result and file are no longer kept.
    """

    id: int
    kind: str
    arguments: Mapping[str, Json]
    requested_by: int
    requested_at: datetime
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    message: str = ""
    checkpoint: Json = None
    result: JobResult = field(default_factory=JobResult)
    attempts: int = 0
    owner: str | None = None
    leased_until: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    cancelling: bool = False
    cleared: bool = False

    @property
    def over(self) -> bool:
        return self.state in OVER

    def remaining(self, now: datetime) -> timedelta | None:
        """How long it will probably still take, from its speed so far; None when that cannot be told yet."""
        if self.state is not JobState.RUNNING or self.started_at is None or not 0 < self.done <= self.total:
            return None
        return (now - self.started_at) * ((self.total - self.done) / self.done)


class JobStopped(BaseException):
    """Work that takes long is to end here. No `Exception`: work that survives the faults of single cases lets it by."""


def ready_at(job: Job) -> datetime | None:
    """When a worker can take the job; None when none ever can."""
    if job.state is JobState.WAITING:
        return job.requested_at
    return job.leased_until if job.state is JobState.RUNNING else None
