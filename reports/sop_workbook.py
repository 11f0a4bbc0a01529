"""The official document of an SOP as a workbook: a sheet with its identity, and one with the table and its flow chart.

The table stands in cells, headings are merged and repeated on every printed page; symbols and arrows are shapes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.sop_document import DRAFT, SopPaper
from reports.sop_shapes import Line, Shape, Words, clean, with_drawing

#: So much larger is everything than on paper; it is made to fit when it is printed.
SCALE = 1.3
_PAPERS = {"A4": 9, "F4": 14}
_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_MARK = Alignment(wrap_text=True, vertical="bottom", horizontal="center")
#: The table begins below its title.
FIRST = 3


@dataclass(frozen=True)
class SopChart:
    """The table. `widths` are those of its columns, `heights` those of the two lines of headings and then of its rows,
    in points; the texts of a row are those of all columns, with those of the lanes in the middle. What is drawn has its
    place in the same points, from the upper left corner of the headings on."""

    lanes: Sequence[str]
    widths: Sequence[float]
    heights: Sequence[float]
    rows: Sequence[Sequence[str]]
    shapes: Sequence[Shape]
    lines: Sequence[Line]
    words: Sequence[Words]


def sop_xlsx(sop: SopPaper, chart: SopChart) -> bytes:
    """The workbook. The same data give the same bytes."""
    book = Workbook()
    identity, table = book.worksheets[0], book.create_sheet("Bagan Alir")
    identity.title = "Identitas"
    _identity(identity, sop)
    _table(table, sop, chart)
    for sheet in (identity, table):
        _for_print(sheet, sop)
    table.print_title_rows = f"{FIRST}:{FIRST + 1}"
    book.properties.title, book.properties.creator = clean(f"SOP {sop.title}"), clean(sop.agency)
    file = BytesIO()
    book.save(file)
    return with_drawing(file.getvalue(), table, chart, (FIRST, SCALE), sop.dated)


def _for_print(sheet: Worksheet, sop: SopPaper) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _PAPERS[sop.paper]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    pages, foot = HeaderFooterPart("&P / &N"), HeaderFooterPart(clean(sop.foot).replace("&", "&&"))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=pages, right=foot)
    if sop.draft:
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=HeaderFooterPart(DRAFT))


def _identity(sheet: Worksheet, sop: SopPaper) -> None:
    """The same two columns as on paper."""
    for column, width in zip("ABC", (70, 24, 60), strict=True):
        sheet.column_dimensions[column].width = width
    facts = (
        ("Nomor SOP", sop.number),
        ("Tanggal Pembuatan", sop.made),
        ("Tanggal Revisi", sop.revised),
        ("Tanggal Efektif", sop.effective),
        ("Disahkan Oleh", sop.approved_by),
        ("Judul SOP", sop.title),
    )
    sheet.merge_cells(start_row=1, end_row=len(facts), start_column=1, end_column=1)
    agency = "\n".join((*sop.agency.split(", ", 1), sop.unit))
    _write(_at(sheet, 1, 1), agency, _MIDDLE, bold=True)
    for row, (name, value) in enumerate(facts, 1):
        _write(_at(sheet, row, 2), name, _TOP)
        _write(_at(sheet, row, 3), value, _TOP, bold=name == "Judul SOP")
        _frame(_at(sheet, row, 1))
    sheet.row_dimensions[5].height = 90
    boxes = (
        ("Dasar Hukum", sop.legal_basis, "Kualifikasi Pelaksana", sop.qualifications),
        ("Keterkaitan", sop.related, "Peralatan / Perlengkapan", sop.equipment),
        ("Peringatan", sop.warnings, "Pencatatan dan Pendataan", sop.records),
    )
    row = len(facts) + 1
    for left, lefts, right, rights in boxes:
        row = _boxes(sheet, row, (left, lefts), (right, rights))


def _boxes(sheet: Worksheet, row: int, left: tuple[str, Sequence[str]], right: tuple[str, Sequence[str]]) -> int:
    """Two lists beside each other, an item in each cell; answers the row below."""
    count = max(len(left[1]), len(right[1]), 1)
    for column, (heading, items) in ((1, left), (2, right)):
        _write(_at(sheet, row, column), f"{heading} :", _TOP, bold=True)
        for number, item in enumerate(items, 1):
            _write(_at(sheet, row + number, column), item, _TOP)
    for line in range(row, row + count + 1):
        sheet.merge_cells(start_row=line, end_row=line, start_column=2, end_column=3)
        _frame(_at(sheet, line, 1))
        _frame(_at(sheet, line, 2))
        _frame(_at(sheet, line, 3))
        longest = max(len(str(_at(sheet, line, column).value or "")) / wide for column, wide in ((1, 76), (2, 92)))
        sheet.row_dimensions[line].height = 15 * (1 + int(longest))
    return row + count + 1


def _table(sheet: Worksheet, sop: SopPaper, chart: SopChart) -> None:
    _write(_at(sheet, 1, 1), f"SOP : {sop.title}", Alignment(), bold=True)
    for number, width in enumerate(chart.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = (round(width * SCALE * 96 / 72) - 5) / 7
    for number, height in enumerate(chart.heights, FIRST):
        sheet.row_dimensions[number].height = height * SCALE
    _headings(sheet, chart)
    lanes = range(2, 2 + len(chart.lanes))
    for number, texts in enumerate(chart.rows, FIRST + 2):
        for column, text in enumerate(texts):
            cell = _at(sheet, number, column + 1)
            _write(cell, text, _MARK if column in lanes else _TOP)
            cell.border = _FRAME
            if column in lanes:
                cell.font = Font(name="Arial", size=5, color="FF8C93A3")
    sheet.freeze_panes = _at(sheet, FIRST + 2, 3)


def _headings(sheet: Worksheet, chart: SopChart) -> None:
    last = len(chart.widths)
    merged = (
        (1, 1, "No"),
        (2, 2, "Kegiatan"),
        (3, last - 4, "Pelaksana"),
        (last - 3, last - 1, "Mutu Baku"),
        (last, last, "Keterangan"),
    )
    below = dict(zip(range(3, last), (*chart.lanes, "Kelengkapan", "Waktu", "Output"), strict=True))
    for column in range(1, last + 1):
        for row in (FIRST, FIRST + 1):
            _frame(_at(sheet, row, column))
        if column in below:
            _write(_at(sheet, FIRST + 1, column), below[column], _MIDDLE, bold=True, size=8)
    for first, end, heading in merged:
        rows = FIRST + (1 if first == end and first not in below else 0)
        _write(_at(sheet, FIRST, first), heading, _MIDDLE, bold=True)
        sheet.merge_cells(start_row=FIRST, end_row=rows, start_column=first, end_column=end)


def _write(cell: Cell, text: str, alignment: Alignment, *, bold: bool = False, size: float = 9) -> None:
    """A text as it is: nothing in it is taken for a formula."""
    cell.value = clean(text) or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.alignment = alignment
    cell.font = Font(name="Arial", size=size, bold=bold)


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell by its numbers, from 1 on."""
    return cast("Cell", sheet.cell(row, column))


def _frame(cell: Cell) -> None:
    cell.border = _FRAME
