"""A supervisor erases personal data: sees what will vanish, does it, and everybody reads that it was done."""

from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from app.ports import Office
from tests.web.conftest import Person, Walk
from tests.web.test_task import PDF

GROUND = "Surat permintaan 3 Maret 2026."


@pytest.fixture
def closed(walk: Walk) -> Walk:
    """A case that was cancelled, with a file, a message and a comment."""
    walk.start()
    walk.apply(perusahaan_nama="Ibu Sri Contoh", file_denah=(BytesIO(PDF), "denah rumah.pdf"))
    walk.come("pemohon").post(f"/permohonan/{walk.number}/pesan", text="Nomor saya 0812-0000-0000.")
    walk.come("operator").post(f"/permohonan/{walk.number}/komentar", text="Rumahnya di Jalan Contoh.")
    walk.come("pengawas").post(f"/permohonan/{walk.number}/batal", reason="Ibu Sri Contoh mundur.")
    return walk


def address(walk: Walk) -> str:
    return f"/permohonan/{walk.number}/hapus-data"


def chosen(person: Person, walk: Walk, **fields: object) -> TestResponse:
    person.get(address(walk))
    return person.post(address(walk), **{"ground": GROUND, "article": "pasal 43 ayat (1) huruf c", **fields})


def test_all_that_can_be_erased_is_offered_by_its_label(closed: Walk, come) -> None:
    page = come("pengawas").get(address(closed)).text
    assert 'name="variable" value="perusahaan_nama"' in page
    assert "Nama perusahaan" in page
    assert "Ibu Sri Contoh" in page
    assert "denah rumah.pdf" in page
    assert "Nomor saya 0812-0000-0000." in page
    assert "Rumahnya di Jalan Contoh." in page
    assert "Ibu Sri Contoh mundur." in page
    assert 'value="nomor_kasus"' not in page
    assert f'href="{address(closed)}"' in closed.case("pengawas").text
    assert f'href="{address(closed)}"' not in closed.case("auditor").text


def test_before_anything_vanishes_all_of_it_is_listed(closed: Walk, come) -> None:
    page = chosen(come("pengawas"), closed, variable="perusahaan_nama", file=1, message=1, comment=1).text
    assert "Yang akan hilang" in page
    assert "Orang yang bersangkutan memintanya (UU 27/2022 pasal 43 ayat (1) huruf c)" in page
    for text in ("Ibu Sri Contoh", "denah rumah.pdf", "Isi berkasnya ikut hilang.", "Nomor saya", "Rumahnya di"):
        assert text in page
    assert "Catatan" in page
    assert 'name="confirm"' in page
    assert "denah rumah.pdf" in closed.case("pengawas").text


def test_what_was_confirmed_is_gone_and_the_page_says_who_when_and_why(closed: Walk, come) -> None:
    supervisor = come("pengawas")
    fields = {"variable": "perusahaan_nama", "file": 1, "message": 1, "comment": 1}
    seen = chosen(supervisor, closed, **fields).text.partition('name="seen" value="')[2].partition('"')[0]
    answer = chosen(supervisor, closed, **fields, seen=seen, confirm=1)
    assert answer.headers["Location"] == f"/permohonan/{closed.number}"
    page = supervisor.get(answer.headers["Location"]).text
    assert "beri tahu orang yang bersangkutan" in page
    erased = "Dihapus oleh Contoh Lestari, S.E. pada 17 Maret 2026. Dasar: Surat permintaan 3 Maret 2026."
    assert erased in page
    assert "Pesan ini sudah dihapus." in page
    assert "Komentar ini sudah dihapus." in page
    assert "(berkas yang sudah dihapus)" in page
    assert "<dt>Nama perusahaan</dt>" in page
    for text in ("denah rumah", "Nomor saya", "Rumahnya"):
        assert text not in page
    assert "Contoh Lestari, S.E. menghapus isi catatan" in page
    assert f"<q>{GROUND}</q>" in page
    assert "oleh kantor" in closed.case("pemohon").text.replace("Kantor", "kantor")


def test_words_that_stay_elsewhere_are_told_before(closed: Walk, come) -> None:
    page = chosen(come("pengawas"), closed, variable="perusahaan_nama").text
    assert "Kata-kata yang sama juga ada di sini dan akan tetap ada" in page
    assert "Catatan riwayat nomor" in page


def test_a_single_entry_can_be_erased(closed: Walk, come) -> None:
    supervisor = come("pengawas")
    page = supervisor.get(address(closed)).text
    before = page.partition("Ibu Sri Contoh mundur.")[0]
    number = before.rpartition('name="event" value="')[2].partition('"')[0]
    assert "apa yang ditulis orang" in chosen(supervisor, closed, event=number).text
    chosen(supervisor, closed, event=number, confirm=1)
    assert "mundur" not in supervisor.get(f"/permohonan/{closed.number}").text


def test_what_is_still_needed_has_no_button(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    page = chosen(come("pengawas"), walk, variable="perusahaan_nama").text
    assert "masih diperlukan: judul permohonan" in page
    assert 'name="confirm"' not in page
    answer = chosen(come("pengawas"), walk, variable="perusahaan_nama", confirm=1)
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Pilihlah apa yang akan dihapus."),
        ({"variable": "nib", "ground": " "}, "Tuliskan dasar penghapusan."),
        ({"variable": "tidak_ada", "confirm": 1}, "Tidak ada yang dapat dihapus."),
        ({"variable": "nib", "confirm": 1, "seen": 1}, "Ada perubahan sementara itu"),
    ],
)
def test_what_is_not_right_yet_is_said_and_what_was_chosen_stays(
    closed: Walk, come, fields: dict[str, object], sentence: str
) -> None:
    answer = chosen(come("pengawas"), closed, **fields)
    assert answer.status_code in {400, 409}
    assert sentence in answer.text
    if "variable" in fields and fields["variable"] == "nib":
        assert 'value="nib" checked' in answer.text


def test_an_unknown_article_is_another_ground(closed: Walk, come, office: Office) -> None:
    page = chosen(come("pengawas"), closed, variable="nib", article="pasal 99").text
    assert "Dasar:</strong> Surat permintaan" in page


def test_the_labels_are_english_for_english_readers(closed: Walk, come) -> None:
    person = come("pengawas")
    person.post("/bahasa/en", next="/")
    assert "Erase personal data" in person.get(address(closed)).text


@pytest.mark.parametrize("login", ["operator", "auditor", "pemohon"])
def test_nobody_else_gets_there(closed: Walk, come, login: str) -> None:
    assert come(login).get(address(closed)).status_code == 403
    assert come(login).post(address(closed)).status_code == 403
