"""PostgreSQL goes away while people work: connections are cut and the server is restarted under load."""

import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from app.store.opening import open_store
from tests.chaos.books import faults
from tests.chaos.clerks import Clerk, acknowledged, at_work, statuses, until
from tests.chaos.installation import Installation
from tests.postgres import Postgres

pytestmark = pytest.mark.chaos


def test_when_postgresql_restarts_nobody_dies_nothing_is_lost_and_work_goes_on(
    postgres: Postgres,
    postgres_database: Callable[[], str],
    install: Callable[..., Installation],
    rounds: Callable[[int], int],
    tmp_path: Path,
) -> None:
    address = postgres_database()
    server = install(tmp_path / "data", LAJUR_DATABASE=address)
    server.start()
    clerks = [Clerk(server.port) for _ in range(4)]

    def go_on() -> None:
        before = statuses(clerks)[303]
        until(lambda: statuses(clerks)[303] > before + 10)

    with at_work(clerks):
        for _ in range(rounds(2)):
            go_on()
            for _ in range(5):
                cut_connections(postgres)
                time.sleep(0.1)
            go_on()
            postgres.stop()
            assert server.status() == 503
            postgres.start()
        go_on()
    assert server.is_alive
    server.stop()
    store = open_store(address)
    assert faults(store, acknowledged(clerks)) == []
    store.close()
    assert statuses(clerks).keys() == {303, 503}


def cut_connections(postgres: Postgres) -> None:
    """End all connections to the databases of the tests but the one that says so."""
    with psycopg.connect(postgres.url().replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
