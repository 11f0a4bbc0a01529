"""A demo history: how fast it is made, and that event logs of it are written in memory that does not grow.

With `LAJUR_BENCH_HISTORY=10000` it is as long as that of a large office.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.settings import Settings
from tests.benchmarks.population import a_year
from tests.benchmarks.server import environment
from tests.benchmarks.table import Figure

CASES = int(os.environ.get("LAJUR_BENCH_HISTORY", "400"))
FEW = 40


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        once, cpu = _made(few, FEW), _made(many, CASES)
        # What is done once, however long the history is, is in both.
        rate = (CASES - FEW) / (cpu - once)
        yield Figure("demo history: cases/s of CPU", rate, "/s", 30, at_least=True, note=f"{CASES} cases on SQLite")
        for kind in ("xes", "ocel"):
            seconds, memory = _written(many, kind)
            before = _written(few, kind)[1]
            yield Figure(
                f"event log as {kind.upper()}: cases/s", CASES / seconds, "/s", note=f"{memory:.0f} MB at most"
            )
            yield Figure(f"... memory of {CASES} cases / of {FEW}", memory / before, "x", 1.2)


def _made(data: Path, count: int) -> float:
    """Make a history; answers the seconds of CPU."""
    began = time.process_time()
    a_year(Settings(data=data, demo=True), count, until=datetime.now(UTC), running=0.05, sops=())
    return time.process_time() - began


def _written(data: Path, kind: str) -> tuple[float, float]:
    """Write a log in a process of its own; answers its seconds of CPU and the MB of memory it had at most."""
    command = [sys.executable, "-m", "app", "export-log", "--format", kind, "--output", str(data / kind)]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as it:
        _, status, usage = os.wait4(it.pid, 0)
        it.returncode = os.waitstatus_to_exitcode(status)
    if it.returncode:
        raise RuntimeError(f"no {kind} was written: {it.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
