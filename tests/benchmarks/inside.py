"""What can be measured without HTTP: starting, flat history, timers, inboxes, sizes."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from app.actions.complete import complete
from app.actions.deploy import deploy
from app.actions.lists import inbox
from app.actions.people import add_demo_person
from app.actions.perform import lease
from app.actions.play import Played, play
from app.actions.start import start
from app.engine import SpiffEngine
from app.library.shipped import bundle_from, shipped_bundle
from app.library.stories import read_stories
from app.model.advance import Advance, Command, Kind, Saved
from app.model.bundle import SCENARIOS
from app.model.definition import ProcessDefinition
from app.model.instance import ProcessInstance, WorkItem, WorkState
from app.model.people import User
from app.model.values import Variables
from app.ports import Engine, Office, Stage, StageClock, Unit
from app.settings import Settings
from app.wiring import open_office, stage_for
from app.worker import work_once
from tests.benchmarks.completion import ANSWERS
from tests.benchmarks.server import SOP
from tests.benchmarks.table import Figure

CASES = 40
TYPED = ANSWERS | {"angka_0": 1200, "angka_1": 12.5, "benar": True}


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        office = open_office(Settings(data=Path(folder)))
        deploy(office, bundle_from(SOP, "bench"), by=None)
        add_demo_person(office, User(0, "operator", "Operator", frozenset({"operator"})))
        with office.store.reading() as reader:
            clerk = reader.user_by_login("operator")
        if clerk is None:
            raise RuntimeError("the clerk is missing")
        yield from _starting(office, clerk)
        yield from _flat_history(office, clerk)
        yield from _timers(office, clerk)
        yield from _inboxes(office, clerk)
    yield from _sizes()


def _starting(office: Office, clerk: User) -> Iterator[Figure]:
    cost = _median_cpu(lambda: start(office, "bench", by=clerk), 200)
    yield Figure("starting a case: CPU", cost * 1e3, "ms", 10)


def _flat_history(office: Office, clerk: User) -> Iterator[Figure]:
    instance = start(office, "bench", by=clerk)
    costs = []
    for _ in range(2020):
        with office.store.reading() as reader:
            work = reader.work_items(instance.id, open_only=True)[0]
        began = time.process_time()
        complete(office, work.id, TYPED, by=clerk)
        costs.append(time.process_time() - began)
    early, late = statistics.median(costs[10:40]), statistics.median(costs[1980:2010])
    yield Figure("2,000th task of a case / 20th: CPU", late / early, "x", 1.3, note=f"{late * 1e3:.2f} ms")
    with office.store.reading() as reader:
        looped = reader.instance(instance.id)
    yield Figure("state after 2,000 tasks", len(looped.state or b"") / 1024 if looped else 0, "kB", 10)


def _timers(office: Office, clerk: User) -> Iterator[Figure]:
    now = office.clock()
    case = start(office, "bench", by=clerk)
    with office.store.writing() as unit:
        _add(unit, case, Kind.TIMER, [now + timedelta(days=30, seconds=n) for n in range(10_000)], None)
        unit.commit()
    idle = _median_cpu(lambda: work_once(office, owner="bench"), 50)
    yield Figure("a pass over 10,000 open timers, none due: CPU", idle * 1e3, "ms")
    with office.store.writing() as unit:
        _add(unit, case, Kind.TIMER, [now] * 10, None)
        unit.commit()
    began = time.process_time()
    leased = lease(office, "bench", limit=100)
    cost = time.process_time() - began
    yield Figure("... 10 due: CPU to find and lease them", cost * 1e3, "ms", 50, note=f"{len(leased)} leased")


def _inboxes(office: Office, clerk: User) -> Iterator[Figure]:
    case = start(office, "bench", by=clerk)
    with office.store.writing() as unit:
        _add(unit, case, Kind.USER, [None] * 100, "sedikit")
        _add(unit, case, Kind.USER, [None] * 100_000, "banyak")
        unit.commit()
    few = replace(clerk, groups=frozenset({"sedikit"}))
    many = replace(clerk, groups=frozenset({"banyak"}))
    small, large = [], []
    for _ in range(40):
        small.append(_cpu(lambda: inbox(office, few)))
        large.append(_cpu(lambda: inbox(office, many)))
    cost = statistics.median(large)
    ratio = cost / statistics.median(small)
    yield Figure("inbox page, 100,000 open items / 100", ratio, "x", 1.5, note=f"{cost * 1e3:.2f} ms")


def _sizes() -> Iterator[Figure]:
    """The story with the field visit, forty times, on a real database."""
    bundle = shipped_bundle("izin_perluasan")
    stories = read_stories(bundle.files[SCENARIOS])
    story = stories["field_visit"]
    scales = Scales(SpiffEngine())
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        now = StageClock(story.starts_at)
        connectors = stage_for(bundle, story).office.connectors
        office = replace(open_office(Settings(data=Path(folder))), clock=now, connectors=connectors, engine=scales)
        stage = Stage(office, now)
        _must_hold(play(stage, bundle, story, stories))
        before = _bytes(Path(folder))
        for _ in range(CASES):
            _must_hold(play(stage, bundle, story, stories))
        grown = (_bytes(Path(folder)) - before) / CASES
    yield Figure("database per completed case of Izin Perluasan", grown / 1024, "kB", 60)
    yield Figure("largest saved state of Izin Perluasan", scales.heaviest / 1024, "kB", 10)


@dataclass
class Scales:
    """An engine that weighs every state it hands out."""

    engine: Engine
    heaviest: int = 0

    def start(self, definition: ProcessDefinition, variables: Variables, *, now: datetime) -> Advance:
        return self._weigh(self.engine.start(definition, variables, now=now))

    def advance(self, definition: ProcessDefinition, saved: Saved, command: Command, *, now: datetime) -> Advance:
        return self._weigh(self.engine.advance(definition, saved, command, now=now))

    def _weigh(self, advance: Advance) -> Advance:
        self.heaviest = max(self.heaviest, len(advance.state or b""))
        return advance


def _must_hold(played: Played) -> None:
    if played.failure:
        raise RuntimeError(f"{played.story.name}: {played.failure}")


def _bytes(folder: Path) -> int:
    """Bytes of the database with everything in its main file."""
    with sqlite3.connect(folder / "lajur.db") as books:
        books.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (pages,) = books.execute("PRAGMA page_count").fetchone()
        (size,) = books.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(size)


def _add(unit: Unit, instance: ProcessInstance, kind: Kind, dues: Sequence[datetime | None], group: str | None) -> None:
    """Open work items that no engine knows of: the books cannot tell."""
    item = WorkItem(0, instance.id, 0, "isi", "Mengisi data", kind, group, WorkState.OPEN, instance.started_at)
    items = [replace(item, token=1000 + number, due_at=due) for number, due in enumerate(dues)]
    unit.keep(instance, instance, [], opened=items)


def _cpu(what: Callable[[], object]) -> float:
    began = time.process_time()
    what()
    return time.process_time() - began


def _median_cpu(what: Callable[[], object], times: int) -> float:
    return statistics.median(_cpu(what) for _ in range(times))
