"""Plays the diagram that a test draws in its docstring; every step by an engine that has just been made."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.engine import SpiffEngine
from app.model.advance import Advance, Command, Complete, Kind, Passage, Passing, Saved, Throw, Wait
from app.model.bundle import DIAGRAM, Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import AlreadyDone
from app.model.sop import Identity, Sop
from app.model.values import Json, Variables
from app.notation.diagram import read_diagram
from tests.drawing_xml import bpmn

START = datetime(2026, 3, 17, 9, tzinfo=UTC)
SOP = Sop(key="test", identity=Identity("1", "Test", "Dinas"), number_prefix="T", title="", business_key="", groups={})


def definition_of(xml: bytes) -> ProcessDefinition:
    """A definition that is nothing but its diagram."""
    return ProcessDefinition(Bundle({DIAGRAM: xml}), read_diagram(xml).outline, SOP, {})


class Play:
    """A case under way. Elements are named by their id; a wait of an element with several by its place, 0 first."""

    def __init__(self, definition: ProcessDefinition) -> None:
        self.definition = definition
        self.now = START
        self.state: bytes | None = None
        self.variables: Variables = {}
        self.end: str | None = None
        self.passages: list[Passage] = []
        self.waits: dict[int, Wait] = {}

    # -- what is done ---------------------------------------------------------------------------------------------

    def start(self, **variables: Json) -> "Play":
        return self._kept(SpiffEngine().start(self.definition, variables, now=self.now))

    def do(self, element: str, nth: int = 0, **outputs: Json) -> "Play":
        return self.command(Complete(self.token(element, nth), outputs))

    def fail(self, element: str, code: str, nth: int = 0, **outputs: Json) -> "Play":
        return self.command(Throw(self.token(element, nth), code, outputs))

    def send(self, message: str, **outputs: Json) -> "Play":
        token = next(wait.token for wait in self.waits.values() if wait.message == message)
        return self.command(Complete(token, outputs))

    def wait(self, **time: float) -> "Play":
        """Let time go by; what falls due is done in the order of its due time."""
        until = self.now + timedelta(**time)
        while due := sorted((wait.due, wait.token) for wait in self.waits.values() if wait.due and wait.due <= until):
            self.now, token = max(self.now, due[0][0]), due[0][1]
            self.command(Complete(token))
        self.now = until
        return self

    def command(self, command: Command) -> "Play":
        if self.state is None:
            raise AlreadyDone
        saved = Saved(self.state, self.variables)
        before = (saved.state, repr(saved.variables))
        advance = SpiffEngine().advance(self.definition, saved, command, now=self.now)
        assert (saved.state, repr(saved.variables)) == before, "a step changes nothing of what it was given"
        return self._kept(advance)

    def _kept(self, advance: Advance) -> "Play":
        self.state, self.variables, self.end = advance.state, advance.variables, advance.end
        for passage in advance.passages:
            if passage.wait:
                assert passage.token not in {before.token for before in self.passages}, "a token is used once"
                self.waits[passage.token] = passage.wait
            elif passage.what in (Passing.COMPLETED, Passing.CANCELLED):
                del self.waits[passage.token]
            self.passages.append(passage)
        assert self.state or not self.waits, "nothing is open in a case that has ended"
        return self

    # -- what is seen ---------------------------------------------------------------------------------------------

    def token(self, element: str, nth: int = 0) -> int:
        return [wait.token for wait in self.waits.values() if wait.element == element][nth]

    @property
    def open(self) -> list[str]:
        """What is waited for, in the order of the tokens."""
        return [self.waits[token].element for token in sorted(self.waits)]

    @property
    def ended(self) -> bool:
        return self.state is None

    def of(self, *what: Passing) -> list[str]:
        return [passage.element for passage in self.passages if passage.what in what]

    @property
    def passed(self) -> list[str]:
        """Elements that were passed or completed, in order of time."""
        return self.of(Passing.PASSED, Passing.COMPLETED)

    @property
    def cancelled(self) -> list[str]:
        return self.of(Passing.CANCELLED)

    @property
    def flows(self) -> list[str]:
        """The sequence flows taken, in order of time."""
        return [passage.flow for passage in self.passages if passage.flow]

    @property
    def due(self) -> dict[str, str]:
        """Open timers with the time from the start of the play until they fire."""
        return {wait.element: str(wait.due - START) for wait in self._timers()}

    def _timers(self) -> Iterator[Wait]:
        return (wait for wait in self.waits.values() if wait.kind is Kind.TIMER)


@pytest.fixture
def definition(request: pytest.FixtureRequest) -> ProcessDefinition:
    """The diagram in the docstring of the test."""
    return definition_of(bpmn(request.function.__doc__))


@pytest.fixture
def run(definition: ProcessDefinition) -> Callable[..., Play]:
    """Starts a case of the diagram in the docstring of the test, with variables."""

    def start(**variables: Json) -> Play:
        return Play(definition).start(**variables)

    return start


@pytest.fixture
def define() -> Callable[[str], ProcessDefinition]:
    """Makes a definition of a drawing."""
    return lambda drawing: definition_of(bpmn(drawing))


@pytest.fixture
def make(define: Callable[[str], ProcessDefinition]) -> Callable[..., Play]:
    """Starts a case of a drawing, with variables: for tests whose diagram varies."""

    def start(drawing: str, **variables: Json) -> Play:
        return Play(define(drawing)).start(**variables)

    return start
