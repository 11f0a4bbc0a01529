"""Books that do not wait for the disk: for data that can be made again. What they keep is the same."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.store.books import SqlStore
from app.store.opening import open_store


def written(store: SqlStore) -> int:
    with store.writing() as unit:
        number = unit.next_number("case:IP", 2026)
        unit.commit()
    return number


def setting(store: SqlStore, statement: str) -> object:
    with store.writer.connect() as connection:
        return connection.execute(sa.text(statement)).scalar_one()


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 0)])
def test_sqlite_waits_for_the_disk_only_when_it_is_durable(tmp_path: Path, durable: bool, synchronous: int) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'lajur.db'}", durable=durable)
    assert isinstance(store, SqlStore)
    assert setting(store, "PRAGMA synchronous") == synchronous
    assert [written(store), written(store)] == [1, 2]
    store.close()


@pytest.mark.parametrize("durable", [True, False])
def test_postgresql_is_left_as_its_server_is_set_when_it_is_durable(postgres_database: str, durable: bool) -> None:
    store = open_store(postgres_database, durable=durable)
    assert isinstance(store, SqlStore)
    source = setting(store, "SELECT setting || ' ' || source FROM pg_settings WHERE name = 'synchronous_commit'")
    assert (source == "off client") is not durable
    written(store)
    store.close()
