"""Migrations build the tables of this version, all or nothing, however many processes begin at once."""

import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.ports import Store
from app.store.tables import metadata

OPEN = "import sys; from app.store.opening import open_store; open_store(sys.argv[1]).close()"


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    url: str = request.getfixturevalue("empty_sqlite" if request.param == "sqlite" else "empty_postgres")
    return url


def schema(path: Path) -> dict[str, str]:
    """Names of tables and indexes -> their SQL, with constraints sorted and blanks evened out."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    )
    found = {name: ", ".join(sorted(re.split(r",\s*", " ".join(sql.split())))) for name, sql in rows}
    connection.close()
    return {name: re.sub(r"[\s()]+", " ", sql) for name, sql in found.items() if name != "alembic_version"}


def python(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=Path.cwd())


def test_the_migrated_tables_are_those_of_the_metadata(empty: str, opened: Callable[[str], Store]) -> None:
    opened(empty)
    engine = sa.create_engine(empty)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_on_sqlite_they_are_equal_to_the_letter(
    tmp_path: Path, empty_sqlite: str, opened: Callable[[str], Store]
) -> None:
    opened(empty_sqlite)
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'made.sqlite'}")
    metadata.create_all(engine)
    engine.dispose()
    assert schema(tmp_path / "books.sqlite") == schema(tmp_path / "made.sqlite")


def test_opening_again_changes_nothing(tmp_path: Path, empty_sqlite: str, opened: Callable[[str], Store]) -> None:
    opened(empty_sqlite).close()
    before = schema(tmp_path / "books.sqlite")
    opened(empty_sqlite)
    assert schema(tmp_path / "books.sqlite") == before


def test_many_processes_may_begin_at_once(empty: str, opened: Callable[[str], Store]) -> None:
    processes = [python(OPEN, empty) for _ in range(3)]
    assert [process.wait(timeout=60) for process in processes] == [0] * 3
    with opened(empty).reading() as books:
        assert books.users() == []


KILLED_IN_THE_MIDDLE = """
import os, signal, sys
import sqlalchemy as sa
from app.store.opening import open_store

@sa.event.listens_for(sa.Engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    if "CREATE TABLE event" in statement:
        os.kill(os.getpid(), signal.SIGKILL)

open_store(sys.argv[1])
"""


def test_a_kill_in_the_middle_leaves_the_old_tables(empty: str, opened: Callable[[str], Store]) -> None:
    assert python(KILLED_IN_THE_MIDDLE, empty).wait(timeout=60) == -signal.SIGKILL
    engine = sa.create_engine(empty)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
    with opened(empty).reading() as books:
        assert books.users() == []
