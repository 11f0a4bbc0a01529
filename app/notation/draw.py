"""Draws a diagram from its diagram interchange as an SVG that can stand in a page or alone."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lxml import etree

from app.notation.badges import Badge, draw_badge
from app.notation.diagram import Diagram
from app.notation.edges import draw_edge
from app.notation.figures import NAMED_BESIDE, draw_shape, is_container, look_of, name_box, state_badge
from app.notation.geometry import Box, Edge, Geometry, Shape
from app.notation.svg import FONT, NAMESPACE, add, number
from app.notation.tags import Node

#: The type stubs do not know of a default namespace.
_NAMESPACES: Any = {None: NAMESPACE}
_MARGIN = 12.0


def draw_svg(
    diagram: Diagram,
    *,
    title: str = "",
    description: str = "",
    states: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    badges: Mapping[str, Badge] | None = None,
    prefix: str = "el",
) -> str:
    """The diagram as an SVG element for a page under a strict content security policy, all texts escaped.

    `title` (by default the name of the process) and `description` are read out by screen readers. `states` says by
    element id what is `active`, `done`, `incident` or `cancelled`, `taken` the ids of the flows that were gone. `notes`
    are texts by element id that appear under the pointer, by default the element's name. `badges` are small figures by
    element id, drawn above everything; with them the picture is a group of links instead of an image. Every element is
    a group `<g class="node state-done" id="el-Task_1" data-element="Task_1">`, flows have the class `flow` (and
    `taken`), what is inferred and does not stand in the source the class `inferred`. `prefix` keeps
    the ids of several pictures on one page apart. A diagram without drawing gives an empty picture.
    """
    geometry = diagram.geometry
    area = _area(geometry)
    svg = etree.Element(f"{{{NAMESPACE}}}svg", nsmap=_NAMESPACES)
    svg.set("class", "diagram")
    svg.set("role", "group" if badges else "img")
    svg.set("viewBox", " ".join(number(side) for side in (area.x, area.y, area.width, area.height)))
    svg.set("width", number(area.width))
    svg.set("height", number(area.height))
    svg.set("font-family", FONT)
    add(svg, "title").text = title or diagram.outline.name or diagram.outline.process
    if description:
        add(svg, "desc").text = description
    for part in _layers(geometry):
        if isinstance(part, Edge):
            _edge(svg, part, prefix, part.id in taken, notes or {})
        else:
            _shape(svg, part, prefix, (states or {}).get(part.element.id, ""), notes or {})
    for shape in geometry.shapes:
        if badge := (badges or {}).get(shape.element.id):
            draw_badge(svg, shape, badge)
    return etree.tostring(svg, encoding="unicode")


def _layers(geometry: Geometry) -> Iterator[Shape | Edge]:
    """What is drawn first lies below: pools and sub-processes, then lines, then shapes, then boundary events."""
    containers = sorted(filter(is_container, geometry.shapes), key=lambda shape: -shape.box.width * shape.box.height)
    yield from containers
    yield from geometry.edges
    others = (shape for shape in geometry.shapes if not is_container(shape))
    yield from sorted(others, key=lambda shape: shape.element.type == "boundaryEvent")


def _shape(svg: Node, shape: Shape, prefix: str, state: str, notes: Mapping[str, str]) -> None:
    element = shape.element
    inferred = " inferred" if element.properties.get("basis") == "inferred" else ""
    group = _group(svg, element.id, prefix, f"node {element.type}{f' state-{state}' if state else ''}{inferred}")
    if note := notes.get(element.id, element.name):
        add(group, "title").text = note
    draw_shape(group, shape, look_of(element, state))
    state_badge(group, shape, state)


def _edge(svg: Node, edge: Edge, prefix: str, taken: bool, notes: Mapping[str, str]) -> None:
    group = _group(svg, edge.id, prefix, f"flow {edge.type}{' taken' if taken else ''}")
    if note := notes.get(edge.id):
        add(group, "title").text = note
    draw_edge(group, edge, taken=taken)


def _group(svg: Node, element: str, prefix: str, classes: str) -> Node:
    return add(svg, "g", class_=classes, id=f"{prefix}-{element}", data_element=element)


def _area(geometry: Geometry) -> Box:
    """The rectangle that holds everything drawn, with a margin."""
    boxes = [shape.box for shape in geometry.shapes]
    boxes += [name_box(shape) for shape in geometry.shapes if shape.element.type in NAMED_BESIDE]
    boxes += [edge.label for edge in geometry.edges if edge.label]
    boxes += [Box(x, y, 0, 0) for edge in geometry.edges for x, y in edge.points]
    left = min((box.x for box in boxes), default=0.0) - _MARGIN
    top = min((box.y for box in boxes), default=0.0) - _MARGIN
    right = max((box.right for box in boxes), default=0.0) + _MARGIN
    bottom = max((box.bottom for box in boxes), default=0.0) + _MARGIN
    return Box(left, top, right - left, bottom - top)
