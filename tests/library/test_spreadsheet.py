"""Files with tables, among them broken ones and hostile ones: opened within bounds, or refused with a sentence."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from app.library.spreadsheet import LIMIT, read_grids
from app.model.errors import LajurError, Refused, TooLarge
from app.sopdoc.read.grid import Drawn, Grid
from app.sopdoc.table import Symbol

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SHEET = "xl/worksheets/sheet1.xml"


def workbook(fill: Callable[[Workbook], None] = lambda book: None) -> bytes:
    book = Workbook()
    book.worksheets[0].append(["No", "Kegiatan"])
    fill(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """The workbook with parts put in another's place (`xl__workbook.xml`), added, or taken out."""
    named = {name.replace("__", "/"): value for name, value in parts.items()}
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, value in named.items():
            if value is not None:
                new.writestr(name, value)
    return file.getvalue()


def one(data: bytes) -> Grid:
    return read_grids(data)[0]


def refused(data: bytes) -> str:
    with pytest.raises(LajurError) as error:
        read_grids(data)
    return str(error.value)


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_a_csv_is_read_whatever_parts_its_cells(sign: str) -> None:
    lines = [["No", "Kegiatan", "Loket"], ["1", "Menerima, mencatat" if sign != "," else '"Menerima, mencatat"', "X"]]
    found = one("\n".join(sign.join(line) for line in lines).encode())
    assert found.rows == (("No", "Kegiatan", "Loket"), ("1", "Menerima, mencatat", "X"))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_however_its_letters_are_coded(coding: str) -> None:
    assert one("No;Kegiatan\n1;“Café”".encode(coding)).rows[1] == ("1", "“Café”")


def test_short_lines_are_made_as_long_as_the_longest() -> None:
    assert one(b"a;b;c\n1").rows == (("a", "b", "c"), ("1", "", ""))
    assert one(b"").rows == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0rest", "The file is an old .xls, or protected by a password; save it as .xlsx without one."),
        (b"%PDF-1.7", "The file is a PDF; its symbols and columns are lost."),
        (b"a\0b", "The file is neither a CSV nor an XLSX file."),
        (b"PK\x03\x04 broken", "The file is no XLSX workbook, or it is damaged"),
        (b'"' + b"x" * 200_000 + b'"', "The CSV file cannot be read: field larger than field limit"),
        (b"1;x\n" * 100_000, "“CSV” has at least 5001 rows and 2 columns; a table of an SOP has some tens."),
        (b";" * 300, "“CSV” has at least 1 rows and 301 columns"),
        (b"x" * 30_000, "A cell of “CSV” has more than 20000 letters."),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    assert refused(data).startswith(sentence)


def test_a_file_that_is_too_large_is_not_opened() -> None:
    with pytest.raises(TooLarge):
        read_grids(b" " * (LIMIT + 1))


def test_cells_of_a_workbook_are_read_as_they_were_saved() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append([1, "'Surat\nTugas", True, 2.5, None, "x"])
        book.worksheets[0].append(["=A2+1"])

    found = one(workbook(fill))
    assert found.rows[1] == ("1", "'Surat\nTugas", "1", "2.5", "", "x")
    assert found.formulas == ("A3",)
    assert len(found.rows) == 2  # nobody has computed the formula, so there is no text


def test_the_value_of_a_formula_is_what_its_author_saw() -> None:
    sheet = f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><f>1+1</f><v>2.0</v></c></row></sheetData></worksheet>'
    found = one(changed(workbook(), xl__worksheets__sheet1__xml=None, **{SHEET.replace("/", "__"): sheet.encode()}))
    assert (found.rows, found.formulas) == ((("2",),), ("A1",))


def test_texts_with_looks_and_texts_in_their_cells_are_read() -> None:
    cells = (
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>di sini</t></is></c>'
        '<c r="C1" t="s"><v>99</v></c><c r="nowhere"><v>7</v></c><c r="D1" t="str"><v>kata</v></c>'
    )
    sheet = f'<worksheet {MAIN}><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    rich = "<si><r><rPr><b/></rPr><t>Te</t></r><r><t>bal</t></r><rPh><t>baca</t></rPh></si>"
    shared = f"<sst {MAIN}>{rich}</sst>"
    kinds = (("rId1", "worksheet", "/" + SHEET), ("rId2", "sharedStrings", "sharedStrings.xml"))
    known = "".join(f'<Relationship Id="{name}" Type="x/{kind}" Target="{target}"/>' for name, kind, target in kinds)
    parts = {
        SHEET.replace("/", "__"): sheet,
        "xl__sharedStrings.xml": shared,
        "xl___rels__workbook.xml.rels": f"<Relationships>{known}</Relationships>",
    }
    data = changed(workbook(), **{name: text.encode() for name, text in parts.items()})
    assert one(data).rows == (("Tebal", "di sini", "", "kata"),)


def test_merged_cells_say_what_lies_below_their_first_row() -> None:
    found = one(workbook(lambda book: book.worksheets[0].merge_cells("A2:B3")))
    assert found.below == {(2, 0), (2, 1)}


def test_hidden_sheets_and_charts_are_left_out() -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet("Rahasia").sheet_state = "hidden"
        book.create_chartsheet("Grafik")
        book.create_sheet("Dua")

    assert [grid.name for grid in read_grids(workbook(fill))] == ["Sheet", "Dua"]


def test_a_workbook_that_unpacks_to_very_much_is_refused() -> None:
    bomb = b"<x>" + b" " * (31 * 2**20) + b"</x>"
    data = changed(workbook(), **{SHEET.replace("/", "__"): bomb})
    assert len(data) < 100_000
    assert refused(data) == f"The part {SHEET} of the workbook is larger than 30 MB."


def test_a_cell_far_away_does_not_make_a_sheet_of_millions_of_cells() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].cell(1_000_000, 10_000, "jauh")

    assert "has at least 5002 rows and 202 columns" in refused(workbook(fill))


def test_a_hundred_thousand_rows_are_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 100_001))
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    assert "has at least 5002 rows" in refused(changed(workbook(), **{SHEET.replace("/", "__"): sheet.encode()}))


def test_a_workbook_with_macros_is_refused() -> None:
    data = changed(workbook(), **{"xl__vbaProject.bin": b"\xd0\xcf"})
    assert refused(data) == "The workbook carries macros. Save it as .xlsx, which has none."


def test_entities_are_not_resolved() -> None:
    sheet = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet {MAIN}>&a;</worksheet>'
    assert "brings a document type" in refused(changed(workbook(), **{SHEET.replace("/", "__"): sheet.encode()}))


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("xl__workbook.xml", None, "The workbook lacks its part xl/workbook.xml."),
        ("xl__workbook.xml", b"<nonsense", "The part xl/workbook.xml of the workbook is damaged"),
        (SHEET.replace("/", "__"), None, f"The workbook lacks its part {SHEET}."),
    ],
)
def test_a_workbook_that_lacks_something_is_refused(part: str, value: bytes | None, sentence: str) -> None:
    assert refused(changed(workbook(), **{part: value})).startswith(sentence)


def test_a_workbook_without_relations_has_no_sheets() -> None:
    assert read_grids(changed(workbook(), **{"xl___rels__workbook.xml.rels": None})) == ()


def anchored(*shapes: str, sizes: str = "") -> Grid:
    sheet = (
        f'<worksheet {MAIN}>{sizes}<sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row>'
        '<row r="2" ht="60"/><row r="x"/></sheetData></worksheet>'
    )
    relation = 'Type="http://x/drawing" Target="../drawings/drawing1.xml" Id="rId1"'
    parts = {
        SHEET.replace("/", "__"): sheet.encode(),
        "xl__worksheets___rels__sheet1.xml.rels": f"<Relationships><Relationship {relation}/></Relationships>".encode(),
        "xl__drawings__drawing1.xml": f"<xdr:wsDr {DRAWING}>{''.join(shapes)}</xdr:wsDr>".encode(),
    }
    return one(changed(workbook(), **parts))


def corner(name: str, column: int, row: int, across: int = 0, down: int = 0) -> str:
    places = (("col", column), ("colOff", across), ("row", row), ("rowOff", down))
    return f"<xdr:{name}>" + "".join(f"<xdr:{key}>{at}</xdr:{key}>" for key, at in places) + f"</xdr:{name}>"


def shape(number: int, preset: str, place: str, more: str = "", box: str = "", kind: str = "two") -> str:
    called = f'<xdr:nvSpPr><xdr:cNvPr id="{number}" name="x"/><xdr:cNvSpPr {box}/></xdr:nvSpPr>'
    geometry = f'<xdr:spPr><a:prstGeom prst="{preset}"/>{more}</xdr:spPr>'
    return f"<xdr:{kind}CellAnchor>{place}<xdr:sp>{called}{geometry}</xdr:sp></xdr:{kind}CellAnchor>"


def test_symbols_belong_to_the_cell_under_their_centre() -> None:
    found = anchored(
        shape(1, "flowChartTerminator", corner("from", 2, 0) + corner("to", 3, 0, down=100_000)),
        shape(2, "rect", corner("from", 3, 1, 600_000) + '<xdr:ext cx="300000" cy="700000"/>', kind="one"),
        shape(3, "diamond", corner("from", 4, 1) + corner("to", 5, 2)),
        sizes='<sheetFormatPr defaultRowHeight="15"/><cols><col min="4" max="4" width="9"/>'
        '<col min="1" max="1" width="nonsense"/></cols>',
    )
    assert found.symbols == (
        Drawn("1", Symbol.CAPSULE, 0, 2),
        Drawn("2", Symbol.BOX, 1, 4),
        Drawn("3", Symbol.DIAMOND, 1, 4),
    )


def test_labels_pictures_and_what_has_no_place_are_no_symbols() -> None:
    place = corner("from", 1, 1) + corner("to", 2, 2)
    found = anchored(
        shape(1, "rect", place, box='txBox="1"'),
        shape(2, "rect", place, more="<a:ln><a:noFill/></a:ln>"),
        shape(3, "star5", place),
        shape(4, "rect", corner("from", 1, 1)),
        shape(5, "rect", ""),
        shape(6, "rect", corner("from", 99_999, 1) + corner("to", 2, 2)),
        f"<xdr:twoCellAnchor>{place}<xdr:pic/></xdr:twoCellAnchor>",
    )
    assert found.symbols == ()


def test_connectors_join_the_symbols_they_are_glued_to() -> None:
    place = corner("from", 1, 1) + corner("to", 2, 2)
    ends = '<xdr:cNvCxnSpPr><a:stCxn id="1"/><a:endCxn id="{}"/></xdr:cNvCxnSpPr>'
    glued = f"<xdr:cxnSp><xdr:nvCxnSpPr>{ends}</xdr:nvCxnSpPr></xdr:cxnSp>"
    loose = "<xdr:cxnSp/>"
    found = anchored(shape(1, "rect", place), shape(2, "rect", place), glued.format(2), glued.format(9), loose)
    assert found.links == (("1", "2"),)


def test_a_refusal_is_one_of_ours() -> None:
    with pytest.raises(Refused):
        read_grids(b"PK")
