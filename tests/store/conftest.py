"""The stores under test."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from app.ports import Store
from app.store.opening import open_store
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def template(postgres: Postgres) -> str:
    """A database with all tables, to be copied for each test."""
    with psycopg.connect(_plain(postgres.url()), autocommit=True) as connection:
        connection.execute("CREATE DATABASE template_of_tests")
    open_store(postgres.url("template_of_tests")).close()
    return "template_of_tests"


@pytest.fixture
def postgres_url(postgres: Postgres, template: str) -> str:
    """The address of a new database with empty tables."""
    name = f"test{next(_NUMBERS)}"
    with psycopg.connect(_plain(postgres.url()), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return postgres.url(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'books.sqlite'}"


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Set by the tests that run on several stores: `memory`, `sqlite` or `postgres`."""
    if request.param == "memory":
        return "memory:"
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    store = open_store(address)
    yield store
    store.close()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores and closes them after the test."""
    stores: list[Store] = []

    def open_one(address: str) -> Store:
        stores.append(open_store(address))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")
