"""Claiming and releasing a task."""

import pytest

from app.actions.cancel import cancel
from app.actions.claim import claim, release
from app.model.errors import AlreadyClaimed, AlreadyDone, Ended, Forbidden, LajurError
from app.model.instance import Status
from tests.actions.conftest import Desk
from tests.chain import first_break


def test_a_claimed_task_has_an_assignee_and_an_event(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    claim(desk.office, work.id, by=desk.people["opi"])
    assert desk.work(work.id).assignee == desk.people["opi"].id
    assert desk.kinds(case)[-1] == "work:claimed periksa"


def test_claiming_twice_does_nothing_more(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    claim(desk.office, work.id, by=desk.people["opi"])
    claim(desk.office, work.id, by=desk.people["opi"])
    assert desk.kinds(case).count("work:claimed periksa") == 1


def test_the_second_claimer_reads_who_was_faster(desk: Desk) -> None:
    work = desk.open(desk.started(), "periksa")
    claim(desk.office, work.id, by=desk.people["opi"])
    with pytest.raises(AlreadyClaimed, match="Opi has claimed this task"):
        claim(desk.office, work.id, by=desk.people["oka"])


def test_other_lanes_claim_nothing(desk: Desk) -> None:
    work = desk.open(desk.started(), "periksa")
    with pytest.raises(Forbidden):
        claim(desk.office, work.id, by=desk.people["sis"])


def test_a_closed_task_is_not_claimed(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    desk.do(case, "periksa", "opi", hasil="tanya")
    with pytest.raises(AlreadyDone):
        claim(desk.office, work.id, by=desk.people["opi"])


def test_a_released_task_is_free_again(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    claim(desk.office, work.id, by=desk.people["opi"])
    release(desk.office, work.id, by=desk.people["opi"])
    assert desk.work(work.id).assignee is None
    assert desk.kinds(case)[-1] == "work:released periksa"


def test_only_the_assignee_or_a_supervisor_releases(desk: Desk) -> None:
    work = desk.open(desk.started(), "periksa")
    claim(desk.office, work.id, by=desk.people["opi"])
    with pytest.raises(Forbidden):
        release(desk.office, work.id, by=desk.people["oka"])
    release(desk.office, work.id, by=desk.people["awas"])
    release(desk.office, work.id, by=desk.people["awas"])
    assert desk.work(work.id).assignee is None


def test_a_supervisor_cancels_a_case_for_good(desk: Desk) -> None:
    case = desk.started()
    cancelled = cancel(desk.office, case.id, "salah kirim", by=desk.people["awas"])
    assert (cancelled.status, cancelled.state) == (Status.CANCELLED, None)
    assert desk.waiting(case) == []
    assert desk.kinds(case)[-1] == "instance:cancelled"
    assert first_break(desk.history(case)) is None
    with pytest.raises(Ended):
        cancel(desk.office, case.id, "lagi", by=desk.people["awas"])


def test_a_cancellation_needs_a_reason_and_a_supervisor(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(LajurError, match="reason"):
        cancel(desk.office, case.id, "", by=desk.people["awas"])
    with pytest.raises(Forbidden):
        cancel(desk.office, case.id, "x", by=desk.people["opi"])
