"""Figures that are read: sheets, days, trails, variants."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any
from zlib import decompress

import sqlalchemy as sa

from app.model.event import moment
from app.model.measures import CaseEnd, Seconds, Stay
from app.model.period import Part, Period, month_of
from app.model.sheets import PARTS, Sheet
from app.ports.measures import Counted, Day, Leaf, Trail, Uncounted, Way
from app.store.behind import BehindFigures, seconds
from app.store.codec import from_json, when
from app.store.measure_tables import measure_state, measured_case, news, sheet, stale_sheet, stay, variant
from app.store.session import Select
from app.store.tables import instance

_UNCOUNTED = (
    sa.select(instance.c.id, instance.c.sop, instance.c.version, sa.func.max(news.c.events))
    .select_from(news.join(instance, instance.c.id == news.c.instance_id))
    .group_by(instance.c.id, instance.c.sop, instance.c.version)
    .order_by(instance.c.id)
    .limit(sa.bindparam("limit"))
)
_WAITING = sa.select(sa.func.count()).select_from(
    sa.select(news.c.instance_id).distinct().limit(sa.bindparam("limit")).subquery()
)
_STATE = sa.select(measure_state.c.counted_until, measure_state.c.basis)
_STALE = (
    sa.select(stale_sheet.c.sop, stale_sheet.c.version, stale_sheet.c.first, stale_sheet.c.monthly)
    .where(stale_sheet.c.monthly == sa.bindparam("monthly"))
    .order_by(stale_sheet.c.sop, stale_sheet.c.first, stale_sheet.c.version)
    .limit(sa.bindparam("limit"))
)
_STARTED = sa.select(sa.func.count()).where(
    measured_case.c.sop == sa.bindparam("sop"),
    measured_case.c.started_on == sa.bindparam("day"),
    measured_case.c.version == sa.bindparam("version"),
)
_END = ("outcome", "gross", "office", "late", "used", "variant", "repeats", "taken")
_ENDS = sa.select(*(measured_case.c[name] for name in _END)).where(
    measured_case.c.sop == sa.bindparam("sop"),
    measured_case.c.ended_on == sa.bindparam("day"),
    measured_case.c.version == sa.bindparam("version"),
)
_STAY = ("number", "element", "day", "opened", "done", "visit")
_SPANS = tuple(f"{phase}_{kind}" for phase in ("whole", "waited", "worked", "stopped") for kind in ("gross", "office"))
_STAYS = sa.select(*(stay.c[name] for name in (*_STAY, *_SPANS))).where(
    stay.c.sop == sa.bindparam("sop"), stay.c.day == sa.bindparam("day"), stay.c.version == sa.bindparam("version")
)
_MONTHS = (
    sa.select(sheet.c.first)
    .distinct()
    .where(sheet.c.sop == sa.bindparam("sop"), sheet.c.monthly.is_(True))
    .order_by(sheet.c.first)
)
_WAYS = sa.select(variant.c.variant, variant.c.path, variant.c.flows).where(
    variant.c.sop == sa.bindparam("sop"), variant.c.variant.in_(sa.bindparam("variants", expanding=True))
)
_DOTS = (
    sa.select(stay.c.instance_id, stay.c.element, stay.c.done)
    .where(stay.c.instance_id.in_(sa.bindparam("instances", expanding=True)))
    .order_by(stay.c.instance_id, stay.c.number)
)


class Measures(BehindFigures):
    """See `app.ports.Reader` for what each method promises."""

    def uncounted(self, *, limit: int) -> Sequence[Uncounted]:
        return [Uncounted(*row) for row in self.run(_UNCOUNTED, {"limit": limit})]

    def counted(self, *, up_to: int) -> Counted:
        waiting: int = self.run(_WAITING, {"limit": up_to}).scalar_one()
        until, basis = self.run(_STATE).one_or_none() or (None, "")
        return Counted(when(until), basis, waiting)

    def stale(self, *, monthly: bool, limit: int) -> Sequence[Leaf]:
        rows = self.run(_STALE, {"monthly": monthly, "limit": limit})
        return [Leaf(sop, version, date.fromordinal(first), kind) for sop, version, first, kind in rows]

    def day(self, leaf: Leaf) -> Day:
        key = {"sop": leaf.sop, "version": leaf.version, "day": leaf.first.toordinal()}
        ends = [_end(row) for row in self.run(_ENDS, key)]
        return Day(self.run(_STARTED, key).scalar_one(), ends, [_stay(row) for row in self.run(_STAYS, key)])

    def sheets(
        self, sop: str, version: int | None, wanted: Iterable[Part], only: Collection[str] = PARTS
    ) -> Sequence[tuple[Leaf, Sheet]]:
        found: list[tuple[Leaf, Sheet]] = []
        for part in wanted:
            rows = self.run(_sheets(version is not None), _span(sop, version, part))
            found += [
                (Leaf(sop, of, date.fromordinal(first), part.monthly), Sheet.from_row(from_json(unpacked(body)), only))
                for of, first, body in rows
            ]
        return sorted(found, key=lambda pair: (pair[0].first, pair[0].version))

    def months(self, sop: str) -> Sequence[date]:
        return [date.fromordinal(first) for first in self.run(_MONTHS, {"sop": sop}).scalars()]

    def balance(self, sop: str, version: int | None, until: date | None) -> int:
        last = until or date.max
        months = Part(True, date.min, date.fromordinal(max(1, month_of(last).toordinal() - 1)))
        days = Part(False, month_of(last), last)
        asked = [Part(True, date.min, date.max)] if until is None else [months, days]
        statement = _balance(version is not None)
        return sum(self.run(statement, _span(sop, version, part)).scalar_one() for part in asked)

    def ways(self, sop: str, variants: Collection[str]) -> Mapping[str, Way]:
        rows = self.run(_WAYS, {"sop": sop, "variants": sorted(variants)})
        return {name: Way(tuple(from_json(path)), frozenset(from_json(flows))) for name, path, flows in rows}

    def trails(self, sop: str, version: int | None, period: Period, *, limit: int) -> tuple[int, Sequence[Trail]]:
        first, last = period.since or date.min, period.until or date.max
        asked = _span(sop, version, Part(False, first, last))
        count: int = self.run(_trail_count(version is not None), asked).scalar_one()
        every = max(1, -(-count // limit))
        cases = self.run(_trails(version is not None), {**asked, "every": every, "limit": limit}).all()
        rows = self.run(_DOTS, {"instances": [row[0] for row in cases]})
        dots = {case: [(row[1], moment(row[2])) for row in own] for case, own in groupby(rows, key=lambda row: row[0])}
        return count, [
            Trail(number, moment(started), when(ended), dots.get(case, [])) for case, number, started, ended in cases
        ]


def unpacked(body: bytes) -> str:
    """The text of a stored sheet. Raises zlib.error for what is none."""
    return decompress(body).decode()


def _span(sop: str, version: int | None, part: Part) -> dict[str, Any]:
    ends = {"first": part.first.toordinal(), "last": part.last.toordinal(), "monthly": part.monthly}
    return {"sop": sop, **ends, **({} if version is None else {"version": version})}


@lru_cache
def _sheets(one_version: bool) -> Select:
    return _of(sa.select(sheet.c.version, sheet.c.first, sheet.c.body), one_version)


@lru_cache
def _balance(one_version: bool) -> Select:
    return _of(sa.select(sa.func.coalesce(sa.func.sum(sheet.c.started - sheet.c.ended), 0)), one_version)


def _of(statement: Select, one_version: bool) -> Select:
    statement = statement.where(
        sheet.c.sop == sa.bindparam("sop"),
        sheet.c.monthly == sa.bindparam("monthly"),
        sheet.c.first.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    return statement.where(sheet.c.version == sa.bindparam("version")) if one_version else statement


@lru_cache
def _trail_count(one_version: bool) -> Select:
    return _started_in(sa.select(sa.func.count()).select_from(measured_case), one_version)


@lru_cache
def _trails(one_version: bool) -> Select:
    """Cases whose ids are multiples of a number: spread evenly, and the same ones every time."""
    own = measured_case.c
    cases = sa.select(own.instance_id, instance.c.number, own.started, own.ended).select_from(
        measured_case.join(instance, instance.c.id == own.instance_id)
    )
    spread = _started_in(cases, one_version).where(own.instance_id % sa.bindparam("every") == 0)
    return spread.order_by(own.started, own.instance_id).limit(sa.bindparam("limit"))


def _started_in(statement: Select, one_version: bool) -> Select:
    own = measured_case.c
    span = own.started_on.between(sa.bindparam("first"), sa.bindparam("last"))
    statement = statement.where(own.sop == sa.bindparam("sop"), span)
    return statement.where(own.version == sa.bindparam("version")) if one_version else statement


def _end(row: Sequence[Any]) -> CaseEnd:
    outcome, gross, office, late, used, name, repeats, taken = row
    flows, passed = from_json(taken)
    return CaseEnd(outcome, Seconds(gross, office), late, used, name, repeats, flows, passed)


def _stay(row: Sequence[Any]) -> Stay:
    number, element, day, opened, done, visit, *spans = row
    waited, worked = seconds(*spans[2:4]), seconds(*spans[4:6])
    whole, stopped = Seconds(*spans[:2]), Seconds(*spans[6:])
    return Stay(
        number, element, date.fromordinal(day), moment(opened), moment(done), visit, whole, waited, worked, stopped
    )
