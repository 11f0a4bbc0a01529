"""The engine, the files and the systems outside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol

from app.model.advance import Advance, Command, Saved, Token
from app.model.definition import ProcessDefinition
from app.model.paper import Paper
from app.model.values import Variables

#: The time now, with zone UTC and microseconds.
Clock = Callable[[], datetime]


class Engine(Protocol):
    """Runs diagrams. Pure: it keeps nothing but a cache of parsed diagrams by digest."""

    def start(self, definition: ProcessDefinition, variables: Variables, *, now: datetime) -> Advance:
        """Begin a new instance with these variables and run it to its first waits.

        Raises StepFailed when an expression on the way cannot be computed.
        """

    def advance(self, definition: ProcessDefinition, saved: Saved, command: Command, *, now: datetime) -> Advance:
        """Carry out one command and run to the next waits. Nothing of `saved` is changed.

        Raises StepFailed, or AlreadyDone when the instance does not wait for the command's token.
        """

    def tokens(self, definition: ProcessDefinition, saved: Saved) -> tuple[Token, ...]:
        """The open tokens of an instance in their order, the process itself first."""

    def move(self, old: ProcessDefinition, new: ProcessDefinition, saved: Saved) -> Saved:
        """The same instance on another definition: it waits for exactly what it waited for, by the same tokens.

        No wait is opened, closed or set anew, no variable changed. Raises CannotMove when a token has no place in the
        new definition, or the instance would not stand still there.
        """


class Vault(Protocol):
    """Keeps files by their SHA-256."""

    def put(self, stream: IO[bytes], *, limit: int) -> tuple[str, int]:
        """Keep what the stream holds; answers digest and size. Raises TooLarge when it is larger than `limit` bytes.
        Nothing half-written is ever visible under a digest."""

    def open(self, digest: str) -> IO[bytes]:
        """The bytes kept under a digest. Raises NotFound when there are none."""

    def has(self, digest: str) -> bool: ...
    def remove(self, digest: str) -> None:
        """The bytes are gone for good. Nothing happens when there are none. Only for what no fact names any more."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a service task asks of a system outside. `key` is the same at every attempt (idempotency).

    `number` is the case number, `attempt` counts the failures so far plus one, `asked_at` is when the case came to
    wait for the answer (UTC).
    """

    key: str
    topic: str
    element: str
    number: str
    attempt: int
    asked_at: datetime
    variables: Variables


@dataclass(frozen=True, slots=True)
class Answer:
    """What the system said: outputs become variables; `error` is the code of a BPMN error; `not_before` means "ask
    again then", when the system has taken the request and is not ready."""

    outputs: Variables
    error: str | None = None
    not_before: datetime | None = None


class OneTimeCode(Protocol):
    """The code by which the first administrator of a fresh installation comes in."""

    def is_waiting(self) -> bool:
        """Whether there is a code that nobody has used."""

    def matches(self, code: str) -> bool:
        """Whether this is the code. Takes the same time whatever is wrong with it."""

    def spend(self) -> None:
        """There is no code any more."""


class Connector(Protocol):
    """Serves topics. Called outside any transaction, possibly more than once with the same key."""

    def call(self, request: Request, *, now: datetime) -> Answer:
        """Raises ConnectorFailed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail. `key` is the same at every attempt and becomes the Message-ID; all texts are plain and may hold
    anything: the adapter keeps them out of the headers' syntax. `locale` is the language it is written in."""

    key: str
    to: str
    subject: str
    body: str
    locale: str = "id"


class Mail(Protocol):
    """Sends e-mail. Called outside any transaction, possibly more than once with the same key."""

    def send(self, letter: Letter) -> None:
        """Return when the letter was taken over. Raises ConnectorFailed."""


#: The bytes of a picture by its digest; None when they are not there (any more).
Photo = Callable[[str], bytes | None]


class Printer(Protocol):
    """Sets papers. Pure: the same paper gives the same bytes, whatever stands in it."""

    def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
        """The paper as PDF. A picture that is missing, or none, leaves a frame that says so."""


class ConnectorFailed(Exception):
    """The system could not do it. `permanent` says that asking again is of no use."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.permanent = permanent
