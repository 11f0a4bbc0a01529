"""Play what came into a finished case on another definition, as far as it goes. Changes nothing.

An input goes to the wait at its element, each of several visits to its own: to that of its token, to one with the same
item of a loop, or to the oldest. What comes before the draft asks for it is kept until it does. Where the draft asks
for more than the recording holds, a standing answer is given if there is one; else the case stops there.

Time is that of the recording. A timer fires when it is due; one that was due at the same moment then, and was withdrawn
or fired later, does what it did then.
"""

from collections.abc import Iterator
from datetime import datetime

from app.actions.backtest._answers import NotTaken
from app.actions.backtest._case import Open
from app.actions.backtest._first import first
from app.actions.backtest._memory import Memory
from app.actions.backtest._scene import Scene
from app.model.advance import Command, Complete, Throw
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, Refused
from app.model.event import Happening
from app.model.recorded import Recorded
from app.model.recording import Input
from app.model.rehearsal import Rehearsal, Stop

#: A draft that goes on longer than this by itself goes on for ever; timers may ring more often while time passes.
RESTLESS, TICKS = 300, 2000


class Endless(LajurError):
    """It would go on without end."""


def rehearse(scene: Scene, old: ProcessDefinition, past: Recorded) -> Rehearsal:
    """Play a finished case on the draft; `old` is the definition it ran on.

    Raises Refused when the engine does not take the draft. Whatever else goes wrong is the fault of the rehearsal.
    """
    play = _Play(scene, old, past)
    try:
        play.run()
    except Refused:
        raise
    except LajurError as fault:
        return play.told(fault)
    return play.told()


class _Play:
    """One rehearsal. `kept` came before the draft has asked for it, `dropped` is of no use any more, `missed` are
    waits that were withdrawn before anybody could answer."""

    def __init__(self, scene: Scene, old: ProcessDefinition, past: Recorded) -> None:
        self.scene, self.old, self.past = scene, old, past
        self.case = scene.begin(past.recording.at)
        self.memory = Memory(past)
        self.kept: list[Input] = []
        self.dropped: list[Input] = []
        self.missed: list[Open] = []
        self.standing: set[str] = set()
        self.stop: Stop | None = None

    @property
    def is_over(self) -> bool:
        return self.case.over or self.stop is not None

    def run(self) -> None:
        self.case.begin(first(self.scene.draft, self.old, self.past.recording, self.scene.zone))
        self._settle()
        for it in self.memory.inputs:
            self._fire(before=it.at)
            self.memory.heard(it)
            self.case.pass_time(it.at)
            self._hear(it)
            self._settle()
        self._rest()

    def told(self, fault: LajurError | None = None) -> Rehearsal:
        elements = self.scene.draft.outline.elements
        unused = [it.element for it in (*self.dropped, *self.kept) if it.element and not self.memory.is_timer(it)]
        held_up = [it for it in self.missed if it.lacks is not None or any(name in elements for name in unused)]
        if held_up and self.stop is None:
            self.stop = self._stopped(held_up[0])
        if self.stop or fault:  # what would have come behind it nobody can tell
            unused = [name for name in unused if name not in elements]
        return Rehearsal(self.case.way, self.stop, fault, tuple(unused), frozenset(self.standing))

    # -- inputs -----------------------------------------------------------------------------------------------------

    def _hear(self, it: Input) -> None:
        if self.is_over:
            self.dropped.append(it)
        elif it.kind is Happening.VARIABLES_CORRECTED:
            self.case.variables = {**self.case.variables, **(it.outputs or {})}
        elif it.kind is Happening.INSTANCE_CANCELLED:
            self._cancel()
        elif self.memory.is_timer(it):
            self._fire_as_then(it)
        elif it.element not in self.case.beside:
            self.kept.append(it)
        elif not self._hand_in(it):  # a message that nobody could send at that moment
            self.dropped.append(it)

    def _cancel(self) -> None:
        wanting = next(self._wanting(), None)
        if wanting is None:
            self.case.cancel()
        else:
            self.stop = self._stopped(wanting)

    def _hand_in(self, it: Input) -> bool:
        """Give an input to the wait it is for; answers whether there was one."""
        token = self._token(it)
        if token is None or not self.scene.takes(self.case, self.case.open[token].element):
            return False
        opened = self.case.open[token]
        try:
            outputs = self.scene.outputs(self.case, opened, it, self.memory.wait_of(it), self.old)
        except NotTaken as refusal:
            opened.lacks = refusal.lacks
        else:
            self._go(Throw(token, it.error, outputs) if it.error else Complete(token, outputs))
        return True

    def _token(self, it: Input) -> int | None:
        """The token whose wait an input is for."""
        then = self.memory.wait_of(it)
        here = {
            token: opened.wait.locals == then.locals
            for token, opened in self.case.open.items()
            if opened.element == it.element and opened.lacks is None and opened.wait.topic == then.topic
        }
        if it.token is not None and here.get(it.token):
            return it.token
        return next((token for token, same in here.items() if same), next(iter(here), None))

    # -- time -------------------------------------------------------------------------------------------------------

    def _fire(self, *, before: datetime) -> None:
        """Fire the timers that were due before a moment, but for those of which the recording knows better."""
        for _ in range(TICKS):
            due = [
                (at, token)
                for at, token in self.case.timers()
                if at < before and not self.memory.saw_waiting(self.case.open[token], before)
            ]
            if not due or self.is_over:
                return
            self._ring(*min(due))
        raise Endless

    def _fire_as_then(self, it: Input) -> None:
        then = self.memory.wait_of(it)
        here = {
            token: at
            for at, token in self.case.timers()
            if self.case.open[token].element == it.element and (at.isoformat() == then.due or at <= it.at)
        }
        token = it.token if it.token in here else next(iter(here), None)
        if token is not None:
            self._go(Complete(token, it.outputs or {}))

    def _ring(self, at: datetime, token: int) -> None:
        self.case.pass_time(at)
        self._go(Complete(token))
        self._settle()

    # -- going on ---------------------------------------------------------------------------------------------------

    def _go(self, command: Command) -> None:
        self.missed += [opened for opened in self.case.go(command) if self._wants(opened)]

    def _settle(self) -> None:
        """Use what was kept, and standing answers, until neither is of use."""
        for _ in range(RESTLESS):
            if self.is_over or not (self._use_kept() or self._stand_in()):
                return
        raise Endless

    def _use_kept(self) -> bool:
        used = next((it for it in self.kept if self._hand_in(it)), None)
        if used is not None:
            self.kept.remove(used)
        return used is not None

    def _stand_in(self) -> bool:
        """Give a standing answer where the recording has none; answers whether there was one to give."""
        for token, opened in self.case.open.items():
            stands = opened.element in self.scene.standing and opened.lacks is None
            if not stands or not self._wants(opened) or self.memory.may_answer(opened.wait):
                continue
            try:
                outputs = self.scene.stood_in(self.case, opened)
            except NotTaken as refusal:
                opened.lacks = refusal.lacks
            else:
                self.standing.add(opened.element)
                self._go(Complete(token, outputs))
            return True
        return False

    def _rest(self) -> None:
        """Nothing comes any more: time goes on, until somebody would have to answer."""
        for _ in range(RESTLESS):
            due = min(self.case.timers(), default=None)
            if self.is_over or due is None or next(self._wanting(), None):
                break
            self._ring(*due)
        if self.is_over:
            return
        silent = (it for it in self.case.open.values() if not it.is_timer and it.element not in self.case.beside)
        held_up = next(self._wanting(), None) or next(silent, None)
        if held_up is None:  # timers alone, one after the other
            raise Endless
        self.stop = self._stopped(held_up)

    # -- waiting ----------------------------------------------------------------------------------------------------

    def _wanting(self) -> Iterator[Open]:
        return (opened for opened in self.case.open.values() if self._wants(opened))

    def _wants(self, opened: Open) -> bool:
        """Whether a wait asks for what was never asked then, or was answered in a way it does not take."""
        if opened.is_timer or opened.element in self.case.beside:
            return False
        return opened.lacks is not None or not self.memory.asked_so_often(opened)

    def _stopped(self, opened: Open) -> Stop:
        wait, was_asked = opened.wait, self.memory.asked_so_often(opened)
        if opened.lacks is None and was_asked:
            return Stop(opened.element, wait.kind, silent=True)
        lacks = self.scene.lacks(self.case, opened) if opened.lacks is None else opened.lacks
        again = not was_asked and not self.memory.is_new(wait)
        return Stop(opened.element, wait.kind, wait.topic or "", lacks, refused=was_asked, again=again)
