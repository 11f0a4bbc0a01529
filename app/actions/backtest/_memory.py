"""What the recording of a case still has to say while the case is played on a draft."""

from collections import Counter
from datetime import datetime

from app.actions.backtest._case import Open
from app.model.advance import Wait
from app.model.recorded import PastWait, Recorded
from app.model.recording import Input

NOBODY = PastWait("")


class Memory:
    """The recording, of which some inputs were heard already."""

    def __init__(self, past: Recorded) -> None:
        self.inputs = past.recording.inputs
        self._waits = past.waits
        self._times, self._timers = past.times_opened(), past.timers()
        self._to_come = Counter(it.element for it in self.inputs)
        self._topics = {(wait.element, wait.topic) for wait in past.waits.values()}

    def heard(self, it: Input) -> None:
        self._to_come[it.element] -= 1

    def wait_of(self, it: Input) -> PastWait:
        """The wait that an input has closed."""
        return self._waits.get(it.token or 0, NOBODY)

    def is_timer(self, it: Input) -> bool:
        return self.wait_of(it).due is not None

    def asked_so_often(self, opened: Open) -> bool:
        """Whether the same hand was asked at this element as often as this then, answered or not."""
        return opened.visit <= self._times[opened.element] and not self.is_new(opened.wait)

    def is_new(self, wait: Wait) -> bool:
        """Whether nobody of this kind (a person, or this very system) was asked at the element then."""
        return (wait.element, wait.topic) not in self._topics

    def may_answer(self, wait: Wait) -> bool:
        """Whether an answer for a wait may still come."""
        return self._to_come[wait.element] > 0 and not self.is_new(wait)

    def saw_waiting(self, opened: Open, moment: datetime) -> bool:
        """Whether the same timer was seen then at that moment, due already and not fired."""
        due = opened.wait.due
        seen = self._timers.get((opened.element, due.isoformat())) if due else None
        return seen is not None and moment <= seen
