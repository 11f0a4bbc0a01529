"""One transaction on a connection, with the errors of databases said in our own words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from sqlite3 import SQLITE_ERROR
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from app.model.errors import Conflict, LajurError, Unavailable

Result = sa.CursorResult[*tuple[Any, ...]]
Select = sa.Select[*tuple[Any, ...]]
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Unstorable(LajurError):
    """A number or a character in it cannot be kept."""


class Session:
    """Runs statements in one transaction. After an error it is over: whatever comes next raises the same error."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._failure: LajurError | None = None

    def run(self, statement: sa.Executable, parameters: Parameters | None = None) -> Result:
        """Raises Conflict, Unavailable or Unstorable instead of the database's own errors."""
        if self._failure is not None:
            raise self._failure
        try:
            return self._connection.execute(statement, parameters)
        except (DBAPIError, OverflowError, UnicodeEncodeError) as error:
            raise self._fail(sentence(error)) from error

    def commit(self) -> None:
        if self._failure is not None:
            raise self._failure
        try:
            self._connection.commit()
        except DBAPIError as error:
            raise self._fail(sentence(error)) from error

    def conflict(self) -> Conflict:
        """The error to raise when a guarded statement has met no row."""
        self._failure = failure = Conflict()
        return failure

    def _fail(self, failure: Exception) -> Exception:
        if isinstance(failure, Unavailable):
            self._connection.invalidate()  # it may be half dead: the pool shall make a new one
        if isinstance(failure, LajurError):
            self._failure = failure
        return failure


@contextmanager
def in_our_words() -> Iterator[None]:
    """For what happens outside a session: connecting, beginning, giving back."""
    try:
        yield
    except DBAPIError as error:
        raise sentence(error) from error


def sentence(error: Exception) -> Exception:
    """The error to tell people instead; a mistake in our own SQL is no such thing and stays as it is."""
    if isinstance(error, IntegrityError):
        return Conflict()
    if isinstance(error, (OverflowError, UnicodeEncodeError, sa.exc.DataError)):
        return Unstorable()
    if isinstance(error, (OperationalError, InterfaceError)) and not _is_our_mistake(error):
        return Unavailable()
    return error


def _is_our_mistake(error: DBAPIError) -> bool:
    """SQLite calls wrong SQL, too, an operational error, with this code."""
    return getattr(error.orig, "sqlite_errorcode", None) == SQLITE_ERROR
