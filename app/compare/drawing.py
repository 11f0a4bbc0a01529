"""The diagram of one side with marks on what has changed. A mark is a sign, a kind of line, and a colour."""

from collections.abc import Mapping

from lxml import etree

from app.compare.difference import Kind
from app.notation.diagram import Diagram
from app.notation.draw import draw_svg
from app.notation.geometry import Box, Point
from app.notation.svg import PAPER, add, line
from app.notation.tags import Node

#: Kind -> colour, dashes, and the sign around the origin.
LOOKS: Mapping[Kind, tuple[str, str, str]] = {
    Kind.ADDED: ("#1a6b33", "", "M-4 0h8M0-4v8"),
    Kind.REMOVED: ("#b42318", "8 4", "M-4 0h8"),
    Kind.CHANGED: ("#8a5a00", "", "M-4-2h8M-4 2h8M-2.5 5l5-10"),
    Kind.MOVED: ("#0b5c8f", "2 4", "M-5 0h10M-2.5-2.5l-2.5 2.5 2.5 2.5M2.5-2.5l2.5 2.5-2.5 2.5"),
}
_RADIUS = 9.0
_GAP = 5.0


def draw_marked(
    diagram: Diagram, marks: Mapping[str, Kind], *, titles: Mapping[str, str], title: str = "", prefix: str = "el"
) -> str:
    """The diagram as an SVG element (`app.notation.draw`), with marks by element id.

    Every mark is a link to `#change-<element>` with the words of `titles`; what is marked has the class
    `change-<kind>`. What is marked and not drawn is left out.
    """
    svg = etree.fromstring(draw_svg(diagram, title=title, prefix=prefix))
    svg.set("role", "group")
    groups = {name: group for group in svg.iterchildren() if (name := group.get("data-element"))}
    geometry = diagram.geometry
    for shape in geometry.shapes:
        if kind := marks.get(shape.element.id):
            _outline(groups[shape.element.id], shape.box, kind)
            _mark(svg, shape.element.id, kind, (shape.box.x, shape.box.y), titles)
    for edge in geometry.edges:
        if kind := marks.get(edge.id):
            _colour(groups[edge.id], kind)
            _mark(svg, edge.id, kind, edge.along(0.5), titles)
    return etree.tostring(svg, encoding="unicode")


def _outline(group: Node, box: Box, kind: Kind) -> None:
    colour, dash, _ = LOOKS[kind]
    _class(group, kind)
    add(
        group,
        "rect",
        class_="change-line",
        x=box.x - _GAP,
        y=box.y - _GAP,
        width=box.width + 2 * _GAP,
        height=box.height + 2 * _GAP,
        rx=8,
        fill="none",
        stroke=colour,
        stroke_width=3,
        stroke_dasharray=dash,
    )


def _colour(group: Node, kind: Kind) -> None:
    colour, dash, _ = LOOKS[kind]
    _class(group, kind)
    for path in group.iterchildren():
        if path.get("class") == "path":
            path.set("stroke", colour)
            path.set("stroke-width", "3")
            if dash:
                path.set("stroke-dasharray", dash)


def _mark(svg: Node, name: str, kind: Kind, at: Point, titles: Mapping[str, str]) -> None:
    colour, _, sign = LOOKS[kind]
    link = add(svg, "a", href=f"#change-{name}", class_=f"change-mark change-{kind}", data_change=name)
    link.set("aria-label", titles.get(name, name))
    add(link, "title").text = titles.get(name, name)
    place = add(link, "g", transform=f"translate({at[0]:g} {at[1]:g})")
    add(place, "circle", r=_RADIUS + 3, fill=PAPER)
    add(place, "circle", r=_RADIUS, fill=colour)
    line(place, sign, stroke=PAPER, width=2)


def _class(group: Node, kind: Kind) -> None:
    group.set("class", f"{group.get('class')} change-{kind}")
