"""The page of a service standard."""

import re
from collections.abc import Callable

import pytest

from app.actions.deploy import deploy
from app.library.shipped import shipped_bundle
from app.model.bundle import SOP
from app.ports import Office
from tests.web.conftest import Person


@pytest.fixture
def magetan(office: Office) -> None:
    bundle = shipped_bundle("izin_perluasan_magetan")
    office.shelf.clear()
    deploy(office, bundle, by=None, note="")


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def in_english(person: Person) -> Person:
    person.get("/masuk")
    person.post("/bahasa/en")
    return person


def test_the_sign_in_page_leads_to_the_standards(visitor: Callable[[], Person]) -> None:
    assert 'href="/standar"' in visitor().get("/masuk").text
    listed = visitor().get("/standar")
    assert 'href="/standar/izin_kecil"' in listed.text
    assert "Izin Kecil" in listed.text


def test_there_is_no_standard_of_an_unknown_sop(visitor: Callable[[], Person]) -> None:
    assert visitor().get("/standar/lain").status_code == 404


def test_all_14_components_stand_on_the_page(visitor: Callable[[], Person], magetan: None) -> None:
    page = visitor().get("/standar/izin_perluasan_magetan").text
    assert re.findall(r'id="k(\d+)"', page) == [str(n) for n in range(1, 15)]
    told = words(page)
    for verbatim in (
        "Scan AKTA pendirian dan perubahan (kalau ada).",
        "Pemohon Menyampaikan data perluasan industri;",
        "5 (lima) hari setelah syarat pemenuhan komitmen dinyatakan lengkap dan benar .",
        "Tidak dikenakan biaya.",
        "Izin Perluasan Usaha Industri.",
        "Email kantor : dpmpstsp.magetan@gmail.com",
        "Tertulis dua kali pada sumber",
        "Tersediannya alat pemadam kebakaran (APAR)",
        "Mampu mengoperasikan computer.",
        "Dilakukan oleh atasan langsung.",
        "Bagian pemrosesan.",
        "Pelayanan yang CERMAT",
        "Adanya Sertifikat ISO 9001 : 2015.",
        "Tindak Lanjut Hasil Evaluasi.",
    ):
        assert verbatim in told
    assert "tidak sejalan" not in told


def test_the_page_is_english_on_request(visitor: Callable[[], Person], magetan: None) -> None:
    told = words(in_english(visitor()).get("/standar/izin_perluasan_magetan").text)
    assert "Free of charge." in told
    assert "The applicant submits the data of the expansion" in told
    assert "Copy of the tax number (NPWP)." in told
    assert "By the direct superior." in told


def test_what_was_not_laid_down_is_said_and_never_made_up(visitor: Callable[[], Person]) -> None:
    told = words(visitor().get("/standar/izin_kecil").text)
    assert told.count("Belum ditetapkan.") == 14  # 13 components and the pledge
    assert "Proses menghitung 5 hari kerja; ini usulan, bukan janji instansi." in told
    assert "Mengajukan Izin Kecil melalui OSS" in told


def test_a_standard_that_contradicts_its_process_says_so(
    office: Office, visitor: Callable[[], Person], magetan: None
) -> None:
    bundle = shipped_bundle("izin_perluasan_magetan")
    changed = bundle.files[SOP].replace(b"[service]\ndays = 5", b'[service]\ndays = 3\npledge = "Kami <b>sanggup</b>."')
    deploy(office, bundle.replacing(SOP, changed), by=None, note="")
    page = visitor().get("/standar/izin_perluasan_magetan").text
    assert "Standar menjanjikan 3 hari, tetapi jam layanan menghitung 5." in page
    assert "Kami &lt;b&gt;sanggup&lt;/b&gt;." in page


def test_no_standard_at_all_is_told(office: Office, visitor: Callable[[], Person], monkeypatch) -> None:
    monkeypatch.setattr("app.web.public.standard.newest", dict)
    assert "Belum ada pelayanan yang diumumkan." in visitor().get("/standar").text
