"""Small figures with a number or a sign, laid over a drawing that is made already."""

from dataclasses import dataclass

from app.notation.geometry import Edge, Point
from app.notation.metrics import text_width
from app.notation.svg import PAPER, add
from app.notation.tags import Node

_HEIGHT, _SIZE = 24.0, 14


@dataclass(frozen=True, slots=True)
class Pill:
    """`text` stands on `ink`, on which white is readable; the figure has the class `tone`. `title` is read out, `href`
    leads somewhere."""

    text: str
    ink: str
    tone: str
    title: str = ""
    href: str = ""
    is_round: bool = True


def draw_pill(svg: Node, middle: Point, pill: Pill) -> None:
    """Draws a pill around a point, moved where it would be cut off."""
    width = max(_HEIGHT, text_width(pill.text, _SIZE) + 12)
    x, y = _inside(svg, middle, width)
    name = f"mark {pill.tone}"
    group = add(svg, "a", href=pill.href, class_=name) if pill.href else add(svg, "g", class_=name)
    if pill.title:
        add(group, "title").text = pill.title
        group.set("aria-label", pill.title)
        group.set("role", "link" if pill.href else "img")
    add(
        group,
        "rect",
        x=x - width / 2,
        y=y - _HEIGHT / 2,
        width=width,
        height=_HEIGHT,
        rx=_HEIGHT / 2 if pill.is_round else 4,
        fill=pill.ink,
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
    ).text = pill.text


def beside(edge: Edge) -> Point:
    """A place for a pill at a line: behind its middle, for there stands its name."""
    return edge.along(0.7)


def _inside(svg: Node, middle: Point, width: float) -> Point:
    """The nearest place at which nothing of a pill is cut off."""
    left, top, across, down = (float(side) for side in svg.get("viewBox", "").split())
    x, y = middle
    return (
        min(max(x, left + width / 2 + 1), left + across - width / 2 - 1),
        min(max(y, top + _HEIGHT / 2 + 1), top + down - _HEIGHT / 2 - 1),
    )
