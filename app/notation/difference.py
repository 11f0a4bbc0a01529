"""A drawing on which one sees how often each part would be come to more or less often than before, and where cases
would stop. What a colour says, a sign and a number say, too."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from app.notation.diagram import Diagram
from app.notation.draw import draw_svg
from app.notation.geometry import Edge, Point, Shape
from app.notation.metrics import text_width
from app.notation.svg import PAPER, add
from app.notation.tags import Node

#: Tone -> its ink (white is readable on it), the dashes of a flow, and its sign.
TONES: Mapping[str, tuple[str, str, str]] = {
    "gained": ("#0b5c8f", "", "+"),
    "lost": ("#8a4b00", "7 5", "−"),
    "stops": ("#b42318", "", "■"),
}
_HEIGHT, _SIZE = 24.0, 14


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown at an element or flow: `change` (how many cases more or less, 0: as many) and how many `stops`,
    with the texts that are drawn for them; `title` is read out, `href` leads from the stops to those cases."""

    change: int = 0
    text: str = ""
    stops: str = ""
    title: str = ""
    href: str = ""


def draw_difference(diagram: Diagram, marks: Mapping[str, Mark], *, description: str = "", prefix: str = "el") -> str:
    """The diagram as an SVG element (`app.notation.draw`) with marks at its elements and flows. Every marked part has
    the class `gained`, `lost` or `stops`."""
    svg = etree.fromstring(draw_svg(diagram, description=description, prefix=prefix))
    svg.set("role", "group")
    parts = {name: part for part in svg.iterchildren() if (name := part.get("data-element"))}
    geometry = diagram.geometry
    for edge in geometry.edges:
        if mark := marks.get(edge.id):
            _flow(svg, parts[edge.id], edge, mark)
    for shape in geometry.shapes:
        if mark := marks.get(shape.element.id):
            _element(svg, parts[shape.element.id], shape, mark)
    return etree.tostring(svg, encoding="unicode")


def _flow(svg: Node, part: Node, edge: Edge, mark: Mark) -> None:
    tone = _tone(mark.change)
    if not tone:
        return
    ink, dashes, _ = TONES[tone]
    _classed(part, tone)
    for line in part.iterchildren():
        if line.get("class") == "path":
            line.set("stroke", ink)
            line.set("stroke-width", "3.5")
            line.set("stroke-dasharray", dashes or "none")
        elif line.get("class") == "head":
            line.set("stroke", ink)
            line.set("fill", ink)
    # Behind the middle, for there stands its name.
    _pill(svg, edge.along(0.7), mark.text, tone, mark.title)


def _element(svg: Node, part: Node, shape: Shape, mark: Mark) -> None:
    box = shape.box
    if tone := _tone(mark.change):
        _classed(part, tone)
        _pill(svg, (box.x, box.y), mark.text, tone, mark.title)
    if mark.stops:
        _classed(part, "stops")
        for figure in part.iterchildren():
            if figure.get("class") == "shape":
                figure.set("stroke", TONES["stops"][0])
                figure.set("stroke-width", "4")
        _pill(svg, (box.right, box.bottom), f"{TONES['stops'][2]} {mark.stops}", "stops", mark.title, mark.href)


def _tone(change: int) -> str:
    return "gained" if change > 0 else "lost" if change < 0 else ""


def _classed(part: Node, name: str) -> None:
    part.set("class", f"{part.get('class')} {name}")


def _pill(svg: Node, middle: Point, text: str, tone: str, title: str, href: str = "") -> None:
    width = max(_HEIGHT, text_width(text, _SIZE) + 12)
    x, y = _inside(svg, middle, width)
    group = add(svg, "a", href=href, class_=f"mark {tone}") if href else add(svg, "g", class_=f"mark {tone}")
    if title:
        add(group, "title").text = title
        group.set("aria-label", title)
        group.set("role", "link" if href else "img")
    add(
        group,
        "rect",
        x=x - width / 2,
        y=y - _HEIGHT / 2,
        width=width,
        height=_HEIGHT,
        rx=4 if tone == "stops" else _HEIGHT / 2,
        fill=TONES[tone][0],
        stroke=PAPER,
        stroke_width=2,
    )
    add(
        group,
        "text",
        x=x,
        y=y + _SIZE * 0.36,
        fill=PAPER,
        font_size=_SIZE,
        font_weight="bold",
        text_anchor="middle",
    ).text = text


def _inside(svg: Node, middle: Point, width: float) -> Point:
    """The nearest place at which nothing of a pill is cut off."""
    left, top, across, down = (float(side) for side in svg.get("viewBox", "").split())
    x, y = middle
    return (
        min(max(x, left + width / 2 + 1), left + across - width / 2 - 1),
        min(max(y, top + _HEIGHT / 2 + 1), top + down - _HEIGHT / 2 - 1),
    )
