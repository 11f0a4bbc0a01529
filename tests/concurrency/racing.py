"""Making calls at once, and seeing what came of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier, Event

from app.model.errors import LajurError
from app.model.event import Happening
from app.model.instance import ProcessInstance
from app.ports import Office
from tests.chain import first_break

CALLERS = 8
#: What a call answered, or the error of ours that it raised.
Outcome = object


def race(*calls: Callable[[], object]) -> list[Outcome]:
    """Make all calls at once; answers for each what it answered or the error of ours that it raised."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> Outcome:
        start.wait()
        try:
            return call()
        except LajurError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def errors(outcomes: Sequence[Outcome]) -> list[type]:
    return [type(outcome) for outcome in outcomes if isinstance(outcome, LajurError)]


def completed(office: Office, case: ProcessInstance) -> list[tuple[str | None, str]]:
    """What was completed in a case and by whom; the chain is whole."""
    with office.store.reading() as reader:
        history = reader.history(case.id)
    assert first_break(history) is None
    return [(event.element, event.actor) for event in history if event.kind is Happening.WORK_COMPLETED]


class Pause:
    """A clock that stops whoever asks for the time until it may go on: there it has read and not yet written."""

    def __init__(self) -> None:
        self.reached, self.go_on = Event(), Event()

    def __call__(self) -> datetime:
        self.reached.set()
        assert self.go_on.wait(20)
        return datetime.now(UTC)
