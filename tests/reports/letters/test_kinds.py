"""Each kind of document has the parts its readers look for, where they look for them."""

from dataclasses import replace

import pytest

from reports.letters.kinds import TYPESETTERS
from reports.letters.layout import sheet
from reports.letters.sheet import Paper, Paragraph, Signer
from tests.reports.letters.sheets import BLOCKS, HEAD, letter, pages, runs, spots, text

SHORT = (Paragraph(runs("Isi surat.")),)
MIDDLE = sheet("A4").width / 2


def in_order(whole: str, *pieces: str) -> bool:
    places = [whole.find(piece) for piece in pieces]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("kind", TYPESETTERS)
def test_every_kind_prints_its_blocks_and_its_title_or_subject(kind: str):
    whole = text(letter(kind=kind))

    for piece in (
        "PT Contoh",
        "butir satu",
        "a. anak butir",
        "sel 2",
        "kanan",
        "isi kotak",
        "Siti",
        "LAMPIRAN",
        "Mesin",
    ):
        assert piece in whole
    assert ("SURAT DINAS" in whole) is (kind != "surat_dinas")


def test_a_letter_has_reference_and_day_addressee_text_signature_and_copies_in_order():
    paper = letter(blocks=SHORT)
    found = spots(paper)

    assert in_order(
        text(paper), "Nomor", "Sifat", "Lampiran", "Hal", "Yth.", "Isi surat.", "KEPALA DINAS,", "Tembusan:"
    )
    assert found["Pontianak, 25 November 2026"][1] == pytest.approx(found["Nomor"][1], abs=0.1)
    assert found["Pontianak, 25 November 2026"][0] > MIDDLE
    assert found["KEPALA DINAS,"][0] > MIDDLE - 30
    assert found["Tembusan:"][0] < MIDDLE / 2


def test_what_a_letter_does_not_say_has_no_line_but_the_enclosures():
    whole = text(letter(blocks=SHORT, sifat="", lampiran="", hal="Hal", tembusan=(), signer=None))

    assert "Sifat" not in whole
    assert "Lampiran : -" in whole
    assert "Tembusan" not in whole
    assert "NIP" not in whole


def test_one_copy_has_no_number_and_several_have():
    assert "Tembusan: Bupati" in text(letter(blocks=SHORT, tembusan=("Bupati",)))
    assert "Tembusan: 1. Bupati 2. Arsip" in text(letter(blocks=SHORT, tembusan=("Bupati", "Arsip")))


def test_the_signature_has_post_name_rank_and_nip():
    assert in_order(
        text(letter(blocks=SHORT)),
        "KEPALA DINAS,",
        "Dr. Contoh Pratama, M.Si.",
        "Pembina (IV/a)",
        "NIP 19700101 199503 1 006",
    )


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (Signer("Kepala Bidang", "A", authority="a.n.", above=("Kepala Dinas",)), "a.n. KEPALA DINAS Kepala Bidang, A"),
        (
            Signer("Kepala Seksi", "A", authority="u.b.", above=("Kepala Dinas", "Kepala Bidang")),
            "a.n. KEPALA DINAS u.b. Kepala Bidang Kepala Seksi, A",
        ),
        (Signer("Kepala Dinas", "A", authority="Plt."), "Plt. KEPALA DINAS, A"),
        (Signer("Kepala Dinas", "A", authority="Plh."), "Plh. KEPALA DINAS, A"),
        (Signer("Kepala Dinas", "A", nip="12"), "KEPALA DINAS, A NIP 12"),
        (Signer("Kepala Dinas", "A", electronic=True), "KEPALA DINAS, Ditandatangani secara elektronik A"),
    ],
)
def test_on_which_ground_somebody_signs_is_printed(signer: Signer, lines: str):
    assert lines in text(letter(blocks=SHORT, signer=signer))


def test_a_memo_names_all_in_a_block_above_a_line():
    whole = text(letter(kind="nota_dinas", title="NOTA DINAS", blocks=SHORT))

    order = ("NOTA DINAS", "Kepada :", "Dari :", "Tembusan :", "Tanggal :", "Nomor :", "Sifat :", "Lampiran :", "Hal :")
    assert in_order(whole, *order, "Isi surat.", "KEPALA DINAS,")
    assert "Tembusan:" not in whole
    assert "Tembusan : -" in text(letter(kind="nota_dinas", blocks=SHORT, tembusan=(), lampiran=""))


def test_a_letter_of_conveyance_has_a_receipt_on_the_left_of_the_signature():
    paper = letter(kind="surat_pengantar", title="SURAT PENGANTAR", blocks=SHORT)
    found = spots(paper)

    assert in_order(
        text(paper), "Yth.", "SURAT PENGANTAR", "NOMOR : 500.9.2/0001/2026", "Diterima tanggal", "Penerima,"
    )
    assert all(piece in text(paper) for piece in ("Nama :", "Jabatan :", "NIP :", "No. telepon :"))
    assert found["Penerima,"][0] < MIDDLE / 2 < MIDDLE <= found["KEPALA DINAS,"][0]


def test_a_letter_of_conveyance_nobody_signs_yet_has_its_receipt():
    assert "Penerima," in text(letter(kind="surat_pengantar", blocks=SHORT, signer=None))


def test_an_assignment_has_labels_beside_what_they_head_and_place_and_day_above_the_signature():
    paper = letter(kind="surat_tugas", title="SURAT TUGAS", blocks=BLOCKS[10:14])
    found = spots(paper)

    assert found["Kepada"][1] == pytest.approx(found["yang ditugaskan"][1], abs=0.1)
    assert found["Kepada"][0] < found["yang ditugaskan"][0]
    assert found["Penutup."][0] == pytest.approx(found["Kepada"][0], abs=0.1)
    assert in_order(text(paper), "Ditetapkan di Pontianak", "pada tanggal 25 November 2026", "KEPALA DINAS,")


def test_a_label_may_be_the_last_thing_of_a_text():
    assert "yang ditugaskan" in text(letter(kind="surat_tugas", blocks=BLOCKS[11:13], signer=None))


def test_minutes_have_a_title_of_several_lines_and_their_annexes_behind_the_signature():
    paper = letter(kind="berita_acara", title="BERITA ACARA\nPEMERIKSAAN")
    first, *_, last = pages(paper)

    assert "BERITA ACARA\n" in first
    assert "LAMPIRAN" in last
    assert in_order(text(paper), "Pontianak, 25 November 2026", "KEPALA DINAS,", "LAMPIRAN")


def test_a_sheet_of_disposition_is_half_a_folio_with_the_agency_in_one_line():
    paper = letter(kind="disposisi", size="half-folio", title="LEMBAR DISPOSISI", blocks=SHORT)

    assert "PEMERINTAH PROVINSI CONTOH · DINAS PERINDUSTRIAN" in text(paper)
    assert "LEMBAR DISPOSISI" in text(letter(kind="disposisi", letterhead=None, title="LEMBAR DISPOSISI"))


def test_the_simulated_permit_has_no_letterhead_and_may_have_no_number():
    whole = text(letter(kind="izin_oss", title="IZIN PERLUASAN", blocks=SHORT))

    assert in_order(whole, "PEMERINTAH REPUBLIK INDONESIA", "IZIN PERLUASAN", "Nomor: 500.9.2/0001/2026")
    assert "DINAS PERINDUSTRIAN" not in whole
    assert "Nomor" not in text(letter(kind="izin_oss", number="", blocks=SHORT))


def test_a_document_without_number_place_or_letterhead_is_printed_without_them():
    bare = Paper("bukti", "BUKTI", letter().date, SHORT, signer=letter().signer)

    assert text(bare).startswith("BUKTI Isi surat. 25 November 2026 KEPALA DINAS,")


def test_a_letterhead_may_have_no_emblem():
    head = replace(HEAD, emblem="")

    assert "CONTOH PEMERINTAH" not in text(letter(letterhead=head, blocks=SHORT)).replace("PROVINSI ", "")
    assert "PEMERINTAH PROVINSI CONTOH" in text(letter(letterhead=head, blocks=SHORT))
