"""Coming in, staying and leaving."""

from dataclasses import replace

import pytest
from flask import Flask

from app.web import WebSettings, create_app
from app.web.session.views import is_local
from tests.web.conftest import PASSWORD, Hands, Person


def change(office, login: str, **what: object) -> None:
    """Change a person in the books."""
    with office.store.writing() as unit:
        unit.save_user(replace(unit.user_by_login(login), **what))
        unit.commit()


def is_in(person: Person) -> bool:
    return person.get("/permohonan").status_code == 200


def test_the_right_password_leads_to_the_inbox(visitor) -> None:
    person = visitor()
    answer = person.sign_in("operator")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Contoh Ramadhan, A.Md." in person.get("/").text


@pytest.mark.parametrize(("login", "password"), [("operator", "salah"), ("siapa", PASSWORD), ("", "")])
def test_whatever_was_wrong_the_sentence_is_the_same(visitor, login: str, password: str) -> None:
    person = visitor()
    answer = person.sign_in(login, password)
    assert answer.status_code == 403
    assert "Nama pengguna atau kata sandi salah." in answer.text
    assert not is_in(person)


def test_the_login_is_kept_and_the_password_is_not(visitor) -> None:
    page = visitor().sign_in("operator", "rahasia sekali").text
    assert 'value="operator"' in page
    assert "rahasia sekali" not in page


def test_guessing_is_slowed_down(visitor) -> None:
    for _ in range(8):
        visitor().sign_in("operator", "salah")
    answer = visitor().sign_in("operator", PASSWORD)
    assert answer.status_code == 429
    assert "tunggu 15 menit" in answer.text


def test_one_comes_back_to_where_one_wanted_to_go(visitor) -> None:
    person = visitor()
    wanted = person.get("/permohonan?q=contoh").headers["Location"]
    page = person.get(wanted).text
    assert 'name="next" value="/permohonan?q=contoh"' in page
    answer = person.post("/masuk", login="operator", password=PASSWORD, next="/permohonan?q=contoh")
    assert answer.headers["Location"] == "/permohonan?q=contoh"


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "", "x"],
)
def test_one_is_never_led_to_another_host(visitor, address: str) -> None:
    assert not is_local(address)
    person = visitor()
    person.get("/masuk")
    answer = person.post("/masuk", login="operator", password=PASSWORD, next=address)
    assert answer.headers["Location"] == "/"


def test_a_session_ends_when_it_was_idle(come, hands: Hands) -> None:
    person = come("operator")
    hands.go_on(minutes=29)
    assert is_in(person)
    hands.go_on(minutes=29)
    assert is_in(person)
    hands.go_on(minutes=31)
    assert not is_in(person)


def test_a_session_ends_after_twelve_hours_of_work(come, hands: Hands) -> None:
    person = come("operator")
    for _ in range(12 * 3):
        hands.go_on(minutes=19)
        assert is_in(person)
    hands.go_on(minutes=40)
    assert not is_in(person)


def test_a_cookie_is_worth_nothing_after_the_sign_out(app: Flask, come) -> None:
    person = come("operator")
    stolen = person.client.get_cookie("lajur").value
    assert person.post("/keluar").headers["Location"] == "/masuk"
    assert not is_in(person)
    thief = Person(app.test_client())
    thief.client.set_cookie("lajur", stolen)
    assert not is_in(thief)


@pytest.mark.parametrize("what", [{"epoch": 7}, {"active": False}])
def test_a_new_epoch_or_a_closed_account_ends_all_sessions(office, come, what: dict[str, object]) -> None:
    person = come("operator")
    change(office, "operator", **what)
    assert not is_in(person)


def test_a_sign_in_begins_a_new_session(visitor) -> None:
    person = visitor()
    person.get("/masuk")
    before = person.token
    person.sign_in("operator")
    person.get("/")
    assert person.token.split(".")[0] != before.split(".")[0]


def test_a_forged_cookie_is_no_cookie(visitor) -> None:
    person = visitor()
    person.client.set_cookie("lajur", "eyJfdXNlcl9pZCI6IjE6MCJ9.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")
    assert not is_in(person)


@pytest.fixture
def demo(office) -> Flask:
    """The app in demo mode; only the operator has no password."""
    change(office, "operator", password="")
    return create_app(office, WebSettings("a secret of thirty-two characters", secure=False, demo=True))


def test_in_the_demo_people_without_a_password_come_in_at_a_click(demo: Flask) -> None:
    person = Person(demo.test_client())
    page = person.get("/masuk").text
    assert "<strong>Operator</strong><span>Contoh Ramadhan, A.Md.</span>" in page
    assert person.post("/masuk/demo", login="operator").status_code == 303
    assert is_in(person)


def test_in_the_demo_nobody_with_a_password_comes_in_at_a_click(demo: Flask) -> None:
    person = Person(demo.test_client())
    assert "Contoh Lestari" not in person.get("/masuk").text
    assert person.post("/masuk/demo", login="pengawas").status_code == 404


@pytest.mark.parametrize("address", ["203.0.113.7", "nonsense"])
def test_the_demo_is_for_this_machine_only(demo: Flask, address: str) -> None:
    person = Person(demo.test_client())
    person.client.environ_base["REMOTE_ADDR"] = address
    assert "Contoh Ramadhan" not in person.get("/masuk").text
    assert person.post("/masuk/demo", login="operator").status_code == 404


def test_without_the_demo_nobody_comes_in_at_a_click(office, visitor) -> None:
    change(office, "operator", password="")
    person = visitor()
    assert "Contoh Ramadhan" not in person.get("/masuk").text
    assert person.post("/masuk/demo", login="operator").status_code == 404
    assert person.sign_in("operator", "").status_code == 403


def test_roles_of_the_house_are_called_by_their_names(office, demo: Flask) -> None:
    change(office, "auditor", password="", groups=frozenset({"auditor", "tamu"}))
    assert "<strong>Auditor, tamu</strong>" in Person(demo.test_client()).get("/masuk").text
