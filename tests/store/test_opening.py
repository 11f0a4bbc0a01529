"""An address says which store is meant."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.model.errors import Unavailable
from app.ports import Store
from app.store import sqlite
from app.store.memory import MemoryStore
from app.store.opening import open_store
from app.store.sqlite import set_pragma


def test_memory_is_an_address(opened: Callable[[str], Store]) -> None:
    assert isinstance(opened("memory:"), MemoryStore)


def test_the_directory_of_a_database_is_made(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    opened(f"sqlite:///{tmp_path}/a/b/books.sqlite")
    assert (tmp_path / "a" / "b" / "books.sqlite").is_file()


@pytest.mark.parametrize(
    "address", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://host/db", "postgresql://host/db"]
)
def test_any_other_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(ValueError, match="A database address begins with sqlite:///"):
        open_store(address)


@pytest.mark.parametrize(
    "address", ["sqlite:////proc/books.sqlite", "postgresql+psycopg://nobody@/none?host=/nonexistent"]
)
def test_a_database_that_cannot_be_reached_is_unavailable(address: str) -> None:
    with pytest.raises(Unavailable):
        open_store(address)


class Crowded(sqlite3.Connection):
    """A connection that is turned away the first times, as one of two that set the journal mode at once."""

    refusals = 2

    def execute(self, *given: object) -> sqlite3.Cursor:
        if self.refusals:
            self.refusals -= 1
            raise sqlite3.OperationalError("database is locked")
        return super().execute(*given)


def test_who_is_turned_away_while_another_sets_the_journal_mode_tries_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "books.sqlite", factory=Crowded)) as connection:
        set_pragma(connection, "journal_mode = WAL")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_nobody_tries_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0)
    monkeypatch.setattr(Crowded, "refusals", 10**6)
    with (
        closing(sqlite3.connect(tmp_path / "books.sqlite", factory=Crowded)) as connection,
        pytest.raises(sqlite3.OperationalError),
    ):
        set_pragma(connection, "journal_mode = WAL")
