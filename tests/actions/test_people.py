"""Signing in, passwords, closing accounts."""

import pytest

from app.actions.people import add_demo_person, add_person, close_account, set_password
from app.actions.sign_in import TRIES, WINDOW, TooManyTries, sign_in
from app.actions.sign_out import sign_out
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.people import User
from tests.actions.conftest import Desk

GOOD = "kuda terbang di awan"


def test_a_person_signs_in_with_login_and_password(desk: Desk) -> None:
    added = add_person(desk.office, "sari", "Sari", ["operator"], GOOD)
    assert sign_in(desk.office, "sari", GOOD) == added
    assert GOOD not in added.password


@pytest.mark.parametrize(("login", "password"), [("sari", "salah sama sekali"), ("nobody", GOOD), ("opi", "")])
def test_whatever_is_wrong_the_sentence_is_the_same(desk: Desk, login: str, password: str) -> None:
    add_person(desk.office, "sari", "Sari", ["operator"], GOOD)
    with pytest.raises(Forbidden, match="Login or password is not right"):
        sign_in(desk.office, login, password)


def test_guessing_is_stopped_for_a_while(desk: Desk) -> None:
    add_person(desk.office, "sari", "Sari", ["operator"], GOOD)
    for _ in range(TRIES):
        with pytest.raises(Forbidden):
            sign_in(desk.office, "sari", "salah sama sekali")
    with pytest.raises(TooManyTries, match="15 minutes"):
        sign_in(desk.office, "sari", GOOD)
    desk.go_on(seconds=WINDOW.total_seconds() + 1)
    assert sign_in(desk.office, "sari", GOOD).login == "sari"


def test_a_closed_account_signs_in_no_more(desk: Desk) -> None:
    added = add_person(desk.office, "sari", "Sari", ["operator"], GOOD)
    closed = close_account(desk.office, "sari")
    assert closed.epoch > added.epoch
    with pytest.raises(Forbidden):
        sign_in(desk.office, "sari", GOOD)


def test_a_new_password_ends_all_sessions(desk: Desk) -> None:
    added = add_person(desk.office, "sari", "Sari", ["operator"], GOOD)
    changed = set_password(desk.office, "sari", "kuda lain di awan")
    assert changed.epoch == added.epoch + 1
    assert sign_in(desk.office, "sari", "kuda lain di awan").id == added.id


def test_signing_out_ends_all_sessions(desk: Desk) -> None:
    opi = desk.people["opi"]
    sign_out(desk.office, by=opi)
    with desk.office.store.reading() as reader:
        user = reader.user(opi.id)
    assert user is not None
    assert user.epoch == opi.epoch + 1
    sign_out(desk.office, by=User(999, "x", "x", frozenset()))


def test_a_login_is_taken_once(desk: Desk) -> None:
    with pytest.raises(Conflict, match="opi"):
        add_person(desk.office, "opi", "Opi", [], GOOD)


@pytest.mark.parametrize("password", ["pendek", "x" * 300])
def test_a_password_has_a_sensible_length(desk: Desk, password: str) -> None:
    with pytest.raises(LajurError, match="12 to 256"):
        add_person(desk.office, "sari", "Sari", [], password)


def test_nobody_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        set_password(desk.office, "nobody", GOOD)
    with pytest.raises(NotFound):
        close_account(desk.office, "nobody")


def test_a_demo_person_is_added_once_and_has_no_password(desk: Desk) -> None:
    person = User(0, "demo", "Demo", frozenset({"operator"}))
    add_demo_person(desk.office, person)
    add_demo_person(desk.office, person)
    with desk.office.store.reading() as reader:
        assert [user.password for user in reader.users() if user.login == "demo"] == [""]
    with pytest.raises(Forbidden):
        sign_in(desk.office, "demo", "")
