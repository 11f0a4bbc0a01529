"""What only PostgreSQL has: many writers at once, on the same tables."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.model.advance import Kind
from app.model.instance import WorkState
from app.ports import Store
from tests.store.cases import MINUTE, NOW, case, given, open_items, step, timer


@pytest.fixture
def store(postgres_url: str, opened: Callable[[str], Store]) -> Store:
    return opened(postgres_url)


def lease(store: Store, owner: str) -> list[str]:
    with store.writing() as unit:
        items = unit.lease([Kind.TIMER], owner=owner, now=NOW, until=NOW + MINUTE, limit=9)
        unit.commit()
    return [item.element for item in items]


def test_an_item_that_is_being_completed_cannot_be_leased_away(store: Store) -> None:
    given(store, opened=[timer(element="a"), timer(element="b")])
    [work, _] = open_items(store)
    with store.writing() as unit:
        before = unit.hold(1)
        held = unit.work_item(work.id)
        assert before
        assert held
        assert lease(store, "other") == ["b"]
        after, events = step(before)
        unit.keep(before, after, events, closed=[replace(held, state=WorkState.DONE)])
        unit.commit()
    assert lease(store, "third") == []


def test_looking_at_an_item_before_its_case_is_held_stops_nobody(store: Store) -> None:
    given(store, opened=[timer()])
    [work] = open_items(store)
    with store.writing() as slow:
        assert slow.work_item(work.id) == work
        with store.writing() as quick:
            before = quick.hold(1)
            assert before
            after, events = step(before)
            quick.keep(before, after, events, closed=[replace(work, state=WorkState.DONE)])
            quick.commit()
        assert slow.hold(1) == after
        found = slow.work_item(work.id)
    assert found
    assert found.state is WorkState.DONE


def test_two_cases_move_on_at_the_same_time(store: Store) -> None:
    given(store, case(1), case(2))
    with store.writing() as one, store.writing() as other:
        for unit, instance_id in ((one, 1), (other, 2)):
            before = unit.hold(instance_id)
            assert before
            after, events = step(before)
            unit.keep(before, after, events)
        other.commit()
        one.commit()
    with store.reading() as books:
        assert [len(books.history(instance_id)) for instance_id in (1, 2)] == [2, 2]
