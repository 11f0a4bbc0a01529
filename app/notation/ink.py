"""A picture of our own renderer as plain strokes and labels, for printers that know no SVG.

The renderer writes few kinds of elements, with presentation attributes only (`app.notation.svg`); whatever it draws,
now or later, comes out here, and nothing has to be drawn twice. Coordinates are those of the picture: y goes down.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, degrees, radians, sin

from lxml import etree

from app.notation.paths import Move, Point, moves
from app.notation.svg import NAMESPACE
from app.notation.tags import Node

_CALL = re.compile(r"(translate|rotate|scale)\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path. `fill` and `stroke` are `#rrggbb` or empty for none; widths and dashes are in units of the picture."""

    moves: tuple[Move, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its base line. `anchor` is `start`, `middle` or `end`, `turn` in degrees against the clock;
    with a `halo` it keeps clear of what is below."""

    text: str
    at: Point
    size: float
    fill: str = "#000000"
    anchor: str = "start"
    bold: bool = False
    turn: float = 0
    halo: bool = False


@dataclass(frozen=True)
class Ink:
    """All marks of a picture in the order in which they are drawn, within a rectangle."""

    x: float
    y: float
    width: float
    height: float
    marks: tuple[Stroke | Label, ...]


def ink(svg: str) -> Ink:
    """The marks of an SVG that our own renderer has written."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    x, y, width, height = _numbers(root.get("viewBox", "0 0 1 1"))
    return Ink(x, y, width, height, tuple(_marks(root, _SAME)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a group of the picture is put: turned and scaled first, then moved."""

    x: float = 0
    y: float = 0
    scale: float = 1
    turn: float = 0

    def __call__(self, point: Point) -> Point:
        across, down = point[0] * self.scale, point[1] * self.scale
        return (
            self.x + across * cos(self.turn) - down * sin(self.turn),
            self.y + across * sin(self.turn) + down * cos(self.turn),
        )

    def inside(self, transform: str) -> "_Place":
        """The place of what is drawn in here with a transformation of its own."""
        place = self
        for name, written in _CALL.findall(transform):
            numbers = _numbers(written)
            if name == "rotate":
                x, y = place((numbers[1], numbers[2]))
                back = _Place(0, 0, place.scale, place.turn + radians(numbers[0]))
                shifted = back((-numbers[1], -numbers[2]))
                place = _Place(x + shifted[0], y + shifted[1], place.scale, back.turn)
            elif name == "scale":
                place = _Place(place.x, place.y, place.scale * numbers[0], place.turn)
            else:
                place = _Place(*place((numbers[0], numbers[1])), place.scale, place.turn)
        return place


_SAME = _Place()


def _marks(parent: Node, place: _Place) -> Iterator[Stroke | Label]:
    for node in parent.iterchildren(f"{{{NAMESPACE}}}*"):
        name, inside = etree.QName(node).localname, place.inside(node.get("transform", ""))
        if name in ("g", "a"):
            yield from _marks(node, inside)
        elif name == "text":
            yield from _labels(node, inside)
        elif name in _PATHS:
            yield _stroke(node, inside, moves(_PATHS[name](node)))


def _stroke(node: Node, place: _Place, drawn: Iterator[Move]) -> Stroke:
    return Stroke(
        tuple((kind, tuple(map(place, points))) for kind, points in drawn),
        _colour(node, "fill"),
        _colour(node, "stroke"),
        float(node.get("stroke-width", "1")) * place.scale,
        tuple(length * place.scale for length in _numbers(node.get("stroke-dasharray", ""))),
    )


def _labels(node: Node, place: _Place) -> Iterator[Label]:
    for line in node.iterchildren(f"{{{NAMESPACE}}}tspan"):
        yield _label(node, line, place)
    if node.text:
        yield _label(node, node, place)


def _label(node: Node, line: Node, place: _Place) -> Label:
    return Label(
        line.text or "",
        place((float(line.get("x", "0")), float(line.get("y", "0")))),
        float(node.get("font-size", "12")) * place.scale,
        _colour(node, "fill") or "#000000",
        node.get("text-anchor", "start"),
        node.get("font-weight") == "bold",
        -degrees(place.turn),
        node.get("paint-order") == "stroke",
    )


def _rectangle(node: Node) -> str:
    x, y, width, height, r = (float(node.get(name, "0")) for name in ("x", "y", "width", "height", "rx"))
    r = min(r, width / 2, height / 2)
    if not r:
        return f"M{x} {y}h{width}v{height}h{-width}z"
    return (
        f"M{x + r} {y}h{width - 2 * r}a{r} {r} 0 0 1 {r} {r}v{height - 2 * r}a{r} {r} 0 0 1 {-r} {r}"
        f"h{2 * r - width}a{r} {r} 0 0 1 {-r} {-r}v{2 * r - height}a{r} {r} 0 0 1 {r} {-r}z"
    )


def _circle(node: Node) -> str:
    x, y, r = (float(node.get(name, "0")) for name in ("cx", "cy", "r"))
    return f"M{x - r} {y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0z"


_PATHS: Mapping[str, Callable[[Node], str]] = {
    "path": lambda node: node.get("d", ""),
    "rect": _rectangle,
    "circle": _circle,
    "line": lambda node: f"M{node.get('x1')} {node.get('y1')}L{node.get('x2')} {node.get('y2')}",
    "polygon": lambda node: f"M{node.get('points', '')}z",
    "polyline": lambda node: f"M{node.get('points', '')}",
}


def _colour(node: Node, name: str) -> str:
    """The colour as written; what says nothing is black inside and has no line."""
    value = node.get(name, "#000000" if name == "fill" else "none")
    return "" if value == "none" else value


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"[-+]?[\d.]+(?:e[-+]?\d+)?", text)]
