"""Which store stands behind an address."""

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.ports import Store
from app.store.memory import MemoryStore
from app.store.postgres import open_postgres
from app.store.sqlite import open_sqlite


def open_store(address: str, *, durable: bool = True) -> Store:
    """Open the books at `memory:`, `sqlite:///path` or `postgresql+psycopg://user:password@host/database`.

    Makes the database or brings it up to date; several processes may do so at once. Unless the books are `durable`,
    commits do not wait for the disk: for data that can be made again. Raises ValueError for any other address,
    Unavailable when the database cannot be reached.
    """
    if address == "memory:":
        return MemoryStore()
    try:
        url = make_url(address)
    except ArgumentError:
        raise ValueError(_UNKNOWN) from None
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return open_sqlite(url, durable=durable)
    if url.drivername == "postgresql+psycopg":
        return open_postgres(url, durable=durable)
    raise ValueError(_UNKNOWN)


_UNKNOWN = "A database address begins with sqlite:///, postgresql+psycopg:// or is memory:"
