"""Finds ways for lines between shapes: horizontal and vertical, around every shape, never on top of each other.

The lines run on a lattice of given tracks. Each one takes the cheapest way that is left: short, with few bends, with
few crossings. Only when there is no other way does a line share a piece with another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from app.notation.geometry import Box, Point

BEND, CROSSING, TOUCHING, SHARING, TAKEN = 14.0, 25.0, 400.0, 1500.0, 300.0
#: Lines keep so far away from shapes.
CLEAR = 1.0
#: Right, down, left, up.
_WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))
RIGHT, DOWN, LEFT, UP = range(4)


@dataclass(frozen=True, slots=True)
class Port:
    """A place on the border of a shape where lines may end. `way` is the direction away from the shape, `dislike` what
    it costs to end here."""

    at: Point
    way: int
    dislike: float = 0


class _State(NamedTuple):
    x: int
    y: int
    way: int


@dataclass
class Lattice:
    """Tracks for lines among shapes, and the lines that are there already. `unit` scales what bends and crossings cost
    against length."""

    shapes: Sequence[Box]
    unit: float = 1.0
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    _pieces: set[tuple[int, int, bool]] = field(default_factory=set)
    _passed: dict[tuple[int, int], set[bool]] = field(default_factory=dict)
    _bent: set[tuple[int, int]] = field(default_factory=set)
    _taken: dict[Point, int] = field(default_factory=dict)

    def lay(self, xs: Iterable[float], ys: Iterable[float]) -> None:
        """Lay the tracks; all ports must lie on them."""
        self.xs, self.ys = sorted(set(xs)), sorted(set(ys))
        self._blocked = set(self._inside())

    def take(self, port: Point) -> None:
        """Say that something ends at a place already."""
        self._taken[port] = self._taken.get(port, 0) + 1

    def connect(self, sources: Sequence[Port], targets: Sequence[Port]) -> tuple[Point, ...]:
        """A line from one of the sources to one of the targets, as its corners; empty when there is none at all."""
        goals = {(self._x(port.at), self._y(port.at), (port.way + 2) % 4): self._cost(port) for port in targets}
        before: dict[_State, _State | None] = {}
        best: dict[_State, float] = {}
        ahead: list[tuple[float, float, _State, _State | None]] = []
        for port in sources:
            start = _State(self._x(port.at), self._y(port.at), port.way)
            heappush(ahead, (0, self._cost(port), start, None))
        while ahead:
            _, cost, here, come = heappop(ahead)
            if here in before:
                continue
            before[here] = come
            if here.way >= 4:
                return self._found(here, before)
            if here in goals:
                heappush(ahead, (cost + goals[here], cost + goals[here], _State(here.x, here.y, here.way + 4), here))
            for there, more in self._steps(here):
                if there not in before and cost + more < best.get(there, float("inf")):
                    best[there] = cost + more
                    heappush(ahead, (cost + more + self._far(there, goals), cost + more, there, here))
        return ()

    def _steps(self, here: _State) -> Iterator[tuple[_State, float]]:
        dx, dy = _WAYS[here.way]
        there = _State(here.x + dx, here.y + dy, here.way)
        if 0 <= there.x < len(self.xs) and 0 <= there.y < len(self.ys):
            piece = self._piece(here, there)
            if piece not in self._blocked:
                yield there, self._length(here, there) + self._crowded(there, piece)
        for turn in (1, 3):
            bent = (here.x, here.y)
            touching = TOUCHING if bent in self._passed or bent in self._bent else 0
            yield _State(here.x, here.y, (here.way + turn) % 4), (BEND + touching) * self.unit

    def _crowded(self, there: _State, piece: tuple[int, int, bool]) -> float:
        cost = SHARING if piece in self._pieces else 0
        at = (there.x, there.y)
        cost += TOUCHING if at in self._bent else 0
        cost += CROSSING if at in self._passed else 0
        return cost * self.unit

    def _found(self, last: _State, before: dict[_State, _State | None]) -> tuple[Point, ...]:
        states: list[_State] = []
        here: _State | None = last
        while here is not None:
            states.append(here)
            here = before[here]
        cells = list(dict.fromkeys((state.x, state.y) for state in reversed(states)))
        self._keep(cells)
        corners = [cells[0], *_corners(cells), cells[-1]]
        points = tuple((self.xs[x], self.ys[y]) for x, y in corners)
        self.take(points[0])
        self.take(points[-1])
        return points

    def _keep(self, cells: Sequence[tuple[int, int]]) -> None:
        for one, other in pairwise(cells):
            flat = one[1] == other[1]
            self._pieces.add((min(one[0], other[0]), min(one[1], other[1]), flat))
            for cell in (one, other):
                self._passed.setdefault(cell, set()).add(flat)
        self._bent.update(_corners(cells))
        self._bent.update((cells[0], cells[-1]))

    def _inside(self) -> Iterator[tuple[int, int, bool]]:
        """The pieces of the tracks that lie in a shape or too near."""
        for box in self.shapes:
            near = Box(box.x - CLEAR, box.y - CLEAR, box.width + 2 * CLEAR, box.height + 2 * CLEAR)
            columns = [x for x, at in enumerate(self.xs) if near.x < at < near.right]
            rows = [y for y, at in enumerate(self.ys) if near.y < at < near.bottom]
            for y in rows:
                touching = {x for column in columns for x in (column - 1, column)}
                yield from ((x, y, True) for x in touching if not self._leads_out(x, y, box, flat=True))
            for x in columns:
                touching = {y for row in rows for y in (row - 1, row)}
                yield from ((x, y, False) for y in touching if not self._leads_out(x, y, box, flat=False))

    def _leads_out(self, x: int, y: int, box: Box, *, flat: bool) -> bool:
        """Whether a piece leaves a border of the shape at a right angle."""
        track, start, first, last = (self.xs, x, box.x, box.right) if flat else (self.ys, y, box.y, box.bottom)
        if not 0 <= start < len(track) - 1:
            return False
        return track[start] >= last or track[start + 1] <= first

    def _piece(self, here: _State, there: _State) -> tuple[int, int, bool]:
        return min(here.x, there.x), min(here.y, there.y), here.y == there.y

    def _length(self, here: _State, there: _State) -> float:
        return abs(self.xs[here.x] - self.xs[there.x]) + abs(self.ys[here.y] - self.ys[there.y])

    def _far(self, here: _State, goals: Iterable[tuple[int, int, int]]) -> float:
        x, y = self.xs[here.x], self.ys[here.y]
        return min(abs(self.xs[goal[0]] - x) + abs(self.ys[goal[1]] - y) for goal in goals)

    def _cost(self, port: Port) -> float:
        return (port.dislike + TAKEN * self._taken.get(port.at, 0)) * self.unit

    def _x(self, at: Point) -> int:
        return self.xs.index(at[0])

    def _y(self, at: Point) -> int:
        return self.ys.index(at[1])


def _corners(cells: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        here
        for before, here, after in zip(cells, cells[1:], cells[2:], strict=False)
        if (before[0] == here[0]) != (here[0] == after[0])
    ]
