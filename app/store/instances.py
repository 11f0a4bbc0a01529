"""Process instances: looking one up, holding one, keeping a step of one."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.model.clock import ServiceClock
from app.model.event import Event, microseconds, moment
from app.model.instance import ProcessInstance, Status, WorkItem
from app.model.urgency import urgency
from app.model.values import Variables
from app.store.codec import COMPANY, from_json, searchable, stamp, to_json, when
from app.store.history import History
from app.store.tables import instance, work_item
from app.store.touches import Touches
from app.store.work import SHARED, Work

COLUMNS = (
    instance.c.id,
    instance.c.number,
    instance.c.sop,
    instance.c.version,
    instance.c.digest,
    instance.c.title,
    instance.c.business_key,
    instance.c.applicant,
    instance.c.status,
    instance.c.events,
    instance.c.head,
    instance.c.clock,
    instance.c.started_at,
    instance.c.ended_at,
    instance.c.end_event,
    instance.c.linked_to,
)
_WHOLE = sa.select(*COLUMNS, instance.c.state, instance.c.variables, instance.c.tracking_code)
_BY_ID = _WHOLE.where(instance.c.id == sa.bindparam("id"))
_BY_NUMBER = _WHOLE.where(instance.c.number == sa.bindparam("number"))
_HOLD = _BY_ID.with_for_update()
_HOLD_OF = _WHOLE.where(
    instance.c.id == sa.select(work_item.c.instance_id).where(work_item.c.id == sa.bindparam("work")).scalar_subquery()
).with_for_update()
_ADD = sa.insert(instance)
_SAVE = sa.update(instance).where(
    instance.c.id == sa.bindparam("instance_id"), instance.c.events == sa.bindparam("events_before")
)
_NEXT = sa.text(
    "INSERT INTO series (series, year, last) VALUES (:series, :year, 1)"
    " ON CONFLICT (series, year) DO UPDATE SET last = series.last + 1 RETURNING last"
)
#: Ids of instances are a series like any other.
_IDS = {"series": "instance.id", "year": 0}


class Instances(Work, History, Touches):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def instance(self, instance_id: int) -> ProcessInstance | None:
        return self._one(_BY_ID, {"id": instance_id})

    def instance_by_number(self, number: str) -> ProcessInstance | None:
        return self._one(_BY_NUMBER, {"number": number})

    def hold(self, instance_id: int) -> ProcessInstance | None:
        self._holding = True
        return self._one(_HOLD, {"id": instance_id})

    def hold_of(self, work_id: int) -> ProcessInstance | None:
        return self._one(_HOLD_OF, {"work": work_id})

    def _one(self, statement: sa.Executable, parameters: dict[str, Any]) -> ProcessInstance | None:
        row = self.run(statement, parameters).one_or_none()
        return case_of(row, row[16], from_json(row[17]), row[18] or "") if row else None

    def next_number(self, series: str, year: int) -> int:
        number: int = self.run(_NEXT, {"series": series, "year": year}).scalar_one()
        return number

    def new_instance_id(self) -> int:
        number: int = self.run(_NEXT, _IDS).scalar_one()
        return number

    def keep(
        self,
        before: ProcessInstance | None,
        after: ProcessInstance,
        events: Sequence[Event],
        *,
        opened: Sequence[WorkItem] = (),
        closed: Sequence[WorkItem] = (),
    ) -> None:
        row = _row(after)
        if before is None:
            self.run(_ADD, {"id": after.id, **row, "variables": to_json(after.variables)})
        else:
            changes = _changes(_row(before), row) | _new_variables(before, after)
            key = {"instance_id": after.id, "events_before": before.events}
            if self.run(_SAVE, {**key, **changes}).rowcount != 1:
                raise self.conflict()
            self.relabel(after.id, {name: value for name, value in changes.items() if name in SHARED})
        self.write_events(after.id, events)
        self.write_touches(after.id, events)
        self.close_work(closed)
        self.add_work(opened, {name: row[name] for name in SHARED})


def _row(it: ProcessInstance) -> dict[str, Any]:
    """All columns but the id and the variables, which take the longest to write down."""
    return {
        "number": it.number,
        "sop": it.sop,
        "version": it.version,
        "digest": bytes.fromhex(it.digest),
        "title": it.title,
        "business_key": it.business_key,
        "applicant": it.applicant,
        "status": it.status.value,
        "events": it.events,
        "head": it.head,
        "clock": to_json(it.clock.to_row()),
        "started_at": microseconds(it.started_at),
        "ended_at": stamp(it.ended_at),
        "end_event": it.end,
        "linked_to": it.linked_to,
        "state": it.state,
        "tracking_code": it.tracking_code or None,
        **derived(it),
    }


def derived(it: ProcessInstance) -> dict[str, Any]:
    """The columns that repeat others, so that lists can be searched and sorted."""
    return {
        "search": searchable(f"{it.number}\n{it.business_key}\n{it.title}"),
        "urgency": urgency(it.clock, running=it.status is Status.RUNNING),
        "company": searchable(it.title)[:COMPANY],
    }


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The columns to write; never none, for then SQLAlchemy would write all of them."""
    return {name: value for name, value in after.items() if name == "events" or value != before[name]}


def _new_variables(before: ProcessInstance, after: ProcessInstance) -> dict[str, str]:
    """The column of the variables, if it changes. Most steps beside the process have not touched them."""
    if before.variables is after.variables:
        return {}
    variables = to_json(after.variables)
    return {} if variables == to_json(before.variables) else {"variables": variables}


def case_of(row: Sequence[Any], state: bytes | None, variables: Variables, tracking_code: str = "") -> ProcessInstance:
    """The instance of a row of `COLUMNS`."""
    return ProcessInstance(
        id=row[0],
        number=row[1],
        sop=row[2],
        version=row[3],
        digest=row[4].hex(),
        title=row[5],
        business_key=row[6],
        applicant=row[7],
        status=Status(row[8]),
        state=state,
        variables=variables,
        events=row[9],
        head=row[10],
        clock=ServiceClock.from_row(from_json(row[11])),
        started_at=moment(row[12]),
        ended_at=when(row[13]),
        end=row[14],
        linked_to=row[15],
        tracking_code=tracking_code,
    )
