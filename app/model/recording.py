"""A recording: what came into a case from outside, and when. Enough to play it again, to this version or another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.model.erasure import Erasure
from app.model.errors import LajurError
from app.model.event import Event, Happening
from app.model.steps import LogIncomplete, Step, content
from app.model.values import Json, Variables


class NotTold(LajurError):
    """The content of event {number} was erased, and it is needed."""


@dataclass(frozen=True, slots=True)
class Input:
    """Something that came into a running case: a completion at `element`, a correction, the cancellation, or a move to
    another version.

    `number` is that of its event, `token` names the wait it closed, `error` the code of a BPMN error. `outputs` are the
    variables that came with it, `definition` is the digest of the one a move leads to.
    """

    number: int
    at: datetime
    kind: Happening
    element: str | None = None
    token: int | None = None
    outputs: Mapping[str, Json] | None = None
    error: str | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What a case began with, on which definition (its digest), and what came into it, in order of time.

    `erased` are the names of variables whose values are no longer known: they are left out wherever they came in.
    """

    definition: str
    at: datetime
    variables: Variables
    inputs: tuple[Input, ...]
    erased: frozenset[str] = frozenset()


#: Causes that come from outside.
INPUTS = frozenset(
    {
        Happening.WORK_COMPLETED,
        Happening.VARIABLES_CORRECTED,
        Happening.INSTANCE_CANCELLED,
        Happening.INSTANCE_MIGRATED,
    }
)


def recording(steps: Sequence[Step], erased: Mapping[int, Erasure]) -> Recording:
    """The recording of a whole history. Raises NotTold where something that is needed was erased; LogIncomplete when
    the history does not begin with a start, or begins twice; Unreadable."""
    kinds = [step.cause.kind for step in steps]
    if kinds[:1] != [Happening.INSTANCE_STARTED] or kinds.count(Happening.INSTANCE_STARTED) > 1:
        raise LogIncomplete(number=1)
    begin = steps[0].cause
    told = needed(begin, erased)
    return Recording(
        definition=str(told.get("definition", "")),
        at=begin.at,
        variables=_variables(told.get("variables")),
        inputs=tuple(_inputs(steps, erased)),
        erased=frozenset[str]().union(*(each.variables for each in erased.values())),
    )


def needed(event: Event, erased: Mapping[int, Erasure]) -> Mapping[str, Json]:
    """The payload of an event, or what is left of it. Raises NotTold when nothing is; Unreadable."""
    told = known(event, erased)
    if told is None:
        raise NotTold(number=event.number)
    return told


def known(event: Event, erased: Mapping[int, Erasure]) -> Mapping[str, Json] | None:
    """The payload of an event, or what is left of it; None when nothing is. Raises Unreadable."""
    found = content(event)
    erasure = erased.get(event.number)
    return erasure.rest if found is None and erasure else found


def _inputs(steps: Iterable[Step], erased: Mapping[int, Erasure]) -> Iterable[Input]:
    for step in steps:
        event = step.cause
        if event.kind is Happening.INSTANCE_CANCELLED:
            yield Input(event.number, event.at, event.kind)
        elif event.kind is Happening.INSTANCE_MIGRATED:
            digest = str(needed(event, erased).get("definition"))
            yield Input(event.number, event.at, event.kind, definition=digest)
        elif event.kind in INPUTS:
            told = needed(event, erased)
            token, error = told.get("token"), told.get("error")
            yield Input(
                event.number,
                event.at,
                event.kind,
                event.element,
                token if isinstance(token, int) else None,
                _variables(told.get("outputs")),
                error if isinstance(error, str) else None,
            )


def _variables(value: Json) -> Variables:
    return value if isinstance(value, dict) else {}
