"""Lists of work: the inbox of a person, and the incidents.

For each group one select that stops at the limit goes along an index; so a page costs the same however much is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.clock import ServiceClock
from app.model.instance import InboxRow
from app.ports import InboxQuery, Sort
from app.store.codec import from_json, pattern
from app.store.keyset import beyond, ordered
from app.store.session import Select, Session
from app.store.tables import (
    FOUND,
    IS_CLAIMED,
    IS_FOR_APPLICANTS,
    IS_FOR_PEOPLE,
    IS_INCIDENT,
    Sorted,
    instance,
    unindexed,
    work_item,
)
from app.store.work import COLUMNS, work

_ROWS = sa.select(
    *COLUMNS,
    instance.c.number.label("case_number"),
    instance.c.sop,
    instance.c.title,
    instance.c.business_key,
    instance.c.clock,
).select_from(work_item.join(instance))
_INCIDENTS = _ROWS.where(IS_INCIDENT).order_by(work_item.c.id.desc()).limit(sa.bindparam("limit"))
_INCIDENTS_BEFORE = _INCIDENTS.where(work_item.c.id < sa.bindparam("before"))


_KEYS: Mapping[Sort, sa.ColumnElement[Any]] = {
    Sort.DUE: work_item.c.urgency,
    Sort.AGE: work_item.c.id,
    Sort.NUMBER: instance.c.number,
    Sort.COMPANY: sa.func.lower(instance.c.title, type_=Sorted),
}


@dataclass(frozen=True)
class _Shape:
    """What the statement depends on: how many groups, how many own groups, and which values are given."""

    groups: int
    own_groups: int
    given: frozenset[str]
    sort: Sort
    descending: bool


class Inbox(Session):
    """See `app.ports.Reader` for what each method promises."""

    def inbox(self, query: InboxQuery) -> Sequence[InboxRow]:
        if not (query.groups or query.own_groups):
            return []
        values = _values(query)
        if query.after is not None:
            key = self.run(_key(query.sort), {"id": query.after}).scalar_one_or_none()
            values |= {"after": key, "after_id": query.after}
        statement = _page(_shape(query, values))
        return [_inbox_row(row) for row in self.run(statement, {**values, "limit": query.limit})]

    def inbox_count(self, query: InboxQuery, *, up_to: int) -> int:
        if not (query.groups or query.own_groups):
            return 0
        values = _values(query)
        shape = replace(_shape(query, values), sort=Sort.AGE, descending=False)
        count: int = self.run(_count(shape), {**values, "limit": up_to}).scalar_one()
        return count

    def incidents(self, *, before: int | None = None, limit: int = 50) -> Sequence[InboxRow]:
        statement = _INCIDENTS if before is None else _INCIDENTS_BEFORE
        return [_inbox_row(row) for row in self.run(statement, {"before": before, "limit": limit})]


def _shape(query: InboxQuery, values: Mapping[str, Any]) -> _Shape:
    groups = len(query.groups - query.own_groups)
    given = frozenset(values) | ({"mine"} if query.mine else set()) | ({"unclaimed"} if query.unclaimed else set())
    return _Shape(groups, len(query.own_groups), given, query.sort, query.descending)


def _values(query: InboxQuery) -> dict[str, Any]:
    groups = {f"group{n}": group for n, group in enumerate(sorted(query.groups - query.own_groups))}
    own = {f"own{n}": group for n, group in enumerate(sorted(query.own_groups))}
    wanted = {
        "pattern": pattern(query.text) if query.text else None,
        "sops": sorted(query.sops) or None,
        "at": query.element,
        **(dict(zip(("least", "below"), query.urgent, strict=True)) if query.urgent else {}),
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    return {**groups, **own, **given, "user": query.user}


@lru_cache
def _key(sort: Sort) -> Select:
    return sa.select(_KEYS[sort]).select_from(work_item.join(instance)).where(work_item.c.id == sa.bindparam("id"))


@lru_cache(maxsize=256)
def _page(shape: _Shape) -> Select:
    rows = _union(_ROWS.add_columns(_KEYS[shape.sort].label("sort_key")), shape).c
    order = ordered(rows.sort_key, rows.id, descending=shape.descending)
    listed = [column for column in rows if column.name != "sort_key"]
    return sa.select(*listed).order_by(*order).limit(sa.bindparam("limit"))


@lru_cache(maxsize=256)
def _count(shape: _Shape) -> Select:
    rows = _union(sa.select(work_item.c.id).select_from(work_item), shape)
    return sa.select(sa.func.count()).select_from(sa.select(rows).limit(sa.bindparam("limit")).subquery())


def _union(base: Select, shape: _Shape) -> sa.Subquery:
    key = _KEYS[shape.sort]
    base = base.where(*_conditions(shape.given))
    if "after" in shape.given:
        base = base.where(beyond(key, work_item.c.id, descending=shape.descending))
    indexed, plain = work_item.c.group_name, unindexed(work_item.c.group_name)
    group = plain if "mine" in shape.given else indexed
    parts = [base.where(group == sa.bindparam(f"group{n}")) for n in range(shape.groups)]
    own = base.where(IS_FOR_APPLICANTS, work_item.c.applicant == sa.bindparam("user"))
    # In any other order an index of the group would be tempting, and full of other people's items.
    group = group if shape.sort is Sort.AGE else plain
    parts += [own.where(group == sa.bindparam(f"own{n}")) for n in range(shape.own_groups)]
    order = ordered(key, work_item.c.id, descending=shape.descending)
    first = (part.order_by(*order).limit(sa.bindparam("limit")).subquery() for part in parts)
    return sa.union_all(*(sa.select(part) for part in first)).subquery()


def _conditions(given: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    mine = sa.and_(IS_CLAIMED, work_item.c.assignee == sa.bindparam("user"))
    conditions = {
        "mine": mine,
        "unclaimed": work_item.c.assignee.is_(None),
        "pattern": work_item.c.instance_id.in_(FOUND),
        "sops": work_item.c.sop.in_(sa.bindparam("sops", expanding=True)),
        "at": work_item.c.element == sa.bindparam("at"),
        "least": work_item.c.urgency >= sa.bindparam("least"),
        "below": work_item.c.urgency < sa.bindparam("below"),
    }
    return [IS_FOR_PEOPLE, *(condition for name, condition in conditions.items() if name in given)]


def _inbox_row(row: Sequence[Any]) -> InboxRow:
    number, sop, title, business_key, clock = row[-5:]
    return InboxRow(work(row), number, sop, title, business_key, ServiceClock.from_row(from_json(clock)))
