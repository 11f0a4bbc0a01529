"""Jobs: waiting, leased to one worker at a time, kept until they are cleared."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.job import Job, JobFile, JobResult, JobState, ready_at
from app.model.values import Json
from app.store.codec import from_json, stamp, to_json, when
from app.store.job_tables import IS_KEPT, IS_READY, job
from app.store.session import Session

#: The columns in the order in which `_job` reads them.
_JOBS = sa.select(
    job.c.id,
    job.c.kind,
    job.c.arguments,
    job.c.requested_by,
    job.c.requested_at,
    job.c.state,
    job.c.done,
    job.c.total,
    job.c.message,
    job.c.checkpoint,
    job.c.result,
    job.c.file_digest,
    job.c.file_name,
    job.c.file_type,
    job.c.attempts,
    job.c.owner,
    job.c.leased_until,
    job.c.started_at,
    job.c.finished_at,
    job.c.cancelling,
    job.c.cleared,
)
_BY_ID = _JOBS.where(job.c.id == sa.bindparam("id"))
_HOLD = _BY_ID.with_for_update()
_PAGE = _JOBS.order_by(job.c.id.desc()).limit(sa.bindparam("limit"))
_ADD = sa.insert(job).returning(job.c.id)
_SAVE = sa.update(job).where(job.c.id == sa.bindparam("job_id"))
_READY = sa.select(job.c.ready_at).where(IS_READY).order_by(job.c.ready_at).limit(1)
_NEXT = (
    _JOBS.where(IS_READY, job.c.ready_at <= sa.bindparam("now"))
    .order_by(job.c.ready_at, job.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_TO_CLEAR = (
    _JOBS.where(IS_KEPT, job.c.finished_at < sa.bindparam("before"))
    .order_by(job.c.finished_at)
    .limit(sa.bindparam("limit"))
)


class Jobs(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def job(self, job_id: int) -> Job | None:
        return self._one_job(_BY_ID, {"id": job_id})

    def hold_job(self, job_id: int) -> Job | None:
        return self._one_job(_HOLD, {"id": job_id})

    def jobs(
        self, *, person: int | None = None, kind: str | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Job]:
        page = _PAGE if person is None else _PAGE.where(job.c.requested_by == person)
        page = page if kind is None else page.where(job.c.kind == kind)
        page = page if before is None else page.where(job.c.id < before)
        return [_job(row) for row in self.run(page, {"limit": limit})]

    def next_job(self) -> datetime | None:
        return when(self.run(_READY).scalar_one_or_none())

    def jobs_to_clear(self, before: datetime, *, limit: int) -> Sequence[Job]:
        return [_job(row) for row in self.run(_TO_CLEAR, {"before": microseconds(before), "limit": limit})]

    def add_job(self, job: Job) -> Job:
        row = {
            "kind": job.kind,
            "arguments": to_json(dict(job.arguments)),
            "requested_by": job.requested_by,
            "requested_at": microseconds(job.requested_at),
        }
        return replace(job, id=self.run(_ADD, {**row, **_progress(job)}).scalar_one())

    def save_job(self, job: Job) -> None:
        self.run(_SAVE, {"job_id": job.id, **_progress(job)})

    def lease_job(self, *, owner: str, now: datetime, until: datetime) -> Job | None:
        found = self._one_job(_NEXT, {"now": microseconds(now)})
        if found is None:
            return None
        leased = leased_to(found, owner, now, until)
        self.save_job(leased)
        return leased

    def _one_job(self, statement: sa.Executable, parameters: dict[str, Any]) -> Job | None:
        row = self.run(statement, parameters).one_or_none()
        return _job(row) if row else None


def leased_to(found: Job, owner: str, now: datetime, until: datetime) -> Job:
    """A job in the hands of a worker."""
    began = found.started_at or now
    attempts = found.attempts + 1
    return replace(found, state=JobState.RUNNING, owner=owner, leased_until=until, started_at=began, attempts=attempts)


def _progress(it: Job) -> dict[str, Any]:
    """What may change."""
    file = it.result.file
    return {
        "state": it.state.value,
        "done": it.done,
        "total": it.total,
        "message": it.message,
        "checkpoint": _optional(it.checkpoint),
        "result": _optional(it.result.value),
        "file_digest": bytes.fromhex(file.digest) if file else None,
        "file_name": file.name if file else None,
        "file_type": file.media_type if file else None,
        "attempts": it.attempts,
        "owner": it.owner,
        "leased_until": stamp(it.leased_until),
        "started_at": stamp(it.started_at),
        "finished_at": stamp(it.finished_at),
        "cancelling": it.cancelling,
        "cleared": it.cleared,
        "ready_at": stamp(ready_at(it)),
    }


def _optional(value: Json) -> str | None:
    return None if value is None else to_json([value])


def _value(text: str | None) -> Json:
    value: Json = None if text is None else from_json(text)[0]
    return value


def _job(row: Sequence[Any]) -> Job:
    file = JobFile(row[11].hex(), row[12], row[13]) if row[11] else None
    return Job(
        id=row[0],
        kind=row[1],
        arguments=from_json(row[2]),
        requested_by=row[3],
        requested_at=moment(row[4]),
        state=JobState(row[5]),
        done=row[6],
        total=row[7],
        message=row[8],
        checkpoint=_value(row[9]),
        result=JobResult(_value(row[10]), file),
        attempts=row[14],
        owner=row[15],
        leased_until=when(row[16]),
        started_at=when(row[17]),
        finished_at=when(row[18]),
        cancelling=row[19],
        cleared=row[20],
    )
