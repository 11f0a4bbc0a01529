"""Finds room for the answers on arrows: near where the arrow begins, on no symbol, line or other text."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.notation.geometry import Box, Point
from app.notation.metrics import text_width, wrap

SIZE, LEADING = 5.2, 6.0
_WIDTHS = (200.0, 44.0, 34.0, 26.0, 18.0)
_GAP = 1.2


def place(
    text: str,
    points: tuple[Point, ...],
    shapes: Sequence[Box],
    lines: Sequence[tuple[Point, ...]],
    band: Box,
) -> tuple[tuple[str, ...], Box]:
    """The lines of a text and the box they fill, beside a line through `points`, within `band`.

    It is the first free place from the beginning of the line on; when there is none, the one with the fewest clashes.
    """
    pieces = [_segment(one, other) for each in lines for one, other in pairwise(each)]
    best: tuple[int, tuple[str, ...], Box] | None = None
    for words, box in _places(text, points):
        clashes = sum(_overlap(box, other) for other in (*shapes, *pieces)) + (0 if _inside(box, band) else 5)
        if best is None or clashes < best[0]:
            best = clashes, words, box
        if not clashes:
            break
    _, words, box = best or (0, (text,), Box(*points[0], 0, 0))
    return words, box


def _places(text: str, points: tuple[Point, ...]) -> Iterator[tuple[tuple[str, ...], Box]]:
    shapes = []
    for width in _WIDTHS:
        words = tuple(wrap(text, width, SIZE))
        size = max(text_width(line, SIZE) for line in words) + 1, len(words) * LEADING
        if (words, size) not in shapes:
            shapes.append((words, size))
    for one, other in pairwise(points):
        for words, (wide, high) in shapes:
            yield from ((words, box) for box in _beside(one, other, wide, high))


def _beside(one: Point, other: Point, wide: float, high: float) -> Iterator[Box]:
    """Boxes along a piece of a line, on both its sides, from its beginning on."""
    (x, y), (to_x, to_y) = one, other
    if y == to_y:
        room, sign = abs(to_x - x) - wide, 1 if to_x > x else -1
        for step in range(int(max(0.0, room) // 4) + 1):
            left = x + sign * (_GAP + 4 * step) - (wide if sign < 0 else 0)
            yield from (Box(left, top, wide, high) for top in (y - high - _GAP / 2, y + _GAP))
    else:
        room, sign = abs(to_y - y) - high, 1 if to_y > y else -1
        for step in range(int(max(0.0, room) // 3) + 1):
            top = y + sign * (_GAP + 3 * step) - (high if sign < 0 else 0)
            yield from (Box(left, top, wide, high) for left in (x + _GAP, x - wide - _GAP))


def _segment(one: Point, other: Point) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), abs(one[0] - other[0]), abs(one[1] - other[1]))


def _overlap(one: Box, other: Box) -> bool:
    across = one.x < other.right + 0.4 and other.x < one.right + 0.4
    return across and one.y < other.bottom + 0.2 and other.y < one.bottom + 0.2


def _inside(box: Box, band: Box) -> bool:
    return band.x <= box.x and box.right <= band.right and band.y <= box.y and box.bottom <= band.bottom
