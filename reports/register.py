"""A month of a book of letters (buku agenda) as PDF: A4 landscape, the head of the table on every page, room for two
signatures at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer, Table, TableStyle

from reports.fonts import Look
from reports.page import LANDSCAPE, Furniture, typeset, width
from reports.section import Story, letterhead
from reports.table import Column, table
from reports.text import paragraph
from reports.words import words

#: So many columns need small letters.
SIZE = 6.3


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A month of a book. `title` is that of the book, `period` the month in words, `office` keeps the book,
    `signed_on` is the day of the signatures in words; `printed` says when it was printed. Each row has a text for each
    column."""

    title: str
    period: str
    office: str
    signed_on: str
    printed: str
    language: str
    dated: datetime
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


def register_pdf(paper: RegisterPaper) -> bytes:
    """The month as PDF. The same month printed at the same time gives the same bytes."""
    whole = width(LANDSCAPE)
    told = words("register.none", paper.language) if not paper.rows else _count(paper)
    story: Story = [
        *letterhead(paper.office),
        Spacer(0, 4 * mm),
        paragraph(paper.title.upper(), 13, Look.BOLD, "center"),
        paragraph(paper.period, 10.5, align="center"),
        Spacer(0, 4 * mm),
        table(paper.columns, paper.rows, whole, SIZE),
        Spacer(0, 3 * mm),
        paragraph(told, 8.5),
        KeepTogether([Spacer(0, 3 * mm), _signatures(paper, whole)]),
    ]
    heading = f"{paper.title}, {paper.period}"
    foot = words("register.foot", paper.language, at=paper.printed)
    furniture = Furniture(heading, paper.office, paper.language, paper.dated, heading, foot)
    return typeset(furniture, story, LANDSCAPE)


def _count(paper: RegisterPaper) -> str:
    first, last = paper.rows[0][0], paper.rows[-1][0]
    return words("register.count", paper.language, count=len(paper.rows), first=first, last=last)


def _signatures(paper: RegisterPaper, whole: float) -> Table:
    """The head of the office on the left, who keeps the book on the right; names are written by hand."""
    rows = [
        ["", paragraph(paper.signed_on, align="center")],
        [_post("register.seen", paper), _post("register.keeper", paper)],
        [Spacer(0, 13 * mm), Spacer(0, 13 * mm)],
        [paragraph(words("register.name", paper.language), align="center") for _ in range(2)],
    ]
    found = Table(rows, colWidths=[whole / 2] * 2)
    found.setStyle(TableStyle([("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]))
    return found


def _post(key: str, paper: RegisterPaper) -> object:
    return paragraph(words(key, paper.language), align="center")
