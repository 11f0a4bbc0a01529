"""What tests of several rooms need: a PostgreSQL, and databases in it."""

from collections.abc import Callable
from itertools import count

import psycopg
import pytest

from app.store.opening import open_store
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def database_template(postgres: Postgres) -> str:
    """A database with all tables, to be copied: that is faster than to make them."""
    _create(postgres, "tables")
    open_store(postgres.url("tables")).close()
    return "tables"


@pytest.fixture
def postgres_database(postgres: Postgres, database_template: str) -> Callable[[], str]:
    """Makes databases with empty tables; answers their addresses."""

    def make() -> str:
        name = f"database{next(_NUMBERS)}"
        _create(postgres, f"{name} TEMPLATE {database_template}")
        return postgres.url(name)

    return make


def _create(postgres: Postgres, what: str) -> None:
    with psycopg.connect(postgres.url().replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {what}".encode())
