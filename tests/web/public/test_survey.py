"""The satisfaction survey on the web, from the link on the case to the report."""

import csv
import re
from io import StringIO

import pytest

from app.library.survey import questionnaire
from tests.web.conftest import Hands, Person

CODES = [question.code for question in questionnaire().questions]
GOOD = dict.fromkeys(CODES, "4")
REPORT = "/survei/laporan/izin_kecil"


@pytest.fixture
def link(walk) -> str:
    """The address of the survey of a case that has ended."""
    return ended(walk)


def ended(walk) -> str:
    walk.start()
    walk.apply()
    withdraw(walk)
    [address] = re.findall(r'href="(/survei/[^"]+)"', walk.case("pemohon").text)
    return address


def withdraw(walk) -> None:
    walk.do("pemohon", "tarik", alasan="Rencana kami berubah.")


def filled(visitor, link: str, **answers: str) -> Person:
    person = visitor()
    person.get(link)
    assert person.post(link, **answers).headers["Location"] == "/survei/terima-kasih"
    return person


def test_only_the_applicant_of_an_ended_case_gets_the_link(walk, come) -> None:
    walk.start()
    assert "/survei/" not in walk.case("pemohon").text
    walk.apply()
    withdraw(walk)
    assert "http://localhost/survei/" in walk.case("pemohon").text
    assert "/survei/" not in walk.case("operator").text


def test_nine_questions_are_asked_without_signing_in(visitor, link: str) -> None:
    page = visitor().get(link).text
    assert page.count("<fieldset>") == 9
    assert "Bagaimana kecepatan waktu dalam memberikan pelayanan?" in page
    assert "IK-2026" not in page


def test_they_are_asked_in_english_on_request(visitor, link: str) -> None:
    person = visitor()
    person.get(link)
    person.post("/bahasa/en")
    page = person.get(link).text
    assert "How quickly was the service given?" in page
    assert "under 25" in page


def test_a_link_answers_once(visitor, link: str) -> None:
    person = filled(visitor, link, **GOOD)
    assert "Terima kasih" in person.get("/survei/terima-kasih").text
    page = person.get(link)
    assert "Survei ini sudah diisi" in page.text
    assert "<fieldset>" not in page.text
    assert person.post(link, **GOOD).status_code == 409


def test_an_empty_survey_is_asked_for_at_least_one_answer_and_nothing_is_lost(visitor, link: str) -> None:
    person = visitor()
    person.get(link)
    answer = person.post(link, suggestion="Lebih <b>cepat</b>", sex="p", WAKTU="9")
    assert answer.status_code == 422
    assert "Jawab paling sedikit satu pertanyaan." in answer.text
    assert "Lebih &lt;b&gt;cepat&lt;/b&gt;</textarea>" in answer.text
    assert '<option value="p" selected>' in answer.text


def test_a_link_of_nobody_leads_nowhere(visitor) -> None:
    person = visitor()
    person.get("/masuk")
    assert person.get("/survei/abc").status_code == 404
    assert person.post("/survei/abc", **GOOD).status_code == 404


def test_links_cannot_be_guessed_for_long(visitor) -> None:
    person = visitor()
    assert {person.get("/survei/abc").status_code for _ in range(70)} == {404, 429}


def test_the_report_shows_index_class_and_sample(visitor, link: str) -> None:
    filled(visitor, link, **GOOD)
    page = visitor().get(REPORT).text
    assert "<strong>100,00</strong>" in page
    assert "<strong>A</strong>" in page
    assert "responden dari 1 permohonan yang selesai; minimum 1" in page
    assert "kurang dari sampel minimum" not in page


def test_a_report_without_responses_says_that_it_is_no_more_than_a_hint(visitor) -> None:
    page = visitor().get(REPORT).text
    assert "kurang dari sampel minimum" in page
    assert "<strong>–</strong>" in page


def test_the_report_of_another_time_is_another_one(visitor, link: str) -> None:
    filled(visitor, link, **GOOD)
    assert "<strong>100,00</strong>" not in visitor().get(f"{REPORT}?dari=2025-01-01&sampai=2025-12-31").text
    assert "<strong>100,00</strong>" in visitor().get(f"{REPORT}?dari=gestern&sampai=").text


def test_the_weight_is_chosen_and_printed(visitor, link: str) -> None:
    filled(visitor, link, **GOOD)
    page = visitor().get(f"{REPORT}?bobot=0.111").text
    assert "<strong>99,90</strong>" in page
    assert "Bobot setiap unsur: 0,111" in page


def test_the_report_is_written_in_the_language_of_each_reader(visitor, link: str) -> None:
    english, indonesian = visitor(), visitor()
    english.get("/masuk")
    english.post("/bahasa/en", next="/masuk")
    assert "Weight of each element: 0.111" in english.get(f"{REPORT}?bobot=0.111").text
    assert "Bobot setiap unsur: 0,111" in indonesian.get(f"{REPORT}?bobot=0.111").text


def test_an_address_brings_nothing_of_its_own_into_the_links_of_the_report(visitor) -> None:
    page = visitor().get(f"{REPORT}?bobot=1/9&sop=x&_scheme=javascript&_external=1&_anchor=x")
    assert page.status_code == 200
    assert f'href="{REPORT}/csv?bobot=1/9"' in page.text


def test_few_of_a_kind_are_not_told_apart(visitor, walk) -> None:
    for _ in range(3):
        filled(visitor, ended(walk), **GOOD, sex="p")
    filled(visitor, ended(walk), **GOOD, sex="l")
    page = visitor().get(f"{REPORT}?sex=l").text
    assert "Kurang dari 3 orang seperti ini" in page
    assert "<strong>100,00</strong>" not in page
    assert "<strong>100,00</strong>" in visitor().get(f"{REPORT}?sex=p&age=nobody").text
    assert "&lt; 3" in visitor().get(REPORT).text


def test_suggestions_are_for_supervisors_only(visitor, come, link: str) -> None:
    filled(visitor, link, **GOOD, suggestion="Loket <i>kurang</i> banyak.")
    assert "Loket" not in visitor().get(REPORT).text
    assert "Loket" not in come("operator").get(REPORT).text
    assert "Loket &lt;i&gt;kurang&lt;/i&gt; banyak." in come("pengawas").get(REPORT).text


def test_the_report_is_a_table_for_spreadsheets(visitor, link: str) -> None:
    filled(visitor, link, **{**GOOD, "WAKTU": ""})
    answer = visitor().get(f"{REPORT}/csv?bobot=0.111")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))
    assert ["U1", "PERSYARATAN", "1", "4", "4.0000", "0.4440", "A"] in rows
    assert ["U3", "WAKTU", "0", "0", "", "", ""] in rows
    assert ["bobot", "0.111"] in rows
    assert ["IKM", ""] in rows


def test_a_whole_table_ends_with_the_index(visitor, link: str, hands: Hands) -> None:
    filled(visitor, link, **GOOD)
    rows = list(csv.reader(StringIO(visitor().get(f"{REPORT}/csv").data.decode("utf-8-sig"))))
    assert rows[-3:] == [["IKM", "4.00"], ["IKM konversi", "100.00"], ["mutu pelayanan", "A"]]
    assert ["bobot", "1/9"] in rows


def test_there_is_no_report_of_an_unknown_sop(visitor) -> None:
    assert visitor().get("/survei/laporan/lain").status_code == 404
    assert visitor().get("/survei/laporan/lain/csv").status_code == 404
