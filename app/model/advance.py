"""What the engine is told, and what it answers. The engine keeps nothing in between.

(definition, saved, command, now) -> Advance
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.model.values import Variables


class Kind(StrEnum):
    """What an instance waits for; each kind is closed by a different hand."""

    USER = "user"  #: a person of the lane, through the desk
    SERVICE = "service"  #: a worker of the topic
    TIMER = "timer"  #: the clock
    MESSAGE = "message"  #: whoever sends the message: a person of the lane, or another system


@dataclass(frozen=True, slots=True)
class Saved:
    """A waiting instance: the engine's state (opaque bytes) and the variables."""

    state: bytes
    variables: Variables


@dataclass(frozen=True, slots=True)
class Complete:
    """Close the wait of `token`: a task is done, a timer is due, a message has come.

    `outputs` become variables of the instance, whole values by name.
    """

    token: int
    outputs: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Throw:
    """The work behind `token` ended in the BPMN error `code`; a boundary event may catch it."""

    token: int
    code: str
    outputs: Variables = field(default_factory=dict)


Command = Complete | Throw


@dataclass(frozen=True, slots=True)
class Wait:
    """Something the instance waits for from now on.

    `token` is a small number, unique in the instance and never used again; it names this wait towards the engine.
    `due` is set for timers (UTC). `locals` are values of this wait alone (the item of a multi-instance task).
    """

    token: int
    element: str
    kind: Kind
    due: datetime | None = None
    topic: str | None = None
    message: str | None = None
    locals: Variables = field(default_factory=dict)


class Passing(StrEnum):
    """What happened to an element during a step, in order of time."""

    OPENED = "opened"  #: a token has come and waits; `wait` says for what
    COMPLETED = "completed"  #: a wait was closed by its hand and the token goes on
    PASSED = "passed"  #: a gateway, event or script was passed without waiting
    CANCELLED = "cancelled"  #: a wait was withdrawn (interrupting event, terminate end, losing branch)


@dataclass(frozen=True, slots=True)
class Passage:
    """`flow` is the id of the sequence flow by which the token came; None at a start or boundary event."""

    what: Passing
    element: str
    token: int
    flow: str | None = None
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """The result of one step.

    `state` is None when the instance has ended; `end` then names the end event reached last.
    `variables` are all variables after the step. Same input, same answer, byte for byte.
    """

    state: bytes | None
    variables: Variables
    passages: tuple[Passage, ...]
    end: str | None = None


class TokenKind(StrEnum):
    """What an open token does."""

    SCOPE = "scope"  #: it is a process or sub-process; other tokens are inside of it
    LOOP = "loop"  #: it is a multi-instance activity; its instances are inside of it
    WAIT = "wait"  #: it waits for a hand, see `Kind`
    JOIN = "join"  #: it waits at a gateway for other tokens


@dataclass(frozen=True, slots=True)
class Token:
    """An open token of a saved state. `scope` is the token it is inside of, or attached to; None for the process.

    `flow` is known where it still matters: by which a token came to a join, or by which it will have come when it wins
    the `race` (the number of the token that came to the event-based gateway; None: there is no race).
    """

    id: int
    kind: TokenKind
    element: str
    scope: int | None
    flow: str | None = None
    race: int | None = None
