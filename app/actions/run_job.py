"""What a worker does with jobs: take one, do it, record its end; and clear what old ones have made.

A job is leased to one worker. Its progress renews the lease; a worker that has died loses it, and another goes on from
the last checkpoint. Who has lost the lease records nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event

from app.actions._files import remove_unused
from app.actions._over import over
from app.model.errors import LajurError, Unavailable, packed
from app.model.job import KEPT, Job, JobResult, JobState, JobStopped
from app.model.values import Json
from app.ports import Office, Unit

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
#: Progress is written no more often than this.
PULSE = timedelta(seconds=1)
#: So many workers may die of a job before it is given up.
TRIES = 5
#: So many jobs are cleared at a time.
SWEEP = 100


@dataclass
class Telling:
    """`app.ports.Progress` of a job in the hands of `owner`; `job` is as far as it has come here."""

    office: Office
    job: Job
    owner: str
    stop: Event
    written_at: datetime | None = None

    def __call__(self, done: int, total: int, message: str = "", *, checkpoint: Json = None) -> None:
        kept = self.job.checkpoint if checkpoint is None else checkpoint
        self.job = replace(self.job, done=done, total=total, message=message, checkpoint=kept)
        now = self.office.clock()
        if self.stop.is_set():
            raise JobStopped
        if self.written_at is None or now - self.written_at >= PULSE:
            self.written_at = now
            if not self.record(lambda _, found: replace(found, leased_until=now + LEASE)) or self.job.cancelling:
                raise JobStopped

    def record(self, change: Callable[[Unit, Job], Job]) -> bool:
        """Keep how far it has come with a change, if `owner` still has the job."""
        with self.office.store.writing() as unit:
            found = unit.hold_job(self.job.id)
            if found is None or found.owner != self.owner or found.state is not JobState.RUNNING:
                return False
            mine = self.job
            told = replace(found, done=mine.done, total=mine.total, message=mine.message, checkpoint=mine.checkpoint)
            self.job = change(unit, told)
            unit.save_job(self.job)
            unit.commit()
            return True


def run_next(office: Office, owner: str, stop: Event) -> bool:
    """Do the next job; answers whether there was one. Costs one read when there is none.

    Raises Unavailable when the storage goes away meanwhile: the job is taken up again when its lease has run out.
    """
    with office.store.reading() as reader:
        due = reader.next_job()
    job = _lease(office, owner) if due is not None and due <= office.clock() else None
    if job is None:
        return False
    telling = Telling(office, job, owner, stop)
    try:
        result = _do(office, telling)
    except JobStopped:
        telling.record(lambda unit, found: _left(office, unit, found))
    except Unavailable:
        raise
    except LajurError as failure:
        _fail(office, telling, failure)
    except Exception as fault:
        log.exception("Job %s failed in an unexpected way.", job.id)
        _fail(office, telling, LajurError("It has failed in an unexpected way ({fault}).", fault=type(fault).__name__))
    else:
        _finish(office, telling, result)
    return True


def clear_old(office: Office) -> int:
    """Clear what jobs have made that were over `KEPT` ago; answers how many."""
    with office.store.writing() as unit:
        old = unit.jobs_to_clear(office.clock() - KEPT, limit=SWEEP)
        for job in old:
            unit.save_job(replace(job, result=JobResult(), checkpoint=None, cleared=True))
            if job.result.file:
                remove_unused(office, unit, job.result.file.digest)
        unit.commit()
    return len(old)


def _lease(office: Office, owner: str) -> Job | None:
    now = office.clock()
    with office.store.writing() as unit:
        job = unit.lease_job(owner=owner, now=now, until=now + LEASE)
        unit.commit()
        return job


def _do(office: Office, telling: Telling) -> JobResult:
    job = telling.job
    if job.cancelling or telling.stop.is_set():
        raise JobStopped
    if job.attempts > TRIES:
        raise LajurError("The worker has ended {number} times in the midst of it.", number=TRIES)
    if job.kind not in office.jobs:
        raise LajurError("Nobody here does the work {kind}.", kind=job.kind)
    return office.jobs[job.kind](office, job.arguments, telling)


def _left(office: Office, unit: Unit, found: Job) -> Job:
    """A job that ends here: for good when it was cancelled, else others may have it at once."""
    if found.cancelling:
        return over(office, unit, found, JobState.CANCELLED)
    return replace(found, state=JobState.WAITING, owner=None, leased_until=None, attempts=found.attempts - 1)


def _fail(office: Office, telling: Telling, failure: LajurError) -> None:
    def failed(unit: Unit, found: Job) -> Job:
        return replace(over(office, unit, found, JobState.FAILED), message=packed(failure))

    telling.record(failed)


def _finish(office: Office, telling: Telling, result: JobResult) -> None:
    def done(unit: Unit, found: Job) -> Job:
        return replace(over(office, unit, found, JobState.DONE), result=result)

    if telling.record(done) or not result.file:
        return
    with office.store.writing() as unit:  # another worker has the job: this file is nobody's
        remove_unused(office, unit, result.file.digest)
