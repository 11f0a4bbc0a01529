"""Verification: how many events a second, and that its memory does not grow with the number of cases."""

import gc
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from app.actions.archive.seal import place, seal
from app.actions.archive.verify import verify_all
from app.actions.archive.verify_seals import verify_seals
from app.model.discrepancy import Discrepancy
from app.ports import Office
from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.benchmarks.population import populate
from tests.benchmarks.table import Figure

#: Cases of the smaller and of the larger office. The smaller one has more than a page of them.
FEW, MANY = 60, 120
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        few, many = (_office(Path(folder) / str(count), count) for count in (FEW, MANY))
        _clean(verify_all(many))  # loads what is loaded once
        with many.store.reading() as reader:
            events = sum(head.events for head in reader.heads(limit=MANY))
        took = _time(verify_all(many))
        yield Figure(f"Verification of {MANY} cases, CPU", events / took, "events/s", 10_000, at_least=True)
        growth = _peak(many) / _peak(few)
        yield Figure(f"Verification, memory for {MANY // FEW} times as many cases", growth, "times", 1.3)
        seal(many)
        took = _time(verify_seals(many, place(many)[0]))
        yield Figure("Verification against one seal, CPU", MANY / took, "cases/s", 1_000, at_least=True)


def _office(folder: Path, count: int) -> Office:
    settings = Settings(data=folder)
    office = open_office(settings)
    open_for_business(office, settings)
    populate(office, count, until=UNTIL)
    return office


def _time(findings: Iterable[Discrepancy]) -> float:
    began = process_time()
    _clean(findings)
    return process_time() - began


def _peak(office: Office) -> int:
    """Bytes at most in a run that finds everything loaded that is loaded once."""
    _clean(verify_all(office))
    gc.collect()
    tracemalloc.start()
    _clean(verify_all(office))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _clean(findings: Iterable[Discrepancy]) -> None:
    for finding in findings:
        raise ValueError(str(finding))
