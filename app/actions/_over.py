"""The end of a job, however it comes to it."""

from dataclasses import replace

from app.model.job import Job, JobResult, JobState
from app.ports import Office, Unit


def over(office: Office, unit: Unit, job: Job, state: JobState) -> Job:
    """A job that this unit holds, as it is once it is over. What belongs to its kind is done (`Office.endings`)."""
    end = office.endings.get(job.kind)
    left = JobResult(end(office, unit, job)) if end else JobResult()
    now = office.clock()
    ended = replace(job, state=state, finished_at=now, result=left)
    return replace(ended, owner=None, leased_until=None, checkpoint=None)
