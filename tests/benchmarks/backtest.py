"""A back-test of a thousand cases, on one core: as a worker runs it, on the SOP as it is; in memory that does not grow.

`LAJUR_BENCH_HISTORY=10000` makes it so many cases.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from app.actions.backtest.job import run_backtest
from app.library.shipped import shipped_bundle
from app.model.backtest import Outcome
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_tally import Tally
from app.model.job import Job
from app.model.values import Json
from app.settings import Settings
from app.wiring import open_office
from tests.benchmarks.population import SOP, a_year
from tests.benchmarks.server import environment
from tests.benchmarks.table import Figure

CASES = int(os.environ.get("LAJUR_BENCH_HISTORY", "1000"))
FEW = 50


def figures() -> Iterator[Figure]:
    now = datetime.now(UTC)
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        for data, cases in ((few, FEW), (many, CASES)):
            a_year(Settings(data=data, demo=True), cases, until=now, running=0, sops=(SOP,))
        cases, took = _tested(many, now)
        yield Figure("back-test: 1,000 cases", took / cases * 1000, "s", 60, note=f"{cases} cases, all the same")
        note = f"{_memory(many):.0f} MB at most"
        yield Figure(f"... memory of {CASES} cases / of {FEW}", _memory(many) / _memory(few), "x", 1.2, note=note)


class Silent:
    """Nobody asks how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, done: int, total: int, message: str = "", *, checkpoint: Json = None) -> None:
        return


def _tested(data: Path, now: datetime) -> tuple[int, float]:
    """Run a back-test as a job; answers how many cases it had and how long it took."""
    office = open_office(Settings(data=data, demo=True))
    with office.store.reading() as reader:
        analyst = reader.user_by_login("analis")
    if analyst is None:
        raise RuntimeError("nobody asks for a back-test")
    plan = BacktestPlan(SOP, shipped_bundle(SOP).digest, (now - timedelta(days=400)).date(), now.date())
    job = Job(1, "backtest", plan.to_row(), analyst.id, now)
    began = time.perf_counter()
    found = run_backtest(office, job.arguments, Silent(job)).value
    took = time.perf_counter() - began
    office.store.close()
    tally = Tally.from_row(found["tally"] if isinstance(found, dict) else None)
    if tally.count(Outcome.SAME) != tally.cases:
        raise RuntimeError(f"not all the same: {tally.outcomes}")
    return tally.cases, took


def _memory(data: Path) -> float:
    """Run a back-test in a process of its own; answers the MB of memory it had at most."""
    command = [sys.executable, "-m", "app", "backtest", SOP]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as it:
        _, status, usage = os.wait4(it.pid, 0)
        it.returncode = os.waitstatus_to_exitcode(status)
    if it.returncode:
        raise RuntimeError(f"no back-test was run: {it.returncode}")
    return usage.ru_maxrss / 1024
