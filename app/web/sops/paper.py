"""The official document of an SOP, from what its diagram and its `sop.toml` say."""

from collections.abc import Iterator
from datetime import datetime

from app.model.definition import ProcessDefinition
from app.sopdoc.fold import sop_table
from app.sopdoc.layout import table_pages
from app.sopdoc.table import NoteKind, SopTable
from app.web.shared.marks import picture
from reports.sop_document import SopPaper, sop_pdf, table_room

_SENTENCES = {
    NoteKind.ENTRY: "{name} {label}: mulai dari kegiatan {target}.",
    NoteKind.END: "Sesudah kegiatan {row}, {label}: selesai, {name}.",
    NoteKind.EVENT: "Pada kegiatan {row}, {name}: {label}.",
    NoteKind.ANY_TIME: "{name}: dapat terjadi sewaktu-waktu.",
    NoteKind.TOGETHER: "Kegiatan sesudah kegiatan {row} dikerjakan bersamaan.",
}
_DASHED = "Garis putus-putus dan tulisan “(tambahan)”: tidak tertulis dalam SOP sumber."


def on_paper(definition: ProcessDefinition, dated: datetime, *, paper: str = "A4", additions: bool = True) -> bytes:
    """The document as PDF, a draft: nobody signs an SOP here. `dated` is when this version was deployed."""
    table = sop_table(definition.outline, definition.sop, additions=additions)
    sop, identity = definition.sop, definition.sop.identity
    return sop_pdf(
        SopPaper(
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
            pages=[picture(page) for page in table_pages(table, *table_room(paper))],
            notes=list(notes(table)),
            dated=dated,
            foot=f"SHA-256: {definition.digest}",
            paper=paper,
        )
    )


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
