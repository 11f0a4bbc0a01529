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
from app.notation.geometry import Shape, read_geometry
from app.notation.svg import INK, PAPER, add
from app.notation.tags import FLOW_NODES, Node


def draw_living(
    diagram: Diagram,
    *,
    states: Mapping[str, str],
    times: Mapping[str, int],
    taken: Collection[str],
    description: str = "",
    prefix: str = "el",
) -> str:
    """The diagram as an SVG element (`app.notation.draw`) as it stands at first.

    `states` and `taken` are as in `draw_svg`; `times` says how often an element was done: more than once is shown.
    """
    svg = etree.fromstring(draw_svg(diagram, description=description, prefix=prefix))
    parts = {part.get("data-element"): part for part in svg.iterchildren() if part.get("data-element")}
    for flow in taken:
        if flow in parts:
            _mark(parts[flow], "taken")
    for shape in read_geometry(diagram.root).shapes:
        if shape.element.type in FLOW_NODES:
            element = shape.element.id
            _node(parts[element], shape, states.get(element, ""), times.get(element, 0), prefix)
    symbols = add(svg, "defs")
    for state in STATES:
        sign(add(symbols, "g", id=f"{prefix}-sign-{state}"), state)
    return etree.tostring(svg, encoding="unicode")


def _node(group: Node, shape: Shape, state: str, times: int, prefix: str) -> None:
    x, y = corner(shape)
    used = add(group, "use", class_="sign", x=x, y=y)
    if state:
        _mark(group, f"state-{state}")
        used.set("href", f"#{prefix}-sign-{state}")
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
    ).text = f"{times}×" if times > 1 else None


def _mark(part: Node, name: str) -> None:
    part.set("class", f"{part.get('class')} {name}")
