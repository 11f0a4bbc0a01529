"""Complaints on the web: made without signing in, followed by ticket and code, answered by supervisors."""

import html
import re
from collections.abc import Callable
from io import BytesIO

import pytest

from app.web.public.complaints import CODES, COMPLAINTS
from tests.web.conftest import Hands, Person

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
GIVEN = {"sop": "izin_kecil", "subject": "Loket tutup", "text": "Loket sudah tutup sebelum jam tiga sore."}
HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}%(x)s{0}"


def ticket(person: Person, **changes: object) -> tuple[str, str]:
    """Complain; answers ticket number and code."""
    answer = person.post("/pengaduan", **{**GIVEN, **changes})
    assert answer.headers["Location"] == "/pengaduan/terkirim"
    number, code = re.findall(r'<dd class="digits">([^<]+)</dd>', person.get("/pengaduan/terkirim").text)
    return number, code


def followed(person: Person, number: str, code: str) -> str:
    person.get("/pengaduan/status")
    return html.unescape(person.post("/pengaduan/status", number=number, code=code).text)


def test_a_complaint_gets_a_ticket_that_is_shown_once(somebody: Person) -> None:
    number, code = ticket(somebody)
    assert number == "ADU-2026-00001"
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    assert somebody.get("/pengaduan/terkirim").status_code == 404


def test_ticket_and_code_show_what_has_happened(somebody: Person) -> None:
    page = followed(somebody, *ticket(somebody))
    assert "Loket tutup" in page
    assert "Kami telah menerimanya." in page
    assert "Dijawab paling lambat" in page


def test_a_wrong_code_shows_nothing(somebody: Person) -> None:
    number, _ = ticket(somebody)
    answer = somebody.post("/pengaduan/status", number=number, code="AAAA")
    assert answer.status_code == 404
    assert "Tidak ada pengaduan dengan nomor tiket dan kode ini." in answer.text
    assert "Loket tutup" not in answer.text


def test_nothing_that_was_typed_is_lost_when_something_is_missing(somebody: Person) -> None:
    answer = somebody.post("/pengaduan", **{**GIVEN, "text": "pendek", "contact": "budi@contoh.example"})
    assert answer.status_code == 422
    assert "Uraikan dalam 10 sampai 5000 karakter." in answer.text
    assert 'value="budi@contoh.example"' in answer.text
    assert ">pendek</textarea>" in answer.text
    assert 'aria-describedby="p-text"' in answer.text


def test_service_and_case_are_filled_in_from_the_link(visitor: Callable[[], Person]) -> None:
    page = visitor().get("/pengaduan?sop=izin_kecil&case_number=IK-2026-00001").text
    assert '<option value="izin_kecil" selected>' in page
    assert 'value="IK-2026-00001"' in page


def test_who_complains_too_often_is_asked_to_wait(somebody: Person, hands: Hands) -> None:
    for _ in range(COMPLAINTS.times):
        assert somebody.post("/pengaduan", **GIVEN).status_code == 303
    answer = somebody.post("/pengaduan", **GIVEN)
    assert answer.status_code == 429
    assert "Loket sudah tutup" in answer.text
    hands.go_on(hours=2)
    assert somebody.post("/pengaduan", **GIVEN).status_code == 303


def test_codes_cannot_be_guessed_for_long(somebody: Person) -> None:
    somebody.get("/pengaduan/status")
    seen = [
        somebody.post("/pengaduan/status", number="ADU-2026-00001", code="A").status_code
        for _ in range(CODES.times + 1)
    ]
    assert seen == [404] * CODES.times + [429]


def test_supervisors_find_the_complaint_and_answer_it(somebody: Person, come) -> None:
    number, code = ticket(somebody, contact="budi@contoh.example", case_number="IK-2026-00001")
    boss = come("pengawas")
    assert "/pengaduan/daftar" in boss.get("/").text
    assert "Loket tutup" in boss.get("/pengaduan/daftar").text
    page = boss.get(f"/pengaduan/{number}").text
    assert "budi@contoh.example" in page
    assert boss.post(f"/pengaduan/{number}", deed="classified", detail="ringan").status_code == 303
    assert boss.post(f"/pengaduan/{number}", deed="forwarded", detail="DPMPTSP").status_code == 303
    assert boss.post(f"/pengaduan/{number}", deed="answered", text="Sudah kami perbaiki.").status_code == 303
    assert boss.post(f"/pengaduan/{number}", deed="closed", detail="terbukti").status_code == 303
    told = followed(somebody, number, code)
    for words in ("Diteruskan kepada DPMPTSP.", "Sudah kami perbaiki.", "Ditutup: terbukti."):
        assert words in told
    assert "pengawas" not in told
    assert "ringan" not in told
    history = boss.get(f"/pengaduan/{number}").text
    assert "Jenis diubah: ringan" in history
    assert 'name="deed"' not in history


def test_a_deed_that_cannot_be_done_is_told_and_its_text_kept(somebody: Person, come) -> None:
    number, _ = ticket(somebody)
    boss = come("pengawas")
    boss.get(f"/pengaduan/{number}")
    answer = boss.post(f"/pengaduan/{number}", deed="forwarded", text="Tolong dicek.", detail="")
    assert answer.status_code == 400
    assert "Sebutkan kepada siapa" in answer.text
    assert "Tolong dicek." in answer.text
    assert boss.post(f"/pengaduan/{number}", deed="filed").status_code == 404
    assert boss.get("/pengaduan/ADU-2026-99999").status_code == 404


def test_late_ones_are_marked_for_both_sides(somebody: Person, come, hands: Hands) -> None:
    number, code = ticket(somebody)
    hands.go_on(days=60)
    assert "terlambat" in come("pengawas").get("/pengaduan/daftar").text
    assert "terlambat; kami mohon maaf" in followed(somebody, number, code)


def test_the_list_has_states_and_pages(somebody: Person, come, hands: Hands) -> None:
    boss = come("pengawas")
    assert "Tidak ada pengaduan di sini." in boss.get("/pengaduan/daftar").text
    for _ in range(26):
        somebody.post("/pengaduan", **GIVEN)
        hands.go_on(minutes=10)
    boss = come("pengawas")
    first = boss.get("/pengaduan/daftar?status=open").text
    assert "ADU-2026-00026" in first
    assert "ADU-2026-00001<" not in first
    [more] = re.findall(r'href="([^"]+)" rel="next"', first)
    assert "ADU-2026-00001<" in boss.get(html.unescape(more)).text
    assert "Tidak ada pengaduan di sini." in boss.get("/pengaduan/daftar?status=closed").text


@pytest.mark.parametrize("login", ["pemohon", "operator", "auditor"])
def test_complaints_are_nobody_elses_business(somebody: Person, come, login: str) -> None:
    number, _ = ticket(somebody)
    person = come(login)
    for path in ("/pengaduan/daftar", f"/pengaduan/{number}", f"/pengaduan/{number}/berkas/1"):
        assert person.get(path).status_code == 403


def test_a_file_leaves_as_a_download_in_which_nothing_runs(somebody: Person, come) -> None:
    number, _ = ticket(somebody, files=(BytesIO(PDF), "bukti.pdf"))
    boss = come("pengawas")
    assert "bukti.pdf" in boss.get(f"/pengaduan/{number}").text
    file = boss.get(f"/pengaduan/{number}/berkas/1")
    assert file.data == PDF
    assert "attachment" in file.headers["Content-Disposition"]
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_a_file_of_another_kind_is_refused(somebody: Person) -> None:
    answer = somebody.post("/pengaduan", **GIVEN, files=(BytesIO(b"MZ"), "virus.exe"))
    assert answer.status_code == 415
    assert "Loket sudah tutup" in answer.text


def test_hostile_text_is_shown_as_it_is_and_does_nothing(somebody: Person, come) -> None:
    fields = {"subject": HOSTILE, "text": HOSTILE, "contact": HOSTILE, "case_number": HOSTILE[:40]}
    number, code = ticket(somebody, **fields)
    boss = come("pengawas")
    boss.get(f"/pengaduan/{number}")
    boss.post(f"/pengaduan/{number}", deed="answered", text=HOSTILE)
    somebody.get("/pengaduan/status")
    pages = [
        boss.get("/pengaduan/daftar").text,
        boss.get(f"/pengaduan/{number}").text,
        somebody.post("/pengaduan/status", number=number, code=code).text,
    ]
    for page in pages:
        assert "<script>alert" not in page
        assert html.escape(HOSTILE, quote=False) in page
