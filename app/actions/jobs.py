"""Ask for work that takes long, see how far it has come, end it, and take away what it has made.

A job belongs to who asked for it; auditors and administrators see all. Whether somebody may have this work done at all
is decided by the action that asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO

from app.actions._over import over
from app.actions.lists import PAGE
from app.model.errors import Conflict, LajurError, NotFound
from app.model.job import Job, JobFile, JobState
from app.model.people import ADMINISTRATOR, AUDITOR, User
from app.model.values import Variables
from app.ports import Office, Reader

#: So many jobs of one person may wait or run at the same time.
AT_ONCE = 10


@dataclass(frozen=True)
class Jobs:
    """A page of jobs, newest first; `next` is the id to ask for the page behind it, None on the last one."""

    rows: Sequence[Job]
    next: int | None


def request(office: Office, kind: str, arguments: Variables, *, by: User) -> Job:
    """Let a worker do this work. The same work asked for twice while it is still to be done is one job.

    Raises LajurError when nobody does such work, Conflict when too much of the person's is waiting already.
    """
    if kind not in office.jobs:
        raise LajurError("Nobody here does the work {kind}.", kind=kind)
    with office.store.writing() as unit:
        open_ones = [job for job in unit.jobs(person=by.id, limit=PAGE) if not job.over]
        same = (job for job in open_ones if (job.kind, job.arguments) == (kind, arguments) and not job.cancelling)
        if known := next(same, None):
            return known
        if len(open_ones) >= AT_ONCE:
            raise Conflict("{number} of your jobs are waiting or running; please let one end first.", number=AT_ONCE)
        job = unit.add_job(Job(0, kind, dict(arguments), by.id, office.clock()))
        unit.commit()
        return job


def cancel(office: Office, job_id: int, *, by: User) -> Job:
    """End a job: at once when it waits, as soon as its worker looks up when it runs. One that is over stays so.

    Raises NotFound.
    """
    with office.store.writing() as unit:
        job = unit.hold_job(job_id)
        if job is None or not (job.requested_by == by.id or ADMINISTRATOR in by.groups):
            raise NotFound
        if job.over:
            return job
        waits = job.state is JobState.WAITING
        ended = over(office, unit, job, JobState.CANCELLED) if waits else job
        after = replace(ended, cancelling=True)
        unit.save_job(after)
        unit.commit()
        return after


def look(office: Office, job_id: int, user: User) -> Job:
    """A job. Raises NotFound when there is none, or it is another's."""
    with office.store.reading() as reader:
        return _seen(reader, job_id, user)


def listing(office: Office, user: User, *, everybody: bool = False, before: int | None = None) -> Jobs:
    """The user's own jobs; those of everybody only for who may see them."""
    person = None if everybody and may_see_all(user) else user.id
    with office.store.reading() as reader:
        rows = reader.jobs(person=person, before=before, limit=PAGE + 1)
    return Jobs(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def file(office: Office, job_id: int, user: User) -> tuple[JobFile, IO[bytes]]:
    """What a job has made, and its bytes. Raises NotFound, also when it was cleared."""
    made = look(office, job_id, user).result.file
    if made is None:
        raise NotFound
    return made, office.vault.open(made.digest)


def may_cancel(job: Job, user: User) -> bool:
    """Whether a button that ends the job is of use."""
    return not (job.over or job.cancelling) and (job.requested_by == user.id or ADMINISTRATOR in user.groups)


def may_see_all(user: User) -> bool:
    """Whether he sees the jobs of everybody, not his own only."""
    return bool(user.groups & {AUDITOR, ADMINISTRATOR})


def _seen(reader: Reader, job_id: int, user: User) -> Job:
    job = reader.job(job_id)
    if job is None or not (job.requested_by == user.id or may_see_all(user)):
        raise NotFound
    return job
