"""What tests of several rooms need: a PostgreSQL and databases in it, and the browser or a word that there is none."""

import shutil
from collections.abc import Callable, Iterable
from itertools import count

import psycopg
import pytest

from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")

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


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    for item in items:
        if not BROWSER and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not BROWSER:
        terminalreporter.write_sep("=", "LEFT OUT: browser tests, no Chromium: apt-get install chromium", yellow=True)
