"""What every store promises about sorting, choosing and counting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.model.advance import Kind
from app.model.clock import ServiceClock
from app.model.instance import Status, WorkState
from app.model.urgency import Urgency, span
from app.ports import InboxQuery, InstanceQuery, Load, Sort, Store
from tests.store.cases import MINUTE, NOW, case, given, open_items, step, task, timer

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

TODAY = date(2026, 3, 17)
CLERKS = frozenset({"operator", "kasi"})
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
CLOCKS: Mapping[str, ServiceClock] = {
    "tomorrow": ServiceClock(due=TOMORROW),
    "none": ServiceClock(),
    "late": ServiceClock(due=YESTERDAY),
    "paused": ServiceClock(due=YESTERDAY, paused_on=YESTERDAY),
    "in time": ServiceClock(due=TODAY, stopped_on=TODAY),
    "too late": ServiceClock(due=YESTERDAY, stopped_on=TODAY),
    "today": ServiceClock(due=TODAY),
}


@pytest.fixture
def store(store: Store) -> Store:
    """A case for each standing of the clock, each with a task; companies and numbers run the other way."""
    cases = [
        case(n, clock=clock, title=f"{'pT' if n % 2 else 'Pt'} {9 - n}", number=f"IP-{9 - n}", business_key=name)
        for n, (name, clock) in enumerate(CLOCKS.items(), 1)
    ]
    given(store, *cases, opened=[task(n, group="kasi" if n % 2 else "operator") for n in range(1, 8)])
    return store


def inbox(store: Store, **wanted: Any) -> list[str]:
    with store.reading() as books:
        return [row.business_key for row in books.inbox(InboxQuery(CLERKS, **wanted))]


def cases(store: Store, **wanted: Any) -> list[str]:
    with store.reading() as books:
        return [row.business_key for row in books.instances(InstanceQuery(**wanted))]


BY_DUE = ["late", "today", "tomorrow", "paused", "none", "in time", "too late"]
AS_THEY_CAME = list(CLOCKS)
SORTED = {Sort.DUE: BY_DUE, Sort.AGE: AS_THEY_CAME, Sort.NUMBER: AS_THEY_CAME[::-1], Sort.COMPANY: AS_THEY_CAME[::-1]}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", Sort)
def test_lists_are_sorted_and_paged_behind_the_last_row_seen(store: Store, sort: Sort, descending: bool) -> None:
    expected = SORTED[sort][::-1] if descending else SORTED[sort]
    order = {"sort": sort, "descending": descending}
    assert inbox(store, **order) == cases(store, **order) == expected
    ids = {name: n for n, name in enumerate(CLOCKS, 1)}
    works = {work.instance: work.id for n in range(1, 8) for work in open_items(store, n)}
    for seen, name in enumerate(expected[:-1], 1):
        assert inbox(store, **order, after=works[ids[name]], limit=2) == expected[seen : seen + 2]
        assert cases(store, **order, before=ids[name], limit=2) == expected[seen : seen + 2]


def test_behind_a_row_that_does_not_exist_there_is_nothing(store: Store) -> None:
    assert inbox(store, sort=Sort.DUE, after=999) == []
    assert cases(store, sort=Sort.DUE, before=999) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Urgency.LATE, ["late"]),
        (Urgency.TODAY, ["today"]),
        (Urgency.RUNNING, ["late", "today", "tomorrow"]),
        (Urgency.PAUSED, ["paused"]),
        (Urgency.NOT_STARTED, ["none"]),
        (Urgency.IN_TIME, ["in time"]),
        (Urgency.TOO_LATE, ["too late"]),
    ],
)
def test_lists_can_be_narrowed_by_the_clock(store: Store, wanted: Urgency, expected: list[str]) -> None:
    urgent = span(wanted, TODAY)
    assert inbox(store, urgent=urgent, sort=Sort.DUE) == expected
    assert cases(store, urgent=urgent, sort=Sort.DUE, descending=False) == expected
    with store.reading() as books:
        assert books.inbox_count(InboxQuery(CLERKS, urgent=urgent), up_to=9) == len(expected)
        assert books.instances_count(InstanceQuery(urgent=urgent), up_to=9) == len(expected)
        assert books.instances_count(InstanceQuery(urgent=urgent), up_to=1) == 1


def test_a_clock_that_moves_moves_the_open_tasks_of_its_case(store: Store) -> None:
    with store.writing() as unit:
        before = unit.hold(2)
        assert before
        after, events = step(before)
        unit.keep(before, replace(after, clock=CLOCKS["late"]), events)
        unit.commit()
    assert inbox(store, urgent=span(Urgency.LATE, TODAY)) == ["none", "late"]


def test_nothing_is_late_in_a_case_that_is_over(store: Store) -> None:
    with store.writing() as unit:
        before = unit.hold(3)
        assert before
        after, events = step(before)
        unit.keep(before, replace(after, status=Status.CANCELLED), events)
        unit.commit()
    assert cases(store, urgent=span(Urgency.LATE, TODAY)) == []


def test_an_inbox_can_be_narrowed_to_an_activity_an_sop_and_what_nobody_has_claimed(store: Store) -> None:
    given(
        store,
        case(11, business_key="other SOP", sop="izin_lain"),
        case(12, business_key="claimed"),
        opened=[task(11), task(12, assignee=7, element="surat")],
    )
    assert inbox(store, sops=frozenset({"izin_lain"})) == ["other SOP"]
    assert inbox(store, element="surat") == ["claimed"]
    assert inbox(store, unclaimed=True) == [*AS_THEY_CAME, "other SOP"]
    with store.reading() as books:
        assert books.inbox_count(InboxQuery(CLERKS, unclaimed=True, element="surat"), up_to=9) == 0


def test_cases_can_be_narrowed_to_where_they_stand(store: Store) -> None:
    given(
        store,
        *(case(n, business_key=f"case {n}") for n in range(11, 16)),
        opened=[
            task(11, element="surat"),
            task(12, element="surat", state=WorkState.DONE),
            task(13, element="surat", state=WorkState.INCIDENT),
            timer(14, element="surat"),
            task(15, element="kirim", kind=Kind.SERVICE, group=None),
        ],
    )
    assert cases(store, elements=frozenset({"surat"})) == ["case 13", "case 11"]
    assert cases(store, elements=frozenset({"surat", "kirim"})) == ["case 15", "case 13", "case 11"]
    with store.reading() as books:
        found = books.open_work([11, 12, 13, 14, 15])
        assert books.open_work([]) == []
    assert [(work.instance, work.element) for work in found] == [(11, "surat"), (13, "surat"), (15, "kirim")]


def test_cases_can_be_narrowed_to_when_they_were_started(store: Store) -> None:
    given(store, case(11, started_at=NOW + MINUTE, business_key="later"))
    assert cases(store, since=NOW + MINUTE) == ["later"]
    assert "later" not in cases(store, until=NOW + MINUTE)
    assert len(cases(store, until=NOW + MINUTE)) == len(CLOCKS)


def test_the_load_of_an_sop_is_counted_by_place(store: Store) -> None:
    given(
        store,
        *(case(n, clock=CLOCKS["late"] if n == 12 else CLOCKS["paused"], sop="lain") for n in range(11, 15)),
        opened=[
            task(11, element="a", opened_at=NOW),
            task(12, element="a", opened_at=NOW + MINUTE, state=WorkState.INCIDENT),
            task(13, element="b", opened_at=NOW + 3 * MINUTE),
            task(14, element="a", opened_at=NOW + 4 * MINUTE),
            task(14, element="a", opened_at=NOW, state=WorkState.DONE),
            timer(14, element="a"),
        ],
    )
    with store.reading() as books:
        by_activity = books.load("lain", {"a": "a", "b": "b", "none": "none"}, today=TODAY)
        by_lane = books.load("lain", {"a": "lane", "b": "lane"}, today=TODAY)
    assert by_activity == [
        Load("a", 3, 1, 1, NOW, NOW + MINUTE),
        Load("b", 1, 0, 0, NOW + 3 * MINUTE, NOW + 3 * MINUTE),
    ]
    assert by_lane == [Load("lane", 4, 1, 1, NOW, NOW + 3 * MINUTE)]


def test_running_cases_are_counted_by_the_standing_of_their_clocks(store: Store) -> None:
    given(store, case(11, sop="lain"), case(12, status=Status.ENDED, clock=CLOCKS["in time"]))
    with store.reading() as books:
        assert books.running("izin_perluasan", today=TODAY) == {
            Urgency.LATE: 1,
            Urgency.TODAY: 1,
            Urgency.RUNNING: 3,
            Urgency.PAUSED: 1,
            Urgency.NOT_STARTED: 1,
            Urgency.IN_TIME: 1,
            Urgency.TOO_LATE: 1,
        }
        assert books.running("tak_ada", today=TODAY) == {}
