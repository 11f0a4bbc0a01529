"""What a case looked like right after one of its events, as plain facts. `app.model.frames` makes them of a history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.model.event import Happening
from app.model.values import Json, Variables


class Standing(StrEnum):
    """How an element stands at a moment. What was reached more than once stands as it did last."""

    AHEAD = "ahead"
    ACTIVE = "active"  #: a token waits there
    INCIDENT = "incident"  #: a token waits there and cannot go on
    DONE = "done"
    CANCELLED = "cancelled"  #: the token that waited there was withdrawn


class Ticking(StrEnum):
    """How the service clock stands."""

    IDLE = "idle"  #: not started yet
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The service clock at a moment: `due` is the last day of the promise, `since` when it came to stand so."""

    state: Ticking = Ticking.IDLE
    due: date | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that stands differently from this event on."""

    element: str
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Change:
    """A variable and what an event made of it; `old` is None when it was new.

    What one turn of a loop brings for a collection is no variable of the case: it is not `kept`.
    """

    name: str
    old: Json
    new: Json
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Wait:
    """An open wait: its element, what kind of hand closes it (`app.model.advance.Kind`, empty when that was erased),
    and the number of the event that opened it.

    `assignee` is the login of who has claimed it. It has `stopped` in an incident. What waits beside the way (at a
    boundary event, for the start of an event sub-process) does not `stand` there as a token.
    """

    token: int
    element: str
    work: str
    opened: int
    group: str | None = None
    assignee: str | None = None
    stopped: bool = False
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """What one event changed. `place` is where the case was then: the event's element, or else the one before it.

    `waits` are those that this event opened or changed, as they are now; `closed` those that it ended. `erased` says
    that the payload is gone, and with it whatever it told.
    """

    number: int
    at: datetime
    kind: Happening
    actor: str
    element: str | None
    flow: str | None
    place: str | None
    marks: tuple[Mark, ...]
    changes: tuple[Change, ...]
    waits: tuple[Wait, ...]
    closed: tuple[Wait, ...]
    clock: ClockFace
    erased: bool


@dataclass(frozen=True)
class Moment:
    """Everything as it stood right after the event of `frame`.

    `states` holds every element that is not ahead, `times` how often an element was done, `taken` how often a flow was.
    `attachments`, `comments` and `erased` are numbers of events: those that brought one, those whose payload is gone.
    """

    frame: Frame
    states: Mapping[str, Standing]
    times: Mapping[str, int]
    taken: Mapping[str, int]
    waits: tuple[Wait, ...]
    variables: Variables
    attachments: tuple[int, ...]
    comments: tuple[int, ...]
    erased: tuple[int, ...]
