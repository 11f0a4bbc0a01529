"""Finds room for texts beside lines and shapes: on no shape, line or other text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.notation.geometry import Box, Point
from app.notation.metrics import text_width, wrap

Placed = tuple[tuple[str, ...], Box]


@dataclass(frozen=True, slots=True)
class Lettering:
    """How texts are written: size, from line to line, the widths to try, how near they stand, and how far from the
    beginning of a line."""

    size: float
    leading: float
    widths: tuple[float, ...]
    gap: float
    begin: float = 1.2

    def shapes(self, text: str) -> Iterator[tuple[tuple[str, ...], float, float]]:
        """The text in lines, wide ones first, with the width and height it fills."""
        tried = set()
        for width in self.widths:
            words = tuple(wrap(text, width, self.size))
            if words not in tried:
                tried.add(words)
                wide = max((text_width(line, self.size) for line in words), default=0.0)
                yield words, wide * 1.03 + 1, len(words) * self.leading


@dataclass
class Room:
    """What texts must not cover. Every text that was placed is added to it."""

    lettering: Lettering
    shapes: list[Box]
    lines: Sequence[tuple[Point, ...]]
    bands: Sequence[Box]

    def __post_init__(self) -> None:
        self._pieces = [_segment(one, other) for each in self.lines for one, other in pairwise(each)]

    def beside_line(self, text: str, points: tuple[Point, ...]) -> Placed:
        """A place beside a line, the first free one from its beginning on."""
        return self._best(
            (words, box)
            for one, other in pairwise(points)
            for words, wide, high in self.lettering.shapes(text)
            for box in _beside(one, other, (wide, high), self.lettering)
        )

    def beside_shape(self, text: str, shape: Box) -> Placed:
        """A place around a shape: below, above, or at a corner."""
        return self._best(
            (words, box)
            for words, wide, high in self.lettering.shapes(text)
            for box in _around(shape, wide, high, self.lettering.gap)
        )

    def _best(self, places: Iterable[Placed]) -> Placed:
        """The first free place; when there is none, the one with the fewest clashes."""
        found: list[tuple[int, Placed]] = []
        for words, box in places:
            clashes = sum(_overlap(box, other) for other in (*self.shapes, *self._pieces))
            clashes += 0 if any(_inside(box, band) for band in self.bands) else 5
            found.append((clashes, (words, box)))
            if not clashes:
                break
        _, placed = min(found, key=lambda each: each[0])
        self.shapes.append(placed[1])
        return placed


def _beside(one: Point, other: Point, size: tuple[float, float], how: Lettering) -> Iterator[Box]:
    """Boxes along a piece of a line, on both its sides, from its beginning on."""
    (x, y), (to_x, to_y), (wide, high) = one, other, size
    if y == to_y:
        room, sign = abs(to_x - x) - wide, 1 if to_x > x else -1
        for step in range(int(max(0.0, room) // 4) + 1):
            left = x + sign * (how.begin + 4 * step) - (wide if sign < 0 else 0)
            yield from (Box(left, top, wide, high) for top in (y - high - how.gap / 2, y + how.gap))
    else:
        room, sign = abs(to_y - y) - high, 1 if to_y > y else -1
        for step in range(int(max(0.0, room) // 3) + 1):
            top = y + sign * (how.begin + 3 * step) - (high if sign < 0 else 0)
            yield from (Box(left, top, wide, high) for left in (x + how.gap, x - wide - how.gap))


def _around(shape: Box, wide: float, high: float, gap: float) -> Iterator[Box]:
    middle = shape.center[0] - wide / 2
    for top in (shape.bottom + gap, shape.y - high - gap):
        yield from (
            Box(left, top, wide, high) for left in (middle, shape.center[0] + gap, shape.center[0] - wide - gap)
        )
    for top in (shape.bottom - high / 2, shape.y - high / 2):
        yield from (Box(left, top, wide, high) for left in (shape.right + gap, shape.x - wide - gap))


def _segment(one: Point, other: Point) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), abs(one[0] - other[0]), abs(one[1] - other[1]))


def _overlap(one: Box, other: Box) -> bool:
    across = one.x < other.right + 0.4 and other.x < one.right + 0.4
    return across and one.y < other.bottom + 0.2 and other.y < one.bottom + 0.2


def _inside(box: Box, band: Box) -> bool:
    return band.x <= box.x and box.right <= band.right and band.y <= box.y and box.bottom <= band.bottom
