"""Work items: opening and closing them with a step, leasing those of machines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.model.advance import Kind
from app.model.event import microseconds, moment
from app.model.instance import WorkItem, WorkState
from app.store.codec import from_json, stamp, to_json, when
from app.store.session import Session
from app.store.tables import IS_FOR_MACHINES, IS_INCIDENT, IS_OPEN, work_item

#: The columns of a work item in the order of `app.model.instance.WorkItem`.
COLUMNS = tuple(column for column in work_item.c if column.name not in {"ready_at", "applicant", "sop", "urgency"})
#: What every work item repeats of its instance.
SHARED = ("applicant", "sop", "urgency")
_WORK = sa.select(*COLUMNS)
_BY_ID = _WORK.where(work_item.c.id == sa.bindparam("id"))
_HOLD = _BY_ID.with_for_update()
_OF_INSTANCE = _WORK.where(work_item.c.instance_id == sa.bindparam("instance_id")).order_by(work_item.c.id)
_OPEN_OF_INSTANCE = _OF_INSTANCE.where(sa.or_(IS_OPEN, IS_INCIDENT))
_OPEN = sa.insert(work_item)
_SAVE = sa.update(work_item).where(work_item.c.id == sa.bindparam("work_id"))
_RELABEL = sa.update(work_item).where(work_item.c.instance_id == sa.bindparam("of_instance"))
_READY = (
    sa.select(work_item.c.id, work_item.c.ready_at)
    .where(IS_FOR_MACHINES, work_item.c.kind == sa.bindparam("kind"))
    .order_by(work_item.c.ready_at)
    .limit(sa.bindparam("limit"))
)
_DUE = _READY.where(work_item.c.ready_at <= sa.bindparam("now")).with_for_update(skip_locked=True)
_LEASE = (
    sa.update(work_item)
    .where(work_item.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(owner=sa.bindparam("by"), leased_until=sa.bindparam("until"), ready_at=sa.bindparam("until"))
    .returning(*COLUMNS)
)


class Work(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    #: Whether this unit holds an instance. Rows are locked in one order, instance before work item: else two units
    #: could wait for each other.
    _holding = False

    def work_item(self, work_id: int) -> WorkItem | None:
        row = self.run(_HOLD if self._holding else _BY_ID, {"id": work_id}).one_or_none()
        return work(row) if row else None

    def work_items(self, instance_id: int, *, open_only: bool = False) -> Sequence[WorkItem]:
        statement = _OPEN_OF_INSTANCE if open_only else _OF_INSTANCE
        return [work(row) for row in self.run(statement, {"instance_id": instance_id})]

    def add_work(self, items: Sequence[WorkItem], shared: Mapping[str, Any]) -> None:
        """Keep new items; `shared` are the values of `SHARED`."""
        if items:
            self.run(_OPEN, [{**_origin(item), **_progress(item), **shared} for item in items])

    def relabel(self, instance_id: int, changes: Mapping[str, Any]) -> None:
        """Something that its work items repeat has changed in the case."""
        if changes:
            self.run(_RELABEL, {"of_instance": instance_id, **changes})

    def close_work(self, items: Sequence[WorkItem]) -> None:
        if items:
            self.run(_SAVE, [{"work_id": item.id, **_progress(item)} for item in items])

    def save_work(self, work: WorkItem) -> None:
        self.close_work([work])

    def lease(
        self, kinds: Iterable[Kind], *, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[WorkItem]:
        due = self._ready(_DUE, kinds, {"now": microseconds(now), "limit": limit})[:limit]
        if not due:
            return []
        ids = [work_id for _, work_id in due]
        rows = self.run(_LEASE, {"ids": ids, "by": owner, "until": microseconds(until)})
        return sorted((work(row) for row in rows), key=lambda item: ids.index(item.id))

    def next_due(self, kinds: Iterable[Kind]) -> datetime | None:
        ready = self._ready(_READY, kinds, {"limit": 1})
        return moment(ready[0][0]) if ready else None

    def _ready(
        self, statement: sa.Executable, kinds: Iterable[Kind], parameters: dict[str, int]
    ) -> list[tuple[int, int]]:
        """When and what, first due first. One look into the index for each kind: so nothing else is read."""
        found: list[tuple[int, int]] = []
        for kind in kinds:
            rows = self.run(statement, {**parameters, "kind": kind.value})
            found.extend((ready_at, work_id) for work_id, ready_at in rows)
        return sorted(found)


def _origin(item: WorkItem) -> dict[str, Any]:
    """What never changes once the item is there."""
    return {
        "instance_id": item.instance,
        "token": item.token,
        "element": item.element,
        "kind": item.kind.value,
        "opened_at": microseconds(item.opened_at),
        "topic": item.topic,
        "message": item.message,
        "locals": to_json(item.locals) if item.locals else None,
    }


def _progress(item: WorkItem) -> dict[str, Any]:
    """What may change."""
    return {
        "name": item.name,
        "group_name": item.group,
        "state": item.state.value,
        "assignee": item.assignee,
        "due_at": stamp(item.due_at),
        "owner": item.owner,
        "leased_until": stamp(item.leased_until),
        "attempts": item.attempts,
        "failure": item.failure,
        "outputs": None if item.outputs is None else to_json(item.outputs),
        "outputs_digest": item.outputs_digest,
        "done_by": item.done_by,
        "done_at": stamp(item.done_at),
        "ready_at": stamp(ready_at(item)),
        "remind_at": stamp(item.remind_at),
    }


def ready_at(item: WorkItem) -> datetime | None:
    """When a machine can take the item; None when none ever can."""
    if item.state is not WorkState.OPEN or item.due_at is None:
        return None
    return max(item.due_at, item.leased_until or item.due_at)


def work(row: Sequence[Any]) -> WorkItem:
    """The work item of a row of `COLUMNS`."""
    return WorkItem(
        id=row[0],
        instance=row[1],
        token=row[2],
        element=row[3],
        name=row[4],
        kind=Kind(row[5]),
        group=row[6],
        state=WorkState(row[7]),
        opened_at=moment(row[8]),
        topic=row[9],
        message=row[10],
        locals=from_json(row[11]) if row[11] else {},
        assignee=row[12],
        due_at=when(row[13]),
        owner=row[14],
        leased_until=when(row[15]),
        attempts=row[16],
        failure=row[17],
        outputs=None if row[18] is None else from_json(row[18]),
        outputs_digest=row[19],
        done_by=row[20],
        done_at=when(row[21]),
        remind_at=when(row[22]),
    )
