"""The official document of an SOP as PDF."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from app.sopdoc.table import SopTable
from app.web.sops.paper import SopDocument, notes
from reports.sop_document import SopPaper, sop_pdf, table_room
from tests.bpmn.official_table import ROWS
from tests.reports.papers import DATED, pages, picture, text
from tests.sopdoc.diagrams import shipped

PAPER = SopPaper(
    title="IZIN CONTOH",
    agency="PEMERINTAH PROVINSI CONTOH, DINAS CONTOH",
    unit="BIDANG CONTOH",
    number="530 / 02 / CONTOH",
    made="1 Juli 2021",
    revised="Juli 2021",
    effective="5 Juli 2021",
    approved_by="KEPALA DINAS CONTOH",
    legal_basis=["UU Nomor 3 Tahun 2014", "PP Nomor 05 Tahun 2020"],
    qualifications=["Memahami tata naskah"],
    related=["SOP Surat Masuk"],
    equipment=["Perangkat Komputer"],
    warnings=["Dilarang melakukan perluasan."],
    records=["Buku agenda"],
    pages=[picture()],
    notes=["Catatan contoh."],
    dated=DATED,
    foot="SHA-256: 0123",
)


def document(key: str, **more: object) -> bytes:
    return SopDocument(shipped(key), DATED, **more).pdf()


def test_the_identity_page_has_both_columns() -> None:
    first = pages(sop_pdf(PAPER))[0]
    for words in (
        "PEMERINTAH PROVINSI CONTOH DINAS CONTOH BIDANG CONTOH",
        "Nomor SOP : 530 / 02 / CONTOH",
        "Tanggal Revisi : Juli 2021",
        "Disahkan Oleh KEPALA DINAS CONTOH",
        "Judul SOP : IZIN CONTOH",
        "Dasar Hukum : 1. UU Nomor 3 Tahun 2014 2. PP Nomor 05 Tahun 2020",
        "Kualifikasi Pelaksana : 1. Memahami tata naskah",
        "Keterkaitan : - SOP Surat Masuk",
        "Peralatan / Perlengkapan : Perangkat Komputer",
        "Peringatan : - Dilarang melakukan perluasan.",
        "Pencatatan dan Pendataan : 1. Buku agenda",
    ):
        assert words in first


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("additions", [True, False])
def test_all_twenty_rows_of_the_source_are_printed_word_for_word(paper: str, additions: bool) -> None:
    printed = text(document("izin_perluasan", paper=paper, additions=additions))
    at = 0
    for row in ROWS:
        at = printed.index(f"{row['number']}. {row['text']}", at)
        for part in ("kelengkapan", "output", "keterangan"):
            assert printed.find(row[part], at) >= at, (row["number"], part)


def test_what_is_ours_is_marked_and_may_be_left_out() -> None:
    assert "(tambahan) Menjawab Permintaan Klarifikasi" in text(document("izin_perluasan"))
    alone = text(document("izin_perluasan", additions=False))
    assert "tambahan" not in alone
    assert "Catatan" not in alone


def test_the_heads_are_repeated_in_the_order_of_the_columns() -> None:
    heads = (
        "No Kegiatan Keterangan Pelaksana Mutu Baku Kelengkapan Waktu Output Pemohon OSS SIINAS Operator "
        "Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri Kepala Bidang Perindustrian Tim Teknis Kepala Dinas"
    )
    found = pages(document("izin_perluasan"))
    assert len(found) > 3
    assert all(f"SOP : IZIN PERLUASAN {heads}" in page for page in found[1:])


def test_ends_that_have_no_symbol_are_told_below_the_table() -> None:
    last = pages(document("izin_perluasan"))[-1]
    assert "Sesudah kegiatan 20, BELUM SIAP: selesai, IP belum berlaku efektif: verifikasi teknis belum siap." in last
    assert "(tambahan) Putaran lanjutan? Ya: mulai dari kegiatan 2." in last


def test_the_magetan_standard_is_printed_too() -> None:
    printed = text(document("izin_perluasan_magetan", paper="F4"))
    assert "5. Sistem OSS Menerbitkan Izin / Sertifikat Standar Terverifikasi" in printed
    assert "DPMPTSP / Mal Pelayanan Publik (MPP) Kabupaten Magetan" in printed


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("F4", (935, 609))])
def test_the_pages_lie(paper: str, size: tuple[int, int]) -> None:
    for page in PdfReader(BytesIO(document("izin_perluasan", paper=paper))).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_an_unsigned_document_says_draft_on_every_page_and_a_signed_one_does_not() -> None:
    assert all("DRAF" in page for page in pages(sop_pdf(PAPER)))
    assert "DRAF" not in text(sop_pdf(replace(PAPER, draft=False)))


def test_the_symbols_are_really_drawn() -> None:
    """Black strokes in the columns of the actors, where no text stands."""
    page = pypdfium2.PdfDocument(document("izin_perluasan"))[1].render(scale=1).to_pil().convert("L")
    band = page.crop((200, 140, 540, 500))
    assert sum(band.histogram()[:90]) > 500


def test_a_table_that_is_too_large_is_made_smaller() -> None:
    large = sop_pdf(replace(PAPER, pages=[picture(4000, 3000)], notes=[]))
    assert len(pages(large)) == 2


def test_a_list_longer_than_a_page_goes_on() -> None:
    acts = [f"Peraturan Nomor {number} Tahun 2020 " * 6 for number in range(60)]
    found = sop_pdf(replace(PAPER, legal_basis=acts))
    assert "60. Peraturan Nomor 59" in text(found)
    assert len(pages(found)) > 3


def test_hostile_texts_are_printed_as_they_are() -> None:
    hostile = "<b>&amp;{{7*7}}\u202e\U0001f600 </font> " + "x" * 400
    paper = replace(PAPER, title=hostile, agency=hostile, number=hostile, legal_basis=[hostile], notes=[hostile])
    assert "<b>&amp;{{7*7}}" in text(sop_pdf(paper))


def test_an_empty_sop_is_a_page() -> None:
    bare = replace(PAPER, legal_basis=[], qualifications=[], related=[], pages=[], notes=[], approved_by="", unit="")
    assert len(pages(sop_pdf(bare))) == 1


def test_the_same_sop_gives_the_same_bytes_with_its_properties() -> None:
    found = document("izin_perluasan")
    assert found == document("izin_perluasan")
    told = PdfReader(BytesIO(found))
    assert told.metadata is not None
    assert told.metadata.title == "SOP IZIN PERLUASAN"
    assert told.trailer["/Root"]["/Lang"] == "id"
    assert [entry.title for entry in told.outline] == ["Identitas", "Bagan alir"]


def test_the_room_of_the_table_is_that_of_the_paper() -> None:
    assert table_room("F4")[0] > table_room("A4")[0]


def test_a_table_without_anything_of_ours_needs_no_word_about_it() -> None:
    assert list(notes(SopTable(("A",), (), ()))) == []
