"""A case on a draft: where it stands, which way it has come, and what time it is there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.model.advance import Advance, Command, Kind, Passing, Saved, Wait
from app.model.definition import ProcessDefinition
from app.model.outline import Element
from app.model.recorded import Move, Way, beside, stations_of
from app.model.rehearsal import Lack
from app.model.values import Variables
from app.ports import Engine


@dataclass
class Open:
    """A wait; `visit` counts those of its element. `lacks` say why it has not taken the recorded answer."""

    wait: Wait
    visit: int
    lacks: tuple[Lack, ...] | None = None

    @property
    def element(self) -> str:
        return self.wait.element

    @property
    def is_timer(self) -> bool:
        return self.wait.kind is Kind.TIMER


class DraftCase:
    """A case that is played. `open` are its waits by token, the oldest first."""

    def __init__(self, engine: Engine, draft: ProcessDefinition, now: datetime) -> None:
        self._engine, self._draft, self.now = engine, draft, now
        self.beside = beside(draft.outline)
        self.variables: Variables = {}
        self.over = False
        self.open: dict[int, Open] = {}
        self._state = b""
        self._end: str | None = None
        self._moves: list[Move] = []
        self._times: Counter[str] = Counter()

    @property
    def way(self) -> Way:
        return Way(tuple(self._moves), self.over, self._end)

    def begin(self, variables: Variables) -> None:
        """Start it. Raises StepFailed, or Refused when the engine does not take the draft."""
        self._note(self._engine.start(self._draft, variables, now=self.now))

    def go(self, command: Command) -> list[Open]:
        """Carry out a command; answers the waits that were withdrawn. Raises StepFailed."""
        saved = Saved(self._state, self.variables)
        return self._note(self._engine.advance(self._draft, saved, command, now=self.now))

    def cancel(self) -> None:
        """Somebody has put an end to it."""
        self.over = True

    def pass_time(self, until: datetime) -> None:
        self.now = max(self.now, until)

    def known(self, wait: Wait) -> Variables:
        """What expressions and forms may read at a wait."""
        return {**self.variables, **wait.locals}

    def where(self, element: str) -> Element:
        return self._draft.outline.elements[element]

    def timers(self) -> Iterator[tuple[datetime, int]]:
        """The timers that are set: when each is due, and its token."""
        for token, opened in self.open.items():
            if opened.is_timer and opened.wait.due is not None:
                yield opened.wait.due, token

    def _note(self, advance: Advance) -> list[Open]:
        withdrawn = []
        for passage in advance.passages:
            if passage.wait is not None:
                self._times[passage.element] += 1
                self.open[passage.token] = Open(passage.wait, self._times[passage.element])
            elif passage.what is not Passing.PASSED:
                opened = self.open.pop(passage.token)
                withdrawn += [opened] if passage.what is Passing.CANCELLED else []
        self._moves.append(stations_of(advance, self.beside))
        self.variables, self._state = advance.variables, advance.state or b""
        self.over, self._end = advance.state is None, advance.end
        return withdrawn
