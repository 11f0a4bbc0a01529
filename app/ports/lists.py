"""Long lists and counts: what the books answer and keep."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from app.model.instance import WorkItem
from app.model.urgency import Urgency
from app.ports.queries import InstanceQuery, Load


class ListsReader(Protocol):
    """Reads long lists and counts."""

    def instances_count(self, query: InstanceQuery, *, up_to: int) -> int:
        """How many instances the query has, counting no further than `up_to`."""

    def open_work(self, instances: Iterable[int]) -> Sequence[WorkItem]:
        """The open activities of these instances, those of people and of systems, in the order they were opened."""

    def load(self, sop: str, places: Mapping[str, str], *, today: date) -> Sequence[Load]:
        """What waits at the places of an SOP. `places` says for each element to which place it counts (itself, or its
        lane); places where nothing waits are left out."""

    def running(self, sop: str, *, today: date) -> Mapping[Urgency, int]:
        """How many running instances of an SOP there are by the standing of their clocks; those that are late count
        as running, too."""
