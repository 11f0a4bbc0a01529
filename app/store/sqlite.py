"""SQLite: one file, many readers, one writer at a time.

Measured: without the lock in this process SQLite's busy handler lets single writers wait for seconds, for it is not
fair; with it the longest wait was ten times shorter. `busy_timeout` stays for other processes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection, OperationalError
from threading import Lock
from time import monotonic, sleep

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from app.model.errors import Unavailable
from app.store.books import SqlStore
from app.store.migrations import upgrade
from app.store.session import in_our_words

#: Seconds to wait for one's turn to write, within this process and again for other processes.
PATIENCE = 30
#: `busy_timeout` comes first: setting the journal mode may have to wait already.
_PRAGMAS = (
    f"busy_timeout = {PATIENCE * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",  # what was erased is overwritten, not left in free pages
    "journal_size_limit = 67108864",
)


def open_sqlite(url: sa.URL, *, durable: bool = True) -> SqlStore:
    """Open (and make, or bring up to date) the database of `sqlite:///path`. Raises Unavailable.

    Unless it is `durable`, a commit does not wait for the disk: a loss of power may take the last ones away.
    """
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    hasty = () if durable else ("synchronous = OFF",)
    writer = _engine(
        url, "BEGIN IMMEDIATE", *hasty, connections=1
    )  # to read and then write fails at once under a plain BEGIN
    reader = _engine(url, "BEGIN", "query_only = ON", connections=40)
    with in_our_words():
        upgrade(writer)
    return SqlStore(writer, reader, _Turn().take)


def set_pragma(connection: Connection, pragma: str) -> None:
    """Set it, again and again for PATIENCE seconds. Of two who set the journal mode at once SQLite turns one away
    without asking its busy handler, for each waits for the other."""
    until = monotonic() + PATIENCE
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}")
        except OperationalError:
            if monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


class _Turn:
    """The right to write, for one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=PATIENCE):
            raise Unavailable
        try:
            yield
        finally:
            self._lock.release()


def _engine(url: sa.URL, begin: str, *pragmas: str, connections: int) -> sa.Engine:
    engine = sa.create_engine(
        url, poolclass=QueuePool, pool_size=connections, max_overflow=0, connect_args={"check_same_thread": False}
    )

    def prepare(connection: Connection, _: object) -> None:
        connection.isolation_level = None  # the driver would begin on its own, and late
        for pragma in (*_PRAGMAS, *pragmas):
            set_pragma(connection, pragma)

    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "begin", start)
    return engine
