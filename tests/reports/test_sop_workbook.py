"""The official document of an SOP as a workbook."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.library.spreadsheet import read_grids
from app.sopdoc.table import Symbol
from app.web.sops.paper import SopDocument, sop_chart
from reports.sop_workbook import FIRST, sop_xlsx
from tests.bpmn.official_table import ROWS
from tests.reports.papers import DATED
from tests.reports.test_sop_document import PAPER
from tests.sopdoc.diagrams import shipped, shipped_table
from tests.sopdoc.tables import LANES

LANE_IDS = (
    "lane_pemohon",
    "lane_oss",
    "lane_siinas",
    "lane_operator",
    "lane_kasi",
    "lane_kabid",
    "lane_tim",
    "lane_kadis",
)


def document(key: str = "izin_perluasan", **more: object) -> bytes:
    return SopDocument(shipped(key), DATED, **more).xlsx()


def sheet(data: bytes, name: str = "Bagan Alir") -> Worksheet:
    return load_workbook(BytesIO(data))[name]


def test_all_twenty_rows_stand_in_cells_word_for_word_and_in_their_columns() -> None:
    rows = [
        row
        for row in sheet(document()).iter_rows(min_row=FIRST + 2, values_only=True)
        if not str(row[0]).startswith("+")
    ]
    assert len(rows) == 20
    for cells, row in zip(rows, ROWS, strict=True):
        assert cells[:2] == (row["number"], row["text"])
        assert tuple(text or "" for text in cells[10:]) == tuple(
            row[part] for part in ("kelengkapan", "waktu", "output", "keterangan")
        )
        marked = [index for index, text in enumerate(cells[2:10]) if text]
        assert [LANE_IDS[index] for index in marked] == [row["lane"]]


def test_the_headings_are_merged_in_two_lines() -> None:
    found = sheet(document())
    assert [found.cell(FIRST + 1, column).value for column in range(3, 11)] == list(LANES)
    assert {str(area) for area in found.merged_cells.ranges} == {"A3:A4", "B3:B4", "C3:J3", "K3:M3", "N3:N4"}
    assert [found.cell(FIRST, column).value for column in (1, 2, 3, 11, 14)] == [
        "No",
        "Kegiatan",
        "Pelaksana",
        "Mutu Baku",
        "Keterangan",
    ]


@pytest.mark.parametrize(("paper", "code"), [("A4", "9"), ("F4", "14")])
def test_it_is_printed_lying_with_its_headings_on_every_page(paper: str, code: str) -> None:
    found = sheet(document(paper=paper))
    assert found.page_setup.orientation == "landscape"
    assert str(found.page_setup.paperSize) == code
    assert found.print_title_rows == f"${FIRST}:${FIRST + 1}"
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.sheet_properties.pageSetUpPr.fitToPage


def test_the_identity_has_its_own_sheet() -> None:
    cells = [text for row in sheet(document(), "Identitas").iter_rows(values_only=True) for text in row if text]
    assert "530 / 02 / DPPESDM" in cells
    assert "Disimpan sebagai data elektronik" in cells
    assert cells[0].endswith("MINERAL\nBIDANG PERINDUSTRIAN")


def test_symbols_are_shapes_in_the_cells_of_their_lanes() -> None:
    (grid,) = (each for each in read_grids(document()) if each.name == "Bagan Alir")
    table = shipped_table("izin_perluasan")
    stood = {(symbol.row - FIRST - 1, symbol.column - 2, symbol.symbol) for symbol in grid.symbols}
    wanted = {(index, row.lane, row.symbol) for index, row in enumerate(table.rows)}
    below = {(index, row.lane, Symbol.DIAMOND) for index, row in enumerate(table.rows) if row.question}
    assert stood == wanted | below


def test_arrows_and_answers_are_drawn() -> None:
    with ZipFile(BytesIO(document())) as archive:
        root = etree.fromstring(archive.read("xl/drawings/drawing1.xml"))
    names = [node.get("name") for node in root.iter("{*}cNvPr")]
    table = shipped_table("izin_perluasan")
    below = sum(1 for row in table.rows if row.question)
    assert sum(1 for name in names if name.startswith("Panah")) == len(table.arrows) + below
    assert "Tidak lengkap" in ["".join(node.itertext()) for node in root.iter("{*}sp")]
    assert len({node.get("id") for node in root.iter("{*}cNvPr")}) == len(names)


def test_an_unsigned_document_says_draft() -> None:
    chart = sop_chart(shipped_table("izin_perluasan"))
    assert sheet(sop_xlsx(PAPER, chart)).oddHeader.center.text == "DRAF"
    assert sheet(sop_xlsx(replace(PAPER, draft=False), chart)).oddHeader.center.text is None


def test_nothing_is_taken_for_a_formula_and_nothing_breaks_the_file() -> None:
    hostile = '=HYPERLINK("http://x")\x07<&>'
    table = shipped_table("izin_perluasan")
    rows = (replace(table.rows[0], text=hostile, keterangan="@x"), *table.rows[1:])
    data = sop_xlsx(replace(PAPER, title=hostile, agency=hostile, foot=hostile), sop_chart(replace(table, rows=rows)))
    cell = sheet(data).cell(FIRST + 2, 2)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")<&>', "s")
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def test_the_same_sop_gives_the_same_bytes() -> None:
    early, late = (
        SopDocument(shipped("izin_perluasan"), dated).xlsx() for dated in (DATED, datetime(2027, 1, 1, tzinfo=UTC))
    )
    assert early == document()
    assert early != late


def test_a_table_without_rows_is_its_headings() -> None:
    table = replace(shipped_table("izin_perluasan"), rows=(), arrows=(), notes=())
    assert sheet(sop_xlsx(PAPER, sop_chart(table))).max_row == FIRST + 1
