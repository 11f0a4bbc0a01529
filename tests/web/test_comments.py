"""Comments on the page of a case: who reads what, and that words are only words."""

import pytest

from app.web.desk.comments import linked
from tests.web.conftest import Walk


@pytest.fixture
def case(walk: Walk) -> Walk:
    walk.start()
    walk.apply()
    return walk


def write(case: Walk, login: str, text: str, **more: str):
    return case.come(login).post(f"/permohonan/{case.number}/komentar", text=text, **more)


def test_a_comment_for_the_office_is_not_shown_to_the_applicant(case: Walk) -> None:
    answer = write(case, "operator", "Mohon dicek @operator2")
    assert answer.headers["Location"] == f"/permohonan/{case.number}#komentar-1"
    page = case.case("operator2").text
    assert '<strong title="@operator2">Contoh Maharani, S.Si.</strong>' in page
    assert "hanya kantor" in page
    assert "menulis sebuah komentar" in page
    page = case.case("pemohon").text
    assert "Mohon dicek" not in page
    assert "komentar." not in page


def test_an_applicant_reads_the_office_not_the_person(case: Walk) -> None:
    write(case, "operator", "Mohon ditunggu.", internal="off")
    write(case, "pemohon", "Baik.")
    page = case.case("pemohon").text
    assert "<strong>Dinas</strong>" in page
    assert "<strong>Siti Contoh</strong>" in page
    assert "Ramadhan" not in page
    assert "Hanya kantor" not in page


def test_a_comment_is_withdrawn_by_its_author_while_the_button_is_there(case: Walk, come, hands) -> None:
    write(case, "operator", "Salah kirim")
    person = come("operator")
    path = f"/permohonan/{case.number}/komentar/1/tarik"
    assert path in person.get(f"/permohonan/{case.number}").text
    assert path not in case.case("operator2").text
    assert person.post(path).status_code == 303
    page = person.get(f"/permohonan/{case.number}").text
    assert "Komentar ini sudah ditarik." in page
    assert "Salah kirim" not in page
    write(case, "operator", "Lagi")
    hands.go_on(minutes=11)
    assert "/tarik" not in person.get(f"/permohonan/{case.number}").text


def test_an_auditor_reads_comments_and_writes_none(case: Walk) -> None:
    write(case, "operator", "untuk kantor")
    page = case.case("auditor").text
    assert "untuk kantor" in page
    assert 'name="text"' not in page
    assert write(case, "auditor", "x").status_code == 403


def test_an_empty_comment_is_refused_with_a_sentence(case: Walk) -> None:
    answer = write(case, "operator", " ")
    assert answer.status_code == 400
    assert "Tulislah sesuatu." in answer.text


def test_an_erased_comment_says_so(case: Walk, office) -> None:
    write(case, "operator", "NIK 6171")
    with office.store.writing() as unit:
        comment = unit.comment(1)
        assert comment is not None
        unit.erase_comment(comment.instance, comment.event)
        unit.commit()
    assert "Komentar ini sudah dihapus." in case.case("operator").text


def link(address: str) -> str:
    return f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script> & {{7*7}}", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{7*7}}"),
        ("lihat https://oss.go.id/a?b=1&c=2.", f"lihat {link('https://oss.go.id/a?b=1&amp;c=2')}."),
        ("javascript:alert(1) data:x", "javascript:alert(1) data:x"),
        ('https://x.id/"onload="y', f"{link('https://x.id/')}&#34;onload=&#34;y"),
        ("@ani dan @budi", '<strong title="@ani">Ani &lt;b&gt;</strong> dan @budi'),
    ],
)
def test_words_are_only_words_but_addresses_and_people_are_marked(text: str, html: str) -> None:
    assert linked(text, {"ani": "Ani <b>"}) == html
