"""What the history of a case tells to a definition that was changed since: the way it went, what came into it, and
which of its waits were open how long.

A *way* is a row of moves. A move is all that the engine did because of one input, and holds *stations*: a token has
come to an element and waits, has gone on from there, or has passed it. Waits beside the way (boundary events, starts of
event sub-processes) are stations only once their event has happened.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from app.model.advance import Advance
from app.model.erasure import Erasure
from app.model.errors import LajurError
from app.model.event import Event, Happening
from app.model.frames import BESIDE
from app.model.outline import Outline
from app.model.recording import Recording, known, recording
from app.model.reenactment import KINDS
from app.model.steps import MOVES, Step
from app.model.values import Json

STATIONS = frozenset({Happening.WORK_OPENED, Happening.WORK_COMPLETED, Happening.ELEMENT_PASSED})


class DataErased(LajurError):
    """Personal data of this case were erased, so it cannot be played again."""


class Station(NamedTuple):
    """Something happened at an element; `flow` is the sequence flow by which the token came, if it has just come."""

    kind: Happening
    element: str
    flow: str | None = None


Move = tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The moves of a case. When it is `over`, `end` is the end event reached last; None: it was cancelled."""

    moves: tuple[Move, ...] = ()
    over: bool = False
    end: str | None = None

    @property
    def stations(self) -> tuple[Station, ...]:
        return tuple(chain.from_iterable(self.moves))


@dataclass(frozen=True, slots=True)
class PastWait:
    """A wait of the history: what it was for, and when it was over, by whatever hand."""

    element: str
    due: str | None = None
    topic: str | None = None
    by_hand: bool = False  #: a person closed it, or was to
    locals: Mapping[str, Json] = field(default_factory=dict)
    until: datetime | None = None


@dataclass(frozen=True)
class Recorded:
    """A history that can be played on another definition. `waits` are by token, in the order they were opened."""

    recording: Recording
    way: Way
    waits: Mapping[int, PastWait]

    def times_opened(self) -> Counter[str]:
        """How often the case has waited at each element."""
        return Counter(wait.element for wait in self.waits.values())

    def timers(self) -> dict[tuple[str, str], datetime]:
        """Until when each timer, by element and due time, was seen not to have fired (or did then)."""
        found: dict[tuple[str, str], datetime] = {}
        for wait in self.waits.values():
            if wait.due and wait.until:
                found[wait.element, wait.due] = max(wait.until, found.get((wait.element, wait.due), wait.until))
        return found


def recorded(steps: Sequence[Step], erased: Mapping[int, Erasure], outline: Outline) -> Recorded:
    """What a whole history tells; `outline` is that of its own definition.

    Raises DataErased where anything of what came into the case is gone, and what `recording` raises.
    """
    if any(each.variables for each in erased.values()) or _causes(steps) & erased.keys():
        raise DataErased
    told = recording(steps, erased)
    events = [event for step in steps for event in step.events]
    return Recorded(told, _way(steps, beside(outline)), _waits(events, erased))


def beside(outline: Outline) -> frozenset[str]:
    """The elements whose waits stand beside the way."""
    return frozenset(element.id for element in outline.elements.values() if element.type in BESIDE)


def stations_of(advance: Advance, beside: Collection[str]) -> Move:
    """What the engine has done, as a move."""
    passages = ((KINDS[passage.what], passage.element, passage.flow) for passage in advance.passages)
    return tuple(_stations((Station(*each) for each in passages), beside))


def _causes(steps: Sequence[Step]) -> set[int]:
    return {step.cause.number for step in steps if step.cause.kind in MOVES | {Happening.VARIABLES_CORRECTED}}


def _way(steps: Sequence[Step], beside: Collection[str]) -> Way:
    moves = [_move(step.events, beside) for step in steps if step.cause.kind in MOVES]
    last = [event for step in steps for event in step.events if event.kind is Happening.INSTANCE_ENDED]
    cancelled = any(step.cause.kind is Happening.INSTANCE_CANCELLED for step in steps)
    return Way(tuple(moves), bool(last) or cancelled, last[-1].element if last else None)


def _move(events: Iterable[Event], beside: Collection[str]) -> Move:
    told = (Station(event.kind, event.element or "", event.flow) for event in events if event.kind in STATIONS)
    return tuple(_stations(told, beside))


def _stations(told: Iterable[Station], beside: Collection[str]) -> Iterable[Station]:
    for station in told:
        opens_beside = station.kind is Happening.WORK_OPENED and station.element in beside
        if station.kind in STATIONS and not opens_beside:
            yield station


def _waits(events: Iterable[Event], erased: Mapping[int, Erasure]) -> dict[int, PastWait]:
    waits: dict[int, PastWait] = {}
    for event in events:
        told = known(event, erased) or {}
        token = told.get("token")
        if not isinstance(token, int):
            continue
        if event.kind is Happening.WORK_OPENED:
            waits[token] = _opened(event, told)
        elif event.kind in (Happening.WORK_COMPLETED, Happening.WORK_CANCELLED) and token in waits:
            waits[token] = replace(waits[token], until=event.at)
    return waits


def _opened(event: Event, told: Mapping[str, Json]) -> PastWait:
    due, topic, own = told.get("due"), told.get("topic"), told.get("locals")
    return PastWait(
        event.element or "",
        due if isinstance(due, str) else None,
        topic if isinstance(topic, str) else None,
        told.get("work") == "user",
        own if isinstance(own, dict) else {},
    )
