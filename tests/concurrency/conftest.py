"""Offices that work on the same books at once."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from app.model.people import SUPERVISOR, User
from app.ports import Office, Store
from app.store.memory import MemoryStore
from app.store.opening import open_store
from tests.concurrency.racing import CALLERS
from tests.office import hire, office_on


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[list[Store]]:
    """Two stores on the same books, as two processes have them; in memory there is but one."""
    if request.param == "memory":
        yield [MemoryStore()] * 2
        return
    make = request.getfixturevalue("postgres_database") if request.param == "postgres" else None
    address = make() if make else f"sqlite:///{copyfile(sqlite_template, tmp_path / 'books.db')}"
    opened = [open_store(address), open_store(address)]
    yield opened
    for store in opened:
        store.close()


@pytest.fixture
def offices(stores: list[Store]) -> list[Office]:
    """As many offices as callers, on two stores in turn."""
    return [office_on(stores[number % 2]) for number in range(CALLERS)]


@pytest.fixture
def office(offices: list[Office]) -> Office:
    return offices[0]


@pytest.fixture
def people(office: Office) -> list[User]:
    return [hire(office, f"petugas{number}") for number in range(CALLERS)]


@pytest.fixture
def supervisor(office: Office) -> User:
    return hire(office, "pengawas", SUPERVISOR)
