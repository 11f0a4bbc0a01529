"""The loop of a worker: it does what is due, and nothing that goes wrong ends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from app.actions.cancel import cancel
from app.actions.perform import LEASE, give_back, lease, perform
from app.model.errors import LajurError, StepFailed, Unavailable
from app.model.event import Happening
from app.model.instance import ProcessInstance, Status, WorkState
from app.model.people import SUPERVISOR, User
from app.ports import Office
from app.store.memory import MemoryStore
from app.worker import owner_name, work_once, work_until
from tests.office import begin, draw, hire, office_on, only_open
from tests.worker.doubles import Faulty, Hands, Meanwhile, Stumbling, System

OWNER = "a worker"


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def office(hands: Hands, system: System) -> Office:
    office = office_on(MemoryStore(), clock=hands, connectors={"sistem": system})
    draw(
        office,
        """
        (mulai) -> (jeda:timer{PT1H}) -> kirim:service{sistem} -> (selesai)
        """,
    )
    return office


@pytest.fixture
def clerk(office: Office) -> User:
    return hire(office, "petugas")


def seen(office: Office, case: ProcessInstance) -> ProcessInstance:
    with office.store.reading() as reader:
        found = reader.instance(case.id)
    assert found
    return found


def test_when_nothing_is_due_one_look_is_all_it_costs(office: Office, clerk: User) -> None:
    begin(office, clerk)
    assert work_once(replace(office, store=Faulty(office.store, writes=[Unavailable()])), owner=OWNER) == 0


def test_timers_fire_when_they_are_due_and_services_follow(
    office: Office, hands: Hands, clerk: User, system: System
) -> None:
    cases = [begin(office, clerk) for _ in range(3)]
    hands.now += timedelta(hours=1)
    assert [work_once(office, owner=OWNER) for _ in range(3)] == [3, 3, 0]
    assert [seen(office, case).end for case in cases] == ["selesai"] * 3
    assert [key.partition("/")[0] for key in system.asked] == [case.number for case in cases]


def test_a_fault_in_one_item_holds_up_no_others_and_it_is_tried_again_when_its_lease_has_run_out(
    office: Office, hands: Hands, clerk: User
) -> None:
    cases = [begin(office, clerk) for _ in range(3)]
    hands.now += timedelta(hours=1)
    assert work_once(replace(office, engine=Stumbling([RuntimeError("a fault of ours")])), owner=OWNER) == 3
    assert [only_open(office, case).element for case in cases] == ["jeda", "kirim", "kirim"]
    while work_once(office, owner=OWNER):
        pass
    assert [seen(office, case).status for case in cases] == [Status.RUNNING, Status.ENDED, Status.ENDED]
    hands.now += LEASE
    while work_once(office, owner="another worker"):
        pass
    assert seen(office, cases[0]).status is Status.ENDED


def test_a_storage_that_goes_away_during_the_work_ends_the_round(office: Office, hands: Hands, clerk: User) -> None:
    begin(office, clerk)
    hands.now += timedelta(hours=1)
    with pytest.raises(Unavailable):
        work_once(replace(office, store=Faulty(office.store, writes=[None, Unavailable()])), owner=OWNER)


@pytest.mark.parametrize("trouble", [Unavailable(), RuntimeError("a fault of ours")], ids=["away", "fault"])
def test_the_loop_goes_on_after_trouble(office: Office, hands: Hands, clerk: User, trouble: Exception) -> None:
    case = begin(office, clerk)
    hands.now += timedelta(hours=1)
    with at_work(replace(office, store=Faulty(office.store, reads=[trouble] * 3))):
        until(lambda: seen(office, case).status is Status.ENDED)


def test_the_loop_waits_while_there_is_nothing_to_do_and_ends_at_once_when_told(office: Office) -> None:
    with at_work(office, idle=60) as thread:
        sleep(0.05)
        began = monotonic()
    assert not thread.is_alive()
    assert monotonic() - began < 10


def test_a_worker_that_is_to_end_begins_nothing_more_and_others_have_the_rest_at_once(
    office: Office, hands: Hands, clerk: User, system: System
) -> None:
    for _ in range(5):
        begin(office, clerk)
    hands.now += timedelta(hours=1)
    work_once(office, owner=OWNER)
    stop = Event()
    system.meanwhile = stop.set
    assert work_once(office, owner=OWNER, stop=stop) == 5
    assert len(system.asked) == 1
    assert len(lease(office, "another worker")) == 4


def test_what_others_have_taken_over_is_not_given_back(office: Office, hands: Hands, clerk: User) -> None:
    case = begin(office, clerk)
    hands.now += timedelta(hours=1)
    (mine,) = lease(office, OWNER)
    hands.now += LEASE
    lease(office, "another worker")
    give_back(office, mine, OWNER)
    assert only_open(office, case).owner == "another worker"


def test_a_worker_that_comes_back_after_its_lease_records_nothing(
    office: Office, hands: Hands, clerk: User, system: System
) -> None:
    case = begin(office, clerk)
    hands.now += timedelta(hours=1)
    work_once(office, owner="slow")

    def take_over() -> None:
        system.meanwhile = lambda: None
        hands.now += LEASE
        work_once(office, owner="quick")

    system.meanwhile = take_over
    work_once(office, owner="slow")
    with office.store.reading() as reader:
        done = [event.element for event in reader.history(case.id) if event.kind is Happening.WORK_COMPLETED]
    assert done == ["jeda", "kirim"]
    assert len(set(system.asked)) == 1
    assert len(system.asked) == 2


def test_a_step_that_cannot_be_made_in_a_case_cancelled_meanwhile_is_no_incident(
    office: Office, hands: Hands, clerk: User
) -> None:
    case = begin(office, clerk)
    supervisor = hire(office, "pengawas", SUPERVISOR)
    hands.now += timedelta(hours=1)
    (work,) = lease(office, OWNER)
    meanwhile = Meanwhile(office.store, lambda: cancel(office, case.id, "Salah pilih", by=supervisor))
    failing = Stumbling([StepFailed("jeda", LajurError("no such variable"))])
    perform(replace(office, store=meanwhile, engine=failing), work, OWNER)
    with office.store.reading() as reader:
        assert [item.state for item in reader.work_items(case.id)] == [WorkState.CANCELLED]


def test_no_two_workers_have_the_same_name() -> None:
    assert len({owner_name() for _ in range(100)}) == 100


@contextmanager
def at_work(office: Office, idle: float = 0.01) -> Iterator[Thread]:
    stop = Event()
    thread = Thread(target=work_until, args=(stop, office), kwargs={"owner": OWNER, "idle": idle})
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(timeout=20)


def until(holds: Callable[[], bool]) -> None:
    limit = monotonic() + 20
    while not holds():
        assert monotonic() < limit
        sleep(0.01)
