"""Who looks through the books after the chaos finds what is wrong in them."""

import sqlite3
from pathlib import Path

import pytest

from app.actions.complete import complete
from app.actions.start import start
from app.library.shipped import bundle_from
from app.store.opening import open_store
from tests.benchmarks.completion import ANSWERS
from tests.benchmarks.server import SOP
from tests.chaos.books import faults
from tests.office import hire, office_on, only_open, put

SAME_AGAIN = """
    UPDATE event SET payload = (SELECT payload FROM event WHERE kind = 'work:completed' LIMIT 1)
    WHERE kind = 'work:completed'
"""
TYPED = {**ANSWERS, "angka_0": 1200, "angka_1": 12.5, "benar": True}


@pytest.fixture
def acknowledged(tmp_path: Path) -> dict[int, str]:
    """A case of five completed tasks in a database; what was acknowledged of it."""
    store = open_store(f"sqlite:///{tmp_path / 'lajur.db'}")
    office = office_on(store)
    put(office, bundle_from(SOP, "bench"), "bench")
    clerk = hire(office, "operator", "operator")
    case = start(office, "bench", by=clerk)
    texts = {}
    for number in range(5):
        task = only_open(office, case).id
        texts[task] = f"jawaban {number}"
        complete(office, task, {**TYPED, "teks_2": texts[task]}, by=clerk)
    store.close()
    return texts


def found(folder: Path, acknowledged: dict[int, str]) -> list[str]:
    store = open_store(f"sqlite:///{folder / 'lajur.db'}")
    try:
        return faults(store, acknowledged)
    finally:
        store.close()


def test_nothing_is_found_where_nothing_is_wrong(acknowledged: dict[int, str], tmp_path: Path) -> None:
    assert found(tmp_path, acknowledged) == []


def test_what_was_acknowledged_and_is_not_there_is_found(acknowledged: dict[int, str], tmp_path: Path) -> None:
    assert "acknowledged and lost" in found(tmp_path, {**acknowledged, 1: "something else"})[0]
    assert found(tmp_path, {**acknowledged, 999: "never done"}) == ["work item 999 is gone"]


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("DELETE FROM event WHERE number = 5", "the chain is broken at 5"),
        ("UPDATE event SET at = at + 1 WHERE number = 4", "the chain is broken at 4"),
        ("UPDATE instance SET events = 3", "the instance knows 3 events"),
        ("UPDATE work_item SET state = 'done'", "open are set()"),
        (SAME_AGAIN, "completed more than once"),
    ],
)
def test_what_does_not_fit_is_found(acknowledged: dict[int, str], tmp_path: Path, tampering: str, fault: str) -> None:
    with sqlite3.connect(tmp_path / "lajur.db") as books:
        for (guard,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            books.execute(f"DROP TRIGGER {guard}")
        books.execute(tampering)
    books.close()
    assert any(fault in each for each in found(tmp_path, acknowledged))
