"""The steps of a case: events that were written together, as one transaction of one hand.

A step has one *cause*. What the engine did because of it stands behind it, in order of time, at the same moment and by
the same actor. The rules, by which a history without any marks between its steps is cut exactly:

- `instance:started`, `work:completed` and `variables:corrected` begin a step. Every command to the engine closes
  exactly one wait and tells of that first, so no step holds two `work:completed`.
- `element:passed`, `work:opened`, `work:cancelled`, `clock:*`, `instance:ended`, `document:issued` and
  `document:replaced` belong to the step before them.
- `instance:cancelled` ends a step: the `work:cancelled` before it are its own, as many as its payload says
  (`withdrawn`); where an old history does not say it, all those in a row of the same moment and actor.
- `incident:opened` directly behind `work:failed` belongs to it. Every other event is a step of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from json import loads

from app.model.errors import LajurError
from app.model.event import Event, Happening
from app.model.values import Json

#: What the engine, or the service clock that follows it, tells behind a cause.
FOLLOWS = frozenset(
    {
        Happening.ELEMENT_PASSED,
        Happening.WORK_OPENED,
        Happening.WORK_CANCELLED,
        Happening.CLOCK_STARTED,
        Happening.CLOCK_PAUSED,
        Happening.CLOCK_RESUMED,
        Happening.CLOCK_STOPPED,
        Happening.INSTANCE_ENDED,
        Happening.DOCUMENT_ISSUED,
        Happening.DOCUMENT_REPLACED,
    }
)
#: Causes behind which such events may stand.
MOVES = frozenset({Happening.INSTANCE_STARTED, Happening.WORK_COMPLETED})


class LogIncomplete(LajurError):
    """The history is not complete: event {number} is missing or out of its place."""


class Unreadable(LajurError):
    """The content of event {number} cannot be read."""


@dataclass(frozen=True, slots=True)
class Step:
    """Events that were written together. `cause` is the one that says why: the first, but for `instance:cancelled`."""

    cause: Event
    events: tuple[Event, ...]

    @property
    def followers(self) -> tuple[Event, ...]:
        """All of it but the cause, in order."""
        return tuple(event for event in self.events if event is not self.cause)


def steps(events: Iterable[Event]) -> list[Step]:
    """Cut the history of one case, from its first event on, into its steps.

    Raises LogIncomplete where an event is missing, or stands behind nothing that could have caused it; Unreadable.
    """
    groups: list[list[Event]] = []
    for number, event in enumerate(events, 1):
        if event.number != number:
            raise LogIncomplete(number=number)
        if event.kind is Happening.INSTANCE_CANCELLED:
            groups.append([*_withdrawn(groups, event), event])
        elif groups and _goes_on(groups[-1], event):
            groups[-1].append(event)
        else:
            groups.append([event])
    return [_step(group) for group in groups if group]


def content(event: Event) -> Mapping[str, Json] | None:
    """The payload of an event; None when it was erased. Raises Unreadable when it is not what it should be."""
    if event.payload is None:
        return None
    try:
        found = loads(event.payload)
    except (ValueError, RecursionError):
        raise Unreadable(number=event.number) from None
    if not isinstance(found, dict):
        raise Unreadable(number=event.number)
    return found


def _goes_on(group: Sequence[Event], event: Event) -> bool:
    first = group[0]
    if (first.at, first.actor) != (event.at, event.actor):
        return False
    if event.kind is Happening.INCIDENT_OPENED:
        return [each.kind for each in group] == [Happening.WORK_FAILED]
    if event.kind is Happening.WORK_CANCELLED:  # of a step of the engine, or of a cancellation that is still to come
        return first.kind in MOVES or first.kind is Happening.WORK_CANCELLED
    return first.kind in MOVES and event.kind in FOLLOWS


def _withdrawn(groups: list[list[Event]], cancelled: Event) -> list[Event]:
    """Take the events that belong to a cancellation away from the end of the groups."""
    last = groups[-1] if groups else []
    told = (content(cancelled) or {}).get("withdrawn")
    most = told if isinstance(told, int) else len(last)
    count = 0
    for event in reversed(last):
        own = event.kind is Happening.WORK_CANCELLED and (event.at, event.actor) == (cancelled.at, cancelled.actor)
        if not own or count == most:
            break
        count += 1
    taken = last[len(last) - count :]
    del last[len(last) - count :]
    return taken


def _step(group: list[Event]) -> Step:
    cause = group[-1] if group[-1].kind is Happening.INSTANCE_CANCELLED else group[0]
    if cause.kind in FOLLOWS:
        raise LogIncomplete(number=cause.number)
    return Step(cause, tuple(group))
