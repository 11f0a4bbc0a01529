"""The search of the archive: what it is asked for, and what the books answer and keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.model.instance import ProcessInstance
from app.model.search import SavedSearch


class Order(StrEnum):
    """By what the archive sorts; cases that are equal in it stand in the order in which they were started."""

    STARTED = "started"
    LASTED = "lasted"  #: the time from start to end, for a running case to `SearchQuery.now`
    NUMBER = "number"
    COMPANY = "company"  #: the title of the case, whatever the letters' case


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Which cases the archive looks for: those to which all of it applies. None and empty mean any.

    `now` is what running cases are measured against. `text` is looked for in number, business key and title. `actors`
    are those of events (`user:<login>`): one of them has acted. `element` was passed. `late` is a case whose service
    clock has stopped, or runs, beyond its due day (`today` is a `date.toordinal`). `longer_than` is the time from start
    to end. Until is excluded. `after` is the id of the last case seen (keyset).
    """

    now: datetime
    today: int
    text: str = ""
    actors: frozenset[str] = frozenset()
    element: str | None = None
    incident: bool | None = None
    sop: str | None = None
    version: int | None = None
    status: str | None = None
    end: str | None = None
    started_since: datetime | None = None
    started_until: datetime | None = None
    ended_since: datetime | None = None
    ended_until: datetime | None = None
    longer_than: timedelta | None = None
    late: bool | None = None
    order: Order = Order.STARTED
    descending: bool = True
    after: int | None = None
    limit: int = 50


class SearchReader(Protocol):
    """Searches the archive."""

    def search(self, query: SearchQuery) -> Sequence[ProcessInstance]:
        """The cases in their order, without `state` and `variables` (both empty)."""

    def search_count(self, query: SearchQuery, *, up_to: int) -> int:
        """How many cases there are, counting no further than `up_to`; `after` and `limit` do not matter."""

    def stopped_ever(self, instances: Sequence[int]) -> frozenset[int]:
        """Which of these cases have ever stopped with an incident."""

    def saved_searches(self, person: int) -> Sequence[SavedSearch]:
        """The searches somebody has kept, by name."""


class SearchUnit(SearchReader, Protocol):
    """Keeps searches."""

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search; one with the id 0 is new. Raises Conflict when its person has another one of this name."""

    def discard_search(self, person: int, search_id: int) -> None: ...
