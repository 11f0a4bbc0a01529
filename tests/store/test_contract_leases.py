"""What every store promises about the work of machines: leases, and when there is something to do."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.advance import Kind
from app.model.instance import WorkItem, WorkState
from app.ports import Store
from tests.store.cases import MINUTE, NOW, given, open_items, task, timer

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

MACHINES = (Kind.SERVICE, Kind.TIMER)


def save(store: Store, work: WorkItem, **changes: Any) -> None:
    with store.writing() as unit:
        unit.save_work(replace(work, **changes))
        unit.commit()


def lease(store: Store, *kinds: Kind, owner: str = "a", at: int = 0, minutes: int = 5, limit: int = 10) -> list[str]:
    """Lease for so many minutes, `at` minutes after NOW; answers the elements."""
    now = NOW + at * MINUTE
    with store.writing() as unit:
        items = unit.lease(kinds or MACHINES, owner=owner, now=now, until=now + minutes * MINUTE, limit=limit)
        unit.commit()
    assert all((item.owner, item.leased_until) == (owner, now + minutes * MINUTE) for item in items)
    return [item.element for item in items]


def test_machines_take_what_is_due_first_due_first(store: Store) -> None:
    items = [
        timer(element="later", due=NOW + MINUTE),
        timer(element="second", due=NOW),
        timer(element="first", due=NOW - MINUTE, kind=Kind.SERVICE),
        timer(element="failed", state=WorkState.INCIDENT),
        timer(element="done", state=WorkState.DONE),
        task(element="person"),
    ]
    given(store, opened=items)
    assert lease(store) == ["first", "second"]


def test_only_the_kinds_asked_for_are_taken(store: Store) -> None:
    given(store, opened=[timer(element="t"), timer(element="s", kind=Kind.SERVICE)])
    assert lease(store, Kind.SERVICE) == ["s"]
    assert lease(store, Kind.MESSAGE) == []


def test_no_more_is_taken_than_asked_for(store: Store) -> None:
    due = [timer(element=f"{kind}{n}", kind=kind, due=NOW - n * MINUTE) for kind in MACHINES for n in range(3)]
    given(store, opened=due)
    assert len(lease(store, limit=4)) == 4
    assert lease(store, limit=4) == ["service0", "timer0"]


def test_a_leased_item_is_taken_by_nobody_else_until_the_lease_runs_out(store: Store) -> None:
    given(store, opened=[timer(element="t")])
    assert lease(store, owner="a", minutes=5) == ["t"]
    assert lease(store, owner="b", at=4) == []
    assert lease(store, owner="b", at=5) == ["t"]
    assert [work.owner for work in open_items(store)] == ["b"]


def test_a_lease_given_back_lets_others_try_when_it_is_due_again(store: Store) -> None:
    given(store, opened=[timer(element="t")])
    lease(store, owner="a", minutes=5)
    [work] = open_items(store)
    save(store, work, owner=None, leased_until=None, due_at=NOW + 2 * MINUTE, attempts=1)
    assert lease(store, owner="b", at=1) == []
    assert lease(store, owner="b", at=2) == ["t"]


def test_a_lease_without_commit_is_none(store: Store) -> None:
    given(store, opened=[timer(element="t")])
    with store.writing() as unit:
        assert len(unit.lease(MACHINES, owner="a", now=NOW, until=NOW + MINUTE, limit=1)) == 1
    assert lease(store, owner="b") == ["t"]


def test_next_due_is_when_the_next_lease_can_succeed(store: Store) -> None:
    def next_due() -> Any:
        with store.reading() as books:
            return books.next_due(MACHINES)

    assert next_due() is None
    given(store, opened=[timer(due=NOW + 3 * MINUTE), timer(due=NOW, kind=Kind.SERVICE), task()])
    assert next_due() == NOW
    lease(store, minutes=2)
    assert next_due() == NOW + 2 * MINUTE
    lease(store, at=2, minutes=9)
    assert next_due() == NOW + 3 * MINUTE
