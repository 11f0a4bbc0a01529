"""A drawing on which one sees what was played, how often, and what never was."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from app.notation.diagram import Diagram
from app.notation.draw import draw_svg
from app.notation.figures import STATES
from app.notation.pills import Pill, beside, draw_pill
from app.notation.tags import Node

#: Tone -> its ink (white is readable on it) and the dashes of a line.
TONES: Mapping[str, tuple[str, str]] = {"played": (STATES["done"][1], "none"), "never": ("#b42318", "7 5")}


@dataclass(frozen=True, slots=True)
class Count:
    """How often an element or flow was played; `title` says it in words, `href` leads from what never was."""

    times: int
    title: str = ""
    href: str = ""

    @property
    def tone(self) -> str:
        return "played" if self.times else "never"


def draw_coverage(diagram: Diagram, counts: Mapping[str, Count], *, prefix: str = "el", numbered: bool = True) -> str:
    """The diagram as an SVG element (`app.notation.draw`): each part that is counted has the class `played` or `never`,
    each element its number (unless it is not `numbered`), each flow one only when it was never played."""
    states = {name: "done" for name, count in counts.items() if count.times}
    svg = etree.fromstring(draw_svg(diagram, states=states, prefix=prefix))
    svg.set("role", "group")
    parts = {name: part for part in svg.iterchildren() if (name := part.get("data-element"))}
    geometry = diagram.geometry
    for edge in geometry.edges:
        if count := counts.get(edge.id):
            _mark(parts[edge.id], count, ("path", "head"))
            if not count.times:
                draw_pill(svg, beside(edge), _pill(count))
    for shape in geometry.shapes:
        if count := counts.get(shape.element.id):
            _mark(parts[shape.element.id], count, () if count.times else ("shape",))
            if numbered:
                draw_pill(svg, (shape.box.x, shape.box.y), _pill(count))
    return etree.tostring(svg, encoding="unicode")


def _pill(count: Count) -> Pill:
    return Pill(str(count.times), TONES[count.tone][0], count.tone, count.title, count.href)


def _mark(part: Node, count: Count, figures: tuple[str, ...]) -> None:
    """Colour the figures of a part with these classes; the heads of arrows are filled, lines are dashed."""
    ink, dashes = TONES[count.tone]
    part.set("class", f"{part.get('class')} {count.tone}")
    for figure in part.iterchildren():
        kind = figure.get("class")
        if kind not in figures:
            continue
        figure.set("stroke", ink)
        if kind == "head":
            figure.set("fill", ink)
        else:
            figure.set("stroke-width", "3")
            figure.set("stroke-dasharray", dashes)
