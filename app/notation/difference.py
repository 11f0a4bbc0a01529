"""A drawing on which one sees how often each part would be come to more or less often than before, and where cases
would stop. What a colour says, a sign and a number say, too."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from app.notation.diagram import Diagram
from app.notation.draw import draw_svg
from app.notation.geometry import Edge, Shape
from app.notation.pills import Pill, beside, draw_pill
from app.notation.tags import Node

#: Tone -> its ink (white is readable on it), the dashes of a flow, and its sign.
TONES: Mapping[str, tuple[str, str, str]] = {
    "gained": ("#0b5c8f", "", "+"),
    "lost": ("#8a4b00", "7 5", "−"),
    "stops": ("#b42318", "", "■"),
}


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
    draw_pill(svg, beside(edge), _pill(tone, mark.text, mark.title))


def _element(svg: Node, part: Node, shape: Shape, mark: Mark) -> None:
    box = shape.box
    if tone := _tone(mark.change):
        _classed(part, tone)
        draw_pill(svg, (box.x, box.y), _pill(tone, mark.text, mark.title))
    if mark.stops:
        _classed(part, "stops")
        for figure in part.iterchildren():
            if figure.get("class") == "shape":
                figure.set("stroke", TONES["stops"][0])
                figure.set("stroke-width", "4")
        text = f"{TONES['stops'][2]} {mark.stops}"
        draw_pill(svg, (box.right, box.bottom), _pill("stops", text, mark.title, mark.href))


def _tone(change: int) -> str:
    return "gained" if change > 0 else "lost" if change < 0 else ""


def _classed(part: Node, name: str) -> None:
    part.set("class", f"{part.get('class')} {name}")


def _pill(tone: str, text: str, title: str, href: str = "") -> Pill:
    return Pill(text, TONES[tone][0], tone, title, href, is_round=tone != "stops")
