"""Pictures as lines and letters, sharp at any size: on one page as far as one can read them there, else on several.

A picture comes as plain marks in its own units, y going down. It is made smaller to fit, never larger. Where that
would set its smallest label below `READABLE` points, a first page shows the whole and the next ones its parts, each
with the strip at its left edge (the names of the lanes) repeated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.platypus import Flowable

from reports.fonts import Look, runs
from reports.page import RULE, write
from reports.text import ACCENT, clean

Point: TypeAlias = tuple[float, float]
#: The smallest letters that one can read, in points.
READABLE = 5.0
#: So much of a part is shown on the next one again, in units of the picture.
OVERLAP = 40.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path. Its moves are `M` and `L` with a point, `C` with two handles and a point, `Z`; `fill` and `stroke` are
    `#rrggbb` or empty for none."""

    moves: tuple[tuple[str, tuple[Point, ...]], ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its base line. `anchor` is `start`, `middle` or `end`, `turn` in degrees against the clock;
    with a `halo` it keeps clear of what is below."""

    text: str
    at: Point
    size: float
    fill: str = "#000000"
    anchor: str = "start"
    bold: bool = False
    turn: float = 0
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of a picture."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Window") -> bool:
        across = self.x <= other.x + other.width and other.x <= self.x + self.width
        return across and self.y <= other.y + other.height and other.y <= self.y + self.height


@dataclass(frozen=True)
class Picture:
    """The marks in the order in which they are drawn. `strip` is the width at its left edge that every part repeats."""

    whole: Window
    marks: tuple[Stroke | Label, ...]
    strip: float = 0

    def readable_scale(self) -> float:
        """Points to a unit, so that the smallest label can just be read."""
        return READABLE / min((mark.size for mark in self.marks if isinstance(mark, Label)), default=READABLE)


def fitting_scale(picture: Picture, width: float, height: float) -> float:
    """Points to a unit, so that the whole picture fits into a rectangle; never enlarged beyond 0.75 (CSS pixels)."""
    return min(0.75, width / picture.whole.width, height / picture.whole.height)


def parts(picture: Picture, width: float, height: float) -> list[Window]:
    """The windows in which a picture is readable on pages of a size, by rows from the left; the strip is none of them.

    They are alike, so that the last one is not narrow.
    """
    scale, whole = picture.readable_scale(), picture.whole
    across = _cut(whole.x + picture.strip, whole.width - picture.strip, width / scale - picture.strip)
    down = _cut(whole.y, whole.height, height / scale)
    return [Window(x, y, wide, high) for y, high in down for x, wide in across]


def _cut(start: float, length: float, most: float) -> list[tuple[float, float]]:
    """Begin and length of the pieces of a line, none longer than `most`, each overlapping the next one."""
    if length <= most:
        return [(start, length)]
    count = ceil((length - OVERLAP) / (most - OVERLAP))
    piece = (length + OVERLAP * (count - 1)) / count
    return [(start + number * (piece - OVERLAP), piece) for number in range(count)]


class Drawing(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A window of a picture at a scale, with the strip at its left when it does not hold it already. `frames` are
    numbered rectangles drawn on top: where the parts of it are."""

    def __init__(self, picture: Picture, window: Window, scale: float, frames: Sequence[Window] = ()) -> None:
        super().__init__()
        self.picture, self.window, self.scale, self.frames = picture, window, scale, frames
        self.strip = picture.strip if window.x >= picture.whole.x + picture.strip and picture.strip else 0.0

    def wrap(self, *_: float) -> Point:
        return (self.strip + self.window.width) * self.scale, self.window.height * self.scale

    def draw(self) -> None:
        whole, window = self.picture.whole, self.window
        if self.strip:
            self._show(Window(whole.x, window.y, self.strip, window.height), 0)
        self._show(window, self.strip)
        for number, frame in enumerate(self.frames, 1):
            self._mark(number, frame)
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.4)
        self.canv.rect(0, 0, *self.wrap())

    def _show(self, window: Window, left: float) -> None:
        """Draw what lies in a window, `left` units from the left edge."""
        canvas = self.canv
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        canvas.translate(left - window.x, window.y + window.height)
        edge = canvas.beginPath()
        edge.rect(window.x, -window.y - window.height, window.width, window.height)
        canvas.clipPath(edge, stroke=0)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for mark in self.picture.marks:
            if window.meets(_bounds(mark)):
                draw_mark(canvas, mark)
        canvas.restoreState()

    def _mark(self, number: int, frame: Window) -> None:
        canvas, scale, whole = self.canv, self.scale, self.window
        x, y = (frame.x - whole.x) * scale, (whole.y + whole.height - frame.y - frame.height) * scale
        canvas.saveState()
        canvas.setStrokeColor(ACCENT)
        canvas.setDash(3, 2)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y, frame.width * scale, frame.height * scale)
        canvas.setFillColor(ACCENT)
        canvas.setFillAlpha(0.55)
        write(canvas, str(number), x + 5, y + frame.height * scale - 15, 14, Look.BOLD)
        canvas.restoreState()


def draw_mark(canvas: Canvas, mark: Stroke | Label) -> None:
    """Draw a mark on a canvas whose y goes up: a mark at y stands at -y."""
    if isinstance(mark, Label):
        _letter(canvas, mark)
        return
    path = canvas.beginPath()
    for kind, points in mark.moves:
        numbers = [number for x, y in points for number in (x, -y)]
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[kind](*numbers)
    canvas.setDash(list(mark.dash))
    canvas.setLineWidth(mark.width)
    if mark.fill:
        canvas.setFillColor(HexColor(mark.fill))
    if mark.stroke:
        canvas.setStrokeColor(HexColor(mark.stroke))
    canvas.drawPath(path, stroke=int(bool(mark.stroke)), fill=int(bool(mark.fill)), fillMode=FILL_EVEN_ODD)


def _letter(canvas: Canvas, label: Label) -> None:
    found = _spelled(label)
    long = sum(stringWidth(part, name, label.size) for name, part in found)
    canvas.saveState()
    canvas.translate(label.at[0], -label.at[1])
    canvas.rotate(label.turn)
    x = {"start": 0.0, "middle": -long / 2, "end": -long}[label.anchor]
    canvas.setDash([])
    canvas.setFillColor(HexColor(label.fill))
    if label.halo:
        canvas.setStrokeColor(white)
        canvas.setLineWidth(3)
        _spell(canvas, found, x, label.size, outline=True)
    _spell(canvas, found, x, label.size)
    canvas.restoreState()


def _spelled(label: Label) -> list[tuple[str, str]]:
    return list(runs(clean(label.text), Look.BOLD if label.bold else Look.PLAIN))


def _spell(canvas: Canvas, found: Sequence[tuple[str, str]], x: float, size: float, *, outline: bool = False) -> None:
    for name, part in found:
        canvas.setFont(name, size)
        canvas.drawString(x, 0, part, mode=1 if outline else 0)
        x += stringWidth(part, name, size)


def _bounds(mark: Stroke | Label) -> Window:
    """A rectangle that holds a mark; for labels one that holds them whichever way they are turned."""
    if isinstance(mark, Label):
        long = sum(float(stringWidth(part, name, mark.size)) for name, part in _spelled(mark))
        reach = mark.size + (long / 2 if mark.anchor == "middle" else long)
        return Window(mark.at[0] - reach, mark.at[1] - reach, 2 * reach, 2 * reach)
    across, down = zip(*_points(mark), strict=True)
    left, top = min(across) - mark.width, min(down) - mark.width
    return Window(left, top, max(across) + mark.width - left, max(down) + mark.width - top)


def _points(stroke: Stroke) -> Iterator[Point]:
    for _, points in stroke.moves:
        yield from points
