"""Lists of work: the inbox of a person, and the incidents.

For each group one select that stops at the limit goes along an index; so a page costs the same however much is open.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.clock import ServiceClock
from app.model.instance import InboxRow
from app.ports import InboxQuery
from app.store.codec import from_json, pattern
from app.store.session import Select, Session
from app.store.tables import (
    FOUND,
    IS_CLAIMED,
    IS_FOR_APPLICANTS,
    IS_FOR_PEOPLE,
    IS_INCIDENT,
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


class Inbox(Session):
    """See `app.ports.Reader` for what each method promises."""

    def inbox(self, query: InboxQuery) -> Sequence[InboxRow]:
        if not (query.groups or query.own_groups):
            return []
        return [_inbox_row(row) for row in self.run(_page(*_shape(query)), _values(query, query.limit))]

    def inbox_count(self, query: InboxQuery, *, up_to: int) -> int:
        if not (query.groups or query.own_groups):
            return 0
        count: int = self.run(_count(*_shape(query)), _values(query, up_to)).scalar_one()
        return count

    def incidents(self, *, before: int | None = None, limit: int = 50) -> Sequence[InboxRow]:
        statement = _INCIDENTS if before is None else _INCIDENTS_BEFORE
        return [_inbox_row(row) for row in self.run(statement, {"before": before, "limit": limit})]


def _shape(query: InboxQuery) -> tuple[int, int, bool, bool]:
    """What the statement depends on: groups, own groups, mine only, with a text."""
    return len(query.groups - query.own_groups), len(query.own_groups), query.mine, bool(query.text)


def _values(query: InboxQuery, limit: int) -> dict[str, Any]:
    groups = {f"group{n}": group for n, group in enumerate(sorted(query.groups - query.own_groups))}
    own = {f"own{n}": group for n, group in enumerate(sorted(query.own_groups))}
    text = {"pattern": pattern(query.text)} if query.text else {}
    return {**groups, **own, **text, "user": query.user, "after": query.after or 0, "limit": limit}


@lru_cache
def _page(groups: int, own_groups: int, mine: bool, searching: bool) -> Select:
    rows = _union(_ROWS, groups, own_groups, mine, searching)
    return sa.select(rows).order_by(rows.c.id).limit(sa.bindparam("limit"))


@lru_cache
def _count(groups: int, own_groups: int, mine: bool, searching: bool) -> Select:
    ids = sa.select(work_item.c.id).select_from(work_item.join(instance))
    rows = _union(ids, groups, own_groups, mine, searching)
    return sa.select(sa.func.count()).select_from(sa.select(rows).limit(sa.bindparam("limit")).subquery())


def _union(base: Select, groups: int, own_groups: int, mine: bool, searching: bool) -> sa.Subquery:
    base = base.where(IS_FOR_PEOPLE, work_item.c.id > sa.bindparam("after"))
    if mine:
        base = base.where(IS_CLAIMED, work_item.c.assignee == sa.bindparam("user"))
    if searching:
        base = base.where(work_item.c.instance_id.in_(FOUND))
    group = unindexed(work_item.c.group_name) if mine else work_item.c.group_name
    parts = [base.where(group == sa.bindparam(f"group{n}")) for n in range(groups)]
    own = base.where(IS_FOR_APPLICANTS, work_item.c.applicant == sa.bindparam("user"))
    parts += [own.where(group == sa.bindparam(f"own{n}")) for n in range(own_groups)]
    first = (part.order_by(work_item.c.id).limit(sa.bindparam("limit")).subquery() for part in parts)
    return sa.union_all(*(sa.select(part) for part in first)).subquery()


def _inbox_row(row: Sequence[Any]) -> InboxRow:
    number, sop, title, business_key, clock = row[-5:]
    return InboxRow(work(row), number, sop, title, business_key, ServiceClock.from_row(from_json(clock)))
