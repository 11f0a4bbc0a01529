"""The dotted chart: a line for each case, a dot for each thing that was done, the lane by shape and colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.notation.svg import add, number
from app.notation.tags import Node
from app.web.archive.charts.canvas import markup, paper, rule, write

WIDTH = 1160
_LEFT, _RIGHT, _TOP, _BOTTOM = 112, 16, 26, 14
#: The height of a case: dots do not touch, and a hundred cases can be looked at without scrolling far.
_ROW = 9
#: Path of each shape around the origin; there are as many as one can tell apart.
SHAPES = (
    "m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z",
    "m-2.4-2.4h4.8v4.8h-4.8z",
    "m0-3.2l3 5.4h-6z",
    "m0-3.4l3.4 3.4l-3.4 3.4l-3.4-3.4z",
    "m-3.2-1h2.2v-2.2h2v2.2h2.2v2h-2.2v2.2h-2v-2.2h-2.2z",
    "m0 3.2l-3-5.4h6z",
    "m-1.1-3.3h2.2v6.6h-2.2z",
    "m-3.3-1.1h6.6v2.2h-6.6z",
)


@dataclass(frozen=True)
class Line:
    """A case: `dots` are (place along the axis from 0 to 1, number of the lane), `begin` and `end` those of its line.

    `label` stands in front of some lines, `told` is shown under the pointer. The lines are too close together for
    links: the table beside the chart has them.
    """

    label: str
    begin: float
    end: float
    dots: Sequence[tuple[float, int]]
    told: str


def dotted(lines: Sequence[Line], axis: Mapping[float, str], *, title: str, description: str) -> Markup:
    """The chart. `axis` says which words stand at which place (0 to 1)."""
    height = _TOP + _BOTTOM + _ROW * len(lines)
    svg = paper(WIDTH, height, "dotted", title, description)
    for place, words in axis.items():
        x = _x(place)
        rule(svg, x, _TOP - 6, x, height - _BOTTOM)
        write(svg, words, x, _TOP - 12, anchor="middle" if 0 < place < 1 else "start" if place == 0 else "end")
    for n, line in enumerate(lines):
        _line(svg, line, _TOP + _ROW * (n + 0.5), named=n % 5 == 0)
    for lane, path in _paths(lines).items():
        add(svg, "path", class_=f"lane-{lane % len(SHAPES) + 1}", d=path)
    return markup(svg)


def sign(lane: int) -> Markup:
    """The sign of a lane, for the legend."""
    svg = paper(14, 14, "sign")
    add(svg, "path", class_=f"lane-{lane % len(SHAPES) + 1}", d=f"M7 7{SHAPES[lane % len(SHAPES)]}")
    return markup(svg)


def _line(svg: Node, line: Line, y: float, *, named: bool) -> None:
    group = add(svg, "g")
    add(group, "title").text = line.told
    # Wide enough for a pointer; the line itself is thin.
    add(group, "rect", class_="hit", x=0, y=y - _ROW / 2, width=WIDTH, height=_ROW)
    rule(group, _x(line.begin), y, _x(line.end), y, "life")
    if named:
        write(group, line.label, _LEFT - 10, y + 3.5, anchor="end")


def _paths(lines: Sequence[Line]) -> Mapping[int, str]:
    """All dots of a lane as one path: thousands of dots stay a small page."""
    found: dict[int, list[str]] = {}
    for n, line in enumerate(lines):
        y = _TOP + _ROW * (n + 0.5)
        for place, lane in line.dots:
            found.setdefault(lane, []).append(f"M{number(_x(place))} {number(y)}{SHAPES[lane % len(SHAPES)]}")
    return {lane: "".join(parts) for lane, parts in sorted(found.items())}


def _x(place: float) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * place
