"""What machines do: timers, service tasks, failures, leases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actions.perform import LEASE, TRIES, lease, perform, retry_delay
from app.actions.retry import retry
from app.model.instance import WorkState
from app.ports import Answer, ConnectorFailed
from tests.actions.conftest import Desk
from tests.chain import first_break


def test_a_service_task_is_served_and_its_answer_becomes_variables(desk: Desk) -> None:
    case = desk.started("setuju")
    assert desk.run_machines() == 1
    ended = desk.now(case)
    assert (ended.end, ended.variables["nomor"]) == ("terbit", "SIMULASI-1")
    assert desk.kinds(case)[-1] == "instance:ended terbit"
    assert "clock:stopped kirim" in desk.kinds(case)


def test_the_system_is_asked_with_a_key_that_stays_the_same(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [ConnectorFailed("sibuk"), Answer({})]
    desk.run_machines()
    desk.go_on(minutes=1)
    desk.run_machines()
    first, second = desk.system.asked
    assert first.key == second.key
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.number == case.number


def test_a_failure_is_tried_again_later_and_noted(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [ConnectorFailed("jaringan putus")]
    desk.run_machines()
    work = desk.open(case, "kirim")
    assert (work.attempts, work.failure, work.owner) == (1, "jaringan putus", None)
    assert work.due_at == desk.clock.now + retry_delay(1)
    assert desk.kinds(case)[-1] == "work:failed kirim"
    assert desk.run_machines() == 0


def test_after_enough_failures_a_person_must_look(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [ConnectorFailed("putus") for _ in range(TRIES)]
    for _ in range(TRIES):
        desk.run_machines()
        desk.go_on(hours=2)
    work = desk.open(case, "kirim")
    assert work.state is WorkState.INCIDENT
    retry(desk.office, work.id, by=desk.people["awas"])
    desk.run_machines()
    assert desk.now(case).end == "terbit"
    assert first_break(desk.history(case)) is None


def test_a_permanent_failure_is_an_incident_at_once(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [ConnectorFailed("NIB tidak dikenal", permanent=True)]
    desk.run_machines()
    assert desk.open(case, "kirim").state is WorkState.INCIDENT
    assert desk.kinds(case)[-2:] == ["work:failed kirim", "incident:opened kirim"]


def test_a_fault_of_the_connector_itself_counts_as_a_failure(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [RuntimeError("salah ketik")]
    desk.run_machines()
    assert desk.open(case, "kirim").failure == "RuntimeError: salah ketik"


def test_a_topic_that_nobody_serves_is_an_incident(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.office.connectors.pop("sistem.kirim")
    desk.run_machines()
    assert "Nothing serves the topic sistem.kirim" in (desk.open(case, "kirim").failure or "")


def test_a_system_that_needs_time_is_asked_again_then(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [Answer({}, not_before=desk.clock.now + timedelta(minutes=10)), Answer({})]
    desk.run_machines()
    assert desk.open(case, "kirim").attempts == 0
    assert desk.run_machines() == 0
    desk.go_on(minutes=10)
    desk.run_machines()
    assert desk.now(case).end == "terbit"


def test_an_error_of_the_process_is_caught_at_the_boundary(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [Answer({"alasan": "kurang"}, error="ditolak")]
    desk.run_machines()
    ended = desk.now(case)
    assert (ended.end, ended.variables["alasan"]) == ("gagal", "kurang")


def test_an_error_that_nobody_catches_is_an_incident(desk: Desk) -> None:
    case = desk.started("setuju")
    desk.system.answers = [Answer({}, error="lain")]
    desk.run_machines()
    assert desk.open(case, "kirim").state is WorkState.INCIDENT


def test_a_timer_fires_when_it_is_due_and_not_before(desk: Desk) -> None:
    case = desk.started()
    assert desk.run_machines() == 0
    desk.go_on(days=3)
    assert desk.run_machines() == 1
    assert desk.now(case).end == "lewat"
    assert "work:completed lupa" in desk.kinds(case)


def test_who_has_lost_the_lease_records_nothing(desk: Desk) -> None:
    case = desk.started("setuju")
    (slow,) = lease(desk.office, "slow")
    desk.go_on(seconds=LEASE.total_seconds() + 1)
    assert desk.run_machines("fast") == 1
    before = desk.kinds(case)
    perform(desk.office, slow, "slow")
    assert desk.kinds(case) == before


def test_a_case_that_ended_meanwhile_is_left_alone(desk: Desk) -> None:
    case = desk.started("setuju")
    (work,) = lease(desk.office, "w1")
    desk.do(case, "tarik", "siti", alasan="batal")
    perform(desk.office, work, "w1")
    assert desk.now(case).end == "ditarik"


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 5), (2, 10), (5, 80), (30, 3600)])
def test_the_wait_doubles_up_to_an_hour(attempt: int, seconds: int) -> None:
    assert retry_delay(attempt) == timedelta(seconds=seconds)


def test_work_of_a_case_that_is_not_in_the_books_is_passed_over(desk: Desk) -> None:
    case = desk.started("setuju")
    [work] = lease(desk.office, "w")
    perform(desk.office, replace(work, instance=case.id + 1), "w")
    assert desk.system.asked == []
    assert desk.work(work.id).state is WorkState.OPEN
