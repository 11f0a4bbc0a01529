"""The worker does jobs beside its other work, through kills and restarts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from app.model.job import Job, JobResult, JobState
from app.ports import Office, Progress, StageClock, Store
from app.store.opening import open_store
from app.wiring import rehearsal_office
from app.worker import toil_until

NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
#: Counts to a hundred, slowly, and writes each number into a file. Its clock is `minutes` ahead.
WORKER = """
import signal, sys, time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from app.model.job import JobResult
from app.store.opening import open_store
from app.wiring import rehearsal_office
from app.worker import owner_name, toil_until

address, book, minutes, pause = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])

def count(office, arguments, progress):
    for number in range((progress.job.checkpoint or 0) + 1, 101):
        with book.open("a") as file:
            file.write(f"{number} ")
        time.sleep(pause)
        progress(number, 100, checkpoint=number)
    return JobResult(100)

ahead = [timedelta(minutes=minutes)]
def clock():
    ahead[0] += timedelta(seconds=1)  # each look is one in which progress is written
    return datetime.now(UTC) + ahead[0]
stop = Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
office = replace(rehearsal_office(clock), store=open_store(address), jobs={"count": count})
toil_until(stop, office, owner=owner_name(), idle=0.01)
"""


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    make: str = request.getfixturevalue("postgres_database")()
    return make


def asked(store: Store, kind: str = "count") -> int:
    with store.writing() as unit:
        ani = unit.add_user("ani", "Ani", ["auditor"], "")
        job = unit.add_job(Job(0, kind, {}, ani.id, NOW))
        unit.commit()
    return job.id


def seen(store: Store, job_id: int) -> Job:
    with store.reading() as reader:
        job = reader.job(job_id)
    assert job
    return job


def worker(address: str, book: Path, *, minutes: int = 0, pause: float = 0.02) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WORKER, address, str(book), str(minutes), str(pause)]
    return subprocess.Popen(command, cwd=Path.cwd())


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 40
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.chaos
@pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
def test_another_worker_goes_on_where_a_killed_one_stopped(address: str, tmp_path: Path) -> None:
    store, book = open_store(address), tmp_path / "counted"
    job = asked(store)
    first = worker(address, book)
    wait_for(lambda: seen(store, job).done >= 5)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    left = seen(store, job)
    assert left.state is JobState.RUNNING
    second = worker(address, book, minutes=30, pause=0)
    wait_for(lambda: seen(store, job).state is JobState.DONE)
    second.terminate()
    assert second.wait(timeout=20) == 0
    counted = [int(number) for number in book.read_text().split()]
    assert sorted(set(counted)) == list(range(1, 101))
    assert len(counted) <= 102, "only what came after the last checkpoint is done again"
    store.close()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_worker_told_to_end_gives_its_job_back_and_is_gone(address: str, tmp_path: Path) -> None:
    store, book = open_store(address), tmp_path / "counted"
    job = asked(store)
    running = worker(address, book)
    wait_for(lambda: seen(store, job).done >= 3)
    running.terminate()
    assert running.wait(timeout=20) == 0
    left = seen(store, job)
    assert (left.state, left.owner, left.attempts) == (JobState.WAITING, None, 0)
    assert left.checkpoint == int(book.read_text().split()[-1])
    store.close()


def test_a_job_that_fails_ends_no_worker() -> None:
    def work(office: Office, arguments: object, progress: Progress) -> JobResult:
        raise RuntimeError("a fault of ours")

    office = replace(rehearsal_office(StageClock(NOW)), jobs={"bad": work, "good": lambda *_: JobResult(1)})
    bad = asked(office.store, "bad")
    with office.store.writing() as unit:
        good = unit.add_job(Job(0, "good", {}, seen(office.store, bad).requested_by, NOW)).id
        unit.commit()
    stop = Event()
    thread = Thread(target=toil_until, args=(stop, office), kwargs={"owner": "w", "idle": 0.01})
    thread.start()
    wait_for(lambda: seen(office.store, good).over)
    stop.set()
    thread.join(timeout=20)
    assert [seen(office.store, job).state for job in (bad, good)] == [JobState.FAILED, JobState.DONE]
