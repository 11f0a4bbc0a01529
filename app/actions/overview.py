"""The supervisor's overview of an SOP: how many cases stand where, how old, what is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.actions import _rights
from app.actions._definitions import definition
from app.actions.days import today
from app.model.definition import ProcessDefinition
from app.model.errors import NotFound
from app.model.people import User
from app.model.urgency import Urgency
from app.ports import Load, Office, Reader


@dataclass(frozen=True)
class Overview:
    """`definition` is the newest version. `running` counts the running cases by the standing of their clocks; the loads
    are by element and by lane id, of all versions, in the order of the diagram; where nothing waits there is none."""

    definition: ProcessDefinition
    sops: Sequence[ProcessDefinition]
    running: Mapping[Urgency, int]
    activities: Mapping[str, Load]
    lanes: Mapping[str, Load]

    @property
    def open(self) -> int:
        """How many cases are under way."""
        parts = (Urgency.RUNNING, Urgency.PAUSED, Urgency.NOT_STARTED, Urgency.IN_TIME, Urgency.TOO_LATE)
        return sum(self.running.get(part, 0) for part in parts)

    @property
    def stopped(self) -> int:
        """How many activities need a correction."""
        return sum(load.stopped for load in self.activities.values())


def overview(office: Office, user: User, sop: str = "") -> Overview:
    """The overview of an SOP, by default of the first. Raises Forbidden unless the user supervises, or NotFound."""
    _rights.must_supervise(user)
    with office.store.reading() as reader:
        versions = [definition(office, reader, deployment.digest) for deployment in reader.deployments()]
        newest = {process.key: process for process in versions}
        if sop not in newest and (sop or not newest):
            raise NotFound
        chosen = newest[sop or next(iter(newest))]
        lane_of = _lanes([process for process in versions if process.key == chosen.key])
        return Overview(
            chosen,
            list(newest.values()),
            reader.running(chosen.key, today=today(office)),
            _load(office, reader, chosen.key, {element: element for element in lane_of}),
            _load(office, reader, chosen.key, lane_of),
        )


def _load(office: Office, reader: Reader, sop: str, places: Mapping[str, str]) -> Mapping[str, Load]:
    found = {load.place: load for load in reader.load(sop, places, today=today(office))}
    return {place: found[place] for place in dict.fromkeys(places.values()) if place in found}


def _lanes(versions: Sequence[ProcessDefinition]) -> Mapping[str, str]:
    """Element -> lane of all activities; where versions differ, the newest is right. In the order of the lanes."""
    found = {
        element.id: element.lane or ""
        for process in versions
        for element in process.outline.elements.values()
        if element.is_human or element.is_service
    }
    order = [lane for process in reversed(versions) for lane in process.outline.lanes]
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order)))
