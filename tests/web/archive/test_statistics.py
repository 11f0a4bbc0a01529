"""The statistics of the archive: figures an auditor can follow to the cases behind them."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from app.actions.archive.measure import count
from app.model.calendar import WorkingCalendar
from app.ports import Office
from app.web import WebSettings, create_app
from app.web.archive.statistics.tables import TABLES
from app.worker import work_once
from tests.web.conftest import Hands, Person, Walk

PAGES = ("", "/kegiatan", "/cara", "/pengulangan", "/titik")
LINK = re.compile(r'<td class="digits"[^>]*><a href="(/arsip/statistik/kasus[^"]*)">([^<]*)</a>')
ROWS = re.compile(r'<tr><th scope="row">')


@pytest.fixture
def told(walk: Walk, office: Office, hands: Hands) -> Walk:
    """A case that was incomplete once and ended, one that was withdrawn, one that waits; all counted."""
    walk.start()
    walk.apply()
    hands.go_on(hours=1)
    walk.come("operator").post(f"/tugas/{walk.task('periksa')}/ambil")
    hands.go_on(hours=2)
    walk.do("operator", "periksa", hasil="kurang")
    walk.apply()
    hands.go_on(days=1)
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    walk.do("operator", "terbitkan")
    while work_once(office, owner="w"):
        pass
    for withdrawn in (True, False):
        walk.start()
        walk.apply()
        if withdrawn:
            hands.go_on(hours=1)
            walk.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.")
    count(office)
    return walk


def figures(page: str) -> Iterator[tuple[str, int]]:
    """The whole numbers of a page that lead to cases."""
    for address, text in LINK.findall(page):
        if text.isdigit():
            yield address.replace("&amp;", "&"), int(text)


@pytest.mark.parametrize("login", ["auditor", "pengawas"])
@pytest.mark.parametrize("page", PAGES)
def test_auditors_and_supervisors_see_every_page(told: Walk, login: str, page: str) -> None:
    answer = told.come(login).get(f"/arsip/statistik{page}")
    assert answer.status_code == 200
    assert "Izin Kecil" in answer.text
    assert "dihitung sampai 18 Maret 2026" in answer.text
    assert " style=" not in answer.text


@pytest.mark.parametrize("page", ["", "?period=2026-03", "/kegiatan", "/cara", "/pengulangan"])
def test_behind_every_number_stand_as_many_rows(told: Walk, page: str) -> None:
    auditor = told.come("auditor")
    found = dict(figures(auditor.get(f"/arsip/statistik{page}").text))
    assert found
    for address, number in found.items():
        rows = len(ROWS.findall(auditor.get(address).text))
        assert rows == number, address


def test_the_first_page_says_how_cases_ended_and_how_long_they_took(told: Walk) -> None:
    page = told.come("auditor").get("/arsip/statistik").text
    for words in ("Izin terbit", "Ditarik pemohon", "50,0 %", "Maret 2026", "Selesai tepat waktu", "janji: 5"):
        assert words in page
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart columns"') == 2
    assert "Permohonan masih sedikit" in page


def test_activities_are_summed_up_by_lane(told: Walk) -> None:
    page = told.come("auditor").get("/arsip/statistik/kegiatan").text
    lanes = re.findall(r'<tr class="group"><th scope="row">([^<]*)</th>', page)
    assert lanes == ["Pemohon", "Operator", "SIINAS"]
    assert "Memeriksa kelengkapan: 2 kali" in page


def test_time_is_shown_in_working_hours_or_in_all_hours(told: Walk) -> None:
    auditor = told.come("auditor")
    office_hours, gross = (auditor.get(f"/arsip/statistik/kegiatan?time={time}").text for time in ("", "gross"))
    assert "jam kerja" in office_hours
    row = re.compile(r"Memeriksa kelengkapan</th>(.*?)</tr>", re.DOTALL)
    assert re.findall(r">([0-9,]+)</td>", row.search(office_hours)[1])[:3] == ["1", "1,0", "1,0"]
    assert "24,0" in row.search(gross)[1]
    assert "24,0" not in row.search(office_hours)[1]


def test_the_heat_on_the_diagram_is_that_of_numbers_or_of_time(told: Walk) -> None:
    auditor = told.come("auditor")
    assert "Berapa kali setiap elemen dilewati" in auditor.get("/arsip/statistik/kegiatan").text
    page = auditor.get("/arsip/statistik/kegiatan?heat=time").text
    assert "Lama kegiatan (median)" in page
    assert re.search(r"Memeriksa kelengkapan: [0-9,]+ jam kerja", page)


def test_ways_are_ranked_and_each_is_shown_on_the_diagram(told: Walk) -> None:
    auditor = told.come("auditor")
    page = auditor.get("/arsip/statistik/cara").text
    names = re.findall(r'href="(/arsip/statistik/cara\?variant=[0-9a-f]{16})#diagram">Jalan (\d)', page)
    assert [rank for _, rank in names] == ["1", "2"]
    titles = [re.search(r"<h2[^>]*>(Jalan \d pada diagram)", auditor.get(address).text)[1] for address, _ in names]
    assert titles == ["Jalan 1 pada diagram", "Jalan 2 pada diagram"]
    looped = next(page for address, _ in names if "langkah 1, 3" in (page := auditor.get(address).text))
    assert "Memeriksa kelengkapan: langkah 2, 4" in looped
    assert 'class="flow sequenceFlow taken" id="stat-f_kurang"' in looped
    assert "Jalan 1 pada diagram" in auditor.get("/arsip/statistik/cara?variant=unknown").text


def test_what_was_done_again_is_told_with_the_flows_back(told: Walk) -> None:
    page = told.come("auditor").get("/arsip/statistik/pengulangan").text
    assert "Pada 1 dari 2 permohonan yang berakhir (50,0 %)" in page
    assert "Tidak lengkap" in page
    assert "1 Mengajukan izin" in page


def test_what_took_long_is_told_in_days(walk: Walk, office: Office, hands: Hands) -> None:
    walk.start()
    walk.apply()
    hands.go_on(days=20)
    walk.come("pengawas").post(f"/permohonan/{walk.number}/batal", reason="Tutup.")
    count(office)
    auditor = walk.come("auditor")
    page = auditor.get("/arsip/statistik").text
    assert "<strong>13,0</strong> hari kerja, p50" in page
    assert "Ditutup oleh pengawas" in page
    assert "<strong>20,0</strong> hari, p50" in auditor.get("/arsip/statistik?time=gross").text


def test_where_nothing_was_done_again_it_is_said(walk: Walk, office: Office) -> None:
    walk.start()
    walk.apply()
    count(office)
    page = walk.come("auditor").get("/arsip/statistik/pengulangan").text
    assert "Tidak ada kegiatan yang dikerjakan lebih dari sekali." in page
    assert "Belum ada permohonan yang berakhir pada masa ini." in page
    assert "Belum ada permohonan yang berakhir pada masa ini." in walk.come("auditor").get("/arsip/statistik").text


def test_the_dotted_chart_is_sorted_and_laid_out_as_wished(told: Walk) -> None:
    auditor = told.come("auditor")
    by_start, by_duration = (auditor.get(f"/arsip/statistik/titik?{x}").text for x in ("", "sort=longest"))
    order = re.compile(r'<th scope="row"><a href="[^"]*">(IK-2026-\d+)</a>')
    assert order.findall(by_start) == ["IK-2026-00001", "IK-2026-00002", "IK-2026-00003"]
    assert order.findall(by_duration) == ["IK-2026-00002", "IK-2026-00001", "IK-2026-00003"]
    assert "hari ke-" in auditor.get("/arsip/statistik/titik?axis=start").text
    assert "hari ke-" not in by_start
    assert "Semua permohonan yang dimulai pada masa ini." in by_start


def test_of_many_cases_the_dotted_chart_shows_some(walk: Walk, office: Office) -> None:
    person = walk.come("pemohon")
    for _ in range(130):
        person.post("/mulai/izin_kecil")
    while count(office):
        pass
    page = walk.come("auditor").get("/arsip/statistik/titik").text
    assert "65 dari 130 permohonan yang dimulai pada masa ini, diambil merata." in page


@pytest.mark.parametrize("page", PAGES)
def test_where_there_are_no_figures_the_page_says_so(told: Walk, page: str) -> None:
    answer = told.come("auditor").get(f"/arsip/statistik{page}?period=2025")
    assert answer.status_code == 200
    assert "Belum ada angka untuk masa ini." in answer.text


@pytest.mark.parametrize(
    ("asked", "words", "number"),
    [
        ("", "Semua masa", 3),
        ("period=2026", "2026", 3),
        ("period=2026-Q1", "Triwulan I 2026", 3),
        ("period=2026-03", "Maret 2026", 3),
        ("since=2026-03-18", "Sejak 18 Maret 2026", 2),
        ("until=2026-03-17", "Sampai 17 Maret 2026", 1),
        ("since=2026-03-17&until=2026-03-17", "17 Maret 2026 – 17 Maret 2026", 1),
        ("since=2026-01-01&until=2026-04-30", "1 Januari 2026 – 30 April 2026", 3),
        ("version=1", "versi 1", 3),
        ("period=someday&since=soon&version=x", "Semua masa", 3),
        ("until=9999-12-31", "Sampai 30 Desember 9999", 3),
    ],
)
def test_a_period_is_chosen_by_name_or_by_its_days(told: Walk, asked: str, words: str, number: int) -> None:
    page = told.come("auditor").get(f"/arsip/statistik?{asked}").text
    assert words in page
    assert f"<strong>{number}</strong> dimulai" in page


def test_more_months_than_one_can_read_are_shown_as_years(told: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.archive.statistics.overview.MONTHS", 0)
    page = told.come("auditor").get("/arsip/statistik").text
    assert '<th scope="row">2026</th>' in page
    assert "counts=started&amp;period=2026" in page or "period=2026&amp;counts=started" in page


def test_a_month_at_the_end_of_a_period_leads_to_its_days_in_it(told: Walk) -> None:
    page = told.come("auditor").get("/arsip/statistik?since=2026-03-18&until=2026-04-10").text
    assert "since=2026-03-18&amp;until=2026-03-31" in page


def test_steps_that_are_not_counted_yet_are_told_of(told: Walk) -> None:
    told.start()
    page = told.come("auditor").get("/arsip/statistik").text
    assert "1 permohonan memiliki kejadian yang belum dihitung" in page


def test_before_anything_was_counted_it_is_said(walk: Walk) -> None:
    page = walk.come("auditor").get("/arsip/statistik").text
    assert "belum dihitung" in page
    assert "Belum ada angka untuk masa ini." in page


def test_figures_that_rest_on_other_days_off_are_marked(told: Walk, office: Office) -> None:
    other = replace(office, calendar=WorkingCalendar({date(2026, 3, 18): "Libur"}))
    auditor = Person(create_app(other, WebSettings("a secret of thirty-two characters", secure=False)).test_client())
    auditor.sign_in("auditor")
    assert "lajur measure --rebuild" in auditor.get("/arsip/statistik").text
    assert "lajur measure --rebuild" not in told.come("auditor").get("/arsip/statistik").text


def test_a_supervisor_is_led_to_the_page_of_a_case_and_an_auditor_to_its_replay(told: Walk) -> None:
    for login, address in (("pengawas", "/permohonan"), ("auditor", "/arsip/permohonan")):
        page = told.come(login).get("/arsip/statistik/kasus?counts=ended").text
        assert f'href="{address}/IK-2026-00001"' in page


def test_rows_behind_a_figure_are_narrowed_sorted_and_told(told: Walk) -> None:
    auditor = told.come("auditor")
    page = auditor.get("/arsip/statistik/kasus?counts=ended&outcome=e_ditarik&sort=longest&promise=none").text
    assert "Permohonan yang berakhir" in page
    assert "Ditarik pemohon" in page
    assert "Berakhir sebelum waktu layanan berhenti" in page
    assert "terbaru dahulu" in page
    done = auditor.get("/arsip/statistik/kasus?counts=done&element=periksa&again=1").text
    assert "2 Memeriksa kelengkapan" in done
    assert "hanya yang diulang" in done
    assert len(ROWS.findall(done)) == 1
    assert "Tidak ada permohonan yang cocok." in auditor.get("/arsip/statistik/kasus?counts=ended&outcome=x").text
    assert "Permohonan yang dimulai" in auditor.get("/arsip/statistik/kasus?counts=x&promise=x&skip=-1").text


@pytest.mark.parametrize(
    "asked",
    [
        "counts=started",
        "counts=started&period=2026-03",
        "counts=started&since=2026-03-18",
        "counts=ended",
        "counts=ended&until=2026-03-18&version=1",
        "counts=ended&outcome=e_terbit",
        "counts=running",
        "counts=done&element=terbitkan",
    ],
)
def test_the_search_finds_the_same_cases(told: Walk, asked: str) -> None:
    auditor = told.come("auditor")
    page = auditor.get(f"/arsip/statistik/kasus?{asked}").text
    address = re.search(r'<a href="(/arsip\?[^"]*)">Persempit', page)[1].replace("&amp;", "&")
    number = re.compile(r">(IK-2026-\d+)</a>")
    assert set(number.findall(auditor.get(address).text)) == set(number.findall(page)) != set()
    assert "Persempit" not in told.come("pengawas").get(f"/arsip/statistik/kasus?{asked}").text


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("counts=ended&outcome=!cancelled", "status=cancelled"),
        ("counts=ended&promise=late", "late=yes"),
        ("counts=ended&promise=kept", ""),
        ("counts=ended&again=1", ""),
        ("counts=running&until=2026-03-01", ""),
        ("counts=done&element=periksa&period=2026", ""),
    ],
)
def test_what_the_search_cannot_ask_for_it_is_not_asked_for(told: Walk, asked: str, searched: str) -> None:
    page = told.come("auditor").get(f"/arsip/statistik/kasus?{asked}").text
    assert ("Persempit" in page) == bool(searched)
    assert searched in page


def test_many_rows_have_pages(walk: Walk, office: Office) -> None:
    person = walk.come("pemohon")
    for _ in range(51):
        person.post("/mulai/izin_kecil")
    while count(office):
        pass
    auditor = walk.come("auditor")
    first = auditor.get("/arsip/statistik/kasus").text
    assert len(ROWS.findall(first)) == 50
    following = re.search(r'href="([^"]*skip=50[^"]*)" rel="next"', first)[1].replace("&amp;", "&")
    second = auditor.get(following).text
    assert len(ROWS.findall(second)) == 1
    assert "Ke halaman pertama" in second
    assert "skip=100" not in second


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_file_for_a_spreadsheet(told: Walk, name: str) -> None:
    answer = told.come("auditor").get(f"/arsip/statistik/{name}.csv?counts=ended")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}.csv"
    heading, *rows = csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert rows
    assert all(heading)
    assert {len(row) for row in rows} == {len(heading)}


def test_a_file_holds_plain_numbers_and_no_formulas(told: Walk) -> None:
    told.start()
    told.apply(perusahaan_nama="=HYPERLINK(1)")
    count(told.office)
    auditor = told.come("auditor")
    assert "'=HYPERLINK(1)" in auditor.get("/arsip/statistik/kasus.csv?counts=started").text
    text = auditor.get("/arsip/statistik/kegiatan.csv").text
    assert "2 Memeriksa kelengkapan;2;1;1,00;1,00;2,00;2,00;" in text
    assert "Menunggu, p50 (jam kerja)" in text


def test_there_is_no_other_table(told: Walk) -> None:
    assert told.come("auditor").get("/arsip/statistik/rahasia.csv").status_code == 404


def test_of_an_unknown_sop_there_are_no_figures(told: Walk) -> None:
    assert told.come("auditor").get("/arsip/statistik?sop=lain").status_code == 404


def test_what_no_version_knows_is_called_by_its_id(told: Walk) -> None:
    auditor = told.come("auditor")
    assert "hilang" in auditor.get("/arsip/statistik/kasus?counts=done&element=hilang").text
    assert "hilang" in auditor.get("/arsip/statistik/kasus?counts=ended&outcome=hilang").text


def test_names_stand_in_the_language_of_the_reader(told: Walk) -> None:
    auditor = told.come("auditor")
    auditor.post("/bahasa/en")
    page = auditor.get("/arsip/statistik/kegiatan").text
    for words in ("Checking completeness", "Applicant", "working hours", "One working day has 8.5 working hours"):
        assert words in page
