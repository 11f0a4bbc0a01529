"""Folds a diagram and its `sop.toml` into the official table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.model.outline import Element, Outline
from app.model.sop import Row, Sop
from app.sopdoc.table import Arrow, Note, NoteKind, SopTable, Symbol, TableRow
from app.sopdoc.ways import Way, Ways

#: The column of what stands in no lane.
NOWHERE = "–"


def sop_table(outline: Outline, sop: Sop, *, additions: bool = True) -> SopTable:
    """The table of an SOP: its numbered rows in order, and after the row from which each is reached those activities
    that do not stand in the source. Without `additions` there are none of these, and no decisions of ours.

    An SOP without `[rows]` is numbered in order of time.
    """
    return _Folding(outline, sop, Ways(outline), additions).table()


@dataclass(frozen=True)
class _Folding:
    outline: Outline
    sop: Sop
    ways: Ways
    additions: bool

    def table(self) -> SopTable:
        rows = tuple(self._row(name) for name in self._order)
        return SopTable(
            lanes=tuple(self._lanes.values()),
            rows=rows,
            arrows=tuple(dict.fromkeys(arrow for name in self._order for arrow in self._arrows(name))),
            notes=tuple(self._notes()) if self.additions else (),
        )

    @cached_property
    def _order(self) -> list[str]:
        """The activities in the order of the rows."""
        known = (name for name in self.sop.rows if name in self.outline.elements)
        numbered = sorted(known, key=lambda name: self.sop.rows[name].number)
        reached = list(self._reached())
        if not numbered:
            return [name for name, _ in reached if self.additions or name not in self.sop.added]
        after: dict[str, list[str]] = {}
        for name, before in reached:
            if name not in self.sop.rows and self.additions:
                after.setdefault(before or numbered[0], []).append(name)
        return [name for row in numbered for name in _with_followers(row, after)]

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self._order)}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        if self.sop.rows:
            return {name: row.number for name, row in self.sop.rows.items()}
        return {name: number for number, name in enumerate((each for each in self._order if not self._ours(each)), 1)}

    @cached_property
    def _lanes(self) -> dict[str | None, str]:
        """The columns: the innermost lanes in the order of the model, and one for what stands in none of them."""
        lanes = self.outline.lanes.values()
        outer = {lane.parent for lane in lanes}
        found: dict[str | None, str] = {lane.id: lane.name for lane in lanes if lane.id not in outer}
        if any(self.outline.elements[name].lane not in found for name in self._order):
            found[None] = NOWHERE
        return found

    def _reached(self) -> Iterator[tuple[str, str]]:
        """Every activity that can be reached, with the one from which it is reached first; in order of time."""
        seen: set[str] = set()
        ahead = [(way, "") for way in self.ways.from_start()]
        while ahead:
            way, before = ahead.pop(0)
            if way.element in seen or not self.ways.is_activity(self.outline.elements[way.element]):
                continue
            seen.add(way.element)
            yield way.element, before
            ahead += [(further, way.element) for further in self.ways.after(way.element)]

    def _row(self, name: str) -> TableRow:
        element = self.outline.elements[name]
        said = self.sop.rows.get(name) or Row(0, element.name)
        decision = self._decision(name)
        lane = element.lane if element.lane in self._lanes else None
        return TableRow(
            element=name,
            number=self._numbers.get(name),
            text=said.text,
            lane=list(self._lanes).index(lane),
            symbol=self._symbol(name, decision),
            kelengkapan=said.kelengkapan,
            waktu=said.waktu,
            output=said.output,
            keterangan=said.keterangan,
            question=decision.name or "?" if decision and self._ours(decision.id) else "",
        )

    def _symbol(self, name: str, decision: Element | None) -> Symbol:
        """A decision that stands in the source is the row itself."""
        if decision and not self._ours(decision.id):
            return Symbol.DIAMOND
        first = min(
            (self._index[way.element] for way in self.ways.from_start() if way.element in self._index), default=0
        )
        ends = not any(self._arrows(name))
        return Symbol.CAPSULE if ends or self._index[name] == first else Symbol.BOX

    def _ours(self, name: str) -> bool:
        """Whether an element does not stand in the source."""
        return name in self.sop.added

    def _decision(self, name: str) -> Element | None:
        """The decision after an activity that leads on to others; one that only tells the ends apart is none."""
        found = self.ways.decision(name)
        if found is None or (self._ours(found.id) and not self.additions):
            return None
        return found if any(way.element in self._index for way in self.ways.after(name) if not way.event) else None

    def _arrows(self, name: str) -> Iterator[Arrow]:
        here, decision = self._index[name], self._decision(name)
        if not self.additions and decision is None:
            yield from (Arrow(here, there) for there in self._onward(name))
            return
        for way in self.ways.after(name):
            if way.element in self._index:
                label = self._caught(way) if way.event else way.label
                below = decision is not None and self._ours(decision.id) and not way.event
                yield Arrow(here, self._index[way.element], label, below)

    def _onward(self, name: str) -> Iterator[int]:
        """The next row in order, past what the source does not know; none after the last one."""
        seen, ahead, found = {name}, [name], set()
        while ahead:
            for way in self.ways.after(ahead.pop()):
                if way.element in self._index:
                    found.add(self._index[way.element])
                elif way.element not in seen:
                    seen.add(way.element)
                    ahead.append(way.element)
        yield from sorted(each for each in found if each > self._index[name])[:1]

    def _caught(self, way: Way) -> str:
        name = self.outline.elements[way.event].name
        return ", ".join(part for part in (name, way.label) if part)

    def _notes(self) -> Iterator[Note]:
        yield from self._entries()
        for name, number in self._index.items():
            if self.ways.splits(name):
                yield Note(NoteKind.TOGETHER, row=number)
            ways = list(self.ways.after(name))
            ends = [way for way in ways if self.outline.elements[way.element].type == "endEvent"]
            yield from (note for way in ends for note in self._ending(number, way, alone=len(ways) == 1))
        for element in self.outline.elements.values():
            if element.triggered_by_event:
                yield Note(NoteKind.ANY_TIME, element.name, added=self._ours(element.id))

    def _entries(self) -> Iterator[Note]:
        decision = self.ways.start_decision()
        for way in self.ways.from_start() if decision else ():
            if decision and way.element in self._index:
                target = self._index[way.element]
                yield Note(NoteKind.ENTRY, decision.name, way.label, target=target, added=self._ours(decision.id))

    def _ending(self, row: int, way: Way, *, alone: bool) -> Iterator[Note]:
        """A way to an end. The only way from the last activity needs no note."""
        end = self.outline.elements[way.element]
        if way.event:
            event = self.outline.elements[way.event]
            yield Note(NoteKind.EVENT, event.name, end.name, row=row, added=self._ours(event.id))
        elif not alone:
            yield Note(NoteKind.END, end.name, way.label, row=row, added=self._ours(end.id))


def _with_followers(name: str, after: Mapping[str, list[str]]) -> Iterator[str]:
    yield name
    for follower in after.get(name, ()):
        yield from _with_followers(follower, after)
