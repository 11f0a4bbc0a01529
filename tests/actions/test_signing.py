"""Signing with a second factor, and checking one's own work."""

from dataclasses import replace
from itertools import count
from json import loads

import pytest
from pyotp import TOTP

from app.actions import look
from app.actions.claim import claim
from app.actions.complete import complete
from app.actions.correct import correct
from app.actions.erase import erase
from app.actions.hands import hands
from app.actions.retry import retry
from app.actions.second_factor import (
    RECOVERY_CODES,
    TRIES,
    WrongCode,
    address_of,
    begin_set_up,
    check,
    confirm_set_up,
    drop,
    drop_for,
    prove,
)
from app.actions.sign_in import TooManyTries
from app.actions.signing import SIMULATION, NoSecondFactor, SignFirst
from app.model.bundle import DIAGRAM
from app.model.definition import Deployment
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.event import Happening
from app.model.instance import ProcessInstance, WorkState
from app.model.people import User
from tests.actions.conftest import MORNING, Desk, permit_bundle

PROPERTIES = (
    b'<bpmn:userTask id="bayar"><bpmn:extensionElements><camunda:properties>'
    b'<camunda:property name="signs" value="true"/><camunda:property name="checks" value="periksa jawab"/>'
    b"</camunda:properties></bpmn:extensionElements></bpmn:userTask>"
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The small office, where `bayar` is signed and checks `periksa`; people have passwords."""
    bundle = permit_bundle()
    diagram = bundle.files[DIAGRAM].replace(b'<bpmn:userTask id="bayar"/>', PROPERTIES)
    assert PROPERTIES in diagram
    bundle = bundle.replacing(DIAGRAM, diagram)
    salts = count(1)
    office = replace(
        desk.office, salts=lambda: (next(salts) * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128).to_bytes(16)
    )
    with office.store.writing() as unit:
        people = {login: replace(person, password="$hash") for login, person in desk.people.items()}
        for person in people.values():
            unit.save_user(person)
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("permit", 2, bundle.digest, "system", MORNING))
        unit.commit()
    return replace(desk, office=office, people=people)


@pytest.fixture
def case(desk: Desk) -> ProcessInstance:
    """A case that waits for the signature at `bayar`; Opi did `periksa`."""
    return correct(desk.office, desk.started("hitung").id, {"biaya": 50}, "tarif", by=desk.people["awas"])


def code(desk: Desk, who: User, *, later: int = 0) -> str:
    """What the authenticator of a person shows now, or some steps later."""
    with desk.office.store.reading() as reader:
        factor = reader.second_factor(who.id)
    assert factor is not None
    return TOTP(factor.secret).at(desk.clock.now, counter_offset=later)


def set_up(desk: Desk, login: str) -> tuple[User, tuple[str, ...]]:
    """A person with a second factor in force, and his recovery codes. The next code is a step later."""
    who = desk.people[login]
    begin_set_up(desk.office, by=who)
    codes = confirm_set_up(desk.office, code(desk, who), by=who)
    desk.go_on(seconds=30)
    return who, codes


def sign(desk: Desk, case: ProcessInstance, who: User, proof: str) -> ProcessInstance:
    return complete(desk.office, desk.open(case, "bayar").id, {"catatan": "lunas"}, by=who, proof=proof)


def completion(desk: Desk, case: ProcessInstance, element: str) -> dict[str, object]:
    found = [event for event in desk.history(case) if event.kind is Happening.WORK_COMPLETED]
    return next(loads(event.payload or b"") for event in reversed(found) if event.element == element)


def test_a_signature_needs_a_second_factor(desk: Desk, case: ProcessInstance) -> None:
    with pytest.raises(NoSecondFactor):
        sign(desk, case, desk.people["oka"], "")
    with pytest.raises(NoSecondFactor):
        sign(desk, case, desk.people["oka"], SIMULATION)


def test_a_signature_asks_for_a_fresh_code_and_stands_in_the_history(desk: Desk, case: ProcessInstance) -> None:
    oka, _ = set_up(desk, "oka")
    with pytest.raises(SignFirst):
        sign(desk, case, oka, "")
    proof = prove(desk.office, code(desk, oka), by=oka)
    proved_at = desk.clock.now
    desk.go_on(minutes=5)
    sign(desk, case, oka, proof)
    assert completion(desk, case, "bayar")["signed"] == {"method": "totp", "at": proved_at.isoformat()}
    assert "signed" not in completion(desk, case, "periksa")


def test_after_five_minutes_a_new_code_is_needed(desk: Desk, case: ProcessInstance) -> None:
    oka, _ = set_up(desk, "oka")
    proof = prove(desk.office, code(desk, oka), by=oka)
    desk.go_on(minutes=5, seconds=1)
    with pytest.raises(SignFirst):
        sign(desk, case, oka, proof)


def test_the_code_of_another_session_or_person_signs_nothing(desk: Desk, case: ProcessInstance) -> None:
    oka, _ = set_up(desk, "oka")
    opi, _ = set_up(desk, "opi")
    proof = prove(desk.office, code(desk, oka), by=oka)
    with pytest.raises(SignFirst):
        sign(desk, case, opi, proof)
    prove(desk.office, code(desk, oka, later=1), by=oka)
    with pytest.raises(SignFirst):
        sign(desk, case, oka, proof)


def test_a_factor_that_was_never_confirmed_signs_nothing(desk: Desk, case: ProcessInstance) -> None:
    oka = desk.people["oka"]
    begin_set_up(desk.office, by=oka)
    with pytest.raises(NotFound):
        prove(desk.office, code(desk, oka), by=oka)
    with pytest.raises(NoSecondFactor):
        sign(desk, case, oka, "")


def test_in_a_rehearsal_people_without_a_password_say_that_they_sign(desk: Desk, case: ProcessInstance) -> None:
    played = replace(desk, office=replace(desk.office, rehearsal=True))
    actor = replace(desk.people["oka"], password="")
    with pytest.raises(NoSecondFactor):
        sign(played, case, desk.people["oka"], SIMULATION)
    with pytest.raises(SignFirst):
        sign(played, case, actor, "")
    sign(played, case, actor, SIMULATION)
    assert completion(desk, case, "bayar")["signed"] == {"method": SIMULATION, "at": desk.clock.now.isoformat()}


def test_an_actor_with_a_second_factor_uses_it(desk: Desk, case: ProcessInstance) -> None:
    oka, _ = set_up(desk, "oka")
    played = replace(desk, office=replace(desk.office, rehearsal=True))
    with pytest.raises(SignFirst):
        sign(played, case, replace(oka, password=""), SIMULATION)


def test_own_work_is_warned_of_and_noted_but_not_forbidden(desk: Desk, case: ProcessInstance) -> None:
    opi, _ = set_up(desk, "opi")
    view = look.task(desk.office, desk.open(case, "bayar").id, opi)
    assert hands(desk.office, view, opi).own_work == ("periksa",)
    assert hands(desk.office, view, desk.people["oka"]).own_work == ()
    sign(desk, case, opi, prove(desk.office, code(desk, opi), by=opi))
    assert completion(desk, case, "bayar")["own_work"] == ["periksa"]


def test_the_work_of_a_colleague_is_no_own_work(desk: Desk, case: ProcessInstance) -> None:
    oka, _ = set_up(desk, "oka")
    sign(desk, case, oka, prove(desk.office, code(desk, oka), by=oka))
    assert "own_work" not in completion(desk, case, "bayar")


def test_a_signature_outlives_an_incident(desk: Desk, case: ProcessInstance) -> None:
    correct(desk.office, case.id, {"biaya": None}, "dihapus", by=desk.people["awas"])
    opi, _ = set_up(desk, "opi")
    signed_at = desk.clock.now
    sign(desk, case, opi, prove(desk.office, code(desk, opi), by=opi))
    work = desk.open(case, "bayar")
    assert work.state is WorkState.INCIDENT
    correct(desk.office, case.id, {"biaya": 50}, "tarif", by=desk.people["awas"])
    desk.go_on(hours=1)
    retry(desk.office, work.id, by=desk.people["awas"])
    told = completion(desk, case, "bayar")
    assert told["own_work"] == ["periksa"]
    assert told["signed"] == {"method": "totp", "at": signed_at.isoformat()}


def test_an_incident_whose_content_was_erased_is_retried_without_it(desk: Desk, case: ProcessInstance) -> None:
    correct(desk.office, case.id, {"biaya": None}, "dihapus", by=desk.people["awas"])
    oka, _ = set_up(desk, "oka")
    sign(desk, case, oka, prove(desk.office, code(desk, oka), by=oka))
    work = desk.open(case, "bayar")
    opened = next(event for event in desk.history(case) if event.kind is Happening.INCIDENT_OPENED)
    erase(desk.office, case.id, opened.number, "UU 27/2022", by=desk.people["awas"])
    correct(desk.office, case.id, {"biaya": 50}, "tarif", by=desk.people["awas"])
    retry(desk.office, work.id, by=desk.people["awas"])
    assert "signed" not in completion(desk, case, "bayar")


def test_the_page_knows_how_a_task_is_signed(desk: Desk, case: ProcessInstance) -> None:
    oka = desk.people["oka"]
    view = look.task(desk.office, desk.open(case, "bayar").id, oka)
    signing = hands(desk.office, view, oka).signing
    assert signing is not None
    assert not signing.ready
    set_up(desk, "oka")
    signing = hands(desk.office, view, oka, "stale").signing
    assert signing is not None
    assert (signing.ready, signing.proved, signing.simulated) == (True, False, False)
    proof = prove(desk.office, code(desk, oka), by=oka)
    signing = hands(desk.office, view, oka, proof).signing
    assert signing is not None
    assert signing.proved


def test_a_task_that_is_no_signature_says_nothing_of_it(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    view = look.task(desk.office, desk.open(case, "periksa").id, desk.people["opi"])
    assert hands(desk.office, view, desk.people["opi"]).signing is None


def test_a_code_is_taken_once_and_never_an_older_one(desk: Desk) -> None:
    oka, _ = set_up(desk, "oka")
    shown = code(desk, oka)
    older = code(desk, oka, later=-1)
    check(desk.office, oka, shown)
    for used in (shown, older):
        with pytest.raises(WrongCode):
            check(desk.office, oka, used)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_go_half_a_minute_wrong(desk: Desk, steps: int, *, taken: bool) -> None:
    oka, _ = set_up(desk, "oka")
    desk.go_on(minutes=5)
    shown = code(desk, oka, later=steps)
    if taken:
        check(desk.office, oka, f" {shown[:3]} {shown[3:]} ")
    else:
        with pytest.raises(WrongCode):
            check(desk.office, oka, shown)


def test_the_codes_are_those_of_rfc_6238() -> None:
    # Appendix B of the RFC, SHA-1: the secret is "12345678901234567890".
    assert TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", digits=8).at(1111111109) == "07081804"


def test_guessing_codes_is_slowed_down(desk: Desk) -> None:
    oka, _ = set_up(desk, "oka")
    for _ in range(TRIES):
        with pytest.raises(WrongCode):
            prove(desk.office, "000000", by=oka)
    with pytest.raises(TooManyTries):
        prove(desk.office, code(desk, oka), by=oka)
    desk.go_on(minutes=15)
    with pytest.raises(WrongCode):
        prove(desk.office, "000000", by=oka)
    assert prove(desk.office, code(desk, oka), by=oka)


def test_a_recovery_code_opens_the_sign_in_once_and_signs_nothing(desk: Desk) -> None:
    oka, codes = set_up(desk, "oka")
    assert len(set(codes)) == RECOVERY_CODES
    with desk.office.store.reading() as reader:
        assert codes[0] not in str(reader.second_factor(oka.id))
    with pytest.raises(WrongCode):
        prove(desk.office, codes[0], by=oka)
    check(desk.office, oka, codes[0].lower().replace("-", " "))
    with pytest.raises(WrongCode):
        check(desk.office, oka, codes[0])
    check(desk.office, oka, codes[1])


def test_a_set_up_begins_anew_until_it_is_confirmed(desk: Desk) -> None:
    oka = desk.people["oka"]
    first = begin_set_up(desk.office, by=oka)
    second = begin_set_up(desk.office, by=oka)
    assert first.secret != second.secret
    assert len(second.secret) == 32
    address = address_of(second, "oka")
    assert address.startswith("otpauth://totp/Lajur:oka?secret=")
    with pytest.raises(WrongCode):
        confirm_set_up(desk.office, "000000", by=oka)
    confirm_set_up(desk.office, code(desk, oka), by=oka)
    with pytest.raises(Conflict):
        begin_set_up(desk.office, by=oka)
    with pytest.raises(NotFound):
        confirm_set_up(desk.office, code(desk, oka, later=1), by=oka)


def test_a_factor_is_given_up_by_a_last_code_or_taken_off_by_an_administrator(desk: Desk) -> None:
    oka, codes = set_up(desk, "oka")
    with pytest.raises(WrongCode):
        drop(desk.office, "000000", by=oka)
    drop(desk.office, codes[3], by=oka)
    set_up(desk, "oka")
    with pytest.raises(Forbidden):
        drop_for(desk.office, oka.id, by=desk.people["awas"])
    drop_for(desk.office, oka.id, by=None)
    with pytest.raises(NotFound):
        check(desk.office, oka, "000000")
