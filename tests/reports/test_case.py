"""The file of a case on paper: nothing of it is missing, and nothing in it harms."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from reports.case import case_pdf
from reports.case_file import Answer, CaseFile
from tests.reports.papers import case, digest, event, pages, picture, reader, text, without_blanks

HOSTILE = (
    "<b>tebal</b> </para> &lt; {{ 7*7 }} {% x %} ${jndi:x} %(a)s {0} '\"; -- =cmd|' /C",
    "\u202eterbalik\u2066 \x00\x07\x1b[2J\ud83d \u200b",
    "中文 😀👩‍👩‍👧 ✓ שלום مرحبا",
)


def test_the_first_page_says_which_case_it_is():
    first = pages(case_pdf(case()))[0]
    for words in (
        "Dinas Contoh Provinsi Contoh",
        "BERKAS PERMOHONAN",
        "Nomor permohonan IP-2026-00001",
        "Perusahaan PT Contoh Sawit",
        "NIB 9999000000011",
        "Pemohon Siti Contoh",
        "SOP Izin Perluasan (nomor 530 / 02), versi 3",
        f"Sidik definisi (SHA-256) {digest('definition')}",
        "Dimulai 20 November 2026, 09.00 WIB",
        "Berakhir 22 November 2026, 10.04 WIB",
        "Hasil Berlaku efektif",
        "Waktu layanan Selesai tepat waktu",
        "Lanjutan dari IP-2025-00009",
        f"Sidik akhir riwayat (SHA-256) {digest('head')}",
        "Semua waktu ditulis dalam WIB.",
    ):
        assert words in first


def test_a_case_that_follows_none_does_not_speak_of_it():
    assert "Lanjutan dari" not in text(case_pdf(case(linked="")))


def test_the_head_of_the_chain_stands_on_every_page():
    found = pages(case_pdf(case()))
    assert len(found) >= 4
    for number, page in enumerate(found, 1):
        assert f"Sidik akhir riwayat, peristiwa 3 (SHA-256): {digest('head')}" in page
        assert f"Halaman {number} dari {len(found)}" in page


def test_every_event_is_in_the_table_with_its_kind_and_the_beginning_of_its_digest():
    found = text(case_pdf(case(happened=[event(number) for number in range(1, 301)], events=300)))
    for number in range(1, 301):
        assert f"work:completed · {digest(f'event {number}')[:16]}" in found
        assert f" {number} 22-11-2026 10.{number % 60:02}.00 " in found


def test_an_event_says_who_in_which_post_how_long_and_which_visit():
    found = text(case_pdf(case(happened=[event(1, note="Alasan contoh")])))
    for words in ("Contoh Ramadhan, A.Md.", "Operator Layanan", "2 jam", "15 menit", "Kunjungan 1", "Alasan contoh"):
        assert words in found


def test_answers_stand_under_their_labels_with_what_stood_there_before():
    found = text(case_pdf(case()))
    assert "Isian Nilai Semula Kapasitas 60.000 50.000" in found
    assert "Anggota tim 1 baris, di bawah" in found
    assert "Nama Peran Budi Contoh Ketua" in found
    assert "Salah ketik" in found


def test_where_nothing_changed_there_is_no_column_for_it():
    sheet = replace(case().sheets[0], answers=[Answer("Nama", "PT Contoh")])
    assert "Semula" not in text(case_pdf(case(sheets=[sheet])))


def test_a_step_whose_answers_were_erased_says_so():
    sheet = replace(case().sheets[0], answers=[], note="Isi dihapus (peristiwa 9).")
    assert "Isi dihapus (peristiwa 9)." in text(case_pdf(case(sheets=[sheet])))


def test_every_file_has_its_digest_size_and_origin():
    found = text(case_pdf(case()))
    for file in case().files:
        for words in (file.name, file.media_type, f"SHA-256: {file.digest}", file.size, file.who, file.taken):
            assert words in found


def test_a_simulated_signature_is_marked():
    played = case()
    assert "Kode SIMULASI" in text(case_pdf(played))
    real = replace(played.signatures[0], simulated=False)
    assert "SIMULASI" not in text(case_pdf(case(signatures=[real], simulated=False)))


def test_simulated_systems_are_told_on_the_first_page():
    assert "SIMULASI. Sistem di luar kantor" in pages(case_pdf(case()))[0]


def test_what_a_verification_found_stands_on_the_first_page():
    first = pages(case_pdf(case()))[0]
    assert "1. Rantai utuh: 3 peristiwa." in first
    assert "2. Segel 21 November 2026 cocok." in first
    assert "dicetak tanpa pemeriksaan" in pages(case_pdf(case(checks=())))[0]


def test_comments_say_whether_they_are_internal_or_withdrawn():
    found = text(case_pdf(case()))
    assert "Mohon diperiksa." in found
    assert "internal kantor, ditarik kembali" in found


def test_erasures_say_what_who_when_and_why():
    assert "2 Contoh Lestari 22-11-2026 10.03.00 Permintaan subjek data" in text(case_pdf(case()))


def test_a_case_in_which_nothing_else_happened_says_none():
    bare = case(
        sheets=(), files=(), signatures=(), remarks=(), erasures=(), visits=(), picture=None, picture_note="Tak ada."
    )
    found = text(case_pdf(bare))
    assert found.count("Tidak ada.") == 5
    assert "Tak ada." in found
    assert "Urutan kunjungan" not in found


def test_a_small_diagram_stands_on_one_page():
    found = [page for page in pages(case_pdf(case())) if "Periksa Putuskan" in page or "Putuskan" in page]
    assert len(found) == 1
    assert "bingkai putus-putus" not in found[0]


def test_a_diagram_that_is_too_wide_to_read_is_shown_whole_and_in_parts():
    found = pages(case_pdf(case(picture=picture(4000, 300))))
    whole = next(number for number, page in enumerate(found) if "bingkai putus-putus" in page)
    assert "Diagram, bagian 1 dari 3" in found[whole + 1]
    assert "Diagram, bagian 3 dari 3" in found[whole + 3]
    assert "Putuskan" in found[whole + 3]


def test_the_sections_are_bookmarks():
    titles = [mark.title for mark in reader(case_pdf(case())).outline if not isinstance(mark, list)]
    assert titles == [
        "Identitas permohonan",
        "Segel dan hasil pemeriksaan",
        "Riwayat",
        "Diagram dan jalan yang dilalui",
        "Urutan kunjungan",
        "Isian per kegiatan",
        "Dokumen dan lampiran",
        "Tanda tangan",
        "Komentar",
        "Penghapusan isi (UU 27/2022)",
    ]


def test_english_readers_read_english():
    found = text(case_pdf(case(language="en")))
    for words in ("CASE FILE", "Page 1 of", "Who, and post", "Answers, activity by activity", "Head of the history"):
        assert words in found
    assert "Halaman" not in found


def test_the_same_case_gives_the_same_bytes():
    assert case_pdf(case()) == case_pdf(case())


def hostile(value: Any, text: str) -> Any:
    """The same data with this text in the place of every text that people or systems have given."""
    if isinstance(value, str):
        return text
    if isinstance(value, list | tuple):
        return [hostile(one, text) for one in value]
    if is_dataclass(value) and not hasattr(value, "moves"):
        kept = {"language", "dated", "anchor", "fill", "whole"}
        inner = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in kept}
        return replace(value, **{name: hostile(one, text) for name, one in inner.items()})
    return value


@pytest.mark.parametrize("words", HOSTILE, ids=["markup", "controls", "glyphs"])
def test_hostile_text_in_every_field_harms_nothing(words: str):
    pdf = case_pdf(hostile(case(), words))
    found = pages(pdf)
    assert all(f"Halaman {number} dari {len(found)}" in page for number, page in enumerate(found, 1))
    assert case_pdf(hostile(case(), words)) == pdf


def test_ten_thousand_letters_in_whatever_people_write_only_make_more_pages():
    long, plain = "x" * 10_000, case()
    sheet = replace(plain.sheets[0], answers=[Answer(long, long, before=long)], note=long)
    written = case(
        company=long,
        happened=[event(1, long, activity=long, note=long)],
        sheets=[sheet],
        files=[replace(plain.files[0], name=long)],
        checks=[long],
        remarks=[replace(plain.remarks[0], text=long)],
        erasures=[replace(plain.erasures[0], ground=long)],
    )
    found = pages(case_pdf(written))
    assert f"Halaman {len(found)} dari {len(found)}" in found[-1]
    assert sum(page.count("x") for page in found) >= 12 * 10_000


def test_hostile_markup_is_printed_as_it_was_written():
    found = without_blanks(case_pdf(hostile(case(), HOSTILE[0])))
    assert found.count("".join(HOSTILE[0].split())) > 20


def test_a_case_is_a_case_whatever_was_made_of_it():
    assert isinstance(hostile(case(), "x"), CaseFile)
