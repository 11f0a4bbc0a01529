"""Competing commands: whatever meets at one task, exactly one wins and the others are told so."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier, Event
from time import sleep

import pytest

from app.actions.cancel import cancel
from app.actions.claim import claim
from app.actions.complete import complete
from app.actions.deploy import deploy
from app.actions.people import add_demo_person
from app.actions.perform import lease, perform
from app.actions.retry import retry
from app.library.demo import demo_people
from app.library.shipped import bundle_from
from app.model.errors import AlreadyClaimed, AlreadyDone, Conflict, LajurError
from app.model.event import Happening, first_break
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.model.people import SUPERVISOR, User
from app.ports import Office, Store
from app.store.memory import MemoryStore
from app.store.opening import open_store
from app.web import WebSettings, create_app
from tests.benchmarks.completion import ANSWERS
from tests.benchmarks.server import SOP
from tests.office import begin, draw, hire, office_on, only_open, put

CALLERS = 8
ROUNDS = 4
Outcome = object


def race(*calls: Callable[[], object]) -> list[Outcome]:
    """Make all calls at once; answers for each what it answered or the error of ours that it raised."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> Outcome:
        start.wait()
        try:
            return call()
        except LajurError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def errors(outcomes: Sequence[Outcome]) -> list[type]:
    return [type(outcome) for outcome in outcomes if isinstance(outcome, LajurError)]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Store]]:
    """Two stores on the same books, as two processes have them; in memory there is but one."""
    if request.param == "memory":
        yield [MemoryStore()] * 2
        return
    make = request.getfixturevalue("postgres_database") if request.param == "postgres" else None
    address = make() if make else f"sqlite:///{tmp_path / 'books.db'}"
    opened = [open_store(address), open_store(address)]
    yield opened
    for store in opened:
        store.close()


@pytest.fixture
def offices(stores: list[Store]) -> list[Office]:
    """As many offices as callers, on two stores in turn."""
    return [office_on(stores[number % 2]) for number in range(CALLERS)]


@pytest.fixture
def office(offices: list[Office]) -> Office:
    return offices[0]


@pytest.fixture
def people(office: Office) -> list[User]:
    return [hire(office, f"petugas{number}") for number in range(CALLERS)]


@pytest.fixture
def supervisor(office: Office) -> User:
    return hire(office, "pengawas", SUPERVISOR)


def completed(office: Office, case: ProcessInstance) -> list[tuple[str | None, str]]:
    """What was completed in a case and by whom; the chain is whole."""
    with office.store.reading() as reader:
        history = reader.history(case.id)
    assert first_break(history) is None
    return [(event.element, event.actor) for event in history if event.kind is Happening.WORK_COMPLETED]


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


def test_cases_started_at_once_are_numbered_without_gaps(offices: list[Office], people: list[User]) -> None:
    draw(offices[0], "(mulai) -> isi -> (selesai)")
    cases = race(*(partial(begin, mine, people[0]) for mine in offices))
    assert errors(cases) == []
    serials = sorted(int(case.number[-5:]) for case in cases if isinstance(case, ProcessInstance))
    assert serials == list(range(1, CALLERS + 1))


def test_offices_that_open_at_once_make_one_version_and_one_of_each_person(offices: list[Office]) -> None:
    bundle = bundle_from(SOP, "bench")

    def open_up(office: Office) -> int:
        for person in demo_people():
            add_demo_person(office, person)
        return deploy(office, bundle, by=None).version

    assert race(*(partial(open_up, mine) for mine in offices)) == [1] * CALLERS
    with offices[0].store.reading() as reader:
        assert len(reader.users()) == len(list(demo_people()))


def test_over_http_one_of_eight_is_led_on_and_seven_are_told_409(offices: list[Office]) -> None:
    put(offices[0], bundle_from(SOP, "bench"), "bench")
    clerks = [hire(offices[0], f"petugas{number}", "operator") for number in range(CALLERS)]
    apps = [create_app(mine, WebSettings("a secret of thirty-two characters", demo=True)) for mine in offices]
    clients = []
    for app, clerk in zip(apps, clerks, strict=True):
        app.config["WTF_CSRF_ENABLED"] = False
        clients.append(app.test_client())
        clients[-1].post("/masuk/demo", data={"login": clerk.login})
    clients[0].post("/mulai/bench")
    answers = race(*(partial(client.post, "/tugas/1", data=ANSWERS) for client in clients))
    assert sorted(answer.status_code for answer in answers) == [303, *[409] * 7]
    told = next(answer.text for answer in answers if answer.status_code == 409)
    assert "sudah" in told


def compete(address: str, tasks: Sequence[int], people: Sequence[User]) -> list[int]:
    """In a process of its own: try to complete all these tasks; answers those that were won."""
    office = office_on(open_store(address))

    def try_all(me: User) -> list[int]:
        won = []
        for task in tasks:
            try:
                complete(office, task, {}, by=me)
                won.append(task)
            except AlreadyDone:
                continue
        return won

    with ThreadPoolExecutor(len(people)) as pool:
        return [task for won in pool.map(try_all, people) for task in won]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_two_processes_with_four_people_each_complete_every_task_once(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    make = request.getfixturevalue("postgres_database") if database == "postgres" else None
    address = make() if make else f"sqlite:///{tmp_path / 'books.db'}"
    store = open_store(address)
    office = office_on(store)
    people = [hire(office, f"petugas{number}") for number in range(CALLERS)]
    draw(office, "(mulai) -> isi -> (selesai)")
    cases = [begin(office, people[0]) for _ in range(20)]
    tasks = [only_open(office, case).id for case in cases]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        halves = [pool.submit(compete, address, tasks, mine) for mine in (people[:4], people[4:])]
        won = [task for half in halves for task in half.result()]
    assert sorted(won) == sorted(tasks)
    assert [len(completed(office, case)) for case in cases] == [1] * 20
    store.close()


def test_two_stores_that_take_turns_write_the_history_that_one_would_write(stores: list[Store]) -> None:
    assert history_of(stores) == history_of([MemoryStore()])


def history_of(stores: Sequence[Store]) -> list[bytes]:
    """The digests of a case whose every step is taken at the next of these stores; time and salts are the same."""
    now = [datetime(2026, 3, 17, 2, tzinfo=UTC)]
    offices = [office_on(store, clock=lambda: now[0], salts=lambda: bytes(16)) for store in stores]
    clerk = hire(offices[0], "petugas")
    draw(
        offices[0],
        """
        (mulai) -> isi -> <bagi:and> -> satu -> <temu:and> -> (jeda:timer{PT1H}) -> hitung:script{n + 1; result=n}
        <bagi> -> dua -> <temu>
        hitung -> <lagi?> -[n < 4]-> isi
        <lagi?> -> (selesai)
        """,
        n=0,
    )
    case = begin(offices[-1], clerk)
    turn = 0
    while items := open_items(offices[turn % len(offices)], case):
        now[0] += timedelta(hours=1)
        turn += 1
        office = offices[turn % len(offices)]
        for timer in lease(office, "w"):
            perform(office, timer, "w")
        for task in items:
            if task.group:
                complete(office, task.id, {}, by=clerk)
                break
    with offices[0].store.reading() as reader:
        history = reader.history(case.id)
    assert len(history) > 40
    return [event.digest for event in history]


def open_items(office: Office, case: ProcessInstance) -> Sequence[WorkItem]:
    with office.store.reading() as reader:
        return reader.work_items(case.id, open_only=True)


class Pause:
    """A clock that stops whoever asks for the time until it may go on: there it has read and not yet written."""

    def __init__(self) -> None:
        self.reached, self.go_on = Event(), Event()

    def __call__(self) -> datetime:
        self.reached.set()
        assert self.go_on.wait(20)
        return datetime.now(UTC)
