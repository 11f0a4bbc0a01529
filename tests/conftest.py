"""What tests of several rooms need: a PostgreSQL and databases in it, and the browser or a word that there is none."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from playwright.sync_api import sync_playwright

from app.store.opening import open_store
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")

_NUMBERS = count(1)


class _Compiled(BytecodeCache):
    """The templates that this process has compiled."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


#: Tests make an app each, and to compile all templates anew for each is most of what these tests would do.
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Compiled()}

#: How long an example takes says more about the machine than about the code; speed stands in the benchmarks.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The one Chromium of a test process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def away_from_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright keeps its event loop running in this thread for as long as its browser lives, and who means to run
    one of his own finds that it is taken. Only the tests of the browser see it."""
    running = asyncio._get_running_loop()
    if running is None or request.node.get_closest_marker("browser"):
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, to be copied: that is ten times faster than to make them."""
    path = tmp_path_factory.mktemp("tables") / "books.sqlite"
    open_store(f"sqlite:///{path}").close()
    return path


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # What takes long comes first, so that no process is left alone with it at the end.
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("browser", "chaos"))))
    for item in items:
        if any(map(item.get_closest_marker, ("browser", "chaos"))):
            item.add_marker(pytest.mark.no_cover)  # what they try runs in other processes
        if not BROWSER and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not BROWSER:
        terminalreporter.write_sep("=", "LEFT OUT: browser tests, no Chromium: apt-get install chromium", yellow=True)
