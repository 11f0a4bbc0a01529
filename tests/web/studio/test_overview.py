"""A working copy at a glance, files in and out, and SOPs that begin anew."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.actions.studio.archive import zipped
from app.actions.studio.minimal import minimal_bundle
from app.library.spreadsheet import read_grids
from app.model.bundle import DIAGRAM
from tests.web.conftest import Person, permit_bundle

#: A table of three rows with a decision that says no targets, and a row whose lane nobody can guess.
TABLE = """No;Kegiatan;Pemohon;Petugas;Kepala;Kelengkapan;Waktu;Output;Keterangan
1;Pemohon mengajukan permohonan;x;;;Formulir;1 hari;Berkas;
2;Apakah berkas lengkap?;;;;Berkas;1 hari;Hasil;
3;Menyerahkan izin;;;x;Izin;1 hari;Izin;
"""


@pytest.fixture
def ana(come) -> Person:
    person = come("analis")
    person.get("/studio")
    person.post("/studio/mulai", sop="izin_kecil", title="Tinjauan kedua")
    return person


def files(person: Person, copy: int = 1) -> dict[str, bytes]:
    with ZipFile(BytesIO(person.get(f"/studio/{copy}/semua.zip").data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def seen(person: Person) -> str:
    """The digest of the files as the page shows them."""
    return re.search(r'name="read" value="([0-9a-f]{64})">\s*<label>', person.get("/studio/1").text)[1]


def test_the_problems_stand_on_the_page_with_reason_and_place(ana: Person) -> None:
    page = ana.get("/studio/1").text
    assert 'id="masalah-1"' in page
    assert "Elemen:" in page
    assert "<svg" in page
    assert 'href="#masalah-' in page


def test_a_problem_is_mended_at_a_click_without_any_script(ana: Person) -> None:
    broken = permit_bundle().files[DIAGRAM].replace(b'isExecutable="true"', b'isExecutable="false"')
    ana.post("/studio/1/unggah", file=(BytesIO(broken), "proses.bpmn"), read=seen(ana))
    page = ana.get("/studio/1").text
    form = re.search(
        r'name="fix" value="made_executable"><input type="hidden" name="element" value="(\w+)">\s*'
        r'<input type="hidden" name="read" value="(\w+)">',
        page,
    )
    answer = ana.post("/studio/1/perbaiki-tersimpan", fix="made_executable", element=form[1], read=form[2])
    assert answer.headers["Location"] == "/studio/1"
    assert files(ana)["bpmn/izin_kecil/process.bpmn"] == permit_bundle().files[DIAGRAM]
    again = ana.post("/studio/1/perbaiki-tersimpan", fix="made_executable", element=form[1], read=form[2])
    assert again.status_code == 409


def test_all_files_leave_as_a_zip_and_come_back_byte_for_byte(ana: Person) -> None:
    before = files(ana)
    assert "forms/izin_kecil/ajukan.form" in before
    data = ana.get("/studio/1/semua.zip").data
    ana.post("/studio/1/unggah", file=(BytesIO(b"{}"), "ajukan.form"), read=seen(ana))
    assert files(ana)["forms/izin_kecil/ajukan.form"] == b"{}"
    ana.post("/studio/1/unggah", file=(BytesIO(data), "kembali.zip"), read=seen(ana))
    assert files(ana) == before


def test_who_has_seen_older_files_brings_none(ana: Person, come) -> None:
    read = seen(ana)
    ana.post("/studio/1/unggah", file=(BytesIO(b"# a"), "sop.toml"), read=read)
    adi = come("analis2")
    adi.get("/studio/1")
    answer = adi.post("/studio/1/unggah", file=(BytesIO(b"# b"), "sop.toml"), read=read)
    assert answer.status_code == 409
    assert "Contoh Nugroho" in answer.text
    assert adi.post("/studio/1/unggah").status_code == 400


def test_a_diagram_that_cannot_be_read_does_not_hide_the_rest_of_the_page(ana: Person) -> None:
    ana.post("/studio/1/unggah", file=(BytesIO(b"<a>"), "x.bpmn"), read=seen(ana))
    page = ana.get("/studio/1")
    assert page.status_code == 200
    assert "Diagram tidak dapat ditampilkan." in page.text
    assert ana.get("/studio").status_code == 200


def test_the_door_tells_of_versions_cases_and_problems(ana: Person, walk) -> None:
    walk.start()
    page = ana.get("/studio").text
    assert "versi 1" in page
    assert "1 permohonan berjalan" in page
    assert "Contoh Nugroho" in page


def test_a_new_sop_begins_from_nothing_and_nothing_stands_in_its_way(ana: Person) -> None:
    ana.get("/studio/baru")
    assert ana.post("/studio/baru", title="Izin Reklame").headers["Location"] == "/studio/2"
    page = ana.get("/studio/2").text
    assert "Tidak ada yang menghalangi penerbitannya." in page
    assert ana.post("/studio/baru", title="Lain", key="../x").status_code == 400
    assert ana.post("/studio/baru", title="Lain", key="izin_kecil").status_code == 400


def test_a_new_sop_begins_from_a_diagram_or_a_zip(ana: Person) -> None:
    bundle = minimal_bundle("reklame", "Izin Reklame")
    ana.post("/studio/bawa", file=(BytesIO(zipped("reklame", bundle)), "reklame.zip"))
    ana.post("/studio/bawa", file=(BytesIO(bundle.files[DIAGRAM]), "reklame.bpmn"))
    brought, drawn = files(ana, 2), files(ana, 3)
    assert brought["bpmn/reklame/process.bpmn"] == drawn["bpmn/reklame/process.bpmn"] == bundle.files[DIAGRAM]
    assert 'lane_petugas" = "petugas"' in drawn["bpmn/reklame/sop.toml"].decode()
    assert ana.post("/studio/bawa", file=(BytesIO(b""), "foto.png")).status_code == 400


def test_a_table_becomes_an_sop_once_its_questions_are_answered(ana: Person, office) -> None:
    object.__setattr__(office, "grids", read_grids)
    page = ana.post("/studio/tabel", file=(BytesIO(TABLE.encode()), "tabel.csv")).text
    file = re.search(r'<textarea name="file" hidden>([^<]*)<', page)[1]
    assert "Baris 2: siapa yang mengerjakannya?" in page
    answers = {"jawab.lanes.2": "Petugas", "jawab.branches.2.Ya": "3", "jawab.branches.2.Tidak": "1"}
    facts = {"jawab.identity.title": "Izin Tabel", "jawab.identity.number": "7", "jawab.identity.agency": "Dinas"}
    page = ana.post("/studio/tabel/lihat", file=file, **answers, **facts).text
    assert "<svg" in page
    assert "izin_tabel" in page
    answer = ana.post("/studio/tabel/simpan", file=file, **answers, **facts)
    assert answer.headers["Location"] == "/studio/2"
    assert "Izin Tabel" in ana.get("/studio/2").text
    assert ana.post("/studio/tabel/lihat", file="?", **answers).status_code == 400
    assert ana.post("/studio/tabel/simpan", file=file, key="izin_kecil", **answers, **facts).status_code == 400


def test_a_releaser_looks_and_changes_nothing(ana: Person, come) -> None:
    rina = come("penerbit")
    page = rina.get("/studio/1").text
    assert "Ganti judul" not in page
    assert rina.get("/studio").status_code == 200
    for path in ("/studio/1/unggah", "/studio/1/perbaiki", "/studio/1/perbaiki-tersimpan", "/studio/1/kembalikan"):
        assert rina.post(path).status_code == 403
