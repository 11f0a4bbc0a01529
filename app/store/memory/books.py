"""Units of work and views in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from app.ports import Reader, Unit
from app.store.memory.cases import Cases
from app.store.memory.desk import Desk
from app.store.memory.documents import Documents
from app.store.memory.drafts import Drafts
from app.store.memory.erasure import Erasures
from app.store.memory.files import Files
from app.store.memory.jobs import Jobs
from app.store.memory.lists import Lists
from app.store.memory.measures import Measures
from app.store.memory.notices import Letters, Notices
from app.store.memory.people import Definitions, People
from app.store.memory.proofs import Proofs
from app.store.memory.readings import Readings
from app.store.memory.registers import Registers
from app.store.memory.releases import Releases
from app.store.memory.search import Search
from app.store.memory.service import ComplaintsAndSurvey
from app.store.memory.shelf import Shelf
from app.store.memory.standing import Standings
from app.store.memory.studio import Studio
from app.store.memory.trials import Trials


class MemoryBooks(
    People,
    Standings,
    Definitions,
    Cases,
    Desk,
    Lists,
    Drafts,
    ComplaintsAndSurvey,
    Notices,
    Letters,
    Readings,
    Search,
    Erasures,
    Proofs,
    Registers,
    Files,
    Jobs,
    Measures,
    Documents,
    Studio,
    Releases,
    Trials,
):
    """All of `app.ports.Unit` on one shelf."""


class MemoryStore:
    """`app.ports.Store` in memory. One unit at a time writes, on a copy; views look at what was published last."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._turn = Lock()

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with self._turn:
            yield MemoryBooks(self._shelf.copy(), self._publish)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        yield MemoryBooks(self._shelf, self._publish)

    def close(self) -> None:
        self._shelf = Shelf()

    def _publish(self, shelf: Shelf) -> None:
        self._shelf = shelf
