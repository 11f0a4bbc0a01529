"""Public tracking in the browser; what an applicant reads of his case in plain words."""

from dataclasses import replace

from flask import Flask

from app.actions.track import TRIES_FOR_NUMBER
from app.ports import Office
from app.web.desk.plain import standing
from tests.web.conftest import Hands, Person, Walk, permit_bundle


def code(walk: Walk) -> str:
    with walk.office.store.reading() as reader:
        case = reader.instance_by_number(walk.number)
    assert case
    return case.tracking_code


def asked(person: Person, number: str, code: str) -> str:
    person.get("/lacak")
    return person.post("/lacak", number=number, code=code).text


def test_who_has_number_and_code_sees_how_far_it_has_come(walk: Walk, hands: Hands, visitor) -> None:
    walk.start()
    hands.go_on(hours=1)
    walk.apply()
    hands.go_on(hours=1)
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    page = asked(visitor(), walk.number, code(walk))
    assert "“Menerbitkan izin” ada pada Operator." in page
    assert "Permohonan dimulai." in page
    assert "17 Maret 2026, 10.00 WIB" in page
    assert "Sisa 5 hari kerja" in page
    assert "Kecil" in page


def test_the_page_names_nobody(walk: Walk, visitor) -> None:
    walk.start()
    walk.apply()
    page = asked(visitor(), walk.number, code(walk))
    for secret in ("PT Contoh", "9999000000011", "Siti", "Ramadhan", code(walk)):
        assert secret not in page


def test_wrong_number_and_wrong_code_look_the_same(walk: Walk, visitor) -> None:
    walk.start()
    person = visitor()
    pages = set()
    for number, given in ((walk.number, "ZZZZZZZZ"), ("IK-2026-77777", code(walk))):
        person.get("/lacak")
        answer = person.post("/lacak", number=number, code=given)
        assert answer.status_code == 404
        assert "Tidak ada permohonan dengan nomor dan kode ini." in answer.text
        pages.add(answer.text.replace(number, "").replace(person.token, ""))
    assert len(pages) == 1


def test_guessing_is_stopped(walk: Walk, visitor) -> None:
    walk.start()
    person = visitor()
    for _ in range(TRIES_FOR_NUMBER):
        asked(person, walk.number, "ZZZZZZZZ")
    answer = person.post("/lacak", number=walk.number, code=code(walk))
    assert answer.status_code == 429


def test_no_search_engine_and_no_cache_keeps_it(walk: Walk, visitor) -> None:
    walk.start()
    person = visitor()
    for answer in (person.get("/lacak"), person.post("/lacak", number=walk.number, code=code(walk))):
        assert answer.status_code == 200
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "no-store"
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_what_was_typed_is_shown_harmlessly(visitor) -> None:
    page = asked(visitor(), '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in page


def test_an_ended_case_says_how_it_ended(walk: Walk, visitor) -> None:
    walk.start()
    walk.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.")
    page = asked(visitor(), walk.number, code(walk))
    assert "Ditarik pemohon" in page
    assert "<dt>Selesai</dt>" in page


def test_a_cancelled_case_says_so(walk: Walk, come, visitor) -> None:
    walk.start()
    come("pengawas").post(f"/permohonan/{walk.number}/batal", reason="Ganda dengan yang lain")
    for page in (asked(visitor(), walk.number, code(walk)), walk.case("pemohon").text):
        assert "Permohonan ini dibatalkan oleh dinas." in page
    assert "Ganda dengan yang lain" not in walk.case("pemohon").text


def test_the_applicant_reads_where_it_stands_what_is_asked_and_his_code(walk: Walk) -> None:
    walk.start()
    page = walk.case("pemohon").text
    assert "Sampai di mana permohonan Anda" in page
    assert "“Mengajukan izin” ada pada Pemohon." in page
    assert f'<a class="button" href="/tugas/{walk.task("ajukan")}">' in page
    assert f"{code(walk)[:4]}-{code(walk)[4:]}" in page
    walk.apply()
    page = walk.case("pemohon").text
    assert "Anda tidak perlu melakukan apa-apa sekarang." in page


def test_the_office_does_not_read_the_code_of_the_applicant(walk: Walk) -> None:
    walk.start()
    page = walk.case("operator").text
    assert f"{code(walk)[:4]}-{code(walk)[4:]}" not in page
    assert "Sampai di mana permohonan Anda" not in page


def test_a_case_from_before_there_were_codes_has_none(walk: Walk, office: Office) -> None:
    walk.start()
    with office.store.writing() as unit:
        case = unit.instance_by_number(walk.number)
        assert case
        unit.keep(case, replace(case, tracking_code=""), [])
        unit.commit()
    assert "Kode pelacakan" not in walk.case("pemohon").text


def test_a_case_that_waits_for_nobody_goes_on_by_itself(walk: Walk, app: Flask) -> None:
    walk.start()
    with walk.office.store.reading() as reader:
        case = reader.instance_by_number(walk.number)
        assert case
        definition = walk.office.read(permit_bundle())
        with app.test_request_context("/"):
            assert standing(definition, case, []) == ["Permohonan berjalan dengan sendirinya."]
