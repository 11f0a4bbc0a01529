"""How long activities waited for somebody and were in his hands, and which visit of an activity an event belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.model.event import Event, Happening, told
from app.model.frames import NONE
from app.model.outline import Outline

#: What lets an activity wait (False), or comes to somebody's hands (True). Anything else with its token ends both.
HELD = {
    Happening.WORK_OPENED: False,
    Happening.WORK_RELEASED: False,
    Happening.WORK_FAILED: False,
    Happening.INCIDENT_OPENED: False,
    Happening.INCIDENT_RESOLVED: False,
    Happening.WORK_CLAIMED: True,
    Happening.WORK_HANDED_OVER: True,
    Happening.WORK_TAKEN_OVER: True,
}


@dataclass(frozen=True, slots=True)
class Spell:
    """What an event has ended: a time of waiting, or of being worked on. `visit` is the number of the visit."""

    visit: int | None
    waited: timedelta | None = None
    worked: timedelta | None = None


@dataclass(slots=True)
class Visit:
    """An activity that was opened by the event `since`; `closed` is None while it is open."""

    number: int
    element: str
    opened: datetime
    since: int
    closed: datetime | None = None


@dataclass(frozen=True)
class Spells:
    """Spells by the number of the event, and the visits in order."""

    spells: Mapping[int, Spell] = field(default_factory=dict)
    visits: tuple[Visit, ...] = ()


def spells(events: Iterable[Event], outline: Outline, later: Mapping[str, Outline] = NONE) -> Spells:
    """The spells of a history. Only what people and systems do is visited: a timer is nobody's work. `later` are the
    outlines, by digest, of definitions to which the case was moved."""
    found: dict[int, Spell] = {}
    visits: dict[object, Visit] = {}
    since: dict[object, tuple[bool, datetime]] = {}
    every: list[Visit] = []
    for event in events:
        if event.kind is Happening.INSTANCE_MIGRATED:
            outline = later.get(str(told(event).get("definition")), outline)
        opens = event.kind is Happening.WORK_OPENED and _is_activity(outline, event.element)
        token = _token(event, visits, opens=opens)
        if opens:
            visits[token] = Visit(len(every) + 1, event.element or "", event.at, event.number)
            every.append(visits[token])
        if token in visits:
            found[event.number] = _ended(visits[token], since.pop(token, None), event.at)
            if event.kind in HELD:
                since[token] = HELD[event.kind], event.at
            else:
                visits.pop(token).closed = event.at
    return Spells(found, tuple(every))


def _token(event: Event, visits: Mapping[object, Visit], *, opens: bool) -> object:
    """The token an event speaks of. Where that was erased, it is the oldest at its element."""
    token = told(event).get("token")
    if opens:
        # Tokens count from 1: this is nobody's.
        return -event.number if token is None else token
    if token in visits or not event.kind.startswith(("work:", "incident:")):
        return token
    return next((known for known, visit in visits.items() if visit.element == event.element), None)


def _is_activity(outline: Outline, element: str | None) -> bool:
    node = outline.elements.get(element or "")
    return node is not None and (node.is_human or node.is_service)


def _ended(visit: Visit, before: tuple[bool, datetime] | None, at: datetime) -> Spell:
    if before is None:
        return Spell(visit.number)
    held, since = before
    return Spell(visit.number, None if held else at - since, at - since if held else None)
