"""A task passes from one pair of hands to another, and the history says why."""

from dataclasses import replace
from datetime import date
from json import loads

import pytest

from app.actions import look
from app.actions.absences import add_absence
from app.actions.claim import claim
from app.actions.hand_over import hand_over
from app.actions.hands import Hands, hands
from app.actions.people import close_account
from app.actions.standings import present
from app.actions.take_over import take_over
from app.model.errors import AlreadyDone, Conflict, Forbidden, LajurError, NotFound
from app.model.instance import ProcessInstance
from app.model.people import User
from tests.actions.conftest import Desk

TODAY = date(2026, 3, 17)


@pytest.fixture
def case(desk: Desk) -> ProcessInstance:
    """A case that waits at `periksa`, which Opi has taken on."""
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    return case


def last(desk: Desk, case: ProcessInstance) -> tuple[str, str, dict[str, object]]:
    event = desk.history(case)[-1]
    payload = loads(event.payload or b"")
    del payload["token"]
    return event.kind, event.actor, payload


def seen(desk: Desk, case: ProcessInstance, by: User | str) -> Hands:
    person = desk.people[by] if isinstance(by, str) else by
    return hands(desk.office, look.task(desk.office, desk.open(case, "periksa").id, person), person)


def work(desk: Desk, case: ProcessInstance) -> int:
    return desk.open(case, "periksa").id


def absent(desk: Desk, login: str, deputy: str = "") -> None:
    add_absence(desk.office, desk.people[login].id, TODAY, TODAY, deputy, by=desk.people[login])


def test_a_task_is_handed_over_to_a_colleague(desk: Desk, case: ProcessInstance) -> None:
    found = seen(desk, case, "opi")
    assert (found.may_hand_over, [person.login for person in found.colleagues]) == (True, ["oka"])
    assert hand_over(desk.office, work(desk, case), "oka", " rapat ", by=desk.people["opi"]).login == "oka"
    assert desk.open(case, "periksa").assignee == desk.people["oka"].id
    assert last(desk, case) == ("work:handed_over", "user:opi", {"to": "oka", "reason": "rapat"})


def test_a_reason_may_be_left_out(desk: Desk, case: ProcessInstance) -> None:
    hand_over(desk.office, work(desk, case), "oka", by=desk.people["opi"])
    assert last(desk, case)[2] == {"to": "oka"}


@pytest.mark.parametrize("to", ["opi", "siti", "nobody", ""])
def test_only_a_colleague_takes_it(desk: Desk, case: ProcessInstance, to: str) -> None:
    with pytest.raises(LajurError):
        hand_over(desk.office, work(desk, case), to, by=desk.people["opi"])


def test_only_who_has_it_hands_it_over(desk: Desk, case: ProcessInstance) -> None:
    with pytest.raises(Conflict):
        hand_over(desk.office, work(desk, case), "oka", by=desk.people["oka"])
    with pytest.raises(NotFound):
        hand_over(desk.office, work(desk, case), "oka", by=desk.people["budi"])


def test_who_is_absent_is_given_nothing_but_his_deputy_is(desk: Desk, case: ProcessInstance) -> None:
    absent(desk, "oka", "sis")
    assert [person.login for person in seen(desk, case, "opi").colleagues] == ["sis"]
    with pytest.raises(LajurError):
        hand_over(desk.office, work(desk, case), "oka", by=desk.people["opi"])
    assert hand_over(desk.office, work(desk, case), "sis", by=desk.people["opi"]).login == "sis"


def test_a_colleague_takes_over_from_who_is_absent_with_a_reason(desk: Desk, case: ProcessInstance) -> None:
    oka = desk.people["oka"]
    assert not seen(desk, case, "oka").may_take_over
    with pytest.raises(Forbidden):
        take_over(desk.office, work(desk, case), "mendesak", by=oka)
    absent(desk, "opi")
    found = seen(desk, case, "oka")
    assert (found.may_take_over, found.is_away, found.may_reassign) == (True, True, False)
    with pytest.raises(LajurError):
        take_over(desk.office, work(desk, case), " ", by=oka)
    assert take_over(desk.office, work(desk, case), "mendesak", by=oka).login == "oka"
    assert last(desk, case) == ("work:taken_over", "user:oka", {"from": "opi", "to": "oka", "reason": "mendesak"})
    assert desk.open(case, "periksa").assignee == oka.id


def test_a_deputy_takes_over_in_the_place_of_the_absent(desk: Desk, case: ProcessInstance) -> None:
    absent(desk, "opi", "sis")

    deputy = present(desk.office, desk.people["sis"].id)
    assert deputy is not None
    assert seen(desk, case, deputy).standing is not None
    take_over(desk.office, work(desk, case), "cuti", by=deputy)
    assert last(desk, case)[2]["as"] == {"for": "opi", "capacity": "Plh."}


def test_a_closed_account_leaves_its_tasks_to_the_colleagues(desk: Desk, case: ProcessInstance) -> None:
    close_account(desk.office, "opi")
    assert take_over(desk.office, work(desk, case), "sudah pindah", by=desk.people["oka"]).login == "oka"


def test_a_supervisor_gives_it_to_a_colleague(desk: Desk, case: ProcessInstance) -> None:
    found = seen(desk, case, "awas")
    assert (found.may_reassign, found.may_take_over) == (True, False)
    assert [person.login for person in found.colleagues] == ["oka"]
    take_over(desk.office, work(desk, case), "lama", by=desk.people["awas"], to="oka")
    assert last(desk, case) == ("work:taken_over", "user:awas", {"from": "opi", "to": "oka", "reason": "lama"})


def test_a_supervisor_of_another_lane_does_not_take_it_himself(desk: Desk, case: ProcessInstance) -> None:
    with pytest.raises(Forbidden):
        take_over(desk.office, work(desk, case), "lama", by=desk.people["awas"])
    own = replace(desk.people["awas"], groups=frozenset({"supervisor", "operator"}))
    assert seen(desk, case, own).may_take_over
    assert take_over(desk.office, work(desk, case), "lama", by=own).login == "awas"


def test_a_colleague_gives_it_to_nobody_but_himself(desk: Desk, case: ProcessInstance) -> None:
    absent(desk, "opi", "sis")
    with pytest.raises(Forbidden):
        take_over(desk.office, work(desk, case), "mendesak", by=desk.people["oka"], to="sis")
    assert take_over(desk.office, work(desk, case), "mendesak", by=desk.people["oka"], to="oka").login == "oka"


def test_what_nobody_has_is_not_taken_over(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(Conflict):
        take_over(desk.office, work(desk, case), "x", by=desk.people["oka"])
    found = seen(desk, case, "oka")
    assert (found.may_hand_over, found.may_take_over, found.is_away) == (False, False, False)


def test_what_is_done_passes_to_nobody(desk: Desk, case: ProcessInstance) -> None:
    done = work(desk, case)
    desk.do(case, "periksa", "opi", hasil="setuju")
    with pytest.raises(AlreadyDone):
        hand_over(desk.office, done, "oka", by=desk.people["opi"])
    with pytest.raises(AlreadyDone):
        take_over(desk.office, done, "x", by=desk.people["oka"])


def test_an_applicant_has_no_colleagues(desk: Desk) -> None:
    case = desk.start()
    claim(desk.office, desk.open(case, "ajukan").id, by=desk.people["siti"])
    view = look.task(desk.office, desk.open(case, "ajukan").id, desk.people["siti"])
    assert not hands(desk.office, view, desk.people["siti"]).may_hand_over
