"""What every document of the house has around its text: pages, running head and foot, page numbers, facts about it.

The same document gives the same bytes: its date is part of its data, and nothing is taken from the clock, the machine
or chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph

from reports.fonts import Look, face, runs
from reports.text import SOFT, clean, markup, style
from reports.words import words

PORTRAIT, LANDSCAPE, LANDSCAPE_F4 = "portrait", "landscape", "landscape F4"
#: F4 is the paper of Indonesian offices, 215 x 330 mm.
_SIZES = {PORTRAIT: A4, LANDSCAPE: (A4[1], A4[0]), LANDSCAPE_F4: (330 * mm, 215 * mm)}
_SIDE, _TOP, _BOTTOM = 15 * mm, 20 * mm, 18 * mm
RULE = HexColor("#b9bfca")
_PALE = HexColor("#eceef2")
#: The total of the pages is drawn once, when it is known; every page shows that drawing.
_TOTAL = "total"
_SMALL = 7.0
#: So much room has the number of the page.
_PAGE = 30 * mm
#: So long may a fact about the file be.
_LONGEST = 500
#: So many letters may a heading have: it stays on one page.
_HEADING = 300


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is said of a document on all its pages and in its properties.

    `title` and `author` (the office) name it, `subject` and `keywords` help to find it, `language` is `id` or `en`,
    `dated` is the date it carries. `head` stands above each page on the right, `foot` below it: what proves which
    state of things was printed. A `watermark` stands behind everything, large and grey.
    """

    title: str
    author: str
    language: str
    dated: datetime
    head: str = ""
    foot: str = ""
    subject: str = ""
    keywords: str = ""
    watermark: str = ""


def width(orientation: str) -> float:
    """The width of the text on a page, in points."""
    return float(_SIZES[orientation][0] - 2 * _SIDE)


def height(orientation: str) -> float:
    """The height of the text on a page, in points."""
    return float(_SIZES[orientation][1] - _TOP - _BOTTOM)


def new_page(orientation: str) -> list[Flowable]:
    """Go on on a new page of this orientation."""
    return [NextPageTemplate(orientation), PageBreak()]


class Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A heading that stands in the bookmarks as well. Level 0 is the highest."""

    def __init__(self, text: str, mark: str, level: int = 0) -> None:
        size = (12.5, 10)[level]
        self.plain, self.mark, self.level = clean(text)[:_HEADING], mark, level
        set_ = style(size, Look.BOLD, colour="accent")
        super().__init__(
            markup(self.plain, Look.BOLD), ParagraphStyle("heading", parent=set_, spaceBefore=16 - 5 * level)
        )

    def draw(self) -> None:
        self.canv.bookmarkPage(self.mark)
        self.canv.addOutlineEntry(self.plain, self.mark, self.level)
        super().draw()


def typeset(furniture: Furniture, story: Sequence[Flowable], first: str = PORTRAIT) -> bytes:
    """The document as PDF. `first` is the orientation of its first page."""
    file = BytesIO()
    document = _Document(furniture, file, first)
    document.build(list(story), canvasmaker=partial(_Canvas, furniture.dated))
    return file.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    def __init__(self, furniture: Furniture, file: BytesIO, first: str) -> None:
        self.furniture = furniture
        super().__init__(file, pagesize=_SIZES[first], invariant=1, lang=furniture.language, **_facts(furniture))
        names = (first, *(name for name in _SIZES if name != first))
        self.addPageTemplates([self._template(name) for name in names])

    def _template(self, orientation: str) -> PageTemplate:
        # The frame has no padding of its own: what is as wide as `width` says fits.
        frame = Frame(_SIDE, _BOTTOM, width(orientation), height(orientation), 0, 0, 0, 0, id=orientation)
        return PageTemplate(orientation, [frame], onPage=self._dress, pagesize=_SIZES[orientation])

    def _dress(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        wide, high = canvas._pagesize  # noqa: SLF001 - there is no public way to ask
        if self.furniture.watermark:
            _watermark(canvas, self.furniture.watermark, wide, high)
        canvas.setFillColor(SOFT)
        if document.page > 1:
            self._head(canvas, wide, high - _TOP + 3 * mm)
        _rule(canvas, wide, _BOTTOM - 3 * mm)
        below = _BOTTOM - 6.5 * mm
        end = write(canvas, words("page", self.furniture.language, page=document.page) + " ", _SIDE, below, _SMALL)
        canvas.saveState()
        canvas.translate(end, below)
        canvas.doForm(_TOTAL)
        canvas.restoreState()
        foot = _shortened(self.furniture.foot, wide - 2 * _SIDE - _PAGE)
        write(canvas, foot, wide - _SIDE, below, _SMALL, align="right")

    def _head(self, canvas: Canvas, wide: float, y: float) -> None:
        """What stands above a page but the first, which says more of itself."""
        _rule(canvas, wide, y)
        room = wide - 2 * _SIDE - 6 * mm
        title = _shortened(self.furniture.head, room / 2)
        write(canvas, title, wide - _SIDE, y + 2 * mm, _SMALL, align="right")
        office = _shortened(self.furniture.author, room - _long(title))
        write(canvas, office, _SIDE, y + 2 * mm, _SMALL, Look.BOLD)


class _Canvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    def __init__(self, dated: datetime, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "initialFontName": face()})
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setDateFormatter(lambda *_: f"D:{dated.astimezone(UTC):%Y%m%d%H%M%S}Z")

    def save(self) -> None:
        total = str(self.getPageNumber() - 1)
        self.beginForm(_TOTAL, 0, -2, 60, 10)
        self.setFillColor(SOFT)
        write(self, total, 0, 0, _SMALL)
        self.endForm()
        super().save()


def write(
    canvas: Canvas,
    text: str,
    x: float,
    y: float,
    size: float,
    look: Look = Look.PLAIN,
    align: str = "left",
) -> float:
    """Write a line of plain text at a point; answers where it ends. `align` says what of it stands at `x`."""
    parts = list(runs(clean(text) + (" " if text.endswith(" ") else ""), look))
    long = sum(stringWidth(part, name, size) for name, part in parts)
    x -= {"left": 0.0, "center": long / 2, "right": long}[align]
    for name, part in parts:
        canvas.setFont(name, size)
        canvas.drawString(x, y, part)
        x += stringWidth(part, name, size)
    return x


@lru_cache(maxsize=64)
def _shortened(text: str, most: float) -> str:
    """The text, or as much of it as fits into a width on the head of a page."""
    text = clean(text[:_LONGEST])
    short = text[: int(most)]
    while short and _long(short) > most:
        short = short[:-1]
    return text if short == text else f"{short[:-2].rstrip()}…"


def _long(text: str) -> float:
    return sum(float(stringWidth(part, name, _SMALL)) for name, part in runs(text, Look.BOLD))


def _facts(furniture: Furniture) -> dict[str, str]:
    names = ("title", "author", "subject", "keywords")
    return {name: clean(getattr(furniture, name))[:_LONGEST] for name in names} | {
        "creator": "Lajur",
        "producer": "Lajur",
    }


def _watermark(canvas: Canvas, text: str, wide: float, high: float) -> None:
    """A word across the page, as large as it fits."""
    size = 0.5 * hypot(wide, high) / max(1.0, _long(text) / _SMALL)
    size = min(size, high * 0.34)
    canvas.saveState()
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(degrees(atan2(high, wide)))
    canvas.setFillColor(_PALE)
    write(canvas, text, 0, -size * 0.36, size, Look.BOLD, "center")
    canvas.restoreState()


def _rule(canvas: Canvas, wide: float, y: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(_SIDE, y, wide - _SIDE, y)
