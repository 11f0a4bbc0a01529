"""The history of a case as frames: a pure fold over its events, in as many steps as there are events.

A frame says what its event changed; a moment is everything as it stood then. What an event says of things nobody knows
(a payload that was erased, a token that was never opened, an element of a diagram that cannot be read any more) changes
what it can, and never fails.

Variables are those the log tells of: answers, outputs of workers, corrections. What a script of the diagram computes
and what a loop collects stands in no event; a re-enactment brings it back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice

from app.model.event import Event, Happening, told
from app.model.frame import Change, ClockFace, Frame, Mark, Moment, Standing, Ticking, Wait
from app.model.in_force import regrouped
from app.model.outline import Outline
from app.model.values import Json, Variables

#: Where a wait is beside the way: no token has come there, one may.
BESIDE = frozenset({"boundaryEvent", "startEvent"})
#: A case that was never moved.
NONE: Mapping[str, Outline] = {}
OVER = frozenset({Happening.INSTANCE_ENDED, Happening.INSTANCE_CANCELLED})
DONE = frozenset({Happening.ELEMENT_PASSED, Happening.WORK_COMPLETED})
TICKS = {
    Happening.CLOCK_STARTED: Ticking.RUNNING,
    Happening.CLOCK_PAUSED: Ticking.PAUSED,
    Happening.CLOCK_RESUMED: Ticking.RUNNING,
    Happening.CLOCK_STOPPED: Ticking.STOPPED,
}


def frames(
    events: Iterable[Event], outline: Outline | None = None, later: Mapping[str, Outline] = NONE
) -> tuple[Frame, ...]:
    """A frame for each event, in order. The outline tells what waits beside the way, and what a loop collects; `later`
    are those of the definitions (by digest) to which the case was moved."""
    return tuple(_fold(_Stage(outline, later), events))


def frame_at(
    events: Iterable[Event], number: int, outline: Outline | None = None, later: Mapping[str, Outline] = NONE
) -> Moment | None:
    """The moment after the event `number`: after the first when it is smaller, after the last when it is greater.

    None for a history without events.
    """
    stage, last = _Stage(outline, later), None
    for frame in _fold(stage, islice(events, max(number, 1))):
        last = frame
    return _moment(stage, last) if last else None


@dataclass
class _Stage:
    """What the fold carries from event to event. Waits stand by element and token."""

    outline: Outline | None
    later: Mapping[str, Outline]
    states: dict[str, Standing] = field(default_factory=dict)
    outcomes: dict[str, Standing] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    waits: dict[str, dict[int, Wait]] = field(default_factory=dict)
    variables: dict[str, Json] = field(default_factory=dict)
    attachments: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)
    place: str | None = None
    clock: ClockFace = field(default_factory=ClockFace)

    def held(self) -> Iterator[Wait]:
        return chain.from_iterable(waits.values() for waits in self.waits.values())


def _fold(stage: _Stage, events: Iterable[Event]) -> Iterator[Frame]:
    for event in events:
        yield _step(stage, event, told(event))


def _step(stage: _Stage, event: Event, says: Variables) -> Frame:
    _count(stage, event)
    if event.kind is Happening.INSTANCE_MIGRATED:
        stage.outline = stage.later.get(str(says.get("definition")))
    stage.clock = _clock(stage.clock, event, says)
    closed = tuple(_close(stage, event, says))
    waits = tuple(_wait(stage, event, says))
    for wait in waits:
        stage.waits.setdefault(wait.element, {})[wait.token] = wait
    changes = tuple(_changes(stage, event, says))
    stage.variables.update({change.name: change.new for change in changes if change.kept})
    return Frame(
        event.number,
        event.at,
        event.kind,
        event.actor,
        event.element,
        event.flow,
        stage.place,
        tuple(_marks(stage, event, closed)),
        changes,
        waits,
        closed,
        stage.clock,
        event.payload is None,
    )


def _count(stage: _Stage, event: Event) -> None:
    stage.place = event.element or stage.place
    if event.flow:
        stage.taken[event.flow] = stage.taken.get(event.flow, 0) + 1
    if event.element and event.kind in DONE:
        stage.times[event.element] = stage.times.get(event.element, 0) + 1
    if event.kind is Happening.ATTACHMENT_ADDED:
        stage.attachments.append(event.number)
    if event.kind is Happening.COMMENT_ADDED:
        stage.comments.append(event.number)
    if event.payload is None:
        stage.erased.append(event.number)


def _clock(face: ClockFace, event: Event, says: Variables) -> ClockFace:
    state = TICKS.get(event.kind)
    if state is None:
        return face
    return ClockFace(state, _day(says.get("due")) or face.due, event.at)


def _close(stage: _Stage, event: Event, says: Variables) -> Iterator[Wait]:
    """Take out and answer the waits that an event ends."""
    if event.kind in OVER:
        yield from list(stage.held())
        stage.waits.clear()
    elif event.kind in (Happening.WORK_COMPLETED, Happening.WORK_CANCELLED):
        found = _found(stage, event, says)
        if found:
            yield stage.waits[found.element].pop(found.token)


def _found(stage: _Stage, event: Event, says: Variables) -> Wait | None:
    """The wait an event speaks of. Where its token is not known (any more): the oldest at its element."""
    here = stage.waits.get(event.element or "", {})
    token = says.get("token")
    return here.get(token if isinstance(token, int) else 0) or next(iter(here.values()), None)


def _wait(stage: _Stage, event: Event, says: Variables) -> Iterator[Wait]:
    """The wait that an event opens or changes, as it is from then on."""
    if event.kind is Happening.WORK_OPENED:
        yield _opened(stage, event, says)
    elif event.kind is Happening.INSTANCE_MIGRATED:
        yield from _renamed(stage, says)
    elif found := _found(stage, event, says):
        match event.kind:
            case Happening.WORK_CLAIMED:
                yield replace(found, assignee=event.actor.partition(":")[2])
            case Happening.WORK_RELEASED:
                yield replace(found, assignee=None)
            case Happening.WORK_HANDED_OVER | Happening.WORK_TAKEN_OVER:
                yield replace(found, assignee=_text(says.get("to")))
            case Happening.INCIDENT_OPENED | Happening.INCIDENT_RESOLVED:
                yield replace(found, stopped=event.kind is Happening.INCIDENT_OPENED)


def _renamed(stage: _Stage, says: Variables) -> Iterator[Wait]:
    """The waits that belong to another group since the case was moved."""
    groups = regrouped(says)
    yield from [replace(it, group=_text(groups[it.token])) for it in stage.held() if it.token in groups]


def _opened(stage: _Stage, event: Event, says: Variables) -> Wait:
    known = stage.outline.elements.get(event.element or "") if stage.outline else None
    token = says.get("token")
    return Wait(
        # Tokens count from 1: the number of an event whose token was erased is nobody's token.
        token=token if isinstance(token, int) else -event.number,
        element=event.element or "",
        work=_text(says.get("work")) or "",
        opened=event.number,
        group=_text(says.get("group")),
        stands=known is None or known.type not in BESIDE,
    )


def _changes(stage: _Stage, event: Event, says: Variables) -> Iterator[Change]:
    values = says.get("variables" if event.kind is Happening.INSTANCE_STARTED else "outputs")
    if event.kind is Happening.INCIDENT_OPENED or not isinstance(values, dict):
        return
    before, kept = says.get("changed"), not _collects(stage.outline, event.element)
    for name, new in values.items():
        old = before[name] if isinstance(before, dict) and name in before else stage.variables.get(name)
        if old != new or not kept:
            yield Change(name, old if kept else None, new, kept)


def _collects(outline: Outline | None, element: str | None) -> bool:
    known = outline.elements.get(element or "") if outline else None
    return known is not None and known.loop is not None and "collect" in known.properties


def _marks(stage: _Stage, event: Event, closed: Iterable[Wait]) -> Iterator[Mark]:
    """The elements that an event makes stand differently."""
    touched = {event.element: None} if event.element else {}
    if event.kind in DONE and event.element:
        stage.outcomes[event.element] = Standing.DONE
    else:
        ended = [wait.element for wait in closed if wait.stands]
        stage.outcomes.update(dict.fromkeys(ended, Standing.CANCELLED))
        touched |= dict.fromkeys(ended)
    for element in touched:
        before, after = stage.states.get(element, Standing.AHEAD), _standing(stage, element)
        stage.states[element] = after
        if before is not after:
            yield Mark(element, before, after)


def _standing(stage: _Stage, element: str) -> Standing:
    here = [wait for wait in stage.waits.get(element, {}).values() if wait.stands]
    if any(wait.stopped for wait in here):
        return Standing.INCIDENT
    return Standing.ACTIVE if here else stage.outcomes.get(element, Standing.AHEAD)


def _moment(stage: _Stage, frame: Frame) -> Moment:
    return Moment(
        frame,
        {element: state for element, state in stage.states.items() if state is not Standing.AHEAD},
        stage.times,
        stage.taken,
        tuple(sorted(stage.held(), key=lambda wait: wait.opened)),
        {name: value for name, value in stage.variables.items() if value is not None},
        tuple(stage.attachments),
        tuple(stage.comments),
        tuple(stage.erased),
    )


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None
