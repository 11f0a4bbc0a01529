"""Draws the lines of a diagram: bends are rounded, the way of an arrow is shown by its head."""

from math import atan2, cos, hypot, pi, sin

from app.notation.geometry import Box, Edge, Point
from app.notation.metrics import text_width
from app.notation.svg import INK, PAPER, add, line, number, write
from app.notation.tags import Node

TAKEN = "#276749"
_RADIUS = 6.0
_HEAD = 10.0
_DASHES = {"messageFlow": "8 5"}


def draw_edge(parent: Node, edge: Edge, *, taken: bool) -> None:
    """Draws a line into its group; a flow that was taken stands out."""
    stroke, width = (TAKEN, 3.0) if taken else (INK, 1.8)
    arrow = edge.type in ("sequenceFlow", "messageFlow")
    points = (*edge.points[:-1], _toward(edge.points[-1], edge.points[-2], _HEAD - 2)) if arrow else edge.points
    dash = "" if edge.type == "sequenceFlow" else _DASHES.get(edge.type, "1 5")
    line(
        parent,
        _rounded(points),
        stroke=stroke,
        width=width,
        stroke_dasharray=dash,
        class_="path",
        stroke_linecap="round",
    )
    if arrow:
        _head(parent, edge, stroke)
    elif edge.directed:
        left, right = (_turned(edge.points[-1], edge.points[-2], 9, angle) for angle in (0.5, -0.5))
        line(parent, _path(left, edge.points[-1], right), stroke=stroke, width=1.5)
    _beginning(parent, edge, stroke)
    if edge.name:
        write(parent, edge.name, _label_box(edge), size=11, top=True, halo=True)


def _head(parent: Node, edge: Edge, stroke: str) -> None:
    tip, before = edge.points[-1], edge.points[-2]
    corners = (tip, _turned(tip, before, _HEAD, 0.42), _turned(tip, before, _HEAD, -0.42))
    fill = PAPER if edge.type == "messageFlow" else stroke
    line(parent, f"{_path(*corners)}z", stroke=stroke, width=1, fill=fill, class_="head")


def _beginning(parent: Node, edge: Edge, stroke: str) -> None:
    """The slash of a default flow, the diamond of a conditional one, the ring of a message flow."""
    first, second = edge.points[0], edge.points[1]
    if edge.default:
        middle = _toward(first, second, 13)
        ends = (_turned(middle, second, 6, angle) for angle in (pi * 0.65, -pi * 0.35))
        line(parent, _path(*ends), stroke=stroke, width=1.8)
    if edge.conditional:
        sides = [_turned(first, second, 9, angle) for angle in (0.5, -0.5)]
        corners = (first, sides[0], _toward(first, second, 16), sides[1])
        line(parent, f"{_path(*corners)}z", stroke=stroke, fill=PAPER)
    if edge.type == "messageFlow":
        add(parent, "circle", cx=first[0], cy=first[1], r=4, fill=PAPER, stroke=stroke, stroke_width=1.2)


def _label_box(edge: Edge) -> Box:
    """Where the name stands: where the file puts it, or over the middle of the longest part of the line."""
    if edge.label:
        width = max(90.0, edge.label.width + 4)
        return Box(edge.label.center[0] - width / 2, edge.label.y, width, 14)
    x, y = edge.along(0.5)
    width = min(100.0, text_width(edge.name, 11) + 4)
    return Box(x - width / 2, y - 17, width, 14)


def _rounded(points: tuple[Point, ...]) -> str:
    parts = [f"M{_pair(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(_RADIUS, _distance(before, here) / 2, _distance(here, after) / 2)
        parts.append(f"L{_pair(_toward(here, before, reach))}Q{_pair(here)} {_pair(_toward(here, after, reach))}")
    return "".join((*parts, f"L{_pair(points[-1])}"))


def _path(*points: Point) -> str:
    return "M" + "L".join(map(_pair, points))


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _distance(here: Point, there: Point) -> float:
    return hypot(there[0] - here[0], there[1] - here[1])


def _toward(here: Point, there: Point, length: float) -> Point:
    """The point at a distance from `here` on the way to `there`."""
    return _turned(here, there, length, 0)


def _turned(here: Point, there: Point, length: float, angle: float) -> Point:
    """The point at a distance from `here`, at an angle to the way to `there`."""
    way = atan2(there[1] - here[1], there[0] - here[0]) + angle
    return here[0] + length * cos(way), here[1] + length * sin(way)
