"""The books of letters as auditors and supervisors read them."""

import csv
from io import StringIO

import pytest

from app.actions.archive import books as archive
from app.model.bundle import SOP, Bundle
from app.model.definition import Deployment
from app.ports import Office
from app.web.archive import books as pages
from tests.reports.papers import text
from tests.web.conftest import MORNING, Hands, Person, Walk, permit_bundle

LETTERS = b"""
[[letters]]
book = "masuk"
element = "ajukan"
kind = "Permohonan"
number = "=nib"
date = "=today()"
party = "=perusahaan_nama"
subject = "=1+1"
nature = "sangat_segera"
note = "lewat loket"

[[letters]]
book = "disposisi"
element = "periksa"
party = "Kasi"
on = "2026-03-18"

[[letters]]
book = "keluar"
element = "periksa"
number = "S/1"
date = "lusa"
signer = "Kepala Dinas"

[[letters]]
book = "ekspedisi"
element = "terbitkan"
number = "S/1"
on = "2026-03-20T09:30:00"
via = "Kurir"
receiver = "Ibu Sri"
"""


@pytest.fixture
def books(office: Office) -> None:
    """The permit in a version that writes letters."""
    files = dict(permit_bundle().files)
    bundle = Bundle({**files, SOP: files[SOP] + LETTERS})
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("izin_kecil", 2, bundle.digest, "system", MORNING))
        unit.commit()


@pytest.fixture
def written(books: None, walk: Walk, hands: Hands) -> Walk:
    """Two cases were received in March, one in April; the first was looked at."""
    for days in (0, 1, 20):
        hands.go_on(days=days)
        walk.start()
        walk.apply(perusahaan_nama=f"PT Contoh {days}")
    walk.number = "IK-2026-00001"
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    return walk


@pytest.fixture
def auditor(come) -> Person:
    return come("auditor")


def test_a_book_shows_a_month_with_what_has_become_of_each_letter(written: Walk, auditor: Person) -> None:
    page = auditor.get("/arsip/buku?book=masuk&period=2026-03").text
    assert "Surat masuk, Maret 2026" in page
    for words in ("17 Maret 2026", "PT Contoh 0", "Sangat segera", "Kasi", "18 Maret 2026", "Permohonan · lewat loket"):
        assert words in page
    assert "Siti Contoh" in page
    assert "PT Contoh 20" not in page
    assert 'href="/arsip/permohonan/IK-2026-00001"' in page


def test_months_and_the_year_are_there_to_choose(written: Walk, auditor: Person) -> None:
    page = auditor.get("/arsip/buku?period=2026-03").text
    for words in ("sepanjang tahun 2026", "Maret 2026 (2)", "April 2026 (1)", "period=2026-02", "period=2026-04"):
        assert words in page
    year = auditor.get("/arsip/buku?period=2026").text
    assert "PT Contoh 20" in year
    assert "PT Contoh 0" in year
    assert "period=2025" in year


def test_this_month_is_shown_unless_another_one_is_asked_for(written: Walk, auditor: Person) -> None:
    assert "Surat masuk, April 2026" in auditor.get("/arsip/buku").text


def test_a_year_begins_with_january_and_ends_with_december(books: None, auditor: Person) -> None:
    assert "period=2025-12" in auditor.get("/arsip/buku?period=2026-01").text
    assert "period=2027-01" in auditor.get("/arsip/buku?period=2026-12").text


def test_the_book_of_outgoing_letters_waits_for_each_to_be_sent(written: Walk, auditor: Person) -> None:
    page = auditor.get("/arsip/buku?book=keluar").text
    assert "Kepala Dinas" in page
    assert "lusa" in page
    assert "Kurir" not in page


def test_the_dispatch_book_leaves_room_for_a_signature(written: Walk, auditor: Person) -> None:
    written.do("operator", "terbitkan")
    page = auditor.get("/arsip/buku?book=ekspedisi").text
    for words in ("Tanda tangan", "20 Maret 2026", "09.30", "Kurir · Ibu Sri"):
        assert words in page
    sent = auditor.get("/arsip/buku?book=keluar").text
    for words in ("Kurir", "20 Maret 2026", "Ibu Sri"):
        assert words in sent


def test_one_can_search_in_a_book(written: Walk, auditor: Person) -> None:
    page = auditor.get("/arsip/buku?period=2026&text=contoh+20").text
    assert "PT Contoh 20" in page
    assert "PT Contoh 0<" not in page
    nothing = auditor.get("/arsip/buku?period=2026&text=tidak+ada").text
    assert "Tidak ada baris yang cocok dalam buku ini." in nothing


def test_an_empty_book_says_when_something_will_stand_there(books: None, auditor: Person) -> None:
    page = auditor.get("/arsip/buku?period=2024-02").text
    assert "Belum ada catatan dalam buku ini untuk Februari 2024." in page
    assert ".csv" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("book=tamu", "Tidak ada buku bernama “tamu”."),
        ("book=disposisi", "Tidak ada buku bernama “disposisi”."),
        ("period=maret", "“maret” bukan bulan"),
        ("period=2026-13", "“2026-13” bukan bulan"),
        ("book=keluar&period=26", "“26” bukan bulan"),
    ],
)
def test_what_makes_no_sense_is_told_and_the_page_stays(books: None, auditor: Person, query: str, words: str) -> None:
    answer = auditor.get(f"/arsip/buku?{query}")
    assert answer.status_code == 422
    assert words in answer.text
    assert 'name="period"' in answer.text
    assert auditor.get(f"/arsip/buku.csv?{query}").status_code == 400


def test_a_book_comes_as_a_table_in_which_nothing_is_a_formula(written: Walk, auditor: Person) -> None:
    answer = auditor.get("/arsip/buku.csv?book=masuk&period=2026&after=1")
    assert "masuk-2026.csv" in answer.headers["Content-Disposition"]
    heading, *rows = csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert heading[:6] == ["No.", "Tanggal terima", "Nomor surat", "Tanggal surat", "Asal surat", "Perihal"]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][5] == "2"


def test_a_long_book_comes_in_pages(books: None, walk: Walk, auditor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PAGE", 2)
    monkeypatch.setattr(archive, "PART", 2)
    for _ in range(3):
        walk.start()
        walk.apply()
    first = auditor.get("/arsip/buku").text
    assert 'after=2" rel="next"' in first
    last = auditor.get("/arsip/buku?after=2").text
    assert "IK-2026-00003" in last
    assert "IK-2026-00001" not in last
    assert "Ke halaman pertama" in last
    assert auditor.get("/arsip/buku.csv").text.count("IK-2026-") == 3


def test_supervisors_read_the_books_and_staff_does_not(books: None, come) -> None:
    assert come("pengawas").get("/arsip/buku").status_code == 200
    assert come("operator").get("/arsip/buku").status_code == 403


def test_a_month_is_printed(written: Walk, auditor: Person) -> None:
    assert "buku.pdf?book=masuk" in auditor.get("/arsip/buku?period=2026-03").text
    answer = auditor.get("/arsip/buku.pdf?book=masuk&period=2026-03")
    assert answer.mimetype == "application/pdf"
    assert "masuk-2026-03.pdf" in answer.headers["Content-Disposition"]
    found = text(answer.data)
    for words in ("BUKU AGENDA SURAT MASUK", "Maret 2026", "2 baris, nomor 1 sampai 2.", "DINAS CONTOH"):
        assert words.lower() in found.lower()


def test_neither_a_year_nor_an_endless_month_is_printed(
    written: Walk, auditor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "buku.pdf" not in auditor.get("/arsip/buku?period=2026").text
    year = auditor.get("/arsip/buku.pdf?period=2026")
    assert year.status_code == 400
    assert "Buku dicetak per bulan" in year.text
    monkeypatch.setattr(pages, "PRINTED", 1)
    assert "terlalu banyak untuk dicetak" in auditor.get("/arsip/buku.pdf?period=2026-03").text
    assert auditor.get("/arsip/buku.pdf?period=maret").status_code == 400
