"""Small figures at the upper left corner of a shape: how many cases stand there, and the way to them."""

from dataclasses import dataclass

from app.notation.figures import STATES
from app.notation.geometry import Shape
from app.notation.heat import HEAT
from app.notation.metrics import text_width
from app.notation.svg import PAPER, add
from app.notation.tags import Node

#: Large enough to be hit with a finger, where the drawing is not made smaller.
HEIGHT = 24
_SIZE = 14


@dataclass(frozen=True, slots=True)
class Badge:
    """`text` is drawn, `title` is read out; `href` leads somewhere, `state` gives the colour: `active`, `incident`, or
    a step of `app.notation.heat`."""

    text: str
    href: str = ""
    title: str = ""
    state: str = "active"


def draw_badge(parent: Node, shape: Shape, badge: Badge) -> None:
    """Draws a badge onto a shape, as a link when it leads somewhere."""
    width = max(HEIGHT, text_width(badge.text, _SIZE) + 14)
    x, y = shape.box.x - 6, shape.box.y - HEIGHT / 2
    group = add(parent, "a", href=badge.href, class_="tally") if badge.href else add(parent, "g", class_="tally")
    if badge.title:
        add(group, "title").text = badge.title
        group.set("aria-label", badge.title)
    fill = (STATES.get(badge.state) or HEAT[badge.state])[1]
    add(
        group,
        "rect",
        x=x,
        y=y,
        width=width,
        height=HEIGHT,
        rx=HEIGHT / 2,
        fill=fill,
        stroke=PAPER,
        stroke_width=2,
    )
    add(
        group,
        "text",
        x=x + width / 2,
        y=y + HEIGHT / 2 + _SIZE * 0.36,
        fill=PAPER,
        font_size=_SIZE,
        font_weight="bold",
        text_anchor="middle",
    ).text = badge.text
