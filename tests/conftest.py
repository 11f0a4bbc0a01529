"""What tests of several rooms need: a PostgreSQL, and databases in it."""

from collections.abc import Callable
from itertools import count

import psycopg
import pytest

from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

_NUMBERS = count(1)


@pytest.fixture
def postgres_database(postgres: Postgres) -> Callable[[], str]:
    """Makes databases, empty and without tables; answers their addresses."""

    def make() -> str:
        name = f"database{next(_NUMBERS)}"
        with psycopg.connect(postgres.url().replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgres.url(name)

    return make
