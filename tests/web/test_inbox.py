"""The inbox: what waits for me and for my groups."""

import re
from datetime import timedelta

from tests.web.conftest import Hands, Walk

LINK = re.compile(r'class="lead"><a href="(/tugas/\d+)"')
NEXT = re.compile(r'href="([^"]+)" rel="next"')


def test_an_applicant_begins_with_an_empty_inbox_and_a_button(come) -> None:
    page = come("pemohon").get("/").text
    assert "Tidak ada yang menunggu Anda." in page
    assert "Ajukan permohonan: Izin Kecil" in page


def test_staff_is_told_what_will_come(come) -> None:
    page = come("operator").get("/").text
    assert "Tidak ada yang menunggu kelompok Anda." in page
    assert "Ajukan permohonan" not in page
    assert "Anda belum mengambil tugas." in come("operator").get("/?list=mine").text


def test_a_line_tells_what_a_clerk_must_know(walk: Walk, come, hands: Hands) -> None:
    walk.start()
    walk.apply()
    hands.go_on(minutes=20)
    page = come("operator").get("/").text
    for words in ("Memeriksa kelengkapan", walk.number, "PT Contoh", "20 menit yang lalu", "Belum dimulai", "Operator"):
        assert words in page
    assert '<span class="row">2</span>' in page


def test_an_applicants_task_is_his_without_taking_it(walk: Walk, come) -> None:
    walk.start()
    page = come("pemohon").get("/").text
    assert "Mengajukan izin" in page
    assert "Ambil tugas" not in page
    assert "Tugas saya" not in page
    assert "Menunggu Anda:" in page


def test_a_claimed_task_names_its_assignee_to_the_colleagues(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    operator = come("operator")
    answer = operator.post(f"/tugas/{walk.task('periksa')}/ambil")
    assert answer.headers["Location"] == f"/tugas/{walk.task('periksa')}"
    assert "Contoh Ramadhan, A.Md." in come("operator2").get("/").text.split("<table")[1]
    mine = operator.get("/?list=mine").text
    assert ">Anda</td>" in "".join(mine.split())
    assert 'Tugas saya <span class="count">1</span>' in mine


def test_two_cannot_claim_one_task(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    work, second = walk.task("periksa"), come("operator2")
    come("operator").post(f"/tugas/{work}/ambil")
    answer = second.post(f"/tugas/{work}/ambil")
    assert answer.status_code == 409
    assert "Contoh Ramadhan, A.Md. sudah mengambil tugas ini." in answer.text


def test_a_task_given_back_is_open_again(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    work, operator = walk.task("periksa"), come("operator")
    operator.post(f"/tugas/{work}/ambil")
    assert operator.post(f"/tugas/{work}/lepas").headers["Location"] == "/"
    assert "Tugas itu terbuka lagi bagi rekan Anda." in operator.get("/").text
    assert "Ambil tugas" in come("operator2").get("/").text


def test_search_finds_by_company_and_says_when_nothing_matches(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    operator = come("operator")
    assert walk.number in operator.get("/?q=contoh").text
    page = operator.get("/?q=<b>").text
    assert "Tidak ada tugas yang cocok dengan “&lt;b&gt;”." in page
    assert "Tampilkan semua tugas" in page


def test_a_long_inbox_has_pages_and_an_honest_count(walk: Walk, come) -> None:
    person = come("pemohon")
    for _ in range(101):
        person.post("/mulai/izin_kecil")
    page = person.get("/").text
    assert '<span class="count">100+</span>' in page
    assert "Ke halaman pertama" not in page
    seen = LINK.findall(page)
    while found := NEXT.search(page):
        page = person.get(found[1]).text
        assert "Ke halaman pertama" in page
        assert len(LINK.findall(page)) <= 25
        seen += LINK.findall(page)
    assert len(seen) == len(set(seen)) >= 101


def test_the_service_clock_is_told_in_words(walk: Walk, come, hands: Hands) -> None:
    walk.start()
    walk.apply()
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    # Nyepi and a weekend lie between the 17th and the 25th of March.
    told = {0: "Sisa 5 hari kerja", 7: "Sisa 1 hari kerja", 8: "Jatuh tempo hari ini", 9: "Terlambat 1 hari kerja"}
    for days, words in told.items():
        hands.go_on(seconds=(timedelta(days=days) - (hands.now - walk.began)).total_seconds())
        page = come("operator").get("/").text
        assert words in page
        assert "25 Maret 2026" in page
