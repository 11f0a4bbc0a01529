"""Stand-ins for a worker's surroundings, each with one fault or one thing that happens in between."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.engine import SpiffEngine
from app.model.advance import Advance, Command, Saved
from app.model.definition import ProcessDefinition
from app.ports import Answer, Reader, Request, Store, Unit

MORNING = datetime(2026, 3, 17, 2, tzinfo=UTC)


@dataclass
class Hands:
    """A clock that stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@dataclass
class System:
    """A system outside that notes what it was asked, and may do something before it answers."""

    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def call(self, request: Request, *, now: datetime) -> Answer:
        self.asked.append(request.key)
        self.meanwhile()
        return Answer({"kabar": "sudah"})


class Faulty:
    """A store whose next looks and units raise what they are told, one after the other; None is no fault."""

    def __init__(
        self, store: Store, *, reads: list[Exception] | None = None, writes: list[Exception | None] | None = None
    ) -> None:
        self.store, self.reads, self.writes = store, iter(reads or []), iter(writes or [])

    def reading(self) -> AbstractContextManager[Reader]:
        if fault := next(self.reads, None):
            raise fault
        return self.store.reading()

    def writing(self) -> AbstractContextManager[Unit]:
        if fault := next(self.writes, None):
            raise fault
        return self.store.writing()

    def close(self) -> None:
        self.store.close()


class Meanwhile(Faulty):
    """A store in which something else happens between the first unit and the second."""

    def __init__(self, store: Store, happens: Callable[[], object]) -> None:
        super().__init__(store)
        self.happens, self.units = happens, 0

    def writing(self) -> AbstractContextManager[Unit]:
        self.units += 1
        if self.units == 2:
            self.happens()
        return super().writing()


class Stumbling(SpiffEngine):
    """An engine whose next steps fail as told."""

    def __init__(self, faults: list[Exception]) -> None:
        super().__init__()
        self.faults = iter(faults)

    def advance(self, definition: ProcessDefinition, saved: Saved, command: Command, *, now: datetime) -> Advance:
        if fault := next(self.faults, None):
            raise fault
        return super().advance(definition, saved, command, now=now)
