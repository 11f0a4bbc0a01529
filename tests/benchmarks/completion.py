"""A task of a 15-field form completed over HTTP on a running server, beside bare durable commits of the same bytes."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.client import Person
from tests.benchmarks.server import Server, deploy_bench, running
from tests.benchmarks.table import Figure

ROUNDS = 300
CLIENTS = 4
ANSWERS = {
    **{f"teks_{n}": f"Jawaban nomor {n} dengan beberapa kata" for n in range(9)},
    "angka_0": "1200",
    "angka_1": "12,5",
    "tanggal": "2026-11-21",
    "benar": "on",
    "catatan": "Catatan petugas tentang berkas ini. " * 4,
    "pilihan": "lagi",
}


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        data = Path(folder) / "data"
        deploy_bench(data)
        with running(data) as server:
            yield Figure("first page after start", server.started, "s", 3)
            yield from _one_by_one(server)
            yield from _side_by_side(server)
            yield Figure("memory of `lajur run` after it", server.memory(), "MB", 150)


def _one_by_one(server: Server) -> Iterator[Figure]:
    person, work = Person(server.port).sign_in("operator"), Works(server.data)
    task = work.start(person)
    for _ in range(20):
        task = work.complete(person, task)
    task, size = work.weigh(person, task)
    before, times, bare = server.cpu(), [], []
    commit = BareCommit(server.data, size)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        person.post(f"/tugas/{task}", **ANSWERS)
        times.append(time.perf_counter() - began)
        bare.append(commit.once())
        task = work.open_task(task)
    cpu = (server.cpu() - before) / ROUNDS
    latency, durable = statistics.median(times), statistics.median(bare)
    yield Figure("task completed over HTTP: CPU of the server", cpu * 1e3, "ms", 6)
    yield Figure(
        "... median latency",
        latency * 1e3,
        "ms",
        note=f"bare durable commit of {size / 1024:.0f} kB: {durable * 1e3:.2f} ms",
    )
    idle = statistics.median(_timed(lambda: person.get("/tidak-ada")) for _ in range(100))
    floor = f"an answer of the same server without any work: {idle * 1e3:.2f} ms"
    yield Figure("... latency / bare durable commit", latency / durable, "x", 2.5, note=floor)


def _side_by_side(server: Server) -> Iterator[Figure]:
    def clerk(_: int) -> int:
        person, work = Person(server.port).sign_in("operator"), Works(server.data)
        task = work.start(person)
        for _round in range(ROUNDS // 2):
            task = work.complete(person, task)
        return ROUNDS // 2

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = sum(pool.map(clerk, range(CLIENTS)))
    rate = done / (time.perf_counter() - began)
    commit = BareCommit(server.data, 5000)
    bare = 200 / sum(commit.once() for _ in range(200))
    share = f"bare commits {bare:.0f}/s, share {rate / bare:.0%}"
    yield Figure("completions/s with 4 clients", rate, "/s", 150, at_least=True, note=share)


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


class Works:
    """Reads ids straight from the database, so that the client's own reading costs the server nothing."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.books = sqlite3.connect(data / "lajur.db", check_same_thread=False)

    def start(self, person: Person) -> int:
        status, place = person.post("/mulai/bench")
        if status != 303:
            raise RuntimeError(f"no case was started: {status}")
        number = place.rpartition("/")[2]
        row = self.books.execute(
            "SELECT w.id FROM work_item w JOIN instance i ON i.id = w.instance_id WHERE i.number = ?", (number,)
        ).fetchone()
        return int(row[0])

    def complete(self, person: Person, task: int) -> int:
        status, text = person.post(f"/tugas/{task}", **ANSWERS)
        if status != 303:
            raise RuntimeError(f"the task was not completed: {status} {text[:300]}")
        return self.open_task(task)

    def weigh(self, person: Person, task: int) -> tuple[int, int]:
        """Complete ten tasks; answers the open one, and how many bytes a completion writes to the database's log."""
        self.books.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for _ in range(10):
            task = self.complete(person, task)
        return task, (self.data / "lajur.db-wal").stat().st_size // 10

    def open_task(self, done: int) -> int:
        """The task that the same case waits for now."""
        row = self.books.execute(
            "SELECT max(id) FROM work_item WHERE instance_id = (SELECT instance_id FROM work_item WHERE id = ?)",
            (done,),
        ).fetchone()
        return int(row[0])


class BareCommit:
    """The least a durable completion can cost here: one transaction of as many bytes, synchronous=FULL, same disk."""

    def __init__(self, data: Path, size: int) -> None:
        self.size = size
        self.books = sqlite3.connect(data / "bare.db", isolation_level=None)
        self.books.execute("PRAGMA journal_mode=WAL")
        self.books.execute("PRAGMA synchronous=FULL")
        self.books.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, bytes BLOB)")

    def once(self) -> float:
        began = time.perf_counter()
        self.books.execute("BEGIN IMMEDIATE")
        self.books.execute("INSERT INTO bare (bytes) VALUES (?)", (b"x" * self.size,))
        self.books.execute("COMMIT")
        return time.perf_counter() - began
