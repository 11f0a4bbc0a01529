"""The cases behind a figure."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.event import moment
from app.model.measures import Seconds
from app.ports.measures import Behind, BehindQuery, Counts, Promise
from app.store.codec import when
from app.store.measure_tables import measured_case, stay
from app.store.session import Select, Session
from app.store.tables import instance

_CASE = (
    instance.c.number,
    instance.c.title,
    measured_case.c.started,
    measured_case.c.ended,
    measured_case.c.outcome,
    measured_case.c.late,
    measured_case.c.gross,
    measured_case.c.office,
)
_STAY = (
    instance.c.number,
    instance.c.title,
    stay.c.opened,
    stay.c.done,
    measured_case.c.outcome,
    measured_case.c.late,
    stay.c.whole_gross,
    stay.c.whole_office,
    stay.c.waited_gross,
    stay.c.waited_office,
    stay.c.worked_gross,
    stay.c.worked_office,
    stay.c.visit,
)
_NUMBERED = measured_case.join(instance, instance.c.id == measured_case.c.instance_id)
_FIRST, _LAST = sa.bindparam("first", type_=sa.Integer), sa.bindparam("last", type_=sa.Integer)


_NARROWED = frozenset({"version", "outcome", "variant"})
#: `late` of a case that has ended.
_PROMISES = {
    Promise.KEPT: measured_case.c.late.is_(False),
    Promise.LATE: measured_case.c.late.is_(True),
    Promise.NONE: sa.and_(measured_case.c.late.is_(None), measured_case.c.ended.is_not(None)),
}
#: The newest first. The day comes first, too: along it there is an index, so that a page reads but its own days.
_NEWEST: dict[Counts, list[sa.Column[int]]] = {
    Counts.STARTED: [measured_case.c.started_on, measured_case.c.started],
    Counts.ENDED: [measured_case.c.ended_on, measured_case.c.ended],
    Counts.RUNNING: [measured_case.c.started_on, measured_case.c.started],
    Counts.DONE: [stay.c.day, stay.c.done],
}


class BehindFigures(Session):
    """See `app.ports.Reader` for what each method promises."""

    def behind(self, query: BehindQuery) -> Sequence[Behind]:
        asked = {
            "sop": query.sop,
            "first": (query.period.since or date.min).toordinal(),
            "last": (query.period.until or date.max).toordinal(),
            "skip": query.skip,
            "limit": query.limit,
            **{name: value for name in (*_NARROWED, "element", "visit") if (value := getattr(query, name))},
        }
        of_stays = frozenset({"element", "visit"} if query.counts is Counts.DONE else ())
        names = frozenset(asked) & (_NARROWED | of_stays)
        statement = _statement(query.counts, names, query.promise, query.again, query.longest)
        return [_behind(row) for row in self.run(statement, asked)]


@lru_cache
def _statement(counts: Counts, names: frozenset[str], promise: Promise | None, again: bool, longest: bool) -> Select:
    own = stay if counts is Counts.DONE else measured_case
    shown = _STAY if counts is Counts.DONE else _CASE
    source = stay.join(_NUMBERED, measured_case.c.instance_id == stay.c.instance_id) if own is stay else _NUMBERED
    wanted = [own.c.sop == sa.bindparam("sop"), *_in_period(counts)]
    wanted += [(own.c[name] if name in own.c else measured_case.c[name]) == sa.bindparam(name) for name in names]
    if promise:
        wanted.append(_PROMISES[promise])
    if again:
        wanted.append(stay.c.visit > 1 if own is stay else measured_case.c.repeats > 0)
    length = stay.c.whole_gross if own is stay else measured_case.c.gross
    order = [length.desc().nulls_last()] if longest else [column.desc() for column in _NEWEST[counts]]
    rows = sa.select(*shown).select_from(source).where(*wanted)
    return rows.order_by(*order, own.c.instance_id.desc()).limit(sa.bindparam("limit")).offset(sa.bindparam("skip"))


def _in_period(counts: Counts) -> list[sa.ColumnElement[bool]]:
    own = measured_case.c
    conditions: dict[Counts, list[sa.ColumnElement[bool]]] = {
        Counts.STARTED: [own.started_on.between(_FIRST, _LAST)],
        Counts.ENDED: [own.ended_on.between(_FIRST, _LAST)],
        Counts.RUNNING: [own.started_on <= _LAST, sa.or_(own.ended_on.is_(None), own.ended_on > _LAST)],
        Counts.DONE: [stay.c.day.between(_FIRST, _LAST)],
    }
    return conditions[counts]


def _behind(row: Sequence[Any]) -> Behind:
    number, title, began, over, outcome, late, gross, office, *more = row
    waited = seconds(more[0], more[1]) if more else None
    worked = seconds(more[2], more[3]) if more else None
    whole = seconds(gross, office)
    return Behind(number, title, moment(began), when(over), outcome, late, whole, waited, worked, *more[4:])


def seconds(gross: int | None, office: int | None) -> Seconds | None:
    """A duration of two columns, if it is known."""
    return None if gross is None or office is None else Seconds(gross, office)
