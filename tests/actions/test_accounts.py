"""Accounts: the first one, invitations, one-time links, passwords, closing, and people a provider vouches for."""

from dataclasses import dataclass, replace

import pytest

from app.actions.first import first_administrator, is_fresh
from app.actions.passwords import LinkIsOver, change_password, make_link, owner_of, use_link
from app.actions.people import add_person, change_person, close_account, end_sessions, invite, set_password
from app.actions.profile import change_profile
from app.actions.sign_in import sign_in
from app.actions.sign_in_with import NotKnownHere, Vouched, sign_in_with
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.people import ADMINISTRATOR, NO_PASSWORD, User
from tests.actions.conftest import Desk

GOOD, OTHER = "kuda terbang di awan", "ikan berenang di langit"


@dataclass
class Paper:
    """A one-time code on paper."""

    code: str = "abc123"

    def is_waiting(self) -> bool:
        return bool(self.code)

    def matches(self, code: str) -> bool:
        return bool(self.code) and code == self.code

    def spend(self) -> None:
        self.code = ""


@pytest.fixture
def fresh(desk: Desk) -> Desk:
    return replace(desk, office=replace(desk.office, first_code=Paper()))


def known(desk: Desk, login: str) -> User:
    with desk.office.store.reading() as reader:
        found = reader.user_by_login(login)
    assert found is not None
    return found


def come_first(desk: Desk, **other: str) -> User:
    given = {"code": "abc 123", "login": "kepala", "name": " Kepala  Contoh ", "password": GOOD, **other}
    return first_administrator(desk.office, given.pop("code"), **given)


def test_the_first_administrator_comes_in_by_a_code_that_works_once(fresh: Desk) -> None:
    assert is_fresh(fresh.office)
    first = come_first(fresh)
    assert (first.name, first.groups) == ("Kepala Contoh", {ADMINISTRATOR})
    assert sign_in(fresh.office, "kepala", GOOD) == first
    assert not is_fresh(fresh.office)
    with pytest.raises(NotFound):
        come_first(fresh, login="lain")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code": "abc124"}, Forbidden),
        ({"login": "Kepala Contoh"}, LajurError),
        ({"login": "opi"}, Conflict),
        ({"name": " "}, LajurError),
        ({"password": "pendek"}, LajurError),
    ],
)
def test_a_mistake_does_not_spend_the_code(fresh: Desk, wrong: dict[str, str], error: type[LajurError]) -> None:
    with pytest.raises(error):
        come_first(fresh, **wrong)
    assert is_fresh(fresh.office)


def test_a_code_is_worth_nothing_where_somebody_administers_already(fresh: Desk) -> None:
    add_person(fresh.office, "sudah", "Sudah Ada", [ADMINISTRATOR], GOOD)
    with pytest.raises(NotFound):
        come_first(fresh)


def test_an_office_without_a_code_waits_for_nobody(desk: Desk) -> None:
    assert not is_fresh(desk.office)
    with pytest.raises(NotFound):
        come_first(desk)


def test_who_is_invited_chooses_a_password_by_a_one_time_link(desk: Desk) -> None:
    invited = invite(desk.office, "sari", "Sari", ["operator"], by=None)
    assert invited.password == NO_PASSWORD
    with pytest.raises(Forbidden):
        sign_in(desk.office, "sari", NO_PASSWORD)
    secret = make_link(desk.office, "sari", by=None)
    assert owner_of(desk.office, secret) == invited
    changed = use_link(desk.office, secret, GOOD)
    assert sign_in(desk.office, "sari", GOOD) == changed
    assert changed.epoch == invited.epoch + 1
    with pytest.raises(LinkIsOver):
        use_link(desk.office, secret, OTHER)


def test_a_link_lasts_an_hour_and_a_newer_one_takes_its_place(desk: Desk) -> None:
    salts = iter(range(1, 99))
    office = replace(desk.office, salts=lambda: next(salts).to_bytes(16))
    old, new = make_link(office, "opi", by=None), make_link(office, "opi", by=None)
    with pytest.raises(LinkIsOver):
        owner_of(office, old)
    desk.go_on(minutes=59, seconds=59)
    owner_of(office, new)
    desk.go_on(seconds=1)
    with pytest.raises(LinkIsOver):
        use_link(office, new, GOOD)


def test_a_weak_password_does_not_use_the_link_up(desk: Desk) -> None:
    secret = make_link(desk.office, "opi", by=None)
    with pytest.raises(LajurError):
        use_link(desk.office, secret, "pendek")
    use_link(desk.office, secret, GOOD)


def test_a_closed_account_gets_no_link_and_its_link_opens_nothing(desk: Desk) -> None:
    secret = make_link(desk.office, "opi", by=None)
    close_account(desk.office, "opi")
    with pytest.raises(LinkIsOver):
        use_link(desk.office, secret, GOOD)
    with pytest.raises(Conflict):
        make_link(desk.office, "opi", by=None)


@pytest.mark.parametrize(
    "password",
    ["password1234", "Indonesia1234", "123456789012", "aaaaaaaaaaaaaaa", "sari.sari.2026", "pendek saja", "x" * 257],
)
def test_passwords_that_guessers_try_first_are_refused(desk: Desk, password: str) -> None:
    with pytest.raises(LajurError):
        add_person(desk.office, "sari.", "Sari", [], password)


@pytest.mark.parametrize(
    "password", ["semua huruf kecil", "rahasia itu panjang", "1029 3847 5665", "üöäß in Pontianak"]
)
def test_there_are_no_other_rules_for_passwords(desk: Desk, password: str) -> None:
    add_person(desk.office, "sari", "Sari", [], password)
    assert sign_in(desk.office, "sari", password)


@pytest.mark.parametrize("login", ["", "x", "Sari", "sa ri", "-sari", "sari\n", "s" * 65, "сари"])
def test_logins_that_could_be_mistaken_are_refused(desk: Desk, login: str) -> None:
    with pytest.raises(LajurError):
        invite(desk.office, login, "Sari", [], by=None)


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "Sari\x00", "Sari\u202eirat"])
def test_names_are_printable_and_fit_on_a_line(desk: Desk, name: str) -> None:
    with pytest.raises(LajurError):
        invite(desk.office, "sari", name, [], by=None)


def test_one_s_own_password_is_changed_by_who_knows_the_old_one(desk: Desk) -> None:
    sari = add_person(desk.office, "sari", "Sari", [], GOOD)
    with pytest.raises(Forbidden, match="old password"):
        change_password(desk.office, OTHER, OTHER, by=sari)
    with pytest.raises(LajurError):
        change_password(desk.office, GOOD, "pendek", by=sari)
    changed = change_password(desk.office, GOOD, OTHER, by=sari)
    assert sign_in(desk.office, "sari", OTHER).epoch == changed.epoch == sari.epoch + 1
    with pytest.raises(Forbidden):
        sign_in(desk.office, "sari", GOOD)


def test_everybody_says_his_own_name_and_language(desk: Desk) -> None:
    changed = change_profile(desk.office, name="Opi Contoh, S.T.", locale="en", by=desk.people["opi"])
    assert (known(desk, "opi").name, known(desk, "opi").locale) == (changed.name, "en")
    with pytest.raises(LajurError):
        change_profile(desk.office, name="Opi", locale="fr", by=desk.people["opi"])


def test_only_administrators_change_people(desk: Desk) -> None:
    boss = add_person(desk.office, "bos", "Bos", [ADMINISTRATOR], GOOD)
    awas = desk.people["awas"]
    for deed in (
        lambda: invite(desk.office, "sari", "Sari", [], by=awas),
        lambda: change_person(desk.office, "opi", name="Opi", groups=[], by=awas),
        lambda: end_sessions(desk.office, "opi", by=awas),
        lambda: close_account(desk.office, "opi", by=awas),
        lambda: make_link(desk.office, "opi", by=awas),
    ):
        with pytest.raises(Forbidden):
            deed()
    changed = change_person(desk.office, "opi", name="Opi C.", groups=["kasi"], by=boss)
    assert known(desk, "opi") == changed
    assert end_sessions(desk.office, "opi", by=boss).epoch == changed.epoch + 1
    close_account(desk.office, "opi", by=boss)
    assert not known(desk, "opi").active


def test_somebody_always_remains_to_administer(desk: Desk) -> None:
    boss = add_person(desk.office, "bos", "Bos", [ADMINISTRATOR], GOOD)
    for deed in (
        lambda: close_account(desk.office, "bos", by=boss),
        lambda: change_person(desk.office, "bos", name="Bos", groups=[], by=boss),
    ):
        with pytest.raises(Conflict):
            deed()
    assert change_person(desk.office, "bos", name="Bos B.", groups=[ADMINISTRATOR], by=boss).name == "Bos B."
    add_person(desk.office, "bos2", "Bos Dua", [ADMINISTRATOR], GOOD)
    close_account(desk.office, "bos", by=boss)
    close_account(desk.office, "bos", by=None)


def test_who_is_not_there_cannot_be_changed(desk: Desk) -> None:
    for deed in (
        lambda: change_person(desk.office, "nobody", name="X", groups=[], by=None),
        lambda: end_sessions(desk.office, "nobody", by=None),
        lambda: make_link(desk.office, "nobody", by=None),
        lambda: set_password(desk.office, "nobody", GOOD),
    ):
        with pytest.raises(NotFound):
            deed()


def vouched(**other: object) -> Vouched:
    given = Vouched("https://id.example", "s-1", "opi", "Opi Contoh")
    return replace(given, **other)


MAPPING = {"dinas-op": "operator", "dinas-ka": "kadis"}


def test_who_is_known_by_his_login_is_known_by_the_subject_from_then_on(desk: Desk) -> None:
    assert sign_in_with(desk.office, vouched()).login == "opi"
    assert sign_in_with(desk.office, vouched(login="opi.baru")).login == "opi"


def test_a_login_that_was_given_to_somebody_else_over_there_is_not_his_here(desk: Desk) -> None:
    sign_in_with(desk.office, vouched())
    with pytest.raises(NotKnownHere):
        sign_in_with(desk.office, vouched(subject="s-2"))


def test_each_provider_knows_people_by_subjects_of_its_own(desk: Desk) -> None:
    sign_in_with(desk.office, vouched())
    assert sign_in_with(desk.office, vouched(issuer="https://lain.example", login="oka")).login == "oka"


def test_a_stranger_is_refused_unless_the_provider_gives_him_a_group(desk: Desk) -> None:
    new = vouched(login="sari", groups=frozenset({"dinas-op", "tamu"}))
    with pytest.raises(NotKnownHere):
        sign_in_with(desk.office, new)
    with pytest.raises(NotKnownHere):
        sign_in_with(desk.office, replace(new, groups=frozenset({"tamu"}), mapping=MAPPING))
    added = sign_in_with(desk.office, replace(new, mapping=MAPPING, name=""))
    assert (added.login, added.name, added.groups) == ("sari", "sari", {"operator"})
    with pytest.raises(Forbidden):
        sign_in(desk.office, "sari", NO_PASSWORD)


def test_a_stranger_whose_login_will_not_do_is_refused(desk: Desk) -> None:
    with pytest.raises(NotKnownHere):
        sign_in_with(desk.office, vouched(login="sa ri", groups=frozenset({"dinas-op"}), mapping=MAPPING))


def test_mapped_groups_follow_the_provider_and_others_stay(desk: Desk) -> None:
    change_person(desk.office, "opi", name="Opi", groups=["operator", "auditor"], by=None)
    changed = sign_in_with(desk.office, vouched(groups=frozenset({"dinas-ka"}), mapping=MAPPING))
    assert changed.groups == {"kadis", "auditor"}
    assert known(desk, "opi").groups == changed.groups


def test_a_closed_account_stays_closed_whoever_vouches(desk: Desk) -> None:
    close_account(desk.office, "opi")
    with pytest.raises(NotKnownHere):
        sign_in_with(desk.office, vouched())
