"""What all charts share: the paper, its title for screen readers, numbers along an axis."""

from math import ceil, floor, log10

from lxml import etree
from markupsafe import Markup

from app.notation.svg import NAMESPACE, Value, add, number
from app.notation.tags import Node
from app.web.shared.drawing import inline


def paper(width: float, height: float, kind: str, title: str = "", description: str = "") -> Node:
    """An empty chart. Without a title it is an ornament of the figures beside it, and screen readers pass it by."""
    svg = etree.Element(f"{{{NAMESPACE}}}svg", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # a default namespace
    svg.set("class", f"chart {kind}")
    svg.set("viewBox", f"0 0 {number(width)} {number(height)}")
    svg.set("width", number(width))
    svg.set("height", number(height))
    if not title:
        svg.set("aria-hidden", "true")
        return svg
    svg.set("role", "img")
    add(svg, "title").text = title
    if description:
        add(svg, "desc").text = description
    return svg


def markup(svg: Node) -> Markup:
    """The chart for a page; the XML library has escaped every text."""
    return inline(etree.tostring(svg, encoding="unicode"))


def write(svg: Node, text: str, x: float, y: float, *, anchor: str = "start", kind: str = "axis") -> Node:
    node = add(svg, "text", class_=kind, x=x, y=y, text_anchor=anchor)
    node.text = text
    return node


def rule(svg: Node, x1: float, y1: float, x2: float, y2: float, kind: str = "grid", **more: Value) -> Node:
    return add(svg, "line", class_=kind, x1=x1, y1=y1, x2=x2, y2=y2, **more)


def ticks(largest: float, count: int = 4) -> list[float]:
    """Round numbers from 0 to the first that is not below `largest`, about `count` steps apart."""
    rough = max(largest, 1) / count
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    step = max(step, 1.0)
    return [step * n for n in range(ceil(max(largest, 1) / step) + 1)]
