"""The search of the archive.

A page is found in two steps: its ids in a narrow index that holds all one can choose and sort by, then those few rows.
The wide rows, with variables and state, are read for nobody who is not shown. In the order of their starts the first
step ends with the page; in any other it reads the index once: 10 ms among 100,000 cases, however rare the wish.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.instance import ProcessInstance
from app.model.search import SavedSearch
from app.model.touch import Touch
from app.model.urgency import OVER, TOO_LATE
from app.ports.search import Order, SearchQuery
from app.store.archive_tables import case_touch, saved_search
from app.store.codec import pattern, stamp
from app.store.instances import COLUMNS, case_of
from app.store.keyset import beyond, ordered
from app.store.session import Select, Session
from app.store.tables import FOUND, instance, unindexed
from app.store.touches import touched

_MICROSECOND = timedelta(microseconds=1)
_NOW = sa.bindparam("now", type_=sa.BigInteger)
_LASTED = sa.func.coalesce(instance.c.ended_at, _NOW) - instance.c.started_at
#: Plain columns would lead the planner along an index of their own, and from there to the wide rows. The same for the
#: id: with it a list of ids that were found would be looked up one by one.
_KEYS: Mapping[Order, sa.ColumnElement[Any]] = {
    Order.STARTED: instance.c.id,
    Order.LASTED: _LASTED,
    Order.NUMBER: unindexed(instance.c.number),
    Order.COMPANY: unindexed(instance.c.company),
}
_ID = instance.c.id + sa.literal_column("0")


_BY_ACTOR = touched(Touch.ACTOR).where(case_touch.c.what.in_(sa.bindparam("actors", expanding=True)))
_STOPPED = touched(Touch.INCIDENT)
#: Most activities are passed by most cases: to look for each case is quicker than to gather them all.
_PASSED = (
    touched(Touch.ELEMENT)
    .where(case_touch.c.what == sa.bindparam("element"), case_touch.c.instance_id == instance.c.id)
    .exists()
)
_TODAY = sa.bindparam("today", type_=sa.Integer)
_LATE = sa.or_(instance.c.urgency < _TODAY, instance.c.urgency.between(TOO_LATE, OVER - 1))
_CONDITIONS: Mapping[str, sa.ColumnElement[bool]] = {
    "pattern": _ID.in_(FOUND),
    "actors": _ID.in_(_BY_ACTOR),
    "element": _PASSED,
    "stopped": _ID.in_(_STOPPED),
    "not_stopped": _ID.not_in(_STOPPED),
    "sop": unindexed(instance.c.sop) == sa.bindparam("sop"),
    "version": instance.c.version == sa.bindparam("version"),
    "status": unindexed(instance.c.status) == sa.bindparam("status"),
    "end": instance.c.end_event == sa.bindparam("end"),
    "started_since": instance.c.started_at >= sa.bindparam("started_since"),
    "started_until": instance.c.started_at < sa.bindparam("started_until"),
    "ended_since": instance.c.ended_at >= sa.bindparam("ended_since"),
    "ended_until": instance.c.ended_at < sa.bindparam("ended_until"),
    "longer_than": sa.bindparam("longer_than", type_=sa.BigInteger) < _LASTED,
    "late": _LATE,
    "in_time": sa.not_(_LATE),
}
_SAVED = sa.select(saved_search).where(saved_search.c.person == sa.bindparam("person")).order_by(saved_search.c.name)
_ADD_SAVED = sa.insert(saved_search)
_OWN = (saved_search.c.id == sa.bindparam("search_id"), saved_search.c.person == sa.bindparam("owner"))
_SAVE = sa.update(saved_search).where(*_OWN)
_DISCARD = sa.delete(saved_search).where(*_OWN)


class Search(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def search(self, query: SearchQuery) -> Sequence[ProcessInstance]:
        given = _given(query)
        values = {**given, "now": microseconds(query.now), "today": query.today, "limit": query.limit}
        if query.after is not None:
            key = self.run(_key(query.order), {"id": query.after, "now": values["now"]}).scalar_one_or_none()
            if key is None:
                return []
            values |= {"after": key, "after_id": query.after}
        statement = _page(frozenset(given), query.order, query.descending, query.after is not None)
        return [case_of(row, None, {}) for row in self.run(statement, values)]

    def search_count(self, query: SearchQuery, *, up_to: int) -> int:
        given = _given(query)
        values = {**given, "now": microseconds(query.now), "today": query.today, "limit": up_to}
        count: int = self.run(_count(frozenset(given)), values).scalar_one()
        return count

    def saved_searches(self, person: int) -> Sequence[SavedSearch]:
        rows = self.run(_SAVED, {"person": person})
        return [SavedSearch(row[0], row[1], row[2], row[3], moment(row[4])) for row in rows]

    def save_search(self, search: SavedSearch) -> None:
        row = {"name": search.name, "query": search.query, "saved_at": microseconds(search.saved_at)}
        if search.id:
            self.run(_SAVE, {**row, "search_id": search.id, "owner": search.person})
        else:
            self.run(_ADD_SAVED, {**row, "person": search.person})

    def discard_search(self, person: int, search_id: int) -> None:
        self.run(_DISCARD, {"search_id": search_id, "owner": person})


def _given(query: SearchQuery) -> dict[str, Any]:
    """What is asked for, by the names of `_CONDITIONS`; what only has a name has the value True."""
    wanted = {
        "pattern": pattern(query.text) if query.text else None,
        "actors": sorted(query.actors) or None,
        "element": query.element,
        "stopped": query.incident or None,
        "not_stopped": query.incident is False or None,
        "sop": query.sop,
        "version": query.version,
        "status": query.status,
        "end": query.end,
        "started_since": stamp(query.started_since),
        "started_until": stamp(query.started_until),
        "ended_since": stamp(query.ended_since),
        "ended_until": stamp(query.ended_until),
        "longer_than": None if query.longer_than is None else query.longer_than // _MICROSECOND,
        "late": query.late or None,
        "in_time": query.late is False or None,
    }
    return {name: value for name, value in wanted.items() if value is not None}


@lru_cache
def _key(order: Order) -> Select:
    return sa.select(_KEYS[order]).where(instance.c.id == sa.bindparam("id"))


@lru_cache
def _page(given: frozenset[str], order: Order, descending: bool, follows: bool) -> Select:
    key = _KEYS[order]
    ids = sa.select(instance.c.id).where(*(_CONDITIONS[name] for name in sorted(given)))
    if follows:
        ids = ids.where(beyond(key, instance.c.id, descending=descending))
    in_order = ordered(key, instance.c.id, descending=descending)
    page = ids.order_by(*in_order).limit(sa.bindparam("limit"))
    return sa.select(*COLUMNS).where(instance.c.id.in_(page)).order_by(*in_order)


@lru_cache
def _count(given: frozenset[str]) -> Select:
    ids = sa.select(instance.c.id).where(*(_CONDITIONS[name] for name in sorted(given)))
    return sa.select(sa.func.count()).select_from(ids.limit(sa.bindparam("limit")).subquery())
