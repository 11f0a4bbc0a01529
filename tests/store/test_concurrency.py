"""Many at once: exactly one wins, nothing is given out twice, nothing is left out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from app.model.advance import Kind
from app.model.errors import Conflict
from app.ports import Store
from tests.store.cases import MINUTE, NOW, given, open_items, step, timer

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

EIGHT = 8
T = TypeVar("T")


def at_once(work: Callable[[int], T]) -> list[T]:
    """Eight threads, let go together."""
    ready = Barrier(EIGHT)

    def begin(number: int) -> T:
        ready.wait(timeout=10)
        return work(number)

    with ThreadPoolExecutor(EIGHT) as pool:
        return list(pool.map(begin, range(EIGHT)))


def test_of_eight_steps_from_one_state_exactly_one_wins(store: Store) -> None:
    given(store)
    with store.reading() as books:
        before = books.instance(1)
    assert before
    after, events = step(before)

    def try_step(_: int) -> bool:
        try:
            with store.writing() as unit:
                unit.keep(before, after, events)
                unit.commit()
        except Conflict:
            return False
        return True

    assert sorted(at_once(try_step)) == [False] * (EIGHT - 1) + [True]
    with store.reading() as books:
        assert [event.number for event in books.history(1)] == [1, 2]


def test_who_holds_a_case_is_not_disturbed(store: Store) -> None:
    given(store)

    def take_step(_: int) -> None:
        with store.writing() as unit:
            before = unit.hold(1)
            assert before
            after, events = step(before)
            unit.keep(before, after, events)
            unit.commit()

    at_once(take_step)
    with store.reading() as books:
        assert [event.number for event in books.history(1)] == list(range(1, EIGHT + 2))


def test_a_series_has_no_gaps_under_eight_writers(store: Store) -> None:
    def draw(writer: int) -> list[int]:
        drawn = []
        for turn in range(6):
            with store.writing() as unit:
                number = unit.next_number("surat", 2026)
                if (writer + turn) % 3:  # every third one changes his mind
                    unit.commit()
                    drawn.append(number)
        return drawn

    numbers = sorted(number for drawn in at_once(draw) for number in drawn)
    assert numbers == list(range(1, len(numbers) + 1))


def test_eight_leasers_never_share_an_item(store: Store) -> None:
    given(store, opened=[timer(element=f"t{n}") for n in range(40)])

    def take(worker: int) -> list[int]:
        taken: list[int] = []
        while True:
            with store.writing() as unit:
                items = unit.lease([Kind.TIMER], owner=f"w{worker}", now=NOW, until=NOW + MINUTE, limit=3)
                unit.commit()
            if not items:
                return taken
            taken += [item.id for item in items]

    taken = [work_id for items in at_once(take) for work_id in items]
    assert sorted(taken) == [work.id for work in open_items(store)]


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    given(store)
    with store.writing() as unit:
        before = unit.hold(1)
        assert before
        after, events = step(before)
        unit.keep(before, after, events)
        with ThreadPoolExecutor(1) as pool:

            def read() -> int:
                with store.reading() as books:
                    return len(books.history(1))

            assert pool.submit(read).result(timeout=5) == 1
