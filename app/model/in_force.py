"""Which definition was in force at which moment of a case: that of its start, and those it was moved to since."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.model.erasure import erasures, kept
from app.model.event import Event, Happening
from app.model.values import Json

Ruling = TypeVar("Ruling")
#: Events from which on another definition is in force.
BEGINS = frozenset({Happening.INSTANCE_STARTED, Happening.INSTANCE_MIGRATED})


@dataclass(frozen=True, slots=True)
class Reign:
    """From the event `since` on a case ran on the definition `digest`, version `version` of its SOP."""

    since: int
    version: int
    digest: str


def reigns(events: Iterable[Event]) -> tuple[Reign, ...]:
    """The definitions of a case in the order in which they came into force. What an erasure has left of the start is
    believed; an event that cannot be read any more begins no reign."""
    events = list(events)
    begins = [event for event in events if event.kind in BEGINS]
    erased = erasures(events) if any(event.payload is None for event in begins) else {}
    found = (_reign(event.number, kept(event, erased)) for event in begins)
    return tuple(reign for reign in found if reign)


def reign_at(found: Iterable[Reign], number: int) -> Reign | None:
    """The one in force right after the event `number`."""
    return next((reign for reign in reversed(tuple(found)) if reign.since <= number), None)


def in_force(first: Ruling, later: Sequence[tuple[int, Ruling]] = ()) -> Callable[[int], Ruling]:
    """What rules at the event of a number: `first`, until the first of `later` (from which event on, what)."""

    def at(number: int) -> Ruling:
        return next((it for since, it in reversed(later) if since <= number), first)

    return at


def regrouped(says: Mapping[str, Json]) -> Mapping[object, Json]:
    """The open work that belongs to another group since a move, by token: what the payload of its event says."""
    items = says.get("items")
    told = [it for it in items if isinstance(it, dict)] if isinstance(items, list) else []
    return {it.get("token"): it["group"] for it in told if "group" in it}


def number_at(events: Iterable[Event], moment: datetime) -> int:
    """The number of the last event that was not after a moment; 0 when all were."""
    return max((event.number for event in events if event.at <= moment), default=0)


def _reign(number: int, says: Mapping[str, Json]) -> Reign | None:
    version, digest = says.get("version"), says.get("definition")
    if isinstance(version, int) and isinstance(digest, str):
        return Reign(number, version, digest)
    return None
