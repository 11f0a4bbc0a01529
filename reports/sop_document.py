"""The official document of an SOP (Permenpan RB 35/2012): the page of its identity, and the table with the flow chart.

Its words are Indonesian whoever reads it: it is an official document. Texts of the SOP are printed as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table, TableStyle

from reports.fonts import Look
from reports.page import LANDSCAPE, LANDSCAPE_F4, Furniture, height, typeset, width
from reports.picture import Picture, draw_mark
from reports.section import Story
from reports.text import paragraph

#: Name of the paper -> how its pages lie.
PAPERS = {"A4": LANDSCAPE, "F4": LANDSCAPE_F4}
DRAFT = "DRAF"
_SIZE = 8.2
#: What stands above the table on each of its pages.
_TITLE = 8 * mm
_SIGNATURE = 16 * mm


@dataclass(frozen=True)
class SopPaper:
    """What the document says. `pages` are those of the table, no larger than `table_room`; their units are points.

    `draft` marks it on every page, `foot` stands below: what proves which state of the SOP was printed. `notes` are
    what the five symbols cannot say.
    """

    title: str
    agency: str
    unit: str
    number: str
    made: str
    revised: str
    effective: str
    approved_by: str
    legal_basis: Sequence[str]
    qualifications: Sequence[str]
    related: Sequence[str]
    equipment: Sequence[str]
    warnings: Sequence[str]
    records: Sequence[str]
    pages: Sequence[Picture]
    notes: Sequence[str]
    dated: datetime
    foot: str = ""
    draft: bool = True
    paper: str = "A4"


def table_room(paper: str) -> tuple[float, float]:
    """Width and height of what the table may fill on a page of a paper (`PAPERS`), in points."""
    return width(PAPERS[paper]), height(PAPERS[paper]) - _TITLE


def sop_pdf(sop: SopPaper) -> bytes:
    """The document as PDF. The same data give the same bytes."""
    lying = PAPERS[sop.paper]
    furniture = Furniture(
        title=f"SOP {sop.title}",
        author=sop.agency,
        language="id",
        dated=sop.dated,
        head=f"SOP {sop.number} {sop.title}",
        foot=sop.foot,
        subject=sop.number,
        watermark=DRAFT if sop.draft else "",
    )
    story = [*_identity(sop, width(lying)), *_flow_chart(sop), *_notes(sop)]
    return typeset(furniture, story, lying)


def _identity(sop: SopPaper, wide: float) -> Story:
    """The page with the two columns: whose SOP it is, and what it rests on and needs."""
    half = wide / 2
    upper = Table([[_whose(sop), _facts(sop, half)]], colWidths=[half, half])
    upper.setStyle(TableStyle([*_OUTLINE, ("VALIGN", (0, 0), (0, 0), "MIDDLE"), *_tight((1, 0))]))
    pairs = (
        ("Dasar Hukum :", _numbered(sop.legal_basis), "Kualifikasi Pelaksana :", _numbered(sop.qualifications)),
        ("Keterkaitan :", _dashed(sop.related), "Peralatan / Perlengkapan :", list(sop.equipment)),
        ("Peringatan :", _dashed(sop.warnings), "Pencatatan dan Pendataan :", _numbered(sop.records)),
    )
    rows = [[_list(left, lefts), _list(right, rights)] for left, lefts, right, rights in pairs]
    lower = Table(rows, colWidths=[half, half], splitInRow=1)
    lower.setStyle(TableStyle([*_OUTLINE, ("LINEABOVE", (0, 0), (-1, -1), 0.6, black)]))
    return [_Mark("Identitas", "identity"), upper, lower]


def _whose(sop: SopPaper) -> Story:
    agency = [paragraph(line, 11, Look.BOLD, "center") for line in sop.agency.split(", ", 1)]
    return [*agency, Spacer(0, 5 * mm), paragraph(sop.unit, 10, Look.BOLD, "center")]


def _facts(sop: SopPaper, wide: float) -> Table:
    signed = [paragraph(sop.approved_by, _SIZE, align="center"), Spacer(0, _SIGNATURE)]
    said = (
        ("Nomor SOP", sop.number),
        ("Tanggal Pembuatan", sop.made),
        ("Tanggal Revisi", sop.revised),
        ("Tanggal Efektif", sop.effective),
    )
    rows: list[list[object]] = [[paragraph(name, _SIZE), paragraph(f": {value}", _SIZE)] for name, value in said]
    rows.append([paragraph("Disahkan Oleh", _SIZE), signed])
    rows.append([paragraph("Judul SOP", _SIZE), paragraph(f": {sop.title}", _SIZE + 1, Look.BOLD)])
    found = Table(rows, colWidths=[wide * 0.3, wide * 0.7])
    found.setStyle(
        TableStyle([*_PADDED, ("LINEBELOW", (0, 0), (-1, -2), 0.6, black), ("LINEAFTER", (0, 0), (0, -1), 0.6, black)])
    )
    return found


def _list(heading: str, items: Sequence[str]) -> Story:
    return [paragraph(heading, _SIZE, Look.BOLD), *(paragraph(item, _SIZE) for item in items)]


def _numbered(texts: Sequence[str]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def _dashed(texts: Sequence[str]) -> list[str]:
    return [f"- {text}" for text in texts]


def _flow_chart(sop: SopPaper) -> Story:
    """The table, page by page."""
    wide, high = table_room(sop.paper)
    story: Story = []
    for number, picture in enumerate(sop.pages):
        scale = min(1.0, wide / picture.whole.width, high / picture.whole.height)
        mark = [] if number else [_Mark("Bagan alir", "flow-chart")]
        story += [PageBreak(), *mark, _Above(paragraph(f"SOP : {sop.title}", 10, Look.BOLD)), _Chart(picture, scale)]
    return story


def _notes(sop: SopPaper) -> Story:
    if not sop.notes:
        return []
    lines = [paragraph(f"{number}. {note}", 7.5) for number, note in enumerate(sop.notes, 1)]
    return [Spacer(0, 4 * mm), paragraph("Catatan", 8.2, Look.BOLD), Spacer(0, 1 * mm), *lines]


class _Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A bookmark without words on the page."""

    def __init__(self, title: str, mark: str) -> None:
        super().__init__()
        self.title, self.mark = title, mark

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.bookmarkPage(self.mark)
        self.canv.addOutlineEntry(self.title, self.mark, 0)


class _Above(Flowable):  # type: ignore[misc]  # reportlab has no types
    """What stands above a table; it is as high as `table_room` leaves it."""

    def __init__(self, heading: Flowable) -> None:
        super().__init__()
        self.heading = heading

    def wrap(self, wide: float, _: float) -> tuple[float, float]:
        self.width = wide
        return wide, _TITLE - 0.1

    def draw(self) -> None:
        self.heading.wrap(self.width, _TITLE)
        self.heading.drawOn(self.canv, 0, 2.6 * mm)


class _Chart(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture, whole, at a scale."""

    def __init__(self, picture: Picture, scale: float) -> None:
        super().__init__()
        self.picture, self.scale = picture, scale

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.picture.whole.width * self.scale, self.picture.whole.height * self.scale

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.translate(0, self.picture.whole.height * self.scale)
        canvas.scale(self.scale, self.scale)
        for mark in self.picture.marks:
            draw_mark(canvas, mark)
        canvas.restoreState()


def _tight(cell: tuple[int, int]) -> list[tuple[object, ...]]:
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [(side, cell, cell, 0) for side in sides]


_PADDED: list[tuple[object, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
]
_OUTLINE: list[tuple[object, ...]] = [
    *_PADDED,
    ("BOX", (0, 0), (-1, -1), 0.9, black),
    ("LINEAFTER", (0, 0), (0, -1), 0.6, black),
]
