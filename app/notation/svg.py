"""SVG elements with presentation attributes only: no styles, no scripts, every text escaped by the XML library."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from app.notation.geometry import Box
from app.notation.metrics import text_width, wrap
from app.notation.tags import Node

NAMESPACE = "http://www.w3.org/2000/svg"
INK = "#22242a"
PAPER = "#ffffff"
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"

Value = str | float


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is drawn. `dash` is the pattern of its line."""

    fill: str = PAPER
    stroke: str = INK
    width: float = 2
    dash: str = ""


def add(parent: Node, tag: str, **attributes: Value) -> Node:
    """A new element; `stroke_width` becomes `stroke-width`, `class_` becomes `class`, empty texts are left out."""
    node = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value != "":
            node.set(name.rstrip("_").replace("_", "-"), value if isinstance(value, str) else number(value))
    return node


def number(value: float) -> str:
    return f"{round(value, 2):.10g}"


def figure(parent: Node, tag: str, look: Look, **attributes: Value) -> Node:
    """The outline of an element: the class `shape` is there for style sheets."""
    return add(
        parent,
        tag,
        class_="shape",
        fill=look.fill,
        stroke=look.stroke,
        stroke_width=look.width,
        stroke_dasharray=look.dash,
        **attributes,
    )


def rectangle(parent: Node, box: Box, look: Look, radius: float = 0) -> Node:
    corner: dict[str, Value] = {"rx": radius} if radius else {}
    return figure(parent, "rect", look, x=box.x, y=box.y, width=box.width, height=box.height, **corner)


def line(parent: Node, path: str, *, stroke: str = INK, width: float = 1.2, fill: str = "none", **more: Value) -> Node:
    """A stroke of an icon or a mark."""
    return add(parent, "path", d=path, fill=fill, stroke=stroke, stroke_width=width, stroke_linejoin="round", **more)


def write(parent: Node, text: str, box: Box, *, size: float = 12, top: bool = False, halo: bool = False) -> None:
    """A wrapped text in the middle of a box (or from its top on), set smaller where it would not fit."""
    lines, size = (_wrapped(text, box.width, size), size) if top else _fitted(text, box.width, box.height, size)
    x, middle = box.center
    y = box.y if top else middle - len(lines) * size * 0.6
    place(parent, lines, x, y, size, halo=halo)


@lru_cache(maxsize=2048)
def _wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """As `wrap`, and kept: diagrams are drawn for every page that shows a case, and their names stay the same."""
    return tuple(wrap(text, width, size))


@lru_cache(maxsize=2048)
def _fitted(text: str, width: float, height: float, size: float) -> tuple[tuple[str, ...], float]:
    """The lines of a text at the greatest size, from `size` down to 8, at which it fits into a box."""
    while size > 8 and not _fits(text, width, height, size):
        size -= 0.5
    return _wrapped(text, width, size), size


def _fits(text: str, width: float, height: float, size: float) -> bool:
    whole = all(text_width(word, size) <= width for word in text.split())
    return whole and len(_wrapped(text, width, size)) * size * 1.2 <= height


def place(
    parent: Node, lines: Sequence[str], x: float, y: float, size: float, *, anchor: str = "middle", halo: bool = False
) -> Node:
    """Lines of text from the top `y` on. A halo keeps them readable where a line runs behind."""
    behind: dict[str, Value] = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"} if halo else {}
    node = add(parent, "text", class_="label", fill=INK, font_size=size, text_anchor=anchor, **behind)
    for index, text in enumerate(lines):
        add(node, "tspan", x=x, y=y + size * (0.95 + 1.2 * index)).text = text
    return node
