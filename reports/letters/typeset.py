"""A letter as PDF: pages, page numbers, watermark, the code that leads to its proof, and facts about the file.

The same letter gives the same bytes: nothing is taken from the clock, the machine or chance.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

import segno
from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer

from reports.fonts import Look, face
from reports.letters.blocks import Story
from reports.letters.kinds import TYPESETTERS
from reports.letters.layout import Sheet, sheet
from reports.letters.place import PlacesCanvas
from reports.letters.sheet import Paper, Photo
from reports.page import write
from reports.text import clean
from reports.words import words

_PALE = HexColor("#f1dcd9")
_CODE = 13 * mm
#: How far the code is from the edge of the paper, and the text from the code.
_EDGE, _APART = 6 * mm, 3 * mm
_FOOT = 6.5
#: So long may a fact about the file be.
_LONGEST = 500


def letter_pdf(paper: Paper, photo: Photo = lambda _: None) -> bytes:
    """The letter as PDF. Raises KeyError for a kind or size there is none of."""
    file = BytesIO()
    at = sheet(paper.size)
    document = _Document(paper, at, file)
    story = list(_without_loose_ends(TYPESETTERS[paper.kind](paper, at, photo)))
    document.build(story, canvasmaker=partial(_Canvas, paper.date))
    return file.getvalue()


def _without_loose_ends(story: Story) -> Iterator[Flowable]:
    """A story without the space below what ends a page: where the page is full, it would begin a blank one."""
    waiting: Story = []
    for flowable in story:
        if isinstance(flowable, Spacer):
            waiting.append(flowable)
            continue
        if not isinstance(flowable, PageBreak):
            yield from waiting
        waiting = []
        yield flowable


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    def __init__(self, paper: Paper, at: Sheet, file: BytesIO) -> None:
        self.paper, self.at = paper, at
        super().__init__(file, pagesize=(at.width, at.height), invariant=1, lang=paper.language, **_facts(paper))
        foot = max(at.bottom, _EDGE + _CODE + _APART) if paper.verify else at.bottom
        frame = Frame(at.left, foot, at.inner, at.height - at.top - foot, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("letter", [frame], onPage=self._dress)])

    def _dress(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        at = self.at
        if self.paper.watermark:
            _watermark(canvas, self.paper.watermark, at)
        if document.page > 1:
            write(canvas, f"- {document.page} -", at.width / 2, at.height - at.top + 4 * mm, at.size, align="center")
        if self.paper.verify:
            _proof(canvas, self.paper, at)
        canvas.setFillColor(black)


class _Canvas(PlacesCanvas):
    def __init__(self, dated: date, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "initialFontName": face()})
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setDateFormatter(lambda *_: f"D:{dated:%Y%m%d}000000Z")


def _watermark(canvas: Canvas, text: str, at: Sheet) -> None:
    """Across the page, below what is written on it."""
    text = clean(text)[:80]
    long = (at.width**2 + at.height**2) ** 0.5 * 0.78
    size = min(60.0, long / max(1.0, stringWidth(text, face(Look.BOLD), 1)))
    canvas.saveState()
    canvas.setFillColor(_PALE)
    canvas.translate(at.width / 2, at.height / 2)
    canvas.rotate(55 if at.height > at.width else 35)
    write(canvas, text, 0, -size / 3, size, Look.BOLD, align="center")
    canvas.restoreState()


def _proof(canvas: Canvas, paper: Paper, at: Sheet) -> None:
    """The code at the foot of every page, with what it is for."""
    y = _EDGE
    dots = _code(paper.verify)
    side = _CODE / len(dots)
    canvas.saveState()
    path = canvas.beginPath()
    for row, line in enumerate(dots):
        for column, dark in enumerate(line):
            if dark:
                path.rect(at.left + column * side, y + _CODE - (row + 1) * side, side, side)
    canvas.drawPath(path, stroke=0, fill=1)
    x = at.left + _CODE + 3 * mm
    for number, text in enumerate((words("letter.proof", "id"), paper.verify, paper.case)):
        write(canvas, text[:120], x, y + _CODE - 10 - number * 9, _FOOT)
    canvas.restoreState()


@lru_cache(maxsize=64)
def _code(text: str) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(bool(dot) for dot in row) for row in segno.make_qr(text, error="m").matrix)


def _facts(paper: Paper) -> dict[str, str]:
    name = " - ".join(part for part in (" ".join(paper.title.split()), paper.number) if part)
    author = paper.letterhead.agency if paper.letterhead else ""
    facts = {"title": name, "author": author, "subject": paper.hal, "keywords": paper.case}
    return {key: clean(text)[:_LONGEST] for key, text in facts.items()} | {"creator": "Lajur", "producer": "Lajur"}
