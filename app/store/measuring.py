"""Figures that are kept: news of cases in, stays and sheets out, one who counts at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zlib import compress

import sqlalchemy as sa

from app.model.event import microseconds
from app.model.measures import CaseMeasure, Stay
from app.model.period import month_of
from app.model.sheets import Sheet
from app.ports.measures import Leaf, Uncounted
from app.store.codec import stamp, to_json
from app.store.measure_tables import measure_state, measured_case, news, sheet, stale_sheet, stay, variant
from app.store.measures import Measures

_BEGIN = sa.text("INSERT INTO measure_state (id, basis, counted_until) VALUES (1, :basis, NULL) ON CONFLICT DO NOTHING")
_HOLD = sa.select(measure_state.c.id).with_for_update()
_KNOWN = sa.select(
    measured_case.c.instance_id,
    measured_case.c.events,
    measured_case.c.outcome.is_not(None),
    measured_case.c.version,
).where(measured_case.c.instance_id.in_(sa.bindparam("instances", expanding=True)))
_ADD_CASE = sa.insert(measured_case)
_SAVE_CASE = sa.update(measured_case).where(measured_case.c.instance_id == sa.bindparam("case"))
_FORGET_STAYS = sa.delete(stay).where(stay.c.instance_id == sa.bindparam("case"))
_ADD_STAYS = sa.insert(stay)
_ADD_WAY = sa.text(
    "INSERT INTO variant (sop, variant, path, flows) VALUES (:sop, :variant, :path, :flows) ON CONFLICT DO NOTHING"
)
_TICK_OFF = sa.delete(news).where(news.c.instance_id == sa.bindparam("case"), news.c.events <= sa.bindparam("upto"))
_STALE = sa.text(
    "INSERT INTO stale_sheet (sop, version, first, monthly) VALUES (:sop, :version, :first, :monthly) "
    "ON CONFLICT DO NOTHING"
)
_FRESH, _DROP_SHEET = (
    sa.delete(table).where(
        table.c.sop == sa.bindparam("of_sop"),
        table.c.version == sa.bindparam("of_version"),
        table.c.first == sa.bindparam("of_first"),
        table.c.monthly == sa.bindparam("of_monthly"),
    )
    for table in (stale_sheet, sheet)
)
_ADD_SHEET = sa.insert(sheet)
_NOTE = sa.update(measure_state)
#: `WHERE true`, for else SQLite takes ON for that of a join.
_ALL_NEWS = sa.text(
    "INSERT INTO measure_news (instance_id, events) SELECT id, events FROM instance WHERE true ON CONFLICT DO NOTHING"
)


class Measuring(Measures):
    """See `app.ports.Unit` for what each method promises."""

    def hold_figures(self, basis: str) -> None:
        self.run(_BEGIN, {"basis": basis})
        self.run(_HOLD)

    def keep_measures(self, measures: Iterable[tuple[Uncounted, CaseMeasure | None]]) -> None:
        measures = list(measures)
        known = {row[0]: row[1:] for row in self.run(_KNOWN, {"instances": [case.instance for case, _ in measures]})}
        stale: set[tuple[str, int, date]] = set()
        for case, measure in measures:
            events, over, version = known.get(case.instance, (0, False, case.version))
            if measure is not None and measure.events > events:
                moved = version != case.version
                stays = [it for it in measure.stays if moved or it.number > events]
                if moved:  # it counts under its new version, with everything it has done
                    self.run(_FORGET_STAYS, {"case": case.instance})
                self._keep(case, measure, stays, new=not events)
                days = [*_days(measure, stays, new=moved or not events, over=over and not moved)]
                stale |= {(case.sop, each, day) for day in days for each in {version, case.version}}
            self.run(_TICK_OFF, {"case": case.instance, "upto": case.events})
        self._mark(Leaf(*key) for key in sorted(stale))

    def keep_sheet(self, leaf: Leaf, fresh: Sheet) -> None:
        key = _key(leaf)
        guarded = {f"of_{name}": value for name, value in key.items()}
        self.run(_FRESH, guarded)
        self.run(_DROP_SHEET, guarded)
        body = compress(to_json(fresh.to_row()).encode())
        self.run(_ADD_SHEET, {**key, "started": fresh.started, "ended": fresh.ended, "body": body})
        if not leaf.monthly:
            self._mark([Leaf(leaf.sop, leaf.version, month_of(leaf.first), monthly=True)])

    def note_counted(self, until: datetime) -> None:
        self.run(_NOTE, {"counted_until": microseconds(until)})

    def count_anew(self, basis: str) -> None:
        for table in (stay, measured_case, variant, sheet, stale_sheet):
            self.run(sa.delete(table))
        self.run(_NOTE, {"counted_until": None, "basis": basis})
        self.run(_ALL_NEWS)

    def _keep(self, case: Uncounted, measure: CaseMeasure, stays: Sequence[Stay], *, new: bool) -> None:
        row = _case_row(case, measure)
        if new:
            self.run(_ADD_CASE, {"instance_id": case.instance, **row})
        else:
            self.run(_SAVE_CASE, {"case": case.instance, **row})
        if stays:
            self.run(_ADD_STAYS, [_stay_row(case, it) for it in stays])
        if measure.end:
            way = {"path": to_json(list(measure.path)), "flows": to_json(sorted(measure.end.flows))}
            self.run(_ADD_WAY, {"sop": case.sop, "variant": measure.end.variant, **way})

    def _mark(self, leaves: Iterable[Leaf]) -> None:
        if rows := [_key(leaf) for leaf in leaves]:
            self.run(_STALE, rows)


def _days(measure: CaseMeasure, stays: Sequence[Stay], *, new: bool, over: bool) -> Iterator[date]:
    """The days whose sheets these figures change: those of what was not known before."""
    yield from {it.day for it in stays}
    if new:
        yield measure.started_on
    if measure.ended_on and not over:
        yield measure.ended_on


def _key(leaf: Leaf) -> dict[str, Any]:
    return {"sop": leaf.sop, "version": leaf.version, "first": leaf.first.toordinal(), "monthly": leaf.monthly}


def _case_row(case: Uncounted, measure: CaseMeasure) -> dict[str, Any]:
    row: dict[str, Any] = {
        "sop": case.sop,
        "version": case.version,
        "events": measure.events,
        "started": microseconds(measure.started),
        "started_on": measure.started_on.toordinal(),
        "ended": stamp(measure.ended),
        "ended_on": measure.ended_on.toordinal() if measure.ended_on else None,
    }
    end = measure.end
    if end is None:
        return row
    plain = {name: getattr(end, name) for name in ("outcome", "late", "used", "variant", "repeats")}
    taken = to_json([dict(end.flows), dict(end.passed)])
    return {**row, **plain, "gross": end.whole.gross, "office": end.whole.office, "taken": taken}


def _stay_row(case: Uncounted, it: Stay) -> Mapping[str, Any]:
    spans = {"whole": it.whole, "waited": it.waited, "worked": it.worked, "stopped": it.stopped}
    return {
        "instance_id": case.instance,
        "number": it.number,
        "sop": case.sop,
        "version": case.version,
        "day": it.day.toordinal(),
        "element": it.element,
        "visit": it.visit,
        "opened": microseconds(it.opened),
        "done": microseconds(it.done),
        **{f"{name}_gross": span.gross if span else None for name, span in spans.items()},
        **{f"{name}_office": span.office if span else None for name, span in spans.items()},
    }
