"""The bell, the list of notices, how one is told, the outbox of the demo."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.actions._letter import CHOICES, place
from app.actions.look import PAGE
from app.actions.notices import COUNTED
from app.connectors.mail_files import FileMail
from app.model.notice import Announcement, Audience, Notice, Topic
from app.ports import Letter, Office
from app.web import WebSettings, create_app
from tests.web.conftest import MORNING, Hands, Person, Walk

HOSTILE = '<script>alert("x")</script>{{7*7}}%(x)s'


def bell_of(page: str) -> str:
    """What the bell says to those who do not see it."""
    return re.findall(r"data-bell-words>([^<]*)<", page)[0]


def tell(office: Office, login: str, walk: Walk, times: int = 1, **facts: str) -> None:
    with office.store.writing() as unit:
        person, case = unit.user_by_login(login), unit.instance_by_number(walk.number)
        assert person
        assert case
        about = {"what": "case", "number": walk.number, "title": "PT Contoh", "words": "Mohon dijawab.", **facts}
        told = [
            Announcement(Topic.CASE, f"{facts}{n}", Audience(person=person.id), case.id, about, MORNING)
            for n in range(times)
        ]
        unit.announce(told, digest_at=MORNING, by_mail=True)
        unit.commit()


def test_the_bell_counts_what_is_unread(walk: Walk, come: Callable[[str], Person]) -> None:
    walk.start()
    assert bell_of(come("operator").get("/").text) == "0 pemberitahuan belum dibaca"
    walk.apply()
    operator = come("operator")
    page = operator.get("/").text
    assert bell_of(page) == "1 pemberitahuan belum dibaca"
    assert "data-bell-number>1<" in page
    assert operator.get("/pemberitahuan/jumlah").json == {"number": "1", "words": "1 pemberitahuan belum dibaca"}


def test_the_bell_counts_no_further_than_it_needs_to(walk: Walk, office: Office, come) -> None:
    walk.start()
    tell(office, "pemohon", walk, COUNTED + 5)
    assert come("pemohon").get("/pemberitahuan/jumlah").json == {
        "number": "99+",
        "words": "Lebih dari 99 pemberitahuan belum dibaca",
    }


def test_the_script_of_the_bell_keeps_no_session_awake(come, hands: Hands) -> None:
    person = come("operator")
    for _ in range(4):
        hands.go_on(minutes=10)
        answer = person.get("/pemberitahuan/jumlah")
    assert answer.status_code == 303
    assert "/masuk" in answer.headers["Location"]


def test_a_stranger_finds_the_way_to_tracking_instead_of_a_bell(visitor) -> None:
    page = visitor().get("/masuk").text
    assert 'href="/lacak"' in page
    assert "data-bell=" not in page


def test_an_empty_list_says_what_will_stand_there(come) -> None:
    page = come("operator").get("/pemberitahuan").text
    assert "Tidak ada pemberitahuan." in page
    assert "Tandai semua sudah dibaca" not in page


def test_the_list_says_what_has_happened_and_leads_there(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    operator = come("operator")
    page = operator.get("/pemberitahuan").text
    assert "Tugas baru: Memeriksa kelengkapan" in page
    assert f'href="/permohonan/{walk.number}"' in page
    [address] = re.findall(r'action="(/pemberitahuan/\d+/buka)"', page)
    answer = operator.post(address)
    assert answer.headers["Location"] == f"/tugas/{walk.task('periksa')}"
    page = operator.get("/pemberitahuan").text
    assert 'class="fresh"' not in page
    assert "Tugas baru" in page


def test_the_list_speaks_english(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    operator = come("operator")
    operator.post("/bahasa/en")
    assert "New task: Checking completeness" in operator.get("/pemberitahuan").text


def test_one_or_all_are_marked_as_read(walk: Walk, office: Office, come) -> None:
    walk.start()
    tell(office, "pemohon", walk, 3)
    person = come("pemohon")
    [address, *_] = re.findall(r'action="(/pemberitahuan/\d+/baca)"', person.get("/pemberitahuan").text)
    assert person.post(address).headers["Location"] == "/pemberitahuan"
    assert bell_of(person.get("/pemberitahuan").text).startswith("2 ")
    person.post("/pemberitahuan/baca")
    page = person.get("/pemberitahuan").text
    assert bell_of(page).startswith("0 ")
    assert "Semua pemberitahuan ditandai sudah dibaca." in page


def test_nobody_opens_or_reads_the_notice_of_somebody_else(walk: Walk, office: Office, come) -> None:
    walk.start()
    tell(office, "pemohon", walk)
    for what in ("buka", "baca"):
        assert come("operator").post(f"/pemberitahuan/1/{what}").status_code == 404
    assert bell_of(come("pemohon").get("/").text).startswith("1 ")


def test_a_long_list_has_pages(walk: Walk, office: Office, come) -> None:
    walk.start()
    tell(office, "pemohon", walk, PAGE + 2)
    person = come("pemohon")
    first = person.get("/pemberitahuan").text
    assert first.count('class="fresh"') == PAGE
    [more] = re.findall(r'href="(/pemberitahuan\?before=\d+)" rel="next"', first)
    second = person.get(more).text
    assert second.count('class="fresh"') == 2
    assert "Ke halaman pertama" in second
    [address, *_] = re.findall(r'action="(/pemberitahuan/\d+/baca\?before=\d+)"', second)
    assert person.post(address).headers["Location"] == more


def test_hostile_words_are_shown_and_do_nothing(walk: Walk, office: Office, come) -> None:
    walk.start()
    tell(office, "pemohon", walk, words=HOSTILE, title=HOSTILE)
    page = come("pemohon").get("/pemberitahuan").text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;{{7*7}}%(x)s") >= 2


def test_the_links_of_letters_are_those_of_the_web(app: Flask) -> None:
    paths = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    notice = Notice(1, 1, Topic.CASE, "k", 1, 7, {"number": "IK-1"}, MORNING)
    assert place(notice) == paths["desk.task"].replace("<int:work_id>", "7")
    assert place(replace(notice, work=None)) == paths["desk.case"].replace("<number>", "IK-1")
    assert paths["notices.choices"] == CHOICES


def test_one_chooses_how_to_be_told(come) -> None:
    person = come("operator")
    page = person.get("/pemberitahuan/pilihan").text
    assert "Tugas baru untuk kelompok saya" in page
    assert "Kabar permohonan saya" not in page
    answer = person.post(
        "/pemberitahuan/pilihan", address=" op@contoh.example ", locale="en", work="daily", mention="off"
    )
    assert answer.headers["Location"] == "/pemberitahuan/pilihan"
    page = person.get("/pemberitahuan/pilihan").text
    assert 'value="op@contoh.example"' in page
    assert '<option value="en" lang="en" selected>' in page
    assert chosen(page, "work") == "daily"
    assert chosen(page, "mention") == "off"
    assert chosen(page, "message") == "at_once"


def chosen(page: str, topic: str) -> str:
    [options] = re.findall(rf'<select name="{topic}">(.*?)</select>', page, re.DOTALL)
    [value] = re.findall(r'value="(\w+)" selected', options)
    return value


def test_what_is_no_choice_changes_nothing(come) -> None:
    person = come("pemohon")
    person.post("/pemberitahuan/pilihan", address="", locale="fr", work="always", case="perhaps")
    page = person.get("/pemberitahuan/pilihan").text
    assert chosen(page, "case") == "at_once"
    assert '<option value="id" lang="id" selected>' in page


def test_a_wrong_address_comes_back_with_a_sentence_and_all_that_was_chosen(come) -> None:
    person = come("pemohon")
    answer = person.post("/pemberitahuan/pilihan", address="a@b.example\nBcc: x@y.example", locale="en", case="daily")
    assert answer.status_code == 422
    assert "Ini bukan alamat surel" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert chosen(answer.text, "case") == "daily"


def test_an_installation_without_e_mail_says_so(come) -> None:
    assert "tidak mengirim surel" in come("pemohon").get("/pemberitahuan/pilihan").text


@contextmanager
def demo(office: Office, outbox: Path | None, *, on: bool = True) -> Iterator[Person]:
    app = create_app(office, WebSettings("s" * 32, secure=False, demo=on, outbox=outbox))
    person = Person(app.test_client())
    person.sign_in("operator")
    yield person


def test_the_demo_shows_the_e_mails_it_has_made(office: Office, tmp_path: Path) -> None:
    outbox = FileMail(tmp_path, "Lajur <lajur@contoh.example>", lambda: MORNING)
    outbox.send(Letter("k", "siti@contoh.example", HOSTILE, f"Yth. {HOSTILE}\n"))
    with demo(office, tmp_path) as person:
        assert 'href="/demo/surat"' in person.get("/pemberitahuan").text
        page = person.get("/demo/surat").text
        [address] = re.findall(r'href="(/demo/surat/[0-9a-f]+\.eml)"', page)
        for text in (page, person.get(address).text):
            assert "siti@contoh.example" in text
            assert "<script>alert" not in text
            assert "&lt;script&gt;alert(" in text


def test_an_empty_outbox_says_so(office: Office, tmp_path: Path) -> None:
    with demo(office, tmp_path / "mail") as person:
        assert "Belum ada surel." in person.get("/demo/surat").text
        assert person.get("/demo/surat/other.eml").status_code == 404
        assert person.get("/demo/surat/..%2Fsecret").status_code == 404


@pytest.mark.parametrize("on", [True, False])
def test_there_is_no_outbox_but_that_of_the_demo(office: Office, tmp_path: Path, on: bool) -> None:
    with demo(office, None if on else tmp_path, on=on) as person:
        assert person.get("/demo/surat").status_code == 404
        assert "/demo/surat" not in person.get("/pemberitahuan").text


def test_from_another_machine_the_outbox_is_not_there(office: Office, tmp_path: Path) -> None:
    with demo(office, tmp_path) as person:
        answer = person.client.get("/demo/surat", environ_base={"REMOTE_ADDR": "203.0.113.7"})
        assert answer.status_code == 404
