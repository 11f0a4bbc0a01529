"""The symbols of the table as lines, and where arrows may end at them."""

from collections.abc import Iterator

from app.notation.geometry import Box, Point
from app.notation.ink import Stroke
from app.notation.paths import moves
from app.sopdoc.routes import DOWN, LEFT, RIGHT, UP, Port
from app.sopdoc.table import Symbol

INK = "#000000"
#: What does not stand in the source has a dashed line.
DASH = (2.4, 1.6)
_THICK = 0.8


def symbol(kind: Symbol, box: Box, *, added: bool = False) -> Stroke:
    """A symbol that fills a box."""
    return _stroke(_PATHS[kind](box), added=added)


def pentagon(box: Box, *, up: bool = False) -> Stroke:
    """The sign that the table goes on on another page; its tip points to where."""
    flat, tip, side = (box.bottom, box.y, -1) if up else (box.y, box.bottom, 1)
    shoulder = flat + side * box.height * 0.55
    path = f"M{box.x} {flat}H{box.right}V{shoulder}L{box.center[0]} {tip}L{box.x} {shoulder}z"
    return _stroke(path, added=False)


def line(points: tuple[Point, ...], *, dash: tuple[float, ...] = (), width: float = 0.7) -> Stroke:
    """A line through points."""
    first, *others = points
    return Stroke((("M", (first,)), *(("L", (point,)) for point in others)), stroke=INK, width=width, dash=dash)


def arrow_head(tip: Point, before: Point) -> Stroke:
    """The head of an arrow that comes from `before`."""
    (x, y), long, half = tip, 4.0, 1.7
    dx, dy = (x > before[0]) - (x < before[0]), (y > before[1]) - (y < before[1])
    back = x - dx * long, y - dy * long
    corners = (tip, (back[0] + dy * half, back[1] + dx * half), (back[0] - dy * half, back[1] - dx * half))
    drawn = (("M", (corners[0],)), ("L", (corners[1],)), ("L", (corners[2],)), ("Z", ()))
    return Stroke(drawn, fill=INK, stroke=INK, width=0.2)


def ways_out(kind: Symbol, box: Box) -> Iterator[Port]:
    """Where arrows leave a symbol: below, or at the middle of its sides."""
    yield Port((box.center[0], box.bottom), DOWN)
    yield Port((box.x, box.center[1]), LEFT, 2)
    yield Port((box.right, box.center[1]), RIGHT, 2)
    if kind is Symbol.DIAMOND:
        yield Port((box.center[0], box.y), UP, 60)


def ways_in(kind: Symbol, box: Box) -> Iterator[Port]:
    """Where arrows come to a symbol: above, else at its sides."""
    yield Port((box.center[0], box.y), UP)
    if kind is Symbol.DIAMOND:
        yield Port((box.x, box.center[1]), LEFT, 30)
        yield Port((box.right, box.center[1]), RIGHT, 30)
        return
    for part, dislike in ((0.25, 8), (0.75, 10)):
        yield Port((box.x, box.y + box.height * part), LEFT, dislike)
        yield Port((box.right, box.y + box.height * part), RIGHT, dislike)


def _stroke(path: str, *, added: bool) -> Stroke:
    return Stroke(tuple(moves(path)), fill="#ffffff", stroke=INK, width=_THICK, dash=DASH if added else ())


def _capsule(box: Box) -> str:
    r = box.height / 2
    arc = f"a{r} {r} 0 0 1 0 "
    return f"M{box.x + r} {box.y}h{box.width - 2 * r}{arc}{2 * r}h{2 * r - box.width}{arc}{-2 * r}z"


def _box(box: Box) -> str:
    return f"M{box.x} {box.y}h{box.width}v{box.height}h{-box.width}z"


def _diamond(box: Box) -> str:
    x, y = box.center
    return f"M{x} {box.y}L{box.right} {y}L{x} {box.bottom}L{box.x} {y}z"


_PATHS = {Symbol.CAPSULE: _capsule, Symbol.BOX: _box, Symbol.DIAMOND: _diamond}
