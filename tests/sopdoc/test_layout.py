"""The table on pages: symbols in their columns, arrows that cross no text, pentagons in pairs, heads on every page."""

from collections import Counter
from functools import cache
from itertools import combinations, pairwise

import pytest

from app.notation.geometry import Box
from app.notation.ink import Label
from app.sopdoc.layout import laid_out, table_pages
from app.sopdoc.page import Page
from app.sopdoc.sheet import Sheet
from app.sopdoc.table import Arrow, SopTable, Symbol, TableRow
from tests.sopdoc.diagrams import shipped_table

pages_of = cache(laid_out)
A4, F4 = (756.0, 464.0), (850.0, 479.0)


def sheets() -> list[Sheet]:
    found = [
        Sheet(shipped_table(key, additions=additions), *paper)
        for key in ("izin_perluasan", "izin_perluasan_magetan")
        for additions in (True, False)
        for paper in (A4, F4)
    ]
    return [*found, Sheet(crowded(), *A4), Sheet(wide(), *A4)]


def crowded() -> SopTable:
    """Rows that all go back to the one before the last."""
    rows = tuple(
        TableRow(
            f"t{number}", number + 1, "Memeriksa berkas " * 4, number % 3, question="Lengkap?" if number > 1 else ""
        )
        for number in range(12)
    )
    onward = [Arrow(number, number + 1, "Ya" if number > 1 else "", number > 1) for number in range(11)]
    back = [Arrow(number, number - 2, "Tidak lengkap", decided=True) for number in range(2, 12)]
    return SopTable(("Loket", "Verifikator", "Kepala"), rows, (*onward, *back))


def wide() -> SopTable:
    """Very many lanes."""
    rows = tuple(TableRow(f"t{number}", number + 1, "Tugas", number, Symbol.BOX) for number in range(22))
    return SopTable(
        tuple(f"Seksi Pelayanan {number}" for number in range(22)), rows, tuple(Arrow(n, n + 1) for n in range(21))
    )


def pieces(page: Page) -> list[Box]:
    return [
        Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        for line in page.lines
        for a, b in pairwise(line.points)
    ]


def meets(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def shrunk(box: Box) -> Box:
    return Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)


@pytest.fixture(params=range(len(sheets())))
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheets()[request.param]


def test_every_symbol_stands_in_its_row_and_its_column(sheet: Sheet) -> None:
    shown = Counter(figure.row for page in pages_of(sheet) for figure in page.figures if not figure.below)
    assert shown == Counter(range(len(sheet.table.rows)))
    for page in pages_of(sheet):
        for figure in page.figures:
            lane, row = sheet.lanes[sheet.table.rows[figure.row].lane], page.rows[figure.row]
            assert lane.x < figure.box.x
            assert figure.box.right < lane.right
            assert row.y < figure.box.y
            assert figure.box.bottom < row.bottom


def test_no_line_leads_through_a_symbol_or_into_the_columns_of_texts(sheet: Sheet) -> None:
    first, last = sheet.lanes[0].x, sheet.lanes[-1].right
    for page in pages_of(sheet):
        boxes = [shrunk(figure.box) for figure in page.figures] + [shrunk(box) for _, box in page.pentagons]
        for piece in pieces(page):
            assert not any(meets(piece, box) for box in boxes)
            assert first < piece.x
            assert piece.right < last


def test_lines_are_straight_and_never_run_on_each_other(sheet: Sheet) -> None:
    for page in pages_of(sheet):
        for one, other in combinations(pieces(page), 2):
            for flat in (True, False):
                along = [(p.x, p.right) if flat else (p.y, p.bottom) for p in (one, other)]
                lying = [(p.height == 0 and flat) or (p.width == 0 and not flat) for p in (one, other)]
                beside = one.y == other.y if flat else one.x == other.x
                if all(lying) and beside:
                    assert min(along[0][1], along[1][1]) <= max(along[0][0], along[1][0])
        assert all(piece.width == 0 or piece.height == 0 for piece in pieces(page))


def test_answers_stand_clear_of_symbols_lines_and_each_other(sheet: Sheet) -> None:
    for page in pages_of(sheet):
        labels = [line.label_box for line in page.lines if line.label_box]
        full = [figure.box for figure in page.figures] + [box for _, box in page.pentagons] + pieces(page)
        assert not any(meets(label, box) for label in labels for box in full)
        assert not any(meets(one, other) for one, other in combinations(labels, 2))


def test_no_row_is_split_and_a_page_holds_what_it_shows(sheet: Sheet) -> None:
    shown = [row for rows in sheet.pages for row in rows]
    assert shown == list(range(len(sheet.table.rows)))
    for page in pages_of(sheet):
        assert page.bottom <= sheet.height
        assert all(bounds.bottom <= page.bottom for bounds in page.rows.values())


def test_an_arrow_to_another_page_ends_in_a_pentagon_and_goes_on_in_its_twin() -> None:
    pages = pages_of(Sheet(shipped_table("izin_perluasan"), *A4))
    letters = Counter(link.letter for page in pages for link, _ in page.pentagons)
    assert len(pages) > 2
    assert set(letters.values()) == {2}
    for here, there in combinations(range(len(pages)), 2):
        for link, _ in pages[here].pentagons:
            twins = [twin for twin, _ in pages[there].pentagons if twin.letter == link.letter]
            assert all(link.ahead and not twin.ahead and link.back == twin.back for twin in twins)


def test_the_head_is_repeated_on_every_page() -> None:
    for ink in table_pages(shipped_table("izin_perluasan"), *A4):
        said = [mark.text for mark in ink.marks if isinstance(mark, Label)]
        for heading in ("No", "Kegiatan", "Pelaksana", "Mutu Baku", "Kelengkapan", "Waktu", "Output", "Keterangan"):
            assert heading in said


def test_what_is_ours_is_dashed_and_says_so() -> None:
    pages = pages_of(Sheet(shipped_table("izin_perluasan"), *A4))
    added = {(figure.row, figure.below) for page in pages for figure in page.figures if figure.added}
    rows = shipped_table("izin_perluasan").rows
    assert added == {
        *((index, False) for index, row in enumerate(rows) if row.number is None),
        *((index, True) for index, row in enumerate(rows) if row.question),
    }
    texts = [Sheet(shipped_table("izin_perluasan"), *A4).texts(row)[1][0] for row in rows if row.number is None]
    assert all(text.startswith("(tambahan)") for text in texts)


def test_more_arrows_between_pages_than_letters_have_letters_with_numbers() -> None:
    rows = tuple(TableRow(f"t{n}", n + 1, "Tugas panjang " * 60, n % 2) for n in range(8))
    arrows = tuple(Arrow(a, b, "x") for a in range(8) for b in range(8) if abs(a - b) > 1)
    pages = pages_of(Sheet(SopTable(("A", "B"), rows, arrows), *A4))
    letters = {link.letter for page in pages for link, _ in page.pentagons}
    assert "A2" in letters


def test_a_table_without_rows_is_a_head() -> None:
    (ink,) = table_pages(SopTable(("A",), (), ()), *A4)
    assert [mark.text for mark in ink.marks if isinstance(mark, Label)][:2] == ["No", "Kegiatan"]
