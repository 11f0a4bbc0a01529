"""Lists of cases, what they wait for, and the figures of an overview."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.instance import ProcessInstance, WorkItem
from app.model.urgency import IN_TIME, NOT_STARTED, PAUSED, Urgency
from app.ports import InstanceQuery, Load, Sort
from app.store.codec import pattern
from app.store.instances import COLUMNS, case_of
from app.store.keyset import beyond, ordered
from app.store.session import Select, Session
from app.store.tables import FOUND, IS_WAITING, instance, unindexed, work_item
from app.store.work import COLUMNS as WORK
from app.store.work import work

_KEYS: Mapping[Sort, sa.ColumnElement[Any]] = {
    Sort.DUE: instance.c.urgency,
    Sort.AGE: instance.c.id,
    Sort.NUMBER: instance.c.number,
    Sort.COMPANY: instance.c.company,
}
_AT = sa.select(work_item.c.instance_id).where(
    IS_WAITING, work_item.c.element.in_(sa.bindparam("elements", expanding=True))
)
_WAITING = (
    sa.select(*WORK)
    .where(IS_WAITING, work_item.c.instance_id.in_(sa.bindparam("instances", expanding=True)))
    .order_by(work_item.c.id)
)
_RUNNING = (
    sa.select(instance.c.urgency, sa.func.count())
    .where(instance.c.sop == sa.bindparam("sop"), instance.c.status == sa.literal_column("'running'"))
    .group_by(instance.c.urgency)
)


class Listing(Session):
    """See `app.ports.Reader` for what each method promises."""

    def instances(self, query: InstanceQuery) -> Sequence[ProcessInstance]:
        values = _values(query)
        if query.before is not None:
            key = self.run(_key(query.sort), {"id": query.before}).scalar_one_or_none()
            values |= {"after": key, "after_id": query.before}
        statement = _page(frozenset(values), query.sort, query.descending)
        return [case_of(row, None, {}) for row in self.run(statement, {**values, "limit": query.limit})]

    def instances_count(self, query: InstanceQuery, *, up_to: int) -> int:
        values = _values(query)
        count: int = self.run(_count(frozenset(values)), {**values, "limit": up_to}).scalar_one()
        return count

    def open_work(self, instances: Iterable[int]) -> Sequence[WorkItem]:
        return [work(row) for row in self.run(_WAITING, {"instances": list(instances)})]

    def load(self, sop: str, places: Mapping[str, str], *, today: date) -> Sequence[Load]:
        rows = self.run(_load(tuple(sorted(places.items()))), {"of_sop": sop, "today": today.toordinal()})
        return [
            Load(place, count, stopped, late, moment(oldest), moment(median))
            for place, count, stopped, late, oldest, median in rows
        ]

    def running(self, sop: str, *, today: date) -> Mapping[Urgency, int]:
        found: dict[Urgency, int] = {}
        for rank, count in self.run(_RUNNING, {"sop": sop}):
            for standing in _standings(rank, today.toordinal()):
                found[standing] = found.get(standing, 0) + count
        return found


def _standings(rank: int, today: int) -> list[Urgency]:
    if rank >= PAUSED:
        named = ((NOT_STARTED, Urgency.PAUSED), (IN_TIME, Urgency.NOT_STARTED), (IN_TIME + 1, Urgency.IN_TIME))
        return [next((standing for end, standing in named if rank < end), Urgency.TOO_LATE)]
    own = [Urgency.LATE] if rank < today else [Urgency.TODAY] if rank == today else []
    return [Urgency.RUNNING, *own]


def _values(query: InstanceQuery) -> dict[str, Any]:
    wanted = {
        "sops": sorted(query.sops) or None,
        "status": query.status,
        "applicant": query.applicant,
        "pattern": pattern(query.text) if query.text else None,
        "elements": sorted(query.elements) or None,
        "since": microseconds(query.since) if query.since else None,
        "until": microseconds(query.until) if query.until else None,
    }
    if query.urgent:
        wanted |= {"least": query.urgent[0], "below": query.urgent[1]}
    return {name: value for name, value in wanted.items() if value is not None}


@lru_cache
def _key(sort: Sort) -> Select:
    return sa.select(_KEYS[sort]).where(instance.c.id == sa.bindparam("id"))


@lru_cache
def _page(given: frozenset[str], sort: Sort, descending: bool) -> Select:
    statement = sa.select(*COLUMNS).where(*_conditions(given))
    if "after" in given:
        statement = statement.where(beyond(_KEYS[sort], instance.c.id, descending=descending))
    return statement.order_by(*ordered(_KEYS[sort], instance.c.id, descending=descending)).limit(sa.bindparam("limit"))


@lru_cache
def _count(given: frozenset[str]) -> Select:
    ids = sa.select(instance.c.id).where(*_conditions(given)).limit(sa.bindparam("limit"))
    return sa.select(sa.func.count()).select_from(ids.subquery())


def _conditions(given: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    status = unindexed(instance.c.status) if "applicant" in given else instance.c.status
    conditions = {
        "sops": unindexed(instance.c.sop).in_(sa.bindparam("sops", expanding=True)),
        "status": status == sa.bindparam("status"),
        "applicant": instance.c.applicant == sa.bindparam("applicant"),
        "pattern": instance.c.id.in_(FOUND),
        "elements": instance.c.id.in_(_AT),
        "since": instance.c.started_at >= sa.bindparam("since"),
        "until": instance.c.started_at < sa.bindparam("until"),
        "least": instance.c.urgency >= sa.bindparam("least"),
        "below": instance.c.urgency < sa.bindparam("below"),
    }
    return [condition for name, condition in conditions.items() if name in given]


@lru_cache
def _load(places: tuple[tuple[str, str], ...]) -> Select:
    """One look over the open activities, along a narrow index."""
    place = sa.case(dict(places), value=work_item.c.element).label("place")
    nth = sa.func.row_number().over(partition_by=place, order_by=work_item.c.opened_at)
    waiting = (
        sa.select(
            place,
            work_item.c.opened_at,
            work_item.c.urgency,
            work_item.c.state,
            nth.label("nth"),
            sa.func.count().over(partition_by=place).label("open"),
        )
        .where(
            IS_WAITING,
            work_item.c.sop == sa.bindparam("of_sop"),
            work_item.c.element.in_([element for element, _ in places]),
        )
        .subquery()
    )
    row = waiting.c
    return (
        sa.select(
            row.place,
            sa.func.count(),
            _how_many(row.state == "incident"),
            _how_many(row.urgency < sa.bindparam("today")),
            sa.func.min(row.opened_at),
            sa.func.max(sa.case((row.nth == row.open // 2 + 1, row.opened_at))),
        )
        .group_by(row.place)
        .order_by(row.place)
    )


def _how_many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))
