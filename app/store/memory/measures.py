"""Figures in memory."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.model.measures import CaseMeasure, Seconds
from app.model.period import Part, Period, month_of
from app.model.sheets import PARTS, Sheet
from app.ports.measures import Behind, BehindQuery, Counted, Counts, Day, Leaf, Promise, Trail, Uncounted, Way
from app.store.memory.shelf import View


class Measures(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def uncounted(self, *, limit: int) -> Sequence[Uncounted]:
        latest = dict(sorted(self._shelf.measure_news))
        cases = ((self._shelf.instances[case], events) for case, events in latest.items())
        return [Uncounted(case.id, case.sop, case.version, events) for case, events in cases][:limit]

    def counted(self, *, up_to: int) -> Counted:
        until, basis = self._shelf.measure_state.get(1, (None, ""))
        return Counted(until, basis, min(up_to, len(dict(self._shelf.measure_news))))

    def stale(self, *, monthly: bool, limit: int) -> Sequence[Leaf]:
        found = [leaf for leaf in self._shelf.stale_sheets if leaf.monthly == monthly]
        return sorted(found, key=lambda leaf: (leaf.sop, leaf.first, leaf.version))[:limit]

    def day(self, leaf: Leaf) -> Day:
        own = [measure for case, measure in self._measured() if (case.sop, case.version) == (leaf.sop, leaf.version)]
        return Day(
            started=sum(measure.started_on == leaf.first for measure in own),
            ends=[measure.end for measure in own if measure.end and measure.ended_on == leaf.first],
            stays=[stay for measure in own for stay in measure.stays if stay.day == leaf.first],
        )

    def sheets(
        self, sop: str, version: int | None, wanted: Iterable[Part], only: Collection[str] = PARTS
    ) -> Sequence[tuple[Leaf, Sheet]]:
        parts = list(wanted)
        found = [
            (leaf, Sheet.from_row(sheet.to_row(), only))
            for leaf, sheet in self._of(sop, version)
            if any(part.monthly == leaf.monthly and part.first <= leaf.first <= part.last for part in parts)
        ]
        return sorted(found, key=lambda pair: (pair[0].first, pair[0].version))

    def months(self, sop: str) -> Sequence[date]:
        return sorted({leaf.first for leaf, _ in self._of(sop, None) if leaf.monthly})

    def balance(self, sop: str, version: int | None, until: date | None) -> int:
        days = (pair for pair in self._of(sop, version) if not pair[0].monthly)
        return sum(sheet.started - sheet.ended for leaf, sheet in days if until is None or leaf.first <= until)

    def ways(self, sop: str, variants: Collection[str]) -> Mapping[str, Way]:
        return {name: way for (own, name), way in self._shelf.ways.items() if own == sop and name in variants}

    def behind(self, query: BehindQuery) -> Sequence[Behind]:
        own = [pair for pair in self._measured() if pair[0].sop == query.sop]
        own = [(case, it) for case, it in own if query.version in (None, case.version) and _ended_so(query, it)]
        rows = _stays(own, query) if query.counts is Counts.DONE else _cases(own, query)
        named = [(case, self._shelf.instances[case.instance], it) for case, it in rows]
        found = [
            replace(it, number=kept.number, title=kept.title)
            for _, kept, it in sorted(named, key=lambda row: (_length(row[2], query), row[0].instance), reverse=True)
        ]
        return found[query.skip : query.skip + query.limit]

    def trails(self, sop: str, version: int | None, period: Period, *, limit: int) -> tuple[int, Sequence[Trail]]:
        first, last = period.since or date.min, period.until or date.max
        found = [
            (case, measure)
            for case, measure in self._measured()
            if case.sop == sop and version in (None, case.version) and first <= measure.started_on <= last
        ]
        every = max(1, -(-len(found) // limit))
        spread = [pair for pair in found if pair[0].instance % every == 0]
        spread.sort(key=lambda pair: (pair[1].started, pair[0].instance))
        return len(found), [self._trail(case, measure) for case, measure in spread[:limit]]

    def hold_figures(self, basis: str) -> None:
        self._shelf.measure_state.setdefault(1, (None, basis))

    def keep_measures(self, measures: Iterable[tuple[Uncounted, CaseMeasure | None]]) -> None:
        for case, measure in measures:
            if measure is not None:
                self._keep(case, measure)
            for key in [key for key in self._shelf.measure_news if key[0] == case.instance and key[1] <= case.events]:
                del self._shelf.measure_news[key]

    def keep_sheet(self, leaf: Leaf, sheet: Sheet) -> None:
        self._shelf.sheets[leaf] = sheet
        self._shelf.stale_sheets.pop(leaf, None)
        if not leaf.monthly:
            self._shelf.stale_sheets[replace(leaf, first=month_of(leaf.first), monthly=True)] = True

    def note_counted(self, until: datetime) -> None:
        self._shelf.measure_state[1] = until, self._shelf.measure_state[1][1]

    def count_anew(self, basis: str) -> None:
        shelf = self._shelf
        for table in (shelf.measured, shelf.ways, shelf.sheets, shelf.stale_sheets):
            table.clear()
        shelf.measure_state[1] = None, basis
        shelf.measure_news.update({(case.id, case.events): True for case in shelf.instances.values()})

    def _keep(self, case: Uncounted, measure: CaseMeasure) -> None:
        known, before = self._shelf.measured.get(case.instance, (case, None))
        if before is not None and before.events >= measure.events:
            return
        self._shelf.measured[case.instance] = case, measure
        if measure.end:
            way = Way(measure.path, frozenset(measure.end.flows))
            self._shelf.ways.setdefault((case.sop, measure.end.variant), way)
        moved = known.version != case.version
        for day in _days(None if moved else before, measure):
            for version in {known.version, case.version}:
                self._shelf.stale_sheets[Leaf(case.sop, version, day)] = True

    def _measured(self) -> Iterator[tuple[Uncounted, CaseMeasure]]:
        return (pair for _, pair in sorted(self._shelf.measured.items()))

    def _of(self, sop: str, version: int | None) -> Iterator[tuple[Leaf, Sheet]]:
        every = self._shelf.sheets.items()
        return ((leaf, sheet) for leaf, sheet in every if leaf.sop == sop and version in (None, leaf.version))

    def _trail(self, case: Uncounted, measure: CaseMeasure) -> Trail:
        number = self._shelf.instances[case.instance].number
        return Trail(number, measure.started, measure.ended, [(stay.element, stay.done) for stay in measure.stays])


_PROMISES = {False: Promise.KEPT, True: Promise.LATE, None: Promise.NONE}
Rows = list[tuple[Uncounted, Behind]]


def _cases(own: Iterable[tuple[Uncounted, CaseMeasure]], query: BehindQuery) -> Rows:
    return [
        (case, _row(it, it.started, it.ended, it.end.whole if it.end else None))
        for case, it in own
        if _counts(query, it) and (not query.again or (it.end is not None and it.end.repeats > 0))
    ]


def _counts(query: BehindQuery, it: CaseMeasure) -> bool:
    first, last = query.period.since or date.min, query.period.until or date.max
    if query.counts is Counts.STARTED:
        return first <= it.started_on <= last
    if query.counts is Counts.ENDED:
        return it.ended_on is not None and first <= it.ended_on <= last
    return it.started_on <= last and (it.ended_on is None or it.ended_on > last)


def _stays(own: Iterable[tuple[Uncounted, CaseMeasure]], query: BehindQuery) -> Rows:
    first, last = query.period.since or date.min, query.period.until or date.max
    return [
        (
            case,
            replace(
                _row(it, stay.opened, stay.done, stay.whole), waited=stay.waited, worked=stay.worked, visit=stay.visit
            ),
        )
        for case, it in own
        for stay in it.stays
        if first <= stay.day <= last
        and query.element in ("", stay.element)
        and (not query.again or stay.visit > 1)
        and query.visit in (0, stay.visit)
    ]


def _row(it: CaseMeasure, began: datetime, over: datetime | None, whole: Seconds | None) -> Behind:
    end = it.end
    return Behind("", "", began, over, end.outcome if end else None, end.late if end else None, whole)


def _ended_so(query: BehindQuery, it: CaseMeasure) -> bool:
    if not (query.outcome or query.promise or query.variant):
        return True
    end = it.end
    return end is not None and (
        query.outcome in ("", end.outcome)
        and query.promise in (None, _PROMISES[end.late])
        and query.variant in ("", end.variant)
    )


def _length(row: Behind, query: BehindQuery) -> float:
    if query.longest:
        return row.whole.gross if row.whole else -1
    by_end = query.counts in (Counts.DONE, Counts.ENDED)
    return (row.over if by_end and row.over else row.began).timestamp()


def _days(before: CaseMeasure | None, after: CaseMeasure) -> Iterator[date]:
    """The days whose sheets change."""
    events = before.events if before else 0
    yield from (stay.day for stay in after.stays if stay.number > events)
    if before is None:
        yield after.started_on
    if after.ended_on and (before is None or before.end is None):
        yield after.ended_on
