"""Several processes at one demo history, each with its own cases; who starts a case waits for those before it."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import SpawnContext
from types import FrameType

from app.actions.archive.demo_history import Part, Wish, make_history
from app.library.demo_habits import demo_habits
from app.settings import Settings
from app.wiring import secret_key, stage_of_history

#: Seconds between two looks at how far the others are.
LOOK = 0.2


class Turn:
    """Whose turn it is: the number of the next case to start, shared by all processes; and whether to stop."""

    def __init__(self, context: SpawnContext) -> None:
        self._changed = context.Condition()
        self._next = context.Value("q", 0, lock=False)
        self._stopped = context.Value("b", 0, lock=False)

    @property
    def count(self) -> int:
        """How many cases have been started."""
        return int(self._next.value)

    def comes(self, order: int) -> bool:
        """Wait until this case may start; answers whether it still shall."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped.value or self._next.value == order)
            return not self._stopped.value

    def over(self, order: int) -> None:
        """This case has started."""
        with self._changed:
            self._next.value = order + 1
            self._changed.notify_all()

    def stop(self) -> None:
        """Start no more cases, in any process."""
        with self._changed:
            self._stopped.value = 1
            self._changed.notify_all()


def side_by_side(settings: Settings, wish: Wish, processes: int, told: Callable[[int], None]) -> int:
    """Make a history with several processes; `told` hears now and then how many cases have been started.

    Answers how many were. An interrupt lets all processes lead their cases to the end and start none. Raises what went
    wrong in a process, once the others have stopped.
    """
    context = get_context("spawn")
    turn = Turn(context)
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(turn,))
    with pool, interrupts(turn.stop):
        parts = [pool.submit(_make, settings, wish, number, processes) for number in range(processes)]
        waiting: set[Future[int]] = set(parts)
        while waiting:
            done, waiting = wait(waiting, timeout=LOOK)
            if any(part.exception() for part in done):
                turn.stop()
            told(turn.count)
        return sum(part.result() for part in parts)


@contextmanager
def interrupts(stop: Callable[[], None]) -> Iterator[None]:
    """Until it is left, the first Ctrl-C calls `stop`; the second one interrupts as ever."""
    before = signal.getsignal(signal.SIGINT)

    def once(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        stop()

    signal.signal(signal.SIGINT, once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_turns: list[Turn] = []


def _begin(turn: Turn) -> None:
    """In each process: an interrupt of the terminal is for the first one alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _turns.append(turn)


def _make(settings: Settings, wish: Wish, number: int, of: int) -> int:
    turn = _turns[0]
    stage = stage_of_history(settings, wish.period.since)
    try:
        part = Part(number, of, turn.comes, turn.over)
        return make_history(stage, demo_habits(), wish, secret_key(settings), part)
    finally:
        stage.office.store.close()
