"""A month of a book of letters on paper."""

from dataclasses import replace
from datetime import UTC, datetime

from reports.register import RegisterPaper, register_pdf
from reports.table import Column
from tests.reports.papers import pages, text

PAPER = RegisterPaper(
    title="Buku agenda surat masuk",
    period="Maret 2026",
    office="DINAS CONTOH",
    signed_on="1 April 2026",
    printed="1 April 2026, 08.00 WIB",
    language="id",
    dated=datetime(2026, 4, 1, tzinfo=UTC),
    columns=[Column("No.", 1), Column("Perihal", 4)],
    rows=[["7", "Permohonan <b>"], ["8", "Klarifikasi"]],
)


def test_a_month_says_which_book_of_whom_it_is_and_how_many_lines_it_has() -> None:
    found = text(register_pdf(PAPER))
    for words in (
        "DINAS CONTOH",
        "BUKU AGENDA SURAT MASUK",
        "Maret 2026",
        "7 Permohonan <b>",
        "2 baris, nomor 7 sampai 8.",
        "1 April 2026",
        "Mengetahui,",
        "Petugas buku agenda,",
        "Dicetak 1 April 2026, 08.00 WIB",
    ):
        assert words in found


def test_a_month_without_letters_says_so() -> None:
    assert "Tidak ada surat pada bulan ini." in text(register_pdf(replace(PAPER, rows=[])))


def test_a_long_month_goes_on_over_pages_that_say_what_they_are() -> None:
    found = pages(register_pdf(replace(PAPER, rows=[[str(n), "Permohonan"] for n in range(1, 120)], language="en")))
    assert len(found) > 2
    assert all("No. Perihal" in page and "Buku agenda surat masuk, Maret 2026" in page for page in found[1:-1])
    assert "119 lines, numbers 1 to 119." in found[-1]


def test_the_same_month_gives_the_same_bytes() -> None:
    assert register_pdf(PAPER) == register_pdf(PAPER)
