"""Jobs: what the books answer and keep, and how work that takes long tells how far it has come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.model.job import Job
from app.model.values import Json


class Progress(Protocol):
    """Held by work that takes long. Calling it tells how far it has come, and renews its lease on the job.

    Call it after every piece of work, at least once a minute: a worker that says nothing for two counts as dead. It
    writes at most once a second, so it may be called as often as one likes. It raises `JobStopped` (no `Exception`,
    so that work which survives the faults of single cases does not swallow it) when the work is to end here: the job
    was cancelled, its worker is to stop, or another worker has it now.
    """

    @property
    def job(self) -> Job:
        """The job as it was begun: who asked for it, and the `checkpoint` from which to go on (None: the start)."""

    def __call__(self, done: int, total: int, message: str = "", *, checkpoint: Json = None) -> None:
        """`message` is a sentence or what `packed` makes of an error. `checkpoint` None leaves the last one."""


class JobsReader(Protocol):
    """Reads jobs."""

    def job(self, job_id: int) -> Job | None: ...
    def jobs(
        self, *, person: int | None = None, kind: str | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Job]:
        """The jobs of a person and a kind, or all, newest first; `before` is the id of the last one seen (keyset)."""

    def next_job(self) -> datetime | None:
        """When the next job can be leased (it waits, or its lease runs out); None: there is none."""

    def jobs_to_clear(self, before: datetime, *, limit: int) -> Sequence[Job]:
        """Jobs that were over before a time and whose results are still kept, oldest first."""


class JobsUnit(JobsReader, Protocol):
    """Keeps jobs."""

    def add_job(self, job: Job) -> Job:
        """Keep a new job; its `id` is ignored."""

    def hold_job(self, job_id: int) -> Job | None:
        """Read a job in order to change it: nobody else can change it until this unit is over."""

    def save_job(self, job: Job) -> None:
        """Keep a change of a job that this unit holds."""

    def lease_job(self, *, owner: str, now: datetime, until: datetime) -> Job | None:
        """Take the job that has waited longest, or whose lease has run out, for `owner`: it is running from then on.
        No two owners ever hold the same job. One attempt more is counted; `started_at` is when it was taken first."""
