"""An address says which store is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.model.errors import Unavailable
from app.ports import Store
from app.store.memory import MemoryStore
from app.store.opening import open_store


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
