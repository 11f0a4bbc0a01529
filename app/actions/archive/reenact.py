"""Re-enact a case: run what came into it through the engine again, and compare. Changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.actions._definitions import definition as definition_of
from app.actions.archive.read import note_reading
from app.model.advance import Advance, Command, Complete, Passing, Saved, Throw
from app.model.definition import ProcessDefinition
from app.model.erasure import erasures
from app.model.errors import Forbidden, LajurError, NotFound, StepFailed
from app.model.event import Happening
from app.model.instance import ProcessInstance
from app.model.people import AUDITOR, User
from app.model.reading import Reading
from app.model.recording import Input, Recording, recording
from app.model.reenactment import Enactment, Mark, Move, Outcome, Verdict, marks_of, verdict
from app.model.steps import steps
from app.model.values import Variables
from app.ports import Engine, Office, Reader

#: A recording that is played on one definition to its end.
NOWHERE: Mapping[str, ProcessDefinition] = {}


class NothingWaits(LajurError):
    """Nothing waits at {element} for it."""


class Over(LajurError):
    """The case is over there already."""


@dataclass(frozen=True)
class Reenacted:
    """A case with the verdict on it; `definition` is None when it cannot be read any more."""

    case: ProcessInstance
    definition: ProcessDefinition | None
    verdict: Verdict


def reenacted(office: Office, number: str, *, by: User) -> Reenacted:
    """Re-enact the case with this number for somebody who reads in the archive; that is noted.

    Raises NotFound when there is no such case, Forbidden for those who are no auditors.
    """
    if AUDITOR not in by.groups:
        raise Forbidden
    with office.store.reading() as reader:
        case = reader.instance_by_number(number)
    if case is None:
        raise NotFound
    note_reading(office, case.id, Reading.PAGE, by=by)
    with office.store.reading() as reader:
        return Reenacted(case, _readable(office, reader, case), reenact(office, reader, case))


def _readable(office: Office, reader: Reader, case: ProcessInstance) -> ProcessDefinition | None:
    try:
        return definition_of(office, reader, case.digest)
    except LajurError:
        return None


def reenact(office: Office, reader: Reader, instance: ProcessInstance) -> Verdict:
    """Whether the recorded inputs of a case lead to what its history says. Never raises for what is wrong with it.

    `instance` is whole, as `Reader.instance` gives it. The definitions are those that the history names.
    """
    try:
        events = reader.history(instance.id)
        cut, erased = steps(events), erasures(events)
        recorded = recording(cut, erased)
        later = {it.definition for it in recorded.inputs if it.definition}
        definitions = {digest: definition_of(office, reader, digest) for digest in later}
        first = definition_of(office, reader, recorded.definition)
        enactment = enact(office.engine, first, recorded, definitions)
    except LajurError as reason:
        return Verdict(Outcome.UNKNOWN, reason)
    return verdict(instance, cut, erased, enactment)


def enact(
    engine: Engine,
    definition: ProcessDefinition,
    recorded: Recording,
    later: Mapping[str, ProcessDefinition] = NOWHERE,
) -> Enactment:
    """Play a recording on a definition, each input at the time it came.

    `later` are the definitions, by digest, to which the case is moved when the recording says so; without them it stays
    on the first to its end.

    An input goes to the wait of its token; if that is none, or stands elsewhere, to the oldest wait at its element; an
    input for which nothing waits is passed over, and its move says so. Raises Refused when the engine does not take
    the definition.
    """
    stage = _Stage(engine, definition, recorded, later)
    moves = [stage.begin(recorded), *(stage.take(each) for each in recorded.inputs)]
    return Enactment(tuple(moves), stage.variables, stage.state)


class _Stage:
    """A case that is played: where it stands."""

    def __init__(
        self,
        engine: Engine,
        definition: ProcessDefinition,
        recorded: Recording,
        later: Mapping[str, ProcessDefinition],
    ) -> None:
        self._engine = engine
        self._definition = definition
        self._later = later
        self.variables: Variables = recorded.variables
        self.state: bytes | None = None
        self._waiting: dict[int, str] = {}  # token -> element, the oldest first

    def begin(self, recorded: Recording) -> Move:
        try:
            advance = self._engine.start(self._definition, self.variables, now=recorded.at)
        except StepFailed as failure:
            return Move(1, failure=failure)
        return self._gone(1, advance)

    def take(self, it: Input) -> Move:
        if self.state is None:
            return Move(it.number, failure=Over())
        if it.kind is Happening.VARIABLES_CORRECTED:
            self.variables = {**self.variables, **(it.outputs or {})}
            return Move(it.number)
        if it.kind is Happening.INSTANCE_CANCELLED:
            return self._end(it)
        if it.kind is Happening.INSTANCE_MIGRATED:
            return self._move(it, self.state)
        return self._close(it, self.state)

    def _move(self, it: Input, state: bytes) -> Move:
        new = self._later.get(it.definition or "")
        try:
            if new is not None:
                self.state = self._engine.move(self._definition, new, Saved(state, self.variables)).state
                self._definition = new
        except LajurError as failure:
            return Move(it.number, failure=failure)
        return Move(it.number)

    def _close(self, it: Input, state: bytes) -> Move:
        token = self._token(it)
        if token is None:
            return Move(it.number, failure=NothingWaits(element=it.element))
        outputs = it.outputs or {}
        command: Command = Throw(token, it.error, outputs) if it.error else Complete(token, outputs)
        try:
            saved = Saved(state, self.variables)
            return self._gone(it.number, self._engine.advance(self._definition, saved, command, now=it.at))
        except LajurError as failure:
            return Move(it.number, failure=failure)

    def _end(self, it: Input) -> Move:
        marks = tuple(Mark(Happening.WORK_CANCELLED, where, token=token) for token, where in self._waiting.items())
        self.state = None
        return Move(it.number, marks)

    def _gone(self, number: int, advance: Advance) -> Move:
        for passage in advance.passages:
            if passage.what is Passing.OPENED:
                self._waiting[passage.token] = passage.element
            elif passage.what is not Passing.PASSED:
                self._waiting.pop(passage.token, None)
        self.variables, self.state = advance.variables, advance.state
        return Move(number, marks_of(advance))

    def _token(self, it: Input) -> int | None:
        if it.token is not None and self._waiting.get(it.token) == it.element:
            return it.token
        return next((token for token, element in self._waiting.items() if element == it.element), None)
