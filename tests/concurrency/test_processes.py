"""Several threads, stores and processes at once are like one: in what they number, deploy, complete and write."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from app.actions.complete import complete
from app.actions.deploy import deploy
from app.actions.people import add_demo_person
from app.actions.perform import lease, perform
from app.library.demo import demo_people
from app.library.shipped import bundle_from
from app.model.errors import AlreadyDone
from app.model.instance import ProcessInstance, WorkItem
from app.model.people import User
from app.ports import Office, Store
from app.store.memory import MemoryStore
from app.store.opening import open_store
from app.web import WebSettings, create_app
from tests.benchmarks.completion import ANSWERS
from tests.benchmarks.server import SOP
from tests.concurrency.racing import CALLERS, completed, errors, race
from tests.office import begin, draw, hire, office_on, only_open, put


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
