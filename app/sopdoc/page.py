"""One page of the table: its symbols, the arrows between them, and where the answers on the arrows stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.notation.geometry import Box, Point
from app.sopdoc.labels import Lettering, Room
from app.sopdoc.routes import DOWN, LEFT, RIGHT, UP, Lattice, Port
from app.sopdoc.shapes import ways_in, ways_out
from app.sopdoc.sheet import BETWEEN, BOX_HEIGHT, CHANNEL, DIAMOND_HEIGHT, STRIP, Sheet, symbols_height
from app.sopdoc.table import Arrow, Symbol, TableRow

PENTAGON_WIDTH, PENTAGON_HEIGHT = 15.0, 15.0
LETTERING = Lettering(5.2, 6.0, (200.0, 44.0, 34.0, 26.0, 18.0), 1.2)


@dataclass(frozen=True, slots=True)
class Link:
    """A pentagon: `letter` says which one on another page goes on with it. `ahead` is one at the foot of the page,
    `back` one of an arrow that goes back."""

    letter: str
    lane: int
    ahead: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A symbol in its place. `row` is the index of its row; `below` is the decision below the symbol of its row."""

    kind: Symbol
    box: Box
    row: int
    below: bool
    added: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow in its place, with the lines of its answer in a box."""

    points: tuple[Point, ...]
    label: tuple[str, ...] = ()
    label_box: Box | None = None


@dataclass(frozen=True)
class Page:
    """What is drawn of the table on one page. `rows` are the bounds of the rows by index, `bottom` that of the last."""

    sheet: Sheet
    rows: Mapping[int, Box]
    figures: Sequence[Figure]
    pentagons: Sequence[tuple[Link, Box]]
    lines: Sequence[Line]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Trip:
    """An arrow, or the part of it that is on this page: the ends are rows by index, or links."""

    source: "int | Link"
    target: "int | Link"
    arrow: Arrow

    @property
    def span(self) -> int:
        """How many rows it goes; what goes to the next one is drawn first."""
        if isinstance(self.source, Link) or isinstance(self.target, Link):
            return 2
        steps = self.target - self.source
        return 0 if steps == 1 else 1 + abs(steps)


@dataclass
class PageLayout:
    """Lays out one page: the rows `shown`, and the parts of arrows that are on it."""

    sheet: Sheet
    shown: range
    trips: Sequence[Trip]
    figures: list[Figure] = field(default_factory=list)
    pentagons: dict[Link, Box] = field(default_factory=dict)

    def page(self) -> Page:
        links = dict.fromkeys(end for trip in self.trips for end in (trip.source, trip.target) if isinstance(end, Link))
        head = self.sheet.head
        top = head + (STRIP if any(not link.ahead for link in links) else 0)
        rows = self._rows(top)
        bottom = rows[self.shown[-1]].bottom if rows else top
        for row in self.shown:
            self.figures += self._symbols(row, rows[row])
        for link in links:
            self.pentagons[link] = self._pentagon(link, head, bottom)
        end = bottom + (STRIP if any(link.ahead for link in links) else 0)
        lines = self._lines(rows, head, end)
        return Page(self.sheet, rows, self.figures, list(self.pentagons.items()), lines, head, end)

    def _rows(self, top: float) -> dict[int, Box]:
        found = {}
        for index in self.shown:
            high = self.sheet.row_height(self.sheet.table.rows[index])
            found[index] = Box(0, top, self.sheet.width, high)
            top += high
        return found

    def _symbols(self, index: int, bounds: Box) -> Iterator[Figure]:
        row, lane, wide = self._row(index), self._row(index).lane, self.sheet.symbol_width
        x = self.sheet.lanes[lane].middle - wide / 2
        high = DIAMOND_HEIGHT if row.symbol is Symbol.DIAMOND else BOX_HEIGHT
        y = bounds.y + (bounds.height - symbols_height(row)) / 2
        yield Figure(row.symbol, Box(x, y, wide, high), index, below=False, added=row.number is None)
        if row.question:
            below = Box(x, y + high + BETWEEN, wide, DIAMOND_HEIGHT)
            yield Figure(Symbol.DIAMOND, below, index, below=True, added=True)

    def _pentagon(self, link: Link, head: float, bottom: float) -> Box:
        edge = bottom if link.ahead else head
        x = self.sheet.lanes[link.lane].middle - PENTAGON_WIDTH / 2
        return Box(x, edge + (STRIP - PENTAGON_HEIGHT) / 2, PENTAGON_WIDTH, PENTAGON_HEIGHT)

    def _lines(self, rows: Mapping[int, Box], top: float, bottom: float) -> list[Line]:
        lattice = self._lattice(rows, top, bottom)
        drawn = [("", self._joined(lattice, figure)) for figure in self.figures if figure.below]
        for trip in sorted(self.trips, key=lambda trip: trip.span):
            points = lattice.connect(list(self._outs(trip)), list(self._ins(trip)))
            # On later pages the answer has been said.
            drawn.append(("" if isinstance(trip.source, Link) else trip.arrow.label, points))
        return self._labelled([(label, points) for label, points in drawn if points], Box(0, top, 0, bottom - top))

    def _labelled(self, drawn: Sequence[tuple[str, tuple[Point, ...]]], band: Box) -> list[Line]:
        lanes = self.sheet.lanes
        band = Box(lanes[0].x, band.y, lanes[-1].right - lanes[0].x, band.height)
        full = [figure.box for figure in self.figures] + list(self.pentagons.values())
        room = Room(LETTERING, full, [points for _, points in drawn], [band])
        placed = (room.beside_line(label, points) if label else ((), None) for label, points in drawn)
        return [Line(points, *label) for (_, points), label in zip(drawn, placed, strict=True)]

    def _joined(self, lattice: Lattice, below: Figure) -> tuple[Point, ...]:
        """The short line from the symbol of a row to the decision below it."""
        (above,) = (each for each in self.figures if each.row == below.row and not each.below)
        source = Port((above.box.center[0], above.box.bottom), DOWN)
        return lattice.connect([source], [Port((below.box.center[0], below.box.y), UP)])

    def _outs(self, trip: Trip) -> Iterator[Port]:
        if isinstance(trip.source, Link):
            yield from _pentagon_ports(self.pentagons[trip.source], trip.source)
            return
        figure = self._figure(trip.source, below=trip.arrow.decided)
        yield from ways_out(figure.kind, figure.box)

    def _ins(self, trip: Trip) -> Iterator[Port]:
        if isinstance(trip.target, Link):
            yield from _pentagon_ports(self.pentagons[trip.target], trip.target)
            return
        figure = self._figure(trip.target, below=False)
        yield from ways_in(figure.kind, figure.box)

    def _figure(self, row: int, *, below: bool) -> Figure:
        found = [figure for figure in self.figures if figure.row == row]
        return next((figure for figure in found if figure.below == below), found[0])

    def _row(self, index: int) -> TableRow:
        return self.sheet.table.rows[index]

    def _lattice(self, rows: Mapping[int, Box], top: float, bottom: float) -> Lattice:
        boxes = [figure.box for figure in self.figures] + list(self.pentagons.values())
        lattice = Lattice(boxes)
        ports = [
            port
            for figure in self.figures
            for port in (*ways_in(figure.kind, figure.box), *ways_out(figure.kind, figure.box))
        ]
        ports += [port for link, box in self.pentagons.items() for port in _pentagon_ports(box, link)]
        xs = [port.at[0] for port in ports]
        for lane in self.sheet.lanes:
            gutter = (lane.width - self.sheet.symbol_width) / 2
            xs += [lane.middle, *(lane.x + gutter * part for part in (0.3, 0.62))]
            xs += [lane.right - gutter * part for part in (0.3, 0.62)]
        ys = [port.at[1] for port in ports]
        for band in (*rows.values(), Box(0, top, 0, STRIP), Box(0, bottom - STRIP, 0, STRIP)):
            ys += [
                band.y + CHANNEL * 0.35,
                band.y + CHANNEL * 0.7,
                band.bottom - CHANNEL * 0.35,
                band.bottom - CHANNEL * 0.7,
            ]
        lattice.lay(xs, ys)
        return lattice


def _pentagon_ports(box: Box, link: Link) -> Iterator[Port]:
    """Where arrows touch a pentagon: on the side of the rows, else at its sides."""
    yield Port((box.center[0], box.y), UP) if link.ahead else Port((box.center[0], box.bottom), DOWN)
    yield Port((box.x, box.y + 4), LEFT, 20)
    yield Port((box.right, box.y + 4), RIGHT, 20)
