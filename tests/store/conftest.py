"""The stores under test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import psycopg
import pytest

from app.ports import Store
from app.store.opening import open_store
from app.store.tables import metadata
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]


@pytest.fixture(scope="session")
def postgres_database(postgres: Postgres) -> str:
    """The address of a database with all tables."""
    with psycopg.connect(plain(postgres.url()), autocommit=True) as connection:
        connection.execute("CREATE DATABASE books")
    open_store(postgres.url("books")).close()
    return postgres.url("books")


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    """The address of a database with empty tables."""
    with psycopg.connect(plain(postgres_database)) as connection:
        connection.execute("SET session_replication_role = replica")  # else the guard of the history says no
        for table in metadata.tables.values():  # TRUNCATE would take 50 ms
            connection.execute(str(table.delete()))
    return postgres_database


@pytest.fixture
def empty_postgres(postgres: Postgres) -> Iterator[str]:
    """The address of a database without tables."""
    with psycopg.connect(plain(postgres.url()), autocommit=True) as connection:
        connection.execute("CREATE DATABASE without_tables")
        yield postgres.url("without_tables")
        connection.execute("DROP DATABASE without_tables WITH (FORCE)")


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    """The address of a database without tables."""
    return f"sqlite:///{tmp_path / 'books.sqlite'}"


@pytest.fixture
def sqlite_url(empty_sqlite: str, sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a database with empty tables."""
    copyfile(sqlite_template, tmp_path / "books.sqlite")
    return empty_sqlite


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


def plain(url: str) -> str:
    """The address as the driver itself wants it."""
    return url.replace("postgresql+psycopg", "postgresql")


@pytest.fixture
def person(store: Store) -> int:
    """The id of somebody in the books."""
    with store.writing() as unit:
        ani = unit.add_user("ani", "Ani", ["operator"], "")
        unit.commit()
    return ani.id
