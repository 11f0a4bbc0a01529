"""What every store promises about work items, inboxes and incidents."""

from dataclasses import replace

import pytest

from app.model.advance import Kind
from app.model.clock import ServiceClock
from app.model.instance import InboxRow, Status, WorkState
from app.ports import InboxQuery, Store
from tests.store.cases import MINUTE, NOW, case, given, open_items, step, task, timer

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

CLERKS = frozenset({"operator"})


def page(store: Store, query: InboxQuery) -> list[tuple[int, str]]:
    """Case and element of each row."""
    with store.reading() as books:
        return [(row.work.instance, row.work.element) for row in books.inbox(query)]


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


def test_a_work_item_is_read_in_a_unit_that_holds_its_case(store: Store) -> None:
    given(store, opened=[task()])
    [work] = open_items(store)
    with store.writing() as unit:
        assert unit.hold(1)
        assert unit.work_item(work.id) == work


def test_a_change_without_event_is_kept(store: Store) -> None:
    given(store, opened=[timer()])
    [work] = open_items(store)
    changed = replace(work, attempts=3, failure="Rusak.", due_at=NOW + MINUTE, outputs={"a": [1]})
    with store.writing() as unit:
        unit.save_work(changed)
        unit.commit()
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
        task(element="a system's step", kind=Kind.SERVICE),
        task(element="a message one may send", kind=Kind.MESSAGE),
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


def test_items_of_ended_cases_are_in_nobodys_inbox(store: Store) -> None:
    given(store, case(status=Status.ENDED), opened=[task(group="pemohon", state=WorkState.CANCELLED)])
    assert page(store, InboxQuery(frozenset(), frozenset({"pemohon"}), user=7)) == []
