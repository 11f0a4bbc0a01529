"""Re-enactment: whether what came into a case leads to what its history says came of it.

Both sides are told in *marks*: what was opened, passed, closed and withdrawn, by which flow. They must be the same in
the same order, with the same due times, and the variables must be the same in the end.

The service clock is not compared: it follows from the office's calendar, which may have learned of a holiday since.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from json import dumps

from app.model.advance import Advance, Passing, Wait
from app.model.erasure import Erasure
from app.model.errors import LajurError
from app.model.event import Event, Happening
from app.model.instance import ProcessInstance
from app.model.recording import INPUTS, known
from app.model.steps import Step
from app.model.values import Json, Variables

KINDS = {
    Passing.OPENED: Happening.WORK_OPENED,
    Passing.COMPLETED: Happening.WORK_COMPLETED,
    Passing.PASSED: Happening.ELEMENT_PASSED,
    Passing.CANCELLED: Happening.WORK_CANCELLED,
}
#: Kinds of events that a mark stands for.
MARKED = frozenset({*KINDS.values(), Happening.INSTANCE_ENDED})
#: What an opened wait is compared by besides its place.
TERMS = ("due", "topic", "message", "locals")


class Outcome(StrEnum):
    """What a re-enactment has shown."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN = "unknown"  #: it cannot be told


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened at one element. `terms` are those of an opened wait (`TERMS`, what is empty left out); None where
    the history no longer says them."""

    kind: Happening
    element: str | None
    flow: str | None = None
    token: int | None = None
    terms: Mapping[str, Json] | None = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """What the engine made of one input (`number` is that of its event): marks, or why it could make none."""

    number: int
    marks: tuple[Mark, ...] = ()
    failure: LajurError | None = None


@dataclass(frozen=True, slots=True)
class Enactment:
    """A recording played to the end. `state` is None when the case is over."""

    moves: tuple[Move, ...]
    variables: Variables
    state: bytes | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where history and re-enactment part: at the event `number` the one says `logged`, the other `enacted` (None:
    nothing happened there), or could not go on because of a `failure`."""

    number: int
    logged: Mark | None = None
    enacted: Mark | None = None
    failure: LajurError | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a re-enactment has shown, with a sentence that says why.

    `only_logged` and `only_enacted` are the elements at which more happened on the one side than on the other; `steps`
    counts what was played, `left_out` names the variables whose values were erased.
    """

    outcome: Outcome
    reason: LajurError
    difference: Difference | None = None
    only_logged: tuple[str, ...] = ()
    only_enacted: tuple[str, ...] = ()
    steps: int = 0
    left_out: tuple[str, ...] = ()


class Same(LajurError):
    """The recorded inputs lead to the same {steps} steps and to the same variables."""


class Differs(LajurError):
    """At event {number} the re-enactment goes another way than the history."""


class OtherVariables(LajurError):
    """The steps are the same, but the case does not hold the variables they lead to: {names}."""


class OtherPlace(LajurError):
    """The steps are the same, but the case does not stand where they lead to."""


class Erased(LajurError):
    """Without the variables that were erased ({names}) the way cannot be followed beyond event {number}."""


def marks_of(advance: Advance) -> tuple[Mark, ...]:
    """What the engine has done, in marks."""
    marks = []
    for passage in advance.passages:
        kind, wait = KINDS[passage.what], passage.wait
        flow = None if kind is Happening.WORK_CANCELLED else passage.flow
        token = None if kind is Happening.ELEMENT_PASSED else passage.token
        terms = _promised(wait) if wait else {}
        marks.append(Mark(kind, passage.element, flow, token, terms))
    if advance.state is None:
        marks.append(Mark(Happening.INSTANCE_ENDED, advance.end))
    return tuple(marks)


def verdict(
    case: ProcessInstance, steps: Sequence[Step], erased: Mapping[int, Erasure], enactment: Enactment
) -> Verdict:
    """Compare a history with its re-enactment. `case` is whole: with its variables and its state."""
    logged = {step.cause.number: list(_logged(step, erased)) for step in steps if _moves(step)}
    left_out = frozenset[str]().union(*(each.variables for each in erased.values()))
    base = Verdict(Outcome.SAME, Same(steps=len(logged)), steps=len(logged), left_out=tuple(sorted(left_out)))
    differences = (_first_difference(logged[move.number], move) for move in enactment.moves)
    difference = next((each for each in differences if each), None)
    if difference is not None:
        return _parted(base, difference, logged, enactment)
    names = _other_variables(case.variables, enactment.variables, left_out)
    if names:
        reason: LajurError = OtherVariables(names=", ".join(names))
    elif case.state != enactment.state and not left_out:
        reason = OtherPlace()
    else:
        return base
    return Verdict(Outcome.DIFFERS, reason, steps=base.steps, left_out=base.left_out)


def _parted(
    base: Verdict, difference: Difference, logged: Mapping[int, list[tuple[int, Mark]]], enactment: Enactment
) -> Verdict:
    if base.left_out:
        reason = Erased(names=", ".join(base.left_out), number=difference.number)
        return Verdict(Outcome.UNKNOWN, reason, steps=base.steps, left_out=base.left_out)
    there = Counter((mark.element or "", mark.kind) for marks in logged.values() for _, mark in marks)
    here = Counter((mark.element or "", mark.kind) for move in enactment.moves for mark in move.marks)
    return Verdict(
        Outcome.DIFFERS,
        Differs(number=difference.number),
        difference,
        tuple(sorted({element for element, _ in there - here if element})),
        tuple(sorted({element for element, _ in here - there if element})),
        base.steps,
    )


def _moves(step: Step) -> bool:
    return step.cause.kind in INPUTS or step.cause.kind is Happening.INSTANCE_STARTED


def _logged(step: Step, erased: Mapping[int, Erasure]) -> Iterator[tuple[int, Mark]]:
    for event in step.events:
        if event.kind in MARKED:
            yield event.number, _mark(event, known(event, erased))


def _mark(event: Event, told: Mapping[str, Json] | None) -> Mark:
    token = (told or {}).get("token")
    terms = None if told is None else _terms(told)
    return Mark(event.kind, event.element, event.flow, token if isinstance(token, int) else None, terms)


def _promised(wait: Wait) -> dict[str, Json]:
    due = wait.due.isoformat() if wait.due else None
    return _terms({"due": due, "topic": wait.topic, "message": wait.message, "locals": dict(wait.locals)})


def _terms(told: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name in TERMS if (value := told.get(name))}


def _first_difference(logged: Sequence[tuple[int, Mark]], move: Move) -> Difference | None:
    if move.failure is not None:
        number, mark = logged[0] if logged else (move.number, None)
        return Difference(number, mark, failure=move.failure)
    after = max((number for number, _ in logged), default=move.number) + 1
    for there, here in zip_longest(logged, move.marks):
        number, mark = there or (after, None)
        if mark is None or here is None or not _alike(mark, here):
            return Difference(number, mark, here)
    return None


def _alike(logged: Mark, enacted: Mark) -> bool:
    """Whether both tell of the same; what the history no longer says is no difference."""
    if (logged.kind, logged.element, logged.flow) != (enacted.kind, enacted.element, enacted.flow):
        return False
    if logged.terms is None:
        return True
    return logged.token == enacted.token and exact(logged.terms) == exact(enacted.terms)


def exact(value: object) -> str:
    """JSON text by which values are equal only if they are the same: 1 is neither 1.0 nor true."""
    return dumps(value, sort_keys=True, default=dict)


def _other_variables(held: Variables, enacted: Variables, left_out: frozenset[str]) -> list[str]:
    names = (held.keys() | enacted.keys()) - left_out
    return sorted(name for name in names if name not in held or name not in enacted or _differ(held, enacted, name))


def _differ(held: Variables, enacted: Variables, name: str) -> bool:
    return exact(held[name]) != exact(enacted[name])
