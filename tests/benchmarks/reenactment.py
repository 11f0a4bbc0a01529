"""Cases played again from their history, on one core: every story of the shipped SOP, over books on the disk."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.actions.archive.reenact import reenact
from app.actions.play import play
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.reenactment import Outcome
from app.ports import Office
from app.store.opening import open_store
from app.store.vault import FileVault
from app.wiring import stage_for
from tests.benchmarks.table import Figure

SOP = "izin_perluasan"
ROUNDS = 5


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        office, cases = _played(Path(folder))
        _all_the_same(office, cases)
        began = time.perf_counter()
        events = sum(_all_the_same(office, cases) for _ in range(ROUNDS))
        took = time.perf_counter() - began
        office.store.close()
    note = f"{events // ROUNDS} events in {cases} cases"
    yield Figure("re-enactment", ROUNDS * cases / took, "cases/s", 30, at_least=True, note=note)


def _played(folder: Path) -> tuple[Office, int]:
    """An office in whose books every story of the SOP has come true."""
    bundle = shipped_bundle(SOP)
    stories = read_stories(bundle.files[SCENARIOS])
    store, vault = open_store(f"sqlite:///{folder / 'books.db'}"), FileVault(folder / "vault")
    for story in stories.values():
        stage = stage_for(bundle, story)
        office = replace(stage.office, store=store, vault=vault)
        play(replace(stage, office=office), bundle, story, stories)
    with store.reading() as reader:
        cases = 0
        while reader.instance(cases + 1):
            cases += 1
    return office, cases


def _all_the_same(office: Office, cases: int) -> int:
    """Re-enact every case; answers how many events they have."""
    events = 0
    with office.store.reading() as reader:
        for instance_id in range(1, cases + 1):
            case = reader.instance(instance_id)
            assert case is not None
            assert reenact(office, reader, case).outcome is Outcome.SAME
            events += case.events
    return events
