"""Competing commands: whatever meets at one task, exactly one wins and the others are told so."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from time import sleep

import pytest

from app.actions.cancel import cancel
from app.actions.claim import claim
from app.actions.complete import complete
from app.actions.perform import lease, perform
from app.actions.retry import retry
from app.model.errors import AlreadyClaimed, AlreadyDone, Conflict
from app.model.event import Happening
from app.model.instance import ProcessInstance, Status, WorkState
from app.model.people import User
from app.ports import Office
from tests.concurrency.racing import Pause, completed, errors, race
from tests.office import begin, draw, only_open

#: How often each race is run.
ROUNDS = 4


def test_of_eight_people_who_complete_a_task_at_once_one_does_and_seven_are_told(
    offices: list[Office], people: list[User]
) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        task = only_open(offices[0], case)
        outcomes = race(
            *(partial(complete, mine, task.id, {}, by=me) for mine, me in zip(offices, people, strict=True))
        )
        assert errors(outcomes) == [AlreadyDone] * 7
        (winner,) = [me for me, outcome in zip(people, outcomes, strict=True) if isinstance(outcome, ProcessInstance)]
        assert completed(offices[0], case) == [("isi", winner.actor)]


def test_the_same_answers_of_the_same_person_are_taken_once_however_often_they_come(
    offices: list[Office], people: list[User]
) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        task = only_open(offices[0], case)
        outcomes = race(*(partial(complete, mine, task.id, {}, by=people[0]) for mine in offices))
        assert errors(outcomes) == []
        assert completed(offices[0], case) == [("isi", people[0].actor)]


def test_other_answers_of_the_same_person_come_too_late(office: Office, people: list[User]) -> None:
    draw(office, "(mulai) -> isi -> (selesai)")
    task = only_open(office, begin(office, people[0]))
    complete(office, task.id, {"kali": 1}, by=people[0])
    with pytest.raises(AlreadyDone):
        complete(office, task.id, {"kali": 2}, by=people[0])


def test_of_eight_people_who_claim_a_task_at_once_one_gets_it(offices: list[Office], people: list[User]) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        task = only_open(offices[0], case)
        outcomes = race(*(partial(claim, mine, task.id, by=me) for mine, me in zip(offices, people, strict=True)))
        assert errors(outcomes) == [AlreadyClaimed] * 7
        assert only_open(offices[0], case).assignee == people[outcomes.index(None)].id


def test_a_claim_and_a_completion_by_another_never_both_hold(offices: list[Office], people: list[User]) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    for _ in range(ROUNDS):
        task = only_open(offices[0], begin(offices[0], people[0]))
        outcomes = race(
            partial(claim, offices[0], task.id, by=people[0]),
            partial(complete, offices[1], task.id, {}, by=people[1]),
        )
        assert errors(outcomes) in ([AlreadyDone], [AlreadyClaimed])


def test_of_a_completion_and_a_cancellation_of_the_case_one_wins(
    offices: list[Office], people: list[User], supervisor: User
) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        task = only_open(offices[0], case)
        outcomes = race(
            partial(complete, offices[0], task.id, {}, by=people[0]),
            partial(cancel, offices[1], case.id, "Salah pilih", by=supervisor),
        )
        (over,) = [outcome for outcome in outcomes if isinstance(outcome, ProcessInstance)]
        (error,) = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
        assert error.status == 409
        assert len(completed(offices[0], case)) == (over.status is Status.ENDED)


def test_a_completion_that_comes_while_the_case_is_being_cancelled_waits_and_is_told(
    offices: list[Office], people: list[User], supervisor: User
) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    case = begin(offices[0], people[0])
    task = only_open(offices[0], case)
    slow = Pause()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cancel, replace(offices[0], clock=slow), case.id, "Salah pilih", by=supervisor)
        slow.reached.wait()
        second = pool.submit(complete, offices[1], task.id, {}, by=people[0])
        sleep(0.2)  # it has come as far as it can
        slow.go_on.set()
        assert first.result().status is Status.CANCELLED
        with pytest.raises(AlreadyDone):
            second.result()


def test_of_a_completion_and_a_timer_that_takes_the_task_away_one_wins(
    offices: list[Office], people: list[User]
) -> None:
    draw(
        offices[0],
        """
        (mulai) -> isi -> (selesai)
        isi ! (terlambat:timer{PT0S}) -> (lapuk)
        """,
    )
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        task = only_open(offices[0], case, "isi")
        (timer,) = lease(offices[1], "w")
        race(
            partial(complete, offices[0], task.id, {}, by=people[0]),
            partial(perform, offices[1], timer, "w"),
        )
        with offices[0].store.reading() as reader:
            ended, states = reader.instance(case.id), [item.state for item in reader.work_items(case.id)]
        assert sorted(states) == [WorkState.CANCELLED, WorkState.DONE]
        ((element, _),) = completed(offices[0], case)
        assert ended
        assert (element, ended.end) in {("isi", "selesai"), ("terlambat", "lapuk")}


def test_a_completion_that_comes_while_the_timer_takes_the_task_away_waits_and_is_told(
    offices: list[Office], people: list[User]
) -> None:
    draw(
        offices[0],
        """
        (mulai) -> isi -> (selesai)
        isi ! (terlambat:timer{PT0S}) -> (lapuk)
        """,
    )
    case = begin(offices[0], people[0])
    task = only_open(offices[0], case, "isi")
    (timer,) = lease(offices[1], "w")
    slow = Pause()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(perform, replace(offices[1], clock=slow), timer, "w")
        slow.reached.wait()
        second = pool.submit(complete, offices[0], task.id, {}, by=people[0])
        sleep(0.2)
        slow.go_on.set()
        first.result()
        with pytest.raises(AlreadyDone):
            second.result()
    assert completed(offices[0], case) == [("terlambat", "clock")]


def test_of_eight_retries_of_an_incident_one_is_made(
    offices: list[Office], people: list[User], supervisor: User
) -> None:
    draw(offices[0], "(mulai) -> kirim:service{tidak.ada} -> (selesai)")
    case = begin(offices[0], people[0])
    for work in lease(offices[0], "w"):
        perform(offices[0], work, "w")
    task = only_open(offices[0], case)
    outcomes = race(*(partial(retry, mine, task.id, by=supervisor) for mine in offices))
    assert errors(outcomes) == [Conflict] * 7
    assert only_open(offices[0], case).state is WorkState.OPEN


def test_of_eight_completions_after_which_the_process_cannot_go_on_one_makes_the_incident(
    offices: list[Office], people: list[User]
) -> None:
    draw(
        offices[0],
        """
        (mulai) -> isi -> <cukup?> -[tidak_diketahui = 1]-> (selesai)
        <cukup?> -> (lain)
        """,
    )
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        task = only_open(offices[0], case)
        outcomes = race(
            *(partial(complete, mine, task.id, {}, by=me) for mine, me in zip(offices, people, strict=True))
        )
        assert errors(outcomes) == [Conflict] * 7
        with offices[0].store.reading() as reader:
            opened = [event for event in reader.history(case.id) if event.kind is Happening.INCIDENT_OPENED]
        assert len(opened) == 1
        assert only_open(offices[0], case).state is WorkState.INCIDENT


def test_tasks_side_by_side_are_completed_at_once_and_meet_at_the_join(
    offices: list[Office], people: list[User]
) -> None:
    draw(
        offices[0],
        """
        (mulai) -> <bagi:and> -> satu -> <temu:and> -> (selesai)
        <bagi> -> dua -> <temu>
        <bagi> -> tiga -> <temu>
        """,
    )
    for _ in range(ROUNDS):
        case = begin(offices[0], people[0])
        tasks = [only_open(offices[0], case, element) for element in ("satu", "dua", "tiga")]
        outcomes = race(*(partial(complete, offices[n], task.id, {}, by=people[n]) for n, task in enumerate(tasks)))
        assert errors(outcomes) == []
        with offices[0].store.reading() as reader:
            ended = reader.instance(case.id)
        assert ended
        assert ended.status is Status.ENDED
