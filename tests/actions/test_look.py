"""What people may look at."""

import pytest

from app.actions import look
from app.actions.claim import claim
from app.model.errors import Forbidden, NotFound
from tests.actions.conftest import Desk


def test_the_inbox_holds_the_open_tasks_of_the_groups(desk: Desk) -> None:
    case = desk.started()
    inbox = look.inbox(desk.office, desk.people["opi"])
    assert [(row.number, row.work.element, row.title) for row in inbox.page.rows] == [
        (case.number, "periksa", "PT Contoh")
    ]
    assert (inbox.mine, inbox.all) == (0, 1)


def test_what_one_has_claimed_is_ones_own(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    assert look.inbox(desk.office, desk.people["opi"], mine=True).mine == 1
    assert look.inbox(desk.office, desk.people["oka"], mine=True).page.rows == []


def test_an_applicant_sees_his_own_tasks_only(desk: Desk) -> None:
    desk.start()
    assert [
        row.work.element for row in look.inbox(desk.office, desk.people["siti"]).page.rows if row.work.kind == "user"
    ]
    assert look.inbox(desk.office, desk.people["budi"]).page.rows == []


def test_a_message_that_may_come_at_any_time_is_no_task(desk: Desk) -> None:
    desk.start()
    assert [row.work.element for row in look.inbox(desk.office, desk.people["siti"]).page.rows] == ["ajukan"]


def test_a_long_inbox_comes_in_pages(desk: Desk) -> None:
    for _ in range(look.PAGE + 3):
        desk.started()
    first = look.inbox(desk.office, desk.people["opi"])
    assert len(first.page.rows) == look.PAGE
    second = look.inbox(desk.office, desk.people["opi"], after=first.page.next)
    assert (len(second.page.rows), second.page.next) == (3, None)
    assert first.all == look.PAGE + 3


def test_the_next_task_is_the_oldest(desk: Desk) -> None:
    assert look.next_task(desk.office, desk.people["opi"]) is None
    case = desk.started()
    desk.started()
    assert look.next_task(desk.office, desk.people["opi"]) == desk.open(case, "periksa").id


def test_only_applicants_are_offered_to_start(desk: Desk) -> None:
    assert [process.key for process in look.startable(desk.office, desk.people["siti"])] == ["permit"]
    assert list(look.startable(desk.office, desk.people["opi"])) == []


def test_staff_see_all_cases_and_applicants_their_own(desk: Desk) -> None:
    case = desk.start()
    for login in ("opi", "awas", "audi", "siti"):
        assert [row.number for row in look.cases(desk.office, desk.people[login]).rows] == [case.number]
    assert list(look.cases(desk.office, desk.people["budi"]).rows) == []


def test_a_case_shows_everything_to_those_who_may_see_it(desk: Desk) -> None:
    case = desk.started()
    view = look.case(desk.office, case.number, desk.people["siti"])
    assert view.instance.number == case.number
    assert len(view.events) == case.events
    assert view.names["siti"] == "Siti"
    assert [work.element for work in view.sendable] == ["tarik"]
    assert not view.may_supervise
    assert look.case(desk.office, case.number, desk.people["awas"]).may_supervise


def test_a_case_of_somebody_else_does_not_exist(desk: Desk) -> None:
    case = desk.start()
    with pytest.raises(NotFound):
        look.case(desk.office, case.number, desk.people["budi"])
    with pytest.raises(NotFound):
        look.case(desk.office, "P-2026-99999", desk.people["awas"])


def test_an_ended_case_may_be_taken_up_again_by_its_applicant(desk: Desk) -> None:
    first = desk.started("tolak")
    assert look.case(desk.office, first.number, desk.people["siti"]).may_follow_up
    assert not look.case(desk.office, first.number, desk.people["opi"]).may_follow_up
    second = desk.start(linked_to=first.number)
    linked = look.case(desk.office, second.number, desk.people["siti"]).linked
    assert linked is not None
    assert linked.number == first.number


def test_a_task_shows_its_form_to_those_who_may_do_it(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    view = look.task(desk.office, work.id, desk.people["opi"])
    assert view.form is not None
    assert view.form.id == "periksa"
    assert view.may_complete
    assert not look.task(desk.office, work.id, desk.people["audi"]).may_complete


def test_a_task_claimed_by_a_colleague_names_him(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    claim(desk.office, work.id, by=desk.people["opi"])
    view = look.task(desk.office, work.id, desk.people["oka"])
    assert view.assignee == "Opi"
    assert not view.may_complete
    assert look.task(desk.office, work.id, desk.people["opi"]).may_complete


def test_the_form_of_a_task_is_for_its_lane_only(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    assert look.task_form(desk.office, work.id, desk.people["opi"]).work == work
    with pytest.raises(Forbidden):
        look.task_form(desk.office, work.id, desk.people["sis"])


@pytest.mark.parametrize("view", [look.task, look.task_form])
def test_what_a_machine_does_is_no_task_of_a_person(desk: Desk, view: object) -> None:
    case = desk.started()
    assert callable(view)
    with pytest.raises(NotFound):
        view(desk.office, desk.open(case, "lupa").id, desk.people["opi"])
    with pytest.raises(NotFound):
        view(desk.office, 999, desk.people["opi"])


def test_incidents_are_for_supervisors(desk: Desk) -> None:
    case = desk.do(desk.started("hitung"), "bayar", "opi", catatan="x")
    rows = look.incidents(desk.office, desk.people["awas"]).rows
    assert [(row.number, row.work.element) for row in rows] == [(case.number, "bayar")]
    with pytest.raises(Forbidden):
        look.incidents(desk.office, desk.people["opi"])
