"""Jobs in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.model.job import Job, JobResult, ready_at
from app.store.codec import from_json, to_json
from app.store.jobs import leased_to
from app.store.memory.shelf import View


class Jobs(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def job(self, job_id: int) -> Job | None:
        return self._shelf.jobs.get(job_id)

    def hold_job(self, job_id: int) -> Job | None:
        return self.job(job_id)

    def jobs(
        self, *, person: int | None = None, kind: str | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Job]:
        found = [each for _, each in sorted(self._shelf.jobs.items(), reverse=True)]
        own = [each for each in found if person in (None, each.requested_by) and kind in (None, each.kind)]
        return [each for each in own if before is None or each.id < before][:limit]

    def next_job(self) -> datetime | None:
        return min((at for at in map(ready_at, self._shelf.jobs.values()) if at), default=None)

    def jobs_to_clear(self, before: datetime, *, limit: int) -> Sequence[Job]:
        over = ((each.finished_at, each.id, each) for each in self._shelf.jobs.values() if not each.cleared)
        return [each for at, _, each in sorted(it for it in over if it[0] and it[0] < before)][:limit]

    def add_job(self, job: Job) -> Job:
        kept = replace(job, id=self.next_number("job.id", 0))
        self.save_job(kept)
        return kept

    def save_job(self, job: Job) -> None:
        arguments, checkpoint, value = from_json(to_json([dict(job.arguments), job.checkpoint, job.result.value]))
        result = JobResult(value, job.result.file)
        self._shelf.jobs[job.id] = replace(job, arguments=arguments, checkpoint=checkpoint, result=result)

    def lease_job(self, *, owner: str, now: datetime, until: datetime) -> Job | None:
        ready = ((ready_at(each), each.id) for each in self._shelf.jobs.values())
        due = sorted((at, job_id) for at, job_id in ready if at is not None and at <= now)
        if not due:
            return None
        leased = leased_to(self._shelf.jobs[due[0][1]], owner, now, until)
        self._shelf.jobs[leased.id] = leased
        return leased
