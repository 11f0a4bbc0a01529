"""A drawing whose states can change while one looks: style sheets colour them, a script moves them.

Nothing of a state is drawn into the figures. A node has a class (`state-done`), a sign (`<use class="sign">`, which
shows one of the symbols `<prefix>-sign-<state>`), and a place for how often it was done (`<text class="times">`); a
flow has the class `taken`. Whoever changes these three changes all.
"""

from collections.abc import Collection, Mapping

from lxml import etree

from app.notation.diagram import Diagram
from app.notation.draw import draw_svg
from app.notation.figures import STATES, corner, sign
from app.notation.geometry import Shape
from app.notation.svg import INK, NAMESPACE, PAPER, add
from app.notation.tags import FLOW_NODES, Node

_USE, _TEXT = f"{{{NAMESPACE}}}use", f"{{{NAMESPACE}}}text"


def draw_stage(diagram: Diagram, *, description: str = "", prefix: str = "el") -> str:
    """The diagram as an SVG element (`app.notation.draw`) on which nothing has happened yet."""
    svg = etree.fromstring(draw_svg(diagram, description=description, prefix=prefix))
    parts = _parts(svg)
    for shape in diagram.geometry.shapes:
        if shape.element.type in FLOW_NODES:
            _places(parts[shape.element.id], shape)
    symbols = add(svg, "defs")
    for state in STATES:
        sign(add(symbols, "g", id=f"{prefix}-sign-{state}"), state)
    return etree.tostring(svg, encoding="unicode")


def at_moment(
    stage: str, *, states: Mapping[str, str], times: Mapping[str, int], taken: Collection[str], prefix: str = "el"
) -> str:
    """The same drawing with `states` and `taken` as in `draw_svg`; `times` says how often an element was done: more
    than once is shown. What is not drawn is left out."""
    svg = etree.fromstring(stage)
    parts = _parts(svg)
    for element in states.keys() & parts.keys():
        _mark(parts[element], f"state-{states[element]}")
        for used in parts[element].iterchildren(_USE):
            used.set("href", f"#{prefix}-sign-{states[element]}")
    for element in times.keys() & parts.keys():
        for text in parts[element].iterchildren(_TEXT):
            if text.get("class") == "times" and times[element] > 1:
                text.text = f"{times[element]}×"
    for flow in parts.keys() & set(taken):
        _mark(parts[flow], "taken")
    return etree.tostring(svg, encoding="unicode")


def _parts(svg: Node) -> dict[str, Node]:
    return {name: part for part in svg.iterchildren() if (name := part.get("data-element"))}


def _places(group: Node, shape: Shape) -> None:
    """The places for the sign and for how often it was done."""
    x, y = corner(shape)
    add(group, "use", class_="sign", x=x, y=y)
    add(
        group,
        "text",
        class_="times",
        x=shape.box.x + 2,
        y=shape.box.y - 4,
        fill=INK,
        font_size=12,
        font_weight="bold",
        stroke=PAPER,
        stroke_width=3,
        paint_order="stroke",
    )


def _mark(part: Node, name: str) -> None:
    part.set("class", f"{part.get('class')} {name}")
