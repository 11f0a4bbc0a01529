"""The books in a database: units of work on an engine that writes, views on one that reads."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import sqlalchemy as sa

from app.ports import Reader, Unit
from app.store.complaints import Complaints
from app.store.definitions import Definitions
from app.store.documents import Documents
from app.store.drafts import Drafts
from app.store.erasure import Erasures
from app.store.files import Files
from app.store.inbox import Inbox
from app.store.jobs import Jobs
from app.store.letters import Letters
from app.store.listing import Listing
from app.store.measuring import Measuring
from app.store.notices import Notices
from app.store.people import People
from app.store.proofs import Proofs
from app.store.readings import Readings
from app.store.registers import Registers
from app.store.releases import Releases
from app.store.search import Search
from app.store.session import in_our_words
from app.store.standing import Standings
from app.store.studio import Studio
from app.store.survey import Survey
from app.store.trials import Trials

#: Waits until this process may write; leaving lets the next one in.
Turn = Callable[[], AbstractContextManager[object]]


class Books(
    People,
    Standings,
    Definitions,
    Inbox,
    Listing,
    Drafts,
    Complaints,
    Survey,
    Notices,
    Letters,
    Erasures,
    Files,
    Jobs,
    Readings,
    Search,
    Proofs,
    Registers,
    Measuring,
    Documents,
    Studio,
    Releases,
    Trials,
):
    """All of `app.ports.Unit` on one connection."""


class SqlStore:
    """`app.ports.Store` on two engines of one database."""

    def __init__(self, writer: sa.Engine, reader: sa.Engine, turn: Turn = nullcontext) -> None:
        self.writer = writer
        self.reader = reader
        self._turn = turn

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with self._turn(), in_our_words(), self.writer.connect() as connection:
            yield Books(connection)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        with in_our_words(), self.reader.connect() as connection:
            yield Books(connection)

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()
