"""Small charts in the cells of a table: they share their scale down the column, the figures stand beside them."""

from markupsafe import Markup

from app.notation.svg import add
from app.web.archive.charts.canvas import markup, paper, rule

WIDTH, HEIGHT = 110, 14


def share(part: float, before: float = 0) -> Markup:
    """A bar for a share (0 to 1), behind what is there `before` it."""
    svg = paper(WIDTH, HEIGHT, "strip")
    add(svg, "rect", class_="track", x=0, y=3, width=WIDTH, height=8)
    if before:
        add(svg, "rect", class_="before", x=0, y=3, width=WIDTH * before, height=8)
    add(svg, "rect", class_="series-1", x=WIDTH * before, y=3, width=max(1.0, WIDTH * part), height=8)
    return markup(svg)


def spread(half: float, most: float, largest: float) -> Markup:
    """Durations: a line from the median (a dot) to the 90th percentile, on a scale up to `largest`."""
    svg = paper(WIDTH, HEIGHT, "strip")
    scale = (WIDTH - 10) / max(largest, 1)
    rule(svg, 5, HEIGHT / 2, WIDTH - 5, HEIGHT / 2, "track")
    rule(svg, 5 + half * scale, HEIGHT / 2, 5 + most * scale, HEIGHT / 2, "reach")
    add(svg, "circle", class_="series-1", cx=5 + half * scale, cy=HEIGHT / 2, r=4.5)
    return markup(svg)


def swatch(colours: tuple[str, str]) -> Markup:
    """A sample of a fill and its line, for a legend."""
    svg = paper(18, 14, "sign")
    add(svg, "rect", x=1, y=1, width=16, height=12, rx=2, fill=colours[0], stroke=colours[1])
    return markup(svg)
