"""What the history implies: how the case, its work and its files must stand, if the history is right.

A fold over the entries of one case, in constant memory but for what the case itself holds. Where a payload was erased,
what the erasure has left of it (`rests`) is believed instead; where nothing is left, the fold says less, never
something wrong: `sure` are the variables it still vouches for, `blurred` the elements at which it cannot tell one piece
of work from the other. `app.model.happens` lets the entries happen, one after the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.model.document import DocumentState
from app.model.dossier import Entry
from app.model.instance import Status, WorkState
from app.model.values import Json


@dataclass(frozen=True, slots=True)
class ImpliedWork:
    """A work item as the history tells of it. `event` is the number of the last event about it, `origin` the payload
    with which it was opened, `at` and `done_at` microseconds. `assignee` and `done_by` are logins; `retried` says that
    its due date has been moved since, `outputs` are the answers that are kept with an incident."""

    token: int
    element: str | None
    origin: Mapping[str, Json]
    at: int
    event: int
    state: WorkState = WorkState.OPEN
    assignee: str | None = None
    done_at: int | None = None
    retried: bool = False
    outputs: Json = None
    done_by: str | None = None
    definition: Json = None  #: digest of the one in force when it was opened
    name: str | None = None  #: what it was called anew when its case was moved


@dataclass(frozen=True, slots=True)
class ImpliedFile:
    """An attachment as the history tells of it."""

    event: int
    at: int
    actor: str
    element: str | None
    payload: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class ImpliedDocument:
    """A document as the history tells of it. `origin` is the payload that tells of its issuing, `event` the number of
    the last event about it, `at` microseconds."""

    event: int
    element: str | None
    at: int
    origin: Mapping[str, Json]
    state: DocumentState = DocumentState.ISSUED
    filed: Json = None
    signed: Json = None


@dataclass(frozen=True, slots=True)
class ImpliedMove:
    """A move to another version as the history tells of it: what was in force before (by the history itself), and what
    its event says."""

    event: int
    version: Json
    definition: Json
    payload: Mapping[str, Json]


@dataclass
class Implied:
    """What the history has told so far. `collected` are the elements whose outputs a loop collects, in the definition
    that is in force (`version`, `definition`): they are no variables (see `app.engine.loops`)."""

    collected: frozenset[str] = frozenset()
    rests: Mapping[int, Mapping[str, Json]] = field(default_factory=dict)  #: known before the fold begins
    left: dict[int, Mapping[str, Json]] = field(default_factory=dict)  #: what erasures have left, by event
    lost: set[str] = field(default_factory=set)  #: variables of which a value was erased
    first: Entry | None = None
    started: Mapping[str, Json] | None = None
    version: Json = None
    definition: Json = None
    moves: list[ImpliedMove] = field(default_factory=list)
    status: Status = Status.RUNNING
    ended_at: int | None = None
    end: Json = None
    variables: dict[str, Json] = field(default_factory=dict)
    at_last_step: dict[str, Json] = field(default_factory=dict)  #: the variables after the last step of the engine
    sure: set[str] = field(default_factory=set)
    whole: bool = True  #: no payload that could have changed a variable was erased
    work: dict[int, ImpliedWork] = field(default_factory=dict)
    open_at: dict[str | None, int] = field(default_factory=dict)  #: how many waits are open at an element
    blurred: set[str | None] = field(default_factory=set)
    clock: dict[str, Json] = field(default_factory=dict)  #: due (ISO date), paused and stopped (microseconds)
    clock_known: bool = True
    files: list[ImpliedFile] = field(default_factory=list)
    erased_files: int = 0
    erased_messages: int = 0
    messages: dict[int, tuple[int, Mapping[str, Json]]] = field(default_factory=dict)
    comments: dict[int, tuple[int, Mapping[str, Json]]] = field(default_factory=dict)  #: by number of the event
    erased_withdrawals: int = 0
    documents: dict[int, ImpliedDocument] = field(default_factory=dict)
    erased_documents: int = 0
    withdrawn: set[int] = field(default_factory=set)  #: numbers of the events that added the comments
    gone: set[int] = field(default_factory=set)  #: numbers of events whose payload is not there
    explained: set[int] = field(default_factory=set)  #: events of which an erasure told that was erased itself
    erased: dict[int, int] = field(default_factory=dict)  #: event -> the event that tells of its erasing

    def know(self, values: Json) -> None:
        """Variables take new values."""
        if not isinstance(values, dict):
            raise TypeError
        self.variables = {**self.variables, **values}
        self.sure |= values.keys()

    def move(self, event: int, payload: Mapping[str, Json]) -> None:
        """Another version is in force; open work may be called otherwise, and belong to another group."""
        self.moves.append(ImpliedMove(event, self.version, self.definition, payload))
        self.version, self.definition = payload["version"], payload["definition"]
        self.at_last_step = self.variables
        items = payload.get("items")
        told = [it for it in items if isinstance(it, dict)] if isinstance(items, list) else []
        for item in told:
            token, name = item["token"], item.get("name")
            known = self.work.get(token) if isinstance(token, int) else None
            if known is not None:
                origin = {**known.origin, "group": item["group"]} if "group" in item else known.origin
                called = name if isinstance(name, str) else known.name
                self.work[known.token] = replace(known, event=event, origin=origin, name=called)

    def forget(self) -> None:
        """An erased payload may have changed any variable."""
        self.whole = False
        self.sure.clear()
