"""Workers are killed while they fire timers and serve service tasks: nothing is lost and nothing done twice."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import SystemRandom

import pytest

from app.actions.perform import LEASE, MACHINES
from app.connectors import connectors_for
from app.model.event import Happening
from app.ports import InstanceQuery, Office, Store
from app.store.opening import open_store
from app.worker import work_once
from tests.benchmarks.server import environment
from tests.chaos.books import all_instances, faults
from tests.chaos.clerks import until
from tests.office import begin, draw, hire, office_on, wall_clock

pytestmark = pytest.mark.chaos

STEPS = ["kirim", "jeda", "notifikasi", "kabari"]
#: A worker takes so many items at once; those of a killed one wait until its lease has run out.
BATCH = 10
_NUMBERS = count(1)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lajur.db'}"
    make: Callable[[], str] = request.getfixturevalue("postgres_database")
    return make()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    store = open_store(address)
    yield store
    store.close()


def test_work_of_killed_workers_is_done_by_others_exactly_once(
    store: Store, address: str, rounds: Callable[[int], int], tmp_path: Path
) -> None:
    office = office_on(store, connectors=connectors_for())
    kills = rounds(2)
    begin_cases(office, 2 * BATCH * (kills + 1))
    with workers_at(address, tmp_path) as workers:
        for number in range(kills):
            workers[number % 2].wait_for_it()
            wait_for_events(store, SystemRandom().randint(1, 40))
            workers[number % 2].kill()
            workers[number % 2] = Worker(address, tmp_path)
    later = replace(office, clock=lambda: wall_clock() + LEASE + timedelta(seconds=1))
    while is_waiting(store):
        work_once(later, owner="the last one")
    assert faults(store, {}) == []
    with store.reading() as reader:
        for case in all_instances(reader):
            happened = [event for event in reader.history(case.id) if event.kind is Happening.WORK_COMPLETED]
            assert (case.end, [event.element for event in happened]) == ("selesai", STEPS)


def begin_cases(office: Office, number: int) -> None:
    draw(
        office,
        """
        (mulai) -> kirim:service{siinas.kirim_ba} -> (jeda:timer{PT0.05S})
        (jeda) -> notifikasi:service{siinas.notifikasi_oss} -> kabari:service{oss.notifikasi_pemohon} -> (selesai)
        """,
        nib="9999000000011",
        id_proyek="R-1",
        id_izin="I-1",
        kesimpulan_bap="SIAP",
    )
    clerk = hire(office, "petugas")
    for _ in range(number):
        begin(office, clerk)


def events(store: Store) -> int:
    with store.reading() as reader:
        return sum(case.events for case in reader.instances(InstanceQuery(limit=1_000_000)))


def wait_for_events(store: Store, more: int) -> None:
    enough = events(store) + more
    until(lambda: events(store) >= enough)


def is_waiting(store: Store) -> bool:
    with store.reading() as reader:
        return reader.next_due(MACHINES) is not None


class Worker:
    """A `lajur worker`."""

    def __init__(self, address: str, folder: Path) -> None:
        settings = {"LAJUR_DATABASE": address, "PYTHONDONTWRITEBYTECODE": ""}
        self.log = folder / f"worker-{next(_NUMBERS)}.log"
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "app", "worker"]
            self.process = subprocess.Popen(
                command, env=environment(folder / "data", **settings), stdout=log, stderr=log
            )

    def wait_for_it(self) -> None:
        until(lambda: "at work" in self.log.read_text())

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def dismiss(self) -> None:
        """It is asked to end, which it does at once."""
        self.wait_for_it()
        self.process.terminate()
        assert self.process.wait(timeout=20) == 0


@contextmanager
def workers_at(address: str, folder: Path) -> Iterator[list[Worker]]:
    workers = [Worker(address, folder), Worker(address, folder)]
    try:
        yield workers
        for worker in workers:
            worker.dismiss()
    finally:
        for worker in workers:
            worker.kill()
