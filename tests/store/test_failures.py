"""When the storage fails: 503 with a sentence, nothing kept half, and everything works again afterwards."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from app.model.errors import Unavailable
from app.ports import Store, Unit
from app.store import sqlite as sqlite_module
from app.store.books import SqlStore
from app.store.session import Unstorable
from tests.postgres import Postgres
from tests.store.cases import NOW, case, given, kept, step
from tests.store.conftest import plain

BIG = case(2, variables={"x": "x" * 200_000})


@pytest.fixture
def on_sqlite(sqlite_url: str, opened: Callable[[str], Store]) -> SqlStore:
    return with_one_case(opened(sqlite_url))


@pytest.fixture
def on_postgres(postgres_url: str, opened: Callable[[str], Store]) -> SqlStore:
    return with_one_case(opened(postgres_url))


def with_one_case(store: Store) -> SqlStore:
    assert isinstance(store, SqlStore)
    given(store)
    return store


def take_step(unit: Unit) -> None:
    before = unit.hold(1)
    assert before
    after, events = step(before)
    unit.keep(before, after, events)


def complete(store: Store) -> None:
    with store.writing() as unit:
        take_step(unit)
        unit.commit()


def events_of(store: Store) -> list[int]:
    with store.reading() as books:
        return [event.number for event in books.history(1)]


def test_a_full_disk_keeps_nothing_and_everything_works_again_when_there_is_room(on_sqlite: SqlStore) -> None:
    def full(connection: sqlite3.Connection, _: object) -> None:
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(on_sqlite.writer, "connect", full)
    on_sqlite.writer.dispose()
    for _ in range(2):
        with on_sqlite.writing() as unit:
            with pytest.raises(Unavailable, match="nothing was lost"):
                kept(unit, BIG)
            with pytest.raises(Unavailable):
                unit.instance(1)
            with pytest.raises(Unavailable):
                unit.commit()
    sa.event.remove(on_sqlite.writer, "connect", full)
    on_sqlite.writer.dispose()
    with on_sqlite.writing() as unit:
        assert unit.instance(2) is None
        kept(unit, BIG)
        unit.commit()
    assert events_of(on_sqlite) == [1]


def test_a_database_that_another_process_holds_for_too_long_is_unavailable(on_sqlite: SqlStore, tmp_path: Path) -> None:
    def impatient(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA busy_timeout = 50")

    sa.event.listen(on_sqlite.writer, "connect", impatient)
    on_sqlite.writer.dispose()
    other = sqlite3.connect(tmp_path / "books.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(Unavailable):
            complete(on_sqlite)
    assert events_of(on_sqlite) == [1]
    other.execute("ROLLBACK")
    other.close()
    complete(on_sqlite)
    assert events_of(on_sqlite) == [1, 2]


def test_who_waits_too_long_for_his_turn_to_write_is_told(on_sqlite: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_module, "PATIENCE", 0.05)
    with on_sqlite.writing() as unit:
        with pytest.raises(Unavailable), on_sqlite.writing():
            pass
        take_step(unit)
        unit.commit()
    assert events_of(on_sqlite) == [1, 2]


KILLED_BEFORE_COMMIT = """
import os, signal, sys
from app.store.opening import open_store
from tests.store.cases import step, task

with open_store(sys.argv[1]).writing() as unit:
    before = unit.hold(1)
    after, events = step(before)
    unit.keep(before, after, events, opened=[task()])
    if sys.argv[2] == "after":
        unit.commit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("when", "events"), [("before", [1]), ("after", [1, 2])])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_kill_before_the_commit_undoes_the_step_and_after_it_nothing(
    kind: str, when: str, events: list[int], request: pytest.FixtureRequest
) -> None:
    store: SqlStore = request.getfixturevalue(f"on_{kind}")
    url: str = request.getfixturevalue(f"{kind}_url")
    killed = subprocess.run([sys.executable, "-c", KILLED_BEFORE_COMMIT, url, when], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert events_of(store) == events
    complete(store)
    assert events_of(store) == [*events, len(events) + 1]


def drop_connections(url: str) -> None:
    """What a restart of the network or of a proxy does."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_connection_lost_in_the_middle_undoes_the_step(on_postgres: SqlStore, postgres_url: str) -> None:
    with on_postgres.writing() as unit:
        take_step(unit)
        drop_connections(postgres_url)
        with pytest.raises(Unavailable):
            unit.commit()
    with on_postgres.writing() as unit:
        take_step(unit)
        drop_connections(postgres_url)
        with pytest.raises(Unavailable):
            unit.hold(1)
    assert events_of(on_postgres) == [1]
    complete(on_postgres)
    assert events_of(on_postgres) == [1, 2]


def test_connections_lost_between_two_units_are_not_noticed(on_postgres: SqlStore, postgres_url: str) -> None:
    drop_connections(postgres_url)
    complete(on_postgres)
    drop_connections(postgres_url)
    assert events_of(on_postgres) == [1, 2]


def test_while_postgresql_is_down_everything_is_unavailable_and_then_works_again(
    on_postgres: SqlStore, postgres: Postgres
) -> None:
    complete(on_postgres)
    postgres.stop()
    try:
        with pytest.raises(Unavailable):
            complete(on_postgres)
        with pytest.raises(Unavailable):
            events_of(on_postgres)
    finally:
        postgres.start()
    assert events_of(on_postgres) == [1, 2]
    complete(on_postgres)


CHANGES = [
    "UPDATE event SET actor = 'user:x'",
    "UPDATE event SET number = 9",
    "UPDATE event SET element = NULL, payload = NULL, salt = NULL",
    "UPDATE event SET payload = NULL",
    "UPDATE event SET payload = NULL, salt = 'x'",
    "DELETE FROM event",
]


@pytest.mark.parametrize("change", CHANGES)
def test_sqlite_refuses_to_change_the_history(on_sqlite: SqlStore, tmp_path: Path, change: str) -> None:
    connection = sqlite3.connect(tmp_path / "books.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="the history is never changed"):
        connection.execute(change)
    connection.close()


@pytest.mark.parametrize("change", [*CHANGES, "TRUNCATE event"])
def test_postgresql_refuses_to_change_the_history(on_postgres: SqlStore, postgres_url: str, change: str) -> None:
    with (
        psycopg.connect(plain(postgres_url)) as connection,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="the history is never changed"),
    ):
        connection.execute(change)


def test_a_view_cannot_write(on_sqlite: SqlStore, on_postgres: SqlStore) -> None:
    for store in (on_sqlite, on_postgres):
        with store.reading() as books, pytest.raises((Unavailable, sa.exc.DBAPIError)):
            books.note_sign_in("dewi", NOW, ok=True)  # what the type forbids, too


def test_an_id_beyond_all_columns_is_refused_with_a_sentence(on_sqlite: SqlStore, on_postgres: SqlStore) -> None:
    for store in (on_sqlite, on_postgres):
        with store.reading() as books, pytest.raises(Unstorable, match="A number") as caught:
            books.instance(10**30)
        assert caught.value.status == 400


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_characters_that_cannot_be_kept_are_refused_with_a_sentence(kind: str, request: pytest.FixtureRequest) -> None:
    store: SqlStore = request.getfixturevalue(f"on_{kind}")
    with store.writing() as unit, pytest.raises(Unstorable, match="cannot be kept"):
        unit.add_user("\ud800", "x", [], "")


def test_a_mistake_in_our_own_sql_is_not_called_a_failure_of_the_storage(on_sqlite: SqlStore) -> None:
    with on_sqlite.writing() as unit, pytest.raises(sa.exc.OperationalError, match="no such table"):
        unit.run(sa.text("SELECT * FROM no_such_table"))  # below the port on purpose
