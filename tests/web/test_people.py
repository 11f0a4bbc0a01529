"""The administrator's pages about people, one's own page, and the ways to an account."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

import pytest
from flask import Flask
from lxml import html
from pyotp import TOTP

from app.model.people import ADMINISTRATOR, User
from app.ports import Office
from app.web import WebSettings, create_app
from tests.web.conftest import PASSWORD, Hands, Person, Walk

Come = Callable[[str], Person]
NEW = "ikan berenang di langit"


@pytest.fixture
def office(office: Office, password: str) -> Office:
    with office.store.writing() as unit:
        unit.add_user("admin", "Contoh Permata", [ADMINISTRATOR], password)
        unit.commit()
    salts = count(1)
    # Their beginnings differ, too: recovery codes are made of them.
    return replace(office, salts=lambda: next(salts).to_bytes(8) * 2)


def known(office: Office, login: str) -> User:
    with office.store.reading() as reader:
        found = reader.user_by_login(login)
    assert found is not None
    return found


def page_of(office: Office, login: str) -> str:
    return f"/orang/{known(office, login).id}"


def code(office: Office, login: str, hands: Hands) -> str:
    """What the authenticator of a person shows now."""
    with office.store.reading() as reader:
        factor = reader.second_factor(known(office, login).id)
    assert factor is not None
    return TOTP(factor.secret).at(hands.now)


def set_up(office: Office, person: Person, login: str, hands: Hands) -> str:
    """Sets up a second factor in the browser; answers the page with the recovery codes."""
    person.get("/saya/kode")
    page = person.post("/saya/kode", code=code(office, login, hands)).text
    hands.go_on(seconds=30)
    return page


def test_people_are_listed_searched_and_paged(office: Office, come: Come, password: str) -> None:
    with office.store.writing() as unit:
        for number in range(60):
            unit.add_user(f"staf{number:02}", f"Staf {number:02}", ["operator"], password)
        unit.commit()
    admin = come("admin")
    page = admin.get("/orang").text
    assert "Contoh Ramadhan, A.Md." in page
    assert "Staf 59" not in page
    assert "Staf 59" in admin.get(f"/orang?after={known(office, 'staf30').id}").text
    assert 'href="/orang?after=' in page
    found = admin.get("/orang?q=staf+59").text
    assert "Staf 59" in found
    assert "Staf 58" not in found
    assert "Tidak ada yang cocok." in admin.get("/orang?q=zzz").text
    assert ">Orang</a>" in page
    assert ">Orang</a>" not in come("operator").get("/").text


@pytest.mark.parametrize("login", ["pemohon", "operator", "pengawas", "auditor"])
def test_only_administrators_enter(office: Office, come: Come, login: str) -> None:
    person = come(login)
    for path in ("/orang", "/orang/baru", page_of(office, "operator")):
        assert person.get(path).status_code == 403
    assert person.post(f"{page_of(office, 'operator')}/tutup").status_code == 403
    assert known(office, "operator").active


def test_a_person_is_added_and_chooses_a_password_by_the_link(office: Office, come: Come, visitor) -> None:
    admin = come("admin")
    admin.get("/orang/baru")
    answer = admin.post("/orang/baru", name="Sari Contoh", login="Sari", groups=["operator", "auditor"])
    assert answer.headers["Location"] == page_of(office, "sari")
    assert known(office, "sari").groups == {"operator", "auditor"}
    assert "Sari Contoh sudah ditambahkan." in admin.get(answer.headers["Location"]).text
    shown = admin.post(f"{page_of(office, 'sari')}/sandi").text
    link = shown.partition("http://localhost")[2].partition("<")[0]
    assert link not in admin.get(page_of(office, "sari")).text
    sari = visitor()
    assert "sari" in sari.get(link).text
    assert sari.post(link, new=NEW, again=NEW + "x").status_code == 400
    assert sari.post(link, new="pendek", again="pendek").status_code == 400
    assert sari.post(link, new=NEW, again=NEW).headers["Location"] == "/masuk"
    assert "Kata sandi Anda sudah dipasang." in sari.get("/masuk").text
    assert sari.get(link).status_code == 404
    assert sari.post(link, new=NEW, again=NEW).status_code == 404
    assert sari.sign_in("sari", NEW).status_code == 303


def test_what_was_typed_of_a_new_person_is_kept(come: Come) -> None:
    admin = come("admin")
    answer = admin.post("/orang/baru", name="Sari Contoh", login="operator", groups=["auditor"])
    assert answer.status_code == 409
    assert 'value="Sari Contoh"' in answer.text
    assert 'value="auditor" checked' in answer.text
    assert "operator sudah dipakai" in answer.text


def test_name_and_groups_of_a_person_are_changed(office: Office, come: Come) -> None:
    admin, path = come("admin"), page_of(office, "operator")
    assert 'value="operator" checked' in admin.get(path).text
    assert admin.post(path, name="Contoh R.", groups=["auditor"]).headers["Location"] == path
    assert known(office, "operator").groups == {"auditor"}
    answer = admin.post(page_of(office, "admin"), name="Contoh Permata", groups=[])
    assert answer.status_code == 409
    assert "satu-satunya administrator" in answer.text
    assert admin.get("/orang/999").status_code == 404


def test_posts_are_noted_shown_and_removed(office: Office, come: Come) -> None:
    admin, path = come("admin"), page_of(office, "operator")
    fields = {"title": "Kepala Loket", "nip": "199103152015032001", "rank": "Penata", "begins": "2026-01-02"}
    assert admin.post(f"{path}/jabatan", **fields, acting_for="operator").status_code == 303
    page = admin.get(path).text
    for words in (
        "Plt. Kepala Loket",
        "NIP 199103152015032001",
        "Penata",
        "2 Januari 2026",
        "sampai ada ketentuan lain",
    ):
        assert words in page
    assert "Plt. Kepala Loket" in admin.get("/orang").text
    wrong = admin.post(f"{path}/jabatan", **{**fields, "begins": "besok"})
    assert wrong.status_code == 400
    assert 'value="199103152015032001"' in wrong.text
    with office.store.reading() as reader:
        (post,) = reader.posts(known(office, "operator").id)
    admin.post(f"{path}/jabatan/{post.id}/hapus")
    assert "Kepala Loket" not in admin.get(path).text
    assert admin.post(f"{path}/jabatan/{post.id}/hapus").status_code == 404


def test_absences_are_noted_by_the_administrator(office: Office, come: Come) -> None:
    admin, path = come("admin"), page_of(office, "operator")
    days = {"away_begins": "2026-03-17", "away_ends": "2026-03-18"}
    answer = admin.post(f"{path}/absen", **days, deputy="siapa", note="cuti")
    assert answer.status_code == 400
    assert "siapa tidak dapat menggantikan." in answer.text
    assert 'value="2026-03-18"' in answer.text
    admin.post(f"{path}/absen", **days, deputy="operator2", note="cuti")
    page = admin.get(path).text
    assert "17 Maret 2026 – 18 Maret 2026" in page
    assert "Plh. Contoh Maharani, S.Si." in page
    assert "tidak hadir hari ini" in admin.get("/orang").text
    with office.store.reading() as reader:
        (absence,) = reader.absences(known(office, "operator").id)
    admin.post(f"{path}/absen/{absence.id}/hapus")
    assert "17 Maret 2026" not in admin.get(path).text


def test_closing_an_account_asks_first_and_ends_all_its_sessions(office: Office, come: Come, visitor) -> None:
    admin, path = come("admin"), page_of(office, "operator")
    sessions = [come("operator"), come("operator")]
    assert "Ya, tutup akun Contoh Ramadhan, A.Md." in admin.get(f"{path}/tutup").text
    assert all(session.get("/").status_code == 200 for session in sessions)
    assert admin.post(f"{path}/tutup").headers["Location"] == path
    assert all(session.get("/").status_code == 303 for session in sessions)
    assert visitor().sign_in("operator").status_code == 403
    page = admin.get(path).text
    assert "Akun ini ditutup." in page
    assert "Tutup akun" not in page
    assert "ditutup" in admin.get("/orang").text


def test_all_sessions_of_a_person_can_be_ended(office: Office, come: Come) -> None:
    person = come("operator")
    come("admin").post(f"{page_of(office, 'operator')}/keluarkan")
    assert person.get("/").status_code == 303
    assert come("operator").get("/").status_code == 200


def test_one_s_own_page_keeps_name_and_language(office: Office, come: Come, visitor) -> None:
    person = come("operator")
    assert 'value="Contoh Ramadhan, A.Md."' in person.get("/saya").text
    person.post("/saya", name="Contoh R., A.Md.", locale="en")
    assert "My page" in person.get("/saya").text
    assert known(office, "operator").name == "Contoh R., A.Md."
    assert person.post("/saya", name=" ", locale="en").status_code == 400
    again = visitor()
    again.sign_in("operator")
    assert again.get("/saya").status_code == 200


def test_one_s_own_password_is_changed_and_the_other_sessions_end(come: Come, visitor) -> None:
    person, other = come("operator"), come("operator")
    person.get("/saya")
    for fields in (
        {"old": "salah", "new": NEW, "again": NEW},
        {"old": PASSWORD, "new": NEW, "again": "lain"},
        {"old": PASSWORD, "new": "pendek", "again": "pendek"},
    ):
        answer = person.post("/saya/sandi", **fields)
        assert answer.status_code in (400, 403)
        assert NEW not in answer.text
    assert person.post("/saya/sandi", old=PASSWORD, new=NEW, again=NEW).status_code == 303
    assert "Kata sandi Anda sudah diganti." in person.get("/saya").text
    assert other.get("/").status_code == 303
    assert visitor().sign_in("operator", NEW).status_code == 303


def test_one_s_own_absence_is_noted_and_the_deputy_is_told(office: Office, come: Come) -> None:
    person = come("operator")
    person.get("/saya")
    person.post("/saya/absen", away_begins="2026-03-17", away_ends="2026-03-17", deputy="auditor")
    assert "Plh. Contoh Hidayat, S.T." in person.get("/saya").text
    assert "Hari ini Anda bekerja sebagai Plh. operator untuk: Operator." in come("auditor").get("/saya").text
    with office.store.reading() as reader:
        (absence,) = reader.absences_on(date(2026, 3, 17))
    assert come("auditor").post(f"/saya/absen/{absence.id}/hapus").status_code == 404
    assert person.post(f"/saya/absen/{absence.id}/hapus").status_code == 303
    assert person.post("/saya/absen", away_begins="x", away_ends="2026-03-17").status_code == 400


def test_who_stands_in_is_chosen_from_the_house_colleagues_first(come: Come) -> None:
    page = html.fromstring(come("operator").get("/saya").text)
    assert page.xpath("//select[@name='deputy']/option/@value")[:2] == ["", "operator2"]
    for nobody in ("pemohon", "operator", "siapa"):
        person = come("operator")
        person.get("/saya")
        days = {"away_begins": "2026-03-18", "away_ends": "2026-03-18"}
        assert person.post("/saya/absen", **days, deputy=nobody).status_code == 400


def test_an_applicant_has_nobody_to_stand_in(come: Come) -> None:
    assert "Ketidakhadiran saya" not in come("pemohon").get("/saya").text


def test_a_second_factor_is_set_up_and_asked_for_at_the_next_sign_in(
    office: Office, come: Come, visitor, hands: Hands
) -> None:
    person = come("operator")
    page = person.get("/saya/kode").text
    assert "<svg" in page
    assert "<script>" not in page
    assert person.post("/saya/kode", code="000000").status_code == 403
    shown = person.post("/saya/kode", code=code(office, "operator", hands)).text
    recovery = shown.partition("<li><code>")[2].partition("<")[0]
    assert shown.count("<li><code>") == 10
    assert "Tersisa 10 kode pemulihan." in person.get("/saya").text
    hands.go_on(seconds=30)
    again = visitor()
    again.get("/masuk")
    answer = again.post("/masuk", login="operator", password=PASSWORD, next="/saya")
    assert answer.headers["Location"] == "/masuk/kode?next=/saya"
    assert again.get("/").status_code == 303
    again.get("/masuk/kode?next=/saya")
    assert again.post("/masuk/kode", code="000000").status_code == 403
    right = code(office, "operator", hands)
    assert again.post("/masuk/kode", code=right, next="/saya").headers["Location"] == "/saya"
    assert again.get("/saya").status_code == 200
    lost = visitor()
    lost.sign_in("operator")
    lost.get("/masuk/kode")
    assert lost.post("/masuk/kode", code=recovery).status_code == 303
    assert lost.get("/saya").status_code == 200


def test_whoever_takes_too_long_begins_again(office: Office, come: Come, visitor, hands: Hands) -> None:
    set_up(office, come("operator"), "operator", hands)
    slow = visitor()
    slow.sign_in("operator")
    slow.get("/masuk/kode")
    hands.go_on(minutes=6)
    assert slow.get("/masuk/kode").headers["Location"] == "/masuk"
    assert slow.post("/masuk/kode", code=code(office, "operator", hands)).headers["Location"] == "/masuk"
    assert slow.get("/").status_code == 303


def test_nobody_shows_a_code_without_the_password(visitor) -> None:
    assert visitor().get("/masuk/kode").headers["Location"] == "/masuk"


def test_an_account_closed_between_password_and_code_stays_closed(
    office: Office, come: Come, visitor, hands: Hands
) -> None:
    set_up(office, come("operator"), "operator", hands)
    person = visitor()
    person.sign_in("operator")
    person.get("/masuk/kode")
    come("admin").post(f"{page_of(office, 'operator')}/tutup")
    assert person.post("/masuk/kode", code=code(office, "operator", hands)).headers["Location"] == "/masuk"


def test_a_second_factor_is_given_up_by_a_code_or_removed_by_the_administrator(
    office: Office, come: Come, hands: Hands
) -> None:
    person = come("operator")
    set_up(office, person, "operator", hands)
    assert person.get("/saya/kode").status_code == 409
    assert person.post("/saya/kode", code="1").status_code == 404
    assert person.post("/saya/kode/hapus", code="000000").status_code == 403
    assert person.post("/saya/kode/hapus", code=code(office, "operator", hands)).status_code == 303
    assert "Siapkan faktor kedua" in person.get("/saya").text
    set_up(office, person, "operator", hands)
    admin = come("admin")
    assert "Hapus faktor kedua" in admin.get(page_of(office, "operator")).text
    admin.post(f"{page_of(office, 'operator')}/faktor")
    assert "Hapus faktor kedua" not in admin.get(page_of(office, "operator")).text


def test_after_the_set_up_one_goes_on_where_one_came_from(office: Office, come: Come, hands: Hands) -> None:
    person = come("operator")
    assert 'name="next" value="/tugas/1"' in person.get("/saya/kode?next=/tugas/1").text
    page = person.post("/saya/kode", code=code(office, "operator", hands), next="/tugas/1").text
    assert 'href="/tugas/1"' in page
    other = come("auditor")
    assert '<input type="hidden" name="next" value="">' in other.get("/saya/kode?next=//evil.example").text


@dataclass
class Paper:
    """A one-time code on paper."""

    code: str = "abc123"

    def is_waiting(self) -> bool:
        return bool(self.code)

    def matches(self, code: str) -> bool:
        return code == self.code

    def spend(self) -> None:
        self.code = ""


@pytest.fixture
def fresh(office: Office) -> Flask:
    """The app of an installation that nobody administers yet."""
    with office.store.writing() as unit:
        unit.save_user(replace(known(office, "admin"), groups=frozenset()))
        unit.commit()
    settings = WebSettings("a secret of thirty-two characters", secure=False)
    return create_app(replace(office, first_code=Paper()), settings)


def test_the_first_administrator_comes_in_by_the_one_time_code(fresh: Flask) -> None:
    person = Person(fresh.test_client())
    assert 'href="/pertama"' in person.get("/masuk").text
    person.get("/pertama")
    fields = {"login": "Kepala", "name": "Kepala Contoh", "password": NEW, "again": NEW}
    wrong = person.post("/pertama", code="abc", **fields)
    assert wrong.status_code == 403
    assert 'value="Kepala Contoh"' in wrong.text
    assert NEW not in wrong.text
    assert person.post("/pertama", code="abc123", **{**fields, "again": "x"}).status_code == 400
    assert person.post("/pertama", code="abc123", **fields).headers["Location"] == "/orang"
    assert "Anda sekarang administrator" in person.get("/orang").text
    assert person.get("/pertama").status_code == 404
    assert "/pertama" not in Person(fresh.test_client()).get("/masuk").text


def test_there_is_no_first_page_where_somebody_administers(visitor) -> None:
    assert visitor().get("/pertama").status_code == 404


def test_hostile_names_are_shown_as_they_are_and_do_nothing(office: Office, come: Come, walk: Walk) -> None:
    name = "<script>alert(1)</script>\"'{{7*7}}%(x)s"
    admin, path = come("admin"), page_of(office, "operator")
    admin.get(path)
    admin.post(path, name=name, groups=["operator"])
    admin.post(f"{path}/jabatan", title=name, begins="2026-01-02", rank=name)
    admin.post(f"{path}/absen", away_begins="2026-03-20", away_ends="2026-03-20", note=name)
    for page in (admin.get("/orang").text, admin.get(path).text, come("operator").get("/saya").text):
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "{{7*7}}" in page
