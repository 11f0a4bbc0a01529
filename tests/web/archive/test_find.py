"""The search of the archive as an auditor sees it."""

import csv
import re
from io import BytesIO, StringIO

import pytest

from app.actions.archive.read import note_reading
from app.model.reading import Reading, ReadingQuery
from tests.web.conftest import Hands, Person, Walk
from tests.web.test_task import PDF

CASE = re.compile(r'href="/arsip/permohonan/([^"]+)"')
KEPT = re.compile(r'href="/arsip/pencarian/(\d+)"')
NEXT = re.compile(r'href="([^"]+)" rel="next"')


@pytest.fixture
def auditor(come) -> Person:
    return come("auditor")


@pytest.fixture
def archived(walk: Walk, hands: Hands) -> Walk:
    """A case that was sent in by a company with a dangerous name, and one that was withdrawn."""
    walk.start("pemohon")
    walk.do("pemohon", "ajukan", perusahaan_nama="=1+1", nib="9999000000011")
    hands.go_on(days=2)
    walk.start("pemohon2")
    walk.do("pemohon2", "tarik", alasan="Rencana dibatalkan.")
    return walk


def found(page: str) -> list[str]:
    return CASE.findall(page)


def test_an_empty_archive_says_what_will_stand_there(auditor: Person) -> None:
    page = auditor.get("/arsip").text
    assert "Belum ada permohonan." in page
    assert "Simpan pencarian ini" not in page


def test_the_newest_case_comes_first_and_leads_to_its_page_in_the_archive(archived: Walk, auditor: Person) -> None:
    page = auditor.get("/arsip").text
    assert found(page) == ["IK-2026-00002", "IK-2026-00001"]
    assert "Ditarik pemohon" in page
    assert "Izin Kecil · versi 1" in page


@pytest.mark.parametrize(
    ("query", "serials"),
    [
        ("text=00001", "1"),
        ("who=pemohon2", "2"),
        ("who=Siti", "1"),
        ("element=ajukan", "1"),
        ("end=e_ditarik&status=ended", "2"),
        ("sop=izin_kecil&version=1&sort=started", "12"),
        ("late=no&incident=no&sort=-number", "21"),
        ("started_from=2026-03-18&ended_to=2026-03-19", "2"),
        ("longer_than=2", "1"),
        ("longer_than=2&late=yes", ""),
    ],
)
def test_every_criterion_can_be_asked_for_in_the_address(
    archived: Walk, auditor: Person, query: str, serials: str
) -> None:
    answer = auditor.get(f"/arsip?{query}")
    assert answer.status_code == 200
    assert [number[-1] for number in found(answer.text)] == list(serials)


def test_who_is_meant_by_a_name_stands_there(archived: Walk, auditor: Person) -> None:
    assert "Siti Contoh (pemohon)" in auditor.get("/arsip?who=siti").text


def test_nothing_found_says_so_and_leads_back(archived: Walk, auditor: Person) -> None:
    page = auditor.get("/arsip?text=tidak+ada").text
    assert "Tidak ada permohonan yang memenuhi semua kriteria ini." in page
    assert 'value="tidak ada"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("version=dua", "Tuliskan bilangan bulat mulai dari 1."),
        ("longer_than=-3", "Tuliskan bilangan bulat mulai dari 1."),
        ("started_from=kemarin", "tanggal sebagai tahun-bulan-hari"),
        ("started_from=2026-03-02&started_to=2026-03-01", "Hari terakhir mendahului hari pertama."),
        ("late=mungkin", "Pilih ya atau tidak."),
        ("status=hilang", "Tidak ada status seperti itu."),
        ("who=zorro", "Tidak ada orang dengan nama masuk atau nama “zorro”."),
        ("sop=izin_lain", "izin_lain"),
        ("element=%3Cscript%3E", "“&lt;script&gt;”"),
    ],
)
def test_what_makes_no_sense_is_told_and_the_page_stays(
    archived: Walk, auditor: Person, query: str, words: str
) -> None:
    for path in ("/arsip", "/arsip/kasus.csv"):
        answer = auditor.get(f"{path}?{query}")
        assert answer.status_code == 422
        assert words in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert found(answer.text) == []


def test_an_order_that_does_not_exist_is_the_usual_one(archived: Walk, auditor: Person) -> None:
    assert [number[-1] for number in found(auditor.get("/arsip?sort=warna&after=x").text)] == ["2", "1"]


def test_pages_follow_each_other(walk: Walk, auditor: Person) -> None:
    for _ in range(26):
        walk.start()
    first = auditor.get("/arsip?sort=number&who=pemohon").text
    more = NEXT.search(first)
    assert more
    last = auditor.get(more[1].replace("&amp;", "&")).text
    assert [len(found(first)), len(found(last))] == [25, 1]
    assert "Ke halaman pertama" in last


def test_the_whole_result_comes_as_a_table_in_which_nothing_is_a_formula(archived: Walk, auditor: Person) -> None:
    answer = auditor.get("/arsip/kasus.csv?sort=started")
    assert answer.mimetype == "text/csv"
    assert "arsip.csv" in answer.headers["Content-Disposition"]
    heading, first, second = csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert heading[:3] == ["Permohonan", "Perusahaan", "NIB"]
    assert first[:5] == ["IK-2026-00001", "'=1+1", "9999000000011", "izin_kecil", "1"]
    assert second[5:9] == ["Ditarik pemohon", "2026-03-19", "2026-03-19", "0"]


def test_a_search_is_kept_opened_renamed_and_deleted(archived: Walk, auditor: Person) -> None:
    auditor.get("/arsip?who=pemohon2&status=ended")
    kept = auditor.post("/arsip/pencarian", name="Yang ditarik", query="who=pemohon2&status=ended&lain=1")
    assert kept.headers["Location"] == "/arsip?who=pemohon2&status=ended"
    page = auditor.get(kept.headers["Location"]).text
    assert "Pencarian sudah disimpan." in page
    assert 'aria-current="true">Yang ditarik</a>' in page
    address = f"/arsip/pencarian/{KEPT.search(page)[1]}"
    assert "Ya, hapus pencarian ini" in auditor.get(address).text
    assert auditor.post(address, name=" ").status_code == 400
    assert auditor.post(address, name="Ditarik").headers["Location"] == "/arsip"
    assert ">Ditarik</a>" in auditor.get("/arsip").text
    assert auditor.post(f"{address}/hapus").headers["Location"] == "/arsip"
    assert KEPT.search(auditor.get("/arsip").text) is None
    assert auditor.get(address).status_code == 404
    assert auditor.post(address, name="Lagi").status_code == 404
    assert auditor.post(f"{address}/hapus").status_code == 404


@pytest.mark.parametrize("query", ["version=dua", "sop=izin_lain"])
def test_a_search_that_makes_no_sense_is_not_kept(auditor: Person, query: str) -> None:
    auditor.get("/arsip")
    assert auditor.post("/arsip/pencarian", name="Rusak", query=query).status_code == 422
    assert "Rusak" not in auditor.get("/arsip").text


def test_who_has_read_stands_on_a_page_of_its_own(archived: Walk, auditor: Person, come, office) -> None:
    assert "Belum ada yang membaca permohonan di arsip." in auditor.get("/arsip/pembacaan").text
    with office.store.reading() as reader:
        case, person = reader.instance_by_number("IK-2026-00001"), reader.user_by_login("auditor")
    note_reading(office, case.id, Reading.PDF, by=person)
    for login in ("auditor", "pengawas"):
        page = come(login).get("/arsip/pembacaan?who=auditor").text
        assert "permohonan sebagai PDF" in page
        assert "Contoh Hidayat, S.T." in page
        assert found(page) == ["IK-2026-00001"]
        assert "Hanya yang dibaca auditor." in page
    assert "permohonan sebagai PDF" in auditor.get("/arsip/permohonan/IK-2026-00001/pembacaan").text
    empty = auditor.get("/arsip/permohonan/IK-2026-00002/pembacaan").text
    assert "Belum ada yang membaca permohonan ini di arsip." in empty
    assert auditor.get("/arsip/permohonan/IK-1/pembacaan").status_code == 404


def test_the_readings_come_in_pages(archived: Walk, auditor: Person, office, hands: Hands) -> None:
    with office.store.reading() as reader:
        case, person = reader.instance_by_number("IK-2026-00001"), reader.user_by_login("auditor")
    for _ in range(51):
        note_reading(office, case.id, Reading.PAGE, by=person)
        hands.go_on(minutes=20)
    auditor.sign_in("auditor")
    more = NEXT.search(auditor.get(f"/arsip/permohonan/{case.number}/pembacaan").text)
    assert "Ke halaman pertama" in auditor.get(more[1].replace("&amp;", "&")).text


def test_what_an_auditor_opens_at_the_desk_is_noted_too_and_what_others_open_is_not(
    walk: Walk, auditor: Person, come, office
) -> None:
    walk.start()
    work = walk.task("ajukan")
    walk.apply(file_denah=(BytesIO(PDF), "denah.pdf"))
    for path in (f"/permohonan/{walk.number}", f"/permohonan/{walk.number}/diagram", f"/tugas/{work}", "/berkas/1"):
        for person in (come("operator"), come("pengawas"), auditor):
            assert person.get(path).status_code == 200
    with office.store.reading() as reader:
        notes = reader.readings(ReadingQuery())
    assert [(note.login, note.what) for note in notes] == [
        ("auditor", Reading.ATTACHMENT),
        ("auditor", Reading.PAGE),
    ]
