"""Who and what has touched a case: what the archive searches by, drawn from the log.

A case has hundreds of events and only some dozens of touches: each is kept once, however often it happened.
"""

from collections.abc import Iterable
from enum import StrEnum

from app.model.event import Event, Happening

PASSED = frozenset({Happening.WORK_COMPLETED, Happening.ELEMENT_PASSED})


class Touch(StrEnum):
    """How somebody or something has touched a case."""

    ACTOR = "actor"  #: has caused an event: `user:<login>`, `worker:<topic>`, `clock` or `system`
    ELEMENT = "element"  #: was passed or completed: the id of an element
    INCIDENT = "incident"  #: the case has stopped at this element


def touches(events: Iterable[Event]) -> frozenset[tuple[Touch, str]]:
    """The touches that these events tell of."""
    found = set()
    for event in events:
        found.add((Touch.ACTOR, event.actor))
        if event.element and event.kind in PASSED:
            found.add((Touch.ELEMENT, event.element))
        if event.element and event.kind is Happening.INCIDENT_OPENED:
            found.add((Touch.INCIDENT, event.element))
    return frozenset(found)


def passed(events: Iterable[Event]) -> frozenset[str]:
    """The elements that a token has gone through in a history."""
    kinds = PASSED | {Happening.INSTANCE_ENDED}
    return frozenset(event.element for event in events if event.element and event.kind in kinds)
