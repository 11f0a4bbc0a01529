"""What stands around every document."""

from datetime import datetime, timedelta, timezone

from reports.page import LANDSCAPE, PORTRAIT, Furniture, Heading, height, new_page, typeset, width
from reports.section import letterhead, section
from reports.text import paragraph
from tests.reports.papers import pages, reader, text

FURNITURE = Furniture(
    "Berkas IP-2026-00001",
    "Dinas Contoh",
    "id",
    datetime(2026, 11, 22, 10, 4, 5, tzinfo=timezone(timedelta(hours=7))),
    head="Berkas permohonan",
    foot="Sidik akhir abc",
    subject="Izin Perluasan",
    keywords="IP-2026-00001",
)


def story():
    return [
        *section("Satu & dua", "one", [paragraph("isi pertama")]),
        *new_page(LANDSCAPE),
        *section("Tiga", "two", [paragraph("isi kedua")]),
        *section("Di bawahnya", "three", [paragraph("isi ketiga")], 1),
    ]


def test_every_page_says_its_number_and_how_many_there_are():
    for number, page in enumerate(pages(typeset(FURNITURE, story())), 1):
        assert f"Halaman {number} dari 2" in page


def test_pages_are_counted_in_the_language_of_the_document():
    english = Furniture("Case", "Office", "en", FURNITURE.dated)
    assert "Page 1 of 1" in text(typeset(english, [paragraph("x")]))


def test_every_page_has_the_foot_and_all_but_the_first_the_head():
    first, second = pages(typeset(FURNITURE, story()))
    assert "Sidik akhir abc" in first
    assert "Sidik akhir abc" in second
    assert "Berkas permohonan" not in first
    assert "Berkas permohonan" in second
    assert "Dinas Contoh" in second


def test_a_head_that_is_too_long_is_shortened():
    long = Furniture("x", "Dinas " * 2000, "id", FURNITURE.dated, head="Judul " * 2000)
    second = pages(typeset(long, story()))[1]
    assert second.count("…") == 2
    assert len(second) < 400


def test_the_file_tells_who_made_what_and_when_in_which_language():
    file = reader(typeset(FURNITURE, story()))
    told = {name: file.metadata[f"/{name}"] for name in ("Title", "Author", "Subject", "Keywords", "CreationDate")}
    assert told == {
        "Title": "Berkas IP-2026-00001",
        "Author": "Dinas Contoh",
        "Subject": "Izin Perluasan",
        "Keywords": "IP-2026-00001",
        "CreationDate": "D:20261122030405Z",
    }
    assert file.root_object["/Lang"] == "id"
    assert file.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_are_bookmarks_of_their_pages():
    file = reader(typeset(FURNITURE, story()))
    first, second, below = file.outline
    assert [(mark.title, file.get_destination_page_number(mark)) for mark in (first, second, *below)] == [
        ("Satu & dua", 0),
        ("Tiga", 1),
        ("Di bawahnya", 1),
    ]


def test_a_heading_does_not_stay_behind_at_the_foot_of_a_page():
    filling = [paragraph("x\n" * 62)]
    first, second = pages(typeset(FURNITURE, [*filling, *section("Judul bagian", "late", [paragraph("isinya")])]))
    assert "Judul bagian" not in first
    assert "Judul bagian" in second


def test_pages_are_a4_upright_or_across():
    upright, across = reader(typeset(FURNITURE, story())).pages
    assert [round(float(side)) for side in upright.mediabox[2:]] == [595, 842]
    assert [round(float(side)) for side in across.mediabox[2:]] == [842, 595]
    assert width(LANDSCAPE) > width(PORTRAIT)
    assert height(LANDSCAPE) < height(PORTRAIT)


def test_a_document_may_begin_across():
    assert reader(typeset(FURNITURE, [paragraph("x")], LANDSCAPE)).pages[0].mediabox[2] > 800


def test_the_same_document_gives_the_same_bytes():
    assert typeset(FURNITURE, story()) == typeset(FURNITURE, story())


def test_all_letters_come_from_embedded_typefaces():
    for page in reader(typeset(FURNITURE, [Heading("Judul ✓", "m"), paragraph("isi ✓")])).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_a_letterhead_names_the_office_and_its_unit():
    assert "Dinas Contoh Bidang Satu" in text(typeset(FURNITURE, letterhead("Dinas Contoh", "Bidang Satu")))
    assert len(letterhead("Dinas")) == len(letterhead("Dinas", "Bidang")) - 1
