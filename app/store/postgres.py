"""PostgreSQL, for offices that share the load among several machines."""

import sqlalchemy as sa

from app.store.books import SqlStore
from app.store.migrations import upgrade
from app.store.session import in_our_words

#: Nobody waits longer than this for a row that somebody else holds.
_OPTIONS = "-c lock_timeout=30s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"


def open_postgres(url: sa.URL, *, durable: bool = True) -> SqlStore:
    """Open (and fill, or bring up to date) the database of `postgresql+psycopg://...`. Raises Unavailable.

    Unless it is `durable`, a commit does not wait for the disk: a crash of the server may take the last ones away.
    """
    options = _OPTIONS if durable else f"{_OPTIONS} -c synchronous_commit=off"
    engine = sa.create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        connect_args={"connect_timeout": 10, "options": options},
    )
    with in_our_words():
        upgrade(engine)
    view = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return SqlStore(engine, view)
