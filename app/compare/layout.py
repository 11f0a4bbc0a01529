"""Where things stand in two drawings."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.compare.difference import Detail
from app.notation.geometry import Box, Edge, Geometry, Shape


@dataclass(frozen=True)
class Layout:
    """The shapes and edges of a drawing by the id of what they show."""

    shapes: dict[str, Shape]
    edges: dict[str, Edge]


def layout_of(geometry: Geometry) -> Layout:
    """What is drawn, to be looked up."""
    return Layout({shape.element.id: shape for shape in geometry.shapes}, {edge.id: edge for edge in geometry.edges})


def layout_details(name: str, old: Layout, new: Layout) -> tuple[Detail, ...]:
    """What is different about the place of an element, in whole pixels; what is not drawn in one of both is `drawn`."""
    return tuple(_told(name, old, new))


def _told(name: str, old: Layout, new: Layout) -> Iterator[Detail]:
    before, after = old.shapes.get(name), new.shapes.get(name)
    if before and after:
        yield from _shape(before, after)
    line, course = old.edges.get(name), new.edges.get(name)
    if line and course and (_points(line) != _points(course) or _label(line) != _label(course)):
        yield Detail("line", _points(line), _points(course), layout=True)
    if bool(before or line) != bool(after or course):
        yield Detail("drawn", _flag(before or line), _flag(after or course), layout=True)


def _shape(before: Shape, after: Shape) -> Iterator[Detail]:
    if _position(before.box) != _position(after.box):
        yield Detail("position", _position(before.box), _position(after.box), layout=True)
    if _size(before.box) != _size(after.box):
        yield Detail("size", _size(before.box), _size(after.box), layout=True)
    if _label(before) != _label(after):
        yield Detail("label", _label(before), _label(after), layout=True)
    if before.collapsed != after.collapsed:
        yield Detail("folded", _flag(before.collapsed), _flag(after.collapsed), layout=True)


def _position(box: Box) -> str:
    return f"{box.x:.0f}, {box.y:.0f}"


def _size(box: Box) -> str:
    return f"{box.width:.0f} × {box.height:.0f}"


def _label(of: Shape | Edge) -> str:
    return _position(of.label) if of.label else ""


def _points(edge: Edge) -> str:
    return "; ".join(f"{x:.0f}, {y:.0f}" for x, y in edge.points)


def _flag(value: object) -> str:
    return "true" if value else "false"
