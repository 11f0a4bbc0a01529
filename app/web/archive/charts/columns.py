"""Columns side by side: for each place along the axis one column of each series."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from app.notation.svg import add
from app.notation.tags import Node
from app.web.archive.charts.canvas import markup, paper, rule, ticks, write

HEIGHT = 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 14, 34
#: A place is at least so wide, the whole chart at least so wide.
_PLACE, _WIDTH = 26, 540
#: About as wide is a letter of a label.
_LETTER = 8


@dataclass(frozen=True)
class Place:
    """A place along the axis. `values` are those of the series in their order, `told` is read out and shown under the
    pointer, `href` leads to what is counted."""

    label: str
    values: Sequence[int]
    told: str
    href: str = ""
    group: str = ""


def columns(
    places: Sequence[Place], *, title: str, description: str, mark: tuple[int, str] | None = None, unit: str = ""
) -> Markup:
    """The chart. Series are drawn in the classes `series-1`, `series-2`, ...; `mark` draws a line behind the place with
    this number, with words. Below the labels stands the `group` of each place where it changes."""
    width = max(_WIDTH, _LEFT + _RIGHT + _PLACE * len(places))
    svg = paper(width, HEIGHT, "columns", title, description)
    if any(place.href for place in places):
        svg.set("role", "group")  # an image holds no links
    scale = ticks(max((value for place in places for value in place.values), default=0))
    foot, high = HEIGHT - _BOTTOM, HEIGHT - _BOTTOM - _TOP
    for value in scale:
        y = foot - high * value / scale[-1]
        rule(svg, _LEFT, y, width - _RIGHT, y)
        write(svg, f"{value:g}", _LEFT - 6, y + 4, anchor="end")
    step = (width - _LEFT - _RIGHT) / max(1, len(places))
    _labels(svg, places, step, foot + 16)
    write(svg, unit, width - _RIGHT, HEIGHT - 4, anchor="end")
    for n, place in enumerate(places):
        _place(svg, place, _LEFT + n * step, step, foot, high / scale[-1])
    if mark:
        x = _LEFT + (mark[0] + 1) * step
        rule(svg, x, _TOP - 6, x, foot, "mark")
        write(svg, mark[1], x + 4, _TOP + 2, kind="axis strong")
    return markup(svg)


def _place(svg: Node, place: Place, left: float, step: float, foot: float, high: float) -> None:
    group = add(svg, "a", href=place.href) if place.href else add(svg, "g")
    add(group, "title").text = place.told
    if place.href:
        group.set("aria-label", place.told)
        add(group, "rect", class_="hit", x=left, y=_TOP, width=step, height=foot - _TOP)
    inner = step * 0.72
    each = inner / max(1, len(place.values))
    for n, value in enumerate(place.values):
        x = left + (step - inner) / 2 + n * each
        size = value * high
        add(group, "rect", class_=f"series-{n + 1}", x=x, y=foot - size, width=max(1.0, each - 1), height=size)


def _labels(svg: Node, places: Sequence[Place], step: float, y: float) -> None:
    """As many labels as there is room for, and each group where it begins."""
    widest = max((len(place.label) for place in places), default=0)
    every = max(1, ceil(widest * _LETTER / step))
    group = ""
    for n, place in enumerate(places):
        middle = _LEFT + (n + 0.5) * step
        if n % every == 0:
            write(svg, place.label, middle, y, anchor="middle")
        if place.group != group:
            write(svg, place.group, middle, y + 15, anchor="middle", kind="axis strong")
            group = place.group
