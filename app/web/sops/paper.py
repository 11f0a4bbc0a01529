"""The official document of an SOP, from what its diagram and its `sop.toml` say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from app.model.definition import ProcessDefinition
from app.sopdoc.chart import chart
from app.sopdoc.fold import sop_table
from app.sopdoc.layout import table_pages
from app.sopdoc.page import Figure
from app.sopdoc.table import NoteKind, SopTable, TableRow
from app.web.shared.marks import picture
from reports.sop_document import SopPaper, sop_pdf, table_room
from reports.sop_shapes import Line, Shape, Words
from reports.sop_workbook import SopChart, sop_xlsx

_SENTENCES = {
    NoteKind.ENTRY: "{name} {label}: mulai dari kegiatan {target}.",
    NoteKind.END: "Sesudah kegiatan {row}, {label}: selesai, {name}.",
    NoteKind.EVENT: "Pada kegiatan {row}, {name}: {label}.",
    NoteKind.ANY_TIME: "{name}: dapat terjadi sewaktu-waktu.",
    NoteKind.TOGETHER: "Kegiatan sesudah kegiatan {row} dikerjakan bersamaan.",
}
_DASHED = "Garis putus-putus dan tulisan “(tambahan)”: tidak tertulis dalam SOP sumber."


@dataclass(frozen=True)
class SopDocument:
    """The document of a definition. `dated` is when this version was deployed; `additions` are what does not stand in
    the source."""

    definition: ProcessDefinition
    dated: datetime
    paper: str = "A4"
    additions: bool = True

    def pdf(self) -> bytes:
        pages = table_pages(self.table, *table_room(self.paper))
        return sop_pdf(replace(self._said, pages=[picture(page) for page in pages]))

    def xlsx(self) -> bytes:
        return sop_xlsx(self._said, sop_chart(self.table))

    @cached_property
    def table(self) -> SopTable:
        return sop_table(self.definition.outline, self.definition.sop, additions=self.additions)

    @property
    def _said(self) -> SopPaper:
        """What the document says besides its table: a draft, as nobody signs an SOP here."""
        sop, identity = self.definition.sop, self.definition.sop.identity
        return SopPaper(
            title=identity.title,
            agency=identity.agency,
            unit=identity.unit,
            number=identity.number,
            made=identity.made,
            revised=identity.revised,
            effective=identity.effective,
            approved_by=identity.approved_by,
            legal_basis=[act.text for act in sop.legal_basis],
            qualifications=sop.qualifications,
            related=sop.related,
            equipment=sop.equipment,
            warnings=sop.warnings,
            records=sop.records,
            pages=[],
            notes=list(notes(self.table)),
            dated=self.dated,
            foot=f"SHA-256: {self.definition.digest}",
            paper=self.paper,
        )


def sop_chart(table: SopTable) -> SopChart:
    """The table with its drawing for a workbook."""
    found = chart(table)
    page, sheet = found.page, found.page.sheet
    return SopChart(
        lanes=table.lanes,
        widths=[column.width for column in sheet.columns],
        heights=[*sheet.head_heights, *(bounds.height for bounds in page.rows.values())],
        rows=[
            _cells(row, number, mark, len(table.lanes))
            for row, number, mark in zip(table.rows, found.numbers, found.marks, strict=True)
        ],
        shapes=[_shape(figure, table) for figure in page.figures],
        lines=[Line(" ".join(("Panah", *drawn.label)), drawn.points) for drawn in page.lines],
        words=[
            Words(drawn.label, box.x, box.y, box.width, box.height) for drawn in page.lines if (box := drawn.label_box)
        ],
    )


def _cells(row: TableRow, number: str, mark: str, lanes: int) -> list[str]:
    marks = [mark if lane == row.lane else "" for lane in range(lanes)]
    return [number, row.text, *marks, row.kelengkapan, row.waktu, row.output, row.keterangan]


def _shape(figure: Figure, table: SopTable) -> Shape:
    row, box = table.rows[figure.row], figure.box
    name = row.question if figure.below else row.text
    return Shape(figure.kind.value, name, box.x, box.y, box.width, box.height, figure.added)


def notes(table: SopTable) -> Iterator[str]:
    """What the five symbols cannot say, in sentences."""
    if any(row.number is None or row.question for row in table.rows):
        yield _DASHED
    for note in table.notes:
        said = _SENTENCES[note.kind].format(
            name=note.name, label=note.label, row=_called(table, note.row), target=_called(table, note.target)
        )
        yield f"(tambahan) {said}" if note.added else said


def _called(table: SopTable, index: int | None) -> str:
    """How a row is called: by its number, else by its text."""
    row = None if index is None else table.rows[index]
    return "" if row is None else str(row.number or f"“{row.text}”")
