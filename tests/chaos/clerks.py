"""People who complete tasks over HTTP, whatever happens to the server, and note what was acknowledged."""

import http.client
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from tests.benchmarks.client import Person
from tests.benchmarks.completion import ANSWERS

#: Seconds to wait before something is tried again.
PAUSE = 0.05
TASK = re.compile(r'href="/tugas/(\d+)"')


@dataclass
class Clerk:
    """Completes the tasks of a case of his own, one after the other.

    What got no answer, or a 503, is sent again unchanged, as people press a button again. `acknowledged` holds for
    each work item that was answered with 303 the text it was completed with; `statuses` counts all answers to
    completions, 0 stands for none; `cut_off` are the times (`time.monotonic`) of requests that were sent and got no
    answer; `pages` holds the last page of each other status.
    """

    port: int
    acknowledged: dict[int, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    pages: dict[int, str] = field(default_factory=dict)
    case: str = ""
    task: int = 0
    signed_in: bool = False
    cut_off: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.person = Person(self.port)

    def work_until(self, stop: Event) -> None:
        while not stop.is_set():
            began = time.monotonic()
            try:
                if not self._work():
                    stop.wait(PAUSE)
            except (OSError, http.client.HTTPException) as error:
                self.statuses[0] += 1
                if not isinstance(error, ConnectionRefusedError):
                    self.cut_off.append(began)
                self.person.connection.close()
                stop.wait(PAUSE)
        self.person.connection.close()

    def _work(self) -> bool:
        """One step further; answers whether it was made."""
        if not self.signed_in:
            self.signed_in = self.person.sign_in("operator").get("/")[0] == 200
            return self.signed_in
        if not self.case:
            status, place = self.person.post("/mulai/bench")
            self.case = place.rpartition("/")[2] if status == 303 else ""
            return bool(self.case)
        if not self.task:
            found = TASK.search(self.person.get(f"/?q={self.case}")[1])
            self.task = int(found[1]) if found else 0
            return bool(self.task)
        return self._complete()

    def _complete(self) -> bool:
        text = f"{self.case} {self.task}"
        status, page = self.person.post(f"/tugas/{self.task}", **{**ANSWERS, "teks_2": text})
        self.statuses[status] += 1
        if status != 303:
            self.pages[status] = page
            return False
        self.acknowledged[self.task] = text
        self.task = 0
        return True


@contextmanager
def at_work(clerks: Sequence[Clerk]) -> Iterator[None]:
    """The clerks work until the block is left."""
    stop = Event()
    threads = [Thread(target=clerk.work_until, args=(stop,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def acknowledged(clerks: Sequence[Clerk]) -> dict[int, str]:
    """All that was acknowledged: the text by work item."""
    return {work: text for clerk in clerks for work, text in clerk.acknowledged.items()}


def statuses(clerks: Sequence[Clerk]) -> Counter[int]:
    """How often completions were answered with which status."""
    return sum((clerk.statuses for clerk in clerks), Counter())


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that must come about before long."""
    limit = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < limit, "it never came to that"
        time.sleep(0.02)
