"""Tables go on over pages."""

from reports.page import PORTRAIT, typeset, width
from reports.table import Column, facts, table
from tests.reports.papers import pages, text
from tests.reports.test_page import FURNITURE

COLUMNS = [Column("No.", 1, "right"), Column("Uraian", 4), Column("Catatan", 2, "center")]


def printed(*rows):
    return typeset(FURNITURE, [table(COLUMNS, rows, width(PORTRAIT))])


def test_the_head_stands_on_every_page():
    found = pages(printed(*([str(number), "Uraian pekerjaan", "ya"] for number in range(120))))
    assert len(found) > 2
    assert all("No. Uraian Catatan" in page for page in found)


def test_every_row_is_there_once():
    found = text(printed(*([f"n{number}n", "x", ""] for number in range(200))))
    assert all(found.count(f"n{number}n") == 1 for number in range(200))


def test_a_row_stays_whole():
    rows = [[str(number), "satu dua tiga empat " * 20, f"akhir{number}"] for number in range(40)]
    for page in pages(printed(*rows)):
        numbers = [number for number in range(40) if f"akhir{number}" in page.split()]
        assert page.count("satu dua") == 20 * len(numbers)


def test_a_row_that_is_higher_than_a_page_goes_on_on_the_next_one():
    found = printed(["1", "pendek", ""], ["2", "q" * 10_000, "z" * 3000], ["3", "sesudahnya", ""])
    assert text(found).count("q") == 10_000
    assert text(found).count("z") == 3000
    assert "sesudahnya" in pages(found)[-1]


def test_a_table_without_rows_has_its_head():
    assert "No. Uraian Catatan" in text(printed())


def test_facts_stand_beside_their_names():
    assert "NIB 9999 Nomor 7" in text(typeset(FURNITURE, [facts([("NIB", "9999"), ("Nomor", "7")], width(PORTRAIT))]))
