"""What every store promises about work items: inboxes, incidents, leases."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.advance import Kind
from app.model.clock import ServiceClock
from app.model.instance import InboxRow, Status, WorkItem, WorkState
from app.ports import InboxQuery, Store
from tests.store.cases import MINUTE, NOW, case, given, open_items, step, task, timer

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

CLERKS = frozenset({"operator"})
MACHINES = (Kind.SERVICE, Kind.TIMER)


def change(store: Store, work: WorkItem, **changes: Any) -> WorkItem:
    changed = replace(work, **changes)
    with store.writing() as unit:
        unit.save_work(changed)
        unit.commit()
    return changed


def page(store: Store, query: InboxQuery) -> list[tuple[int, str]]:
    """Case and element of each row."""
    with store.reading() as books:
        return [(row.work.instance, row.work.element) for row in books.inbox(query)]


def lease(store: Store, *kinds: Kind, owner: str = "a", at: int = 0, minutes: int = 5, limit: int = 10) -> list[str]:
    """Lease for so many minutes, `at` minutes after NOW; answers the elements."""
    now = NOW + at * MINUTE
    with store.writing() as unit:
        items = unit.lease(kinds or MACHINES, owner=owner, now=now, until=now + minutes * MINUTE, limit=limit)
        unit.commit()
    assert all((item.owner, item.leased_until) == (owner, now + minutes * MINUTE) for item in items)
    return [item.element for item in items]


def test_a_work_item_comes_back_as_it_was_kept(store: Store) -> None:
    whole = task(
        topic="oss.kirim",
        message="dibalas",
        locals={"tim": "teknis"},
        assignee=7,
        due_at=NOW,
        owner="w1",
        leased_until=NOW + MINUTE,
        attempts=2,
        failure="Tidak menjawab.",
        outputs={},
        outputs_digest="f" * 64,
        done_by=8,
        done_at=NOW,
        state=WorkState.INCIDENT,
    )
    given(store, opened=[whole])
    [work] = open_items(store)
    assert work == replace(whole, id=work.id)


def test_a_work_item_is_held_by_who_reads_it_in_order_to_write(store: Store) -> None:
    given(store, opened=[task()])
    [work] = open_items(store)
    with store.writing() as unit:
        assert unit.work_item(work.id) == work


def test_a_change_without_event_is_kept(store: Store) -> None:
    given(store, opened=[timer()])
    [work] = open_items(store)
    changed = change(store, work, attempts=3, failure="Rusak.", due_at=NOW + MINUTE, outputs={"a": [1]})
    assert open_items(store) == [changed]


def test_incidents_are_open_and_what_is_done_is_not(store: Store) -> None:
    states = {"a": WorkState.OPEN, "b": WorkState.INCIDENT, "c": WorkState.DONE, "d": WorkState.CANCELLED}
    given(store, opened=[task(element=element, state=state) for element, state in states.items()])
    assert [work.element for work in open_items(store)] == ["a", "b"]


def test_an_inbox_row_says_what_a_clerk_must_know(store: Store) -> None:
    clock = ServiceClock()
    given(store, case(clock=clock), opened=[task()])
    [work] = open_items(store)
    with store.reading() as books:
        rows = books.inbox(InboxQuery(CLERKS))
    assert rows == [InboxRow(work, "IP-2026-0001", "izin_perluasan", "PT Contoh Baja", "1234567890123", clock)]


def test_an_inbox_shows_open_items_of_ones_groups_oldest_first(store: Store) -> None:
    items = [
        task(element="b", group="kasi"),
        task(element="a"),
        task(element="x", group="kabid"),
        task(element="y", state=WorkState.DONE),
        task(element="z", state=WorkState.INCIDENT),
        timer(element="t"),
        task(element="c"),
    ]
    given(store, opened=items)
    assert [element for _, element in page(store, InboxQuery(CLERKS | {"kasi", "none"}))] == ["b", "a", "c"]


def test_nobody_without_groups_sees_anything(store: Store) -> None:
    given(store, opened=[task()])
    query = InboxQuery(frozenset())
    assert page(store, query) == []
    with store.reading() as books:
        assert books.inbox_count(query, up_to=10) == 0


@pytest.mark.parametrize("groups", [frozenset(), frozenset({"pemohon"}), CLERKS])
def test_an_applicant_sees_only_the_items_of_his_own_cases(store: Store, groups: frozenset[str]) -> None:
    cases = [case(1, applicant=7), case(2, applicant=8), case(3, applicant=7), case(4, applicant=None)]
    given(store, *cases, opened=[task(it.id, group="pemohon") for it in cases] + [task(2)])
    expected = [(1, "periksa"), (3, "periksa")]
    if groups == CLERKS:
        expected.insert(1, (2, "periksa"))
    assert sorted(page(store, InboxQuery(groups, frozenset({"pemohon"}), user=7))) == expected


def test_a_case_handed_over_is_seen_by_the_new_applicant(store: Store) -> None:
    given(store, case(applicant=7), opened=[task(group="pemohon")])
    with store.writing() as unit:
        before = unit.hold(1)
        assert before
        after, events = step(before)
        unit.keep(before, replace(after, applicant=8), events)
        unit.commit()
    seen = [page(store, InboxQuery(frozenset(), frozenset({"pemohon"}), user=user)) for user in (7, 8)]
    assert seen == [[], [(1, "periksa")]]


def test_mine_is_what_i_have_claimed_and_may_still_see(store: Store) -> None:
    items = [
        task(element="a", assignee=7),
        task(element="b", assignee=8),
        task(element="c"),
        task(element="d", assignee=7, group="kabid"),
        task(element="e", assignee=7, group="pemohon"),
    ]
    given(store, case(applicant=7), opened=items)
    mine = InboxQuery(CLERKS, frozenset({"pemohon"}), user=7, mine=True)
    assert [element for _, element in page(store, mine)] == ["a", "e"]


def test_an_inbox_goes_on_after_the_last_one_seen(store: Store) -> None:
    given(store, opened=[task(element=f"e{n}", group="kasi" if n % 2 else "operator") for n in range(5)])
    ids = [work.id for work in open_items(store)]
    groups = CLERKS | {"kasi"}
    pages = [page(store, InboxQuery(groups, after=after, limit=2)) for after in (None, ids[1], ids[3], ids[4])]
    assert [[element for _, element in rows] for rows in pages] == [["e0", "e1"], ["e2", "e3"], ["e4"], []]


@pytest.mark.parametrize(
    ("text", "expected"), [("tiga", [3]), ("0002", [2]), ("'\"%_\\;--", [1]), ("%", [1]), ("nib9", [2]), ("zz", [])]
)
def test_an_inbox_can_be_searched(store: Store, text: str, expected: list[int]) -> None:
    given(
        store,
        case(1, title="CV '\"%_\\;--"),
        case(2, business_key="NIB9"),
        case(3, title="PT TIGA"),
        opened=[task(1), task(2), task(3)],
    )
    query = InboxQuery(CLERKS, text=text)
    assert [instance for instance, _ in page(store, query)] == expected
    with store.reading() as books:
        assert books.inbox_count(query, up_to=10) == len(expected)


@pytest.mark.parametrize(("up_to", "counted"), [(2, 2), (4, 4), (9, 4)])
def test_an_inbox_is_counted_no_further_than_asked(store: Store, up_to: int, counted: int) -> None:
    cases = [case(1, applicant=7), case(2, applicant=8)]
    given(store, *cases, opened=[task(1), task(1), task(2), task(1, group="pemohon"), task(2, group="pemohon")])
    with store.reading() as books:
        assert books.inbox_count(InboxQuery(CLERKS, frozenset({"pemohon"}), user=7), up_to=up_to) == counted


def test_incidents_are_listed_newest_first(store: Store) -> None:
    failed = [task(element=element, group=None, state=WorkState.INCIDENT) for element in "abc"]
    given(store, opened=[*failed, task()])
    with store.reading() as books:
        assert [row.work.element for row in books.incidents(limit=2)] == ["c", "b"]
        oldest = books.incidents(limit=2)[-1].work.id
        assert [row.work.element for row in books.incidents(before=oldest)] == ["a"]


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
    change(store, work, owner=None, leased_until=None, due_at=NOW + 2 * MINUTE, attempts=1)
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


def test_items_of_ended_cases_are_in_nobodys_inbox(store: Store) -> None:
    given(store, case(status=Status.ENDED), opened=[task(group="pemohon", state=WorkState.CANCELLED)])
    assert page(store, InboxQuery(frozenset(), frozenset({"pemohon"}), user=7)) == []
