"""Lists go along indexes: what a page costs does not depend on how much there is.

On SQLite, for which `EXPLAIN QUERY PLAN` is exact: `SEARCH` goes along an index, `SCAN` reads everything there is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.model.advance import Kind
from app.model.event import Fact, Happening
from app.model.reading import ReadingQuery
from app.model.urgency import Urgency, span
from app.ports import InboxQuery, InstanceQuery, Order, SearchQuery, Sort, Store, Unit
from app.store.books import SqlStore
from tests.store.cases import NOW, case, given, open_items, step, task, timer

CLERK = InboxQuery(frozenset({"operator", "kasi"}))
APPLICANT = InboxQuery(frozenset({"operator"}), frozenset({"pemohon"}), user=7)
LATE = span(Urgency.LATE, NOW.date())
MACHINES = (Kind.SERVICE, Kind.TIMER)

Use = Callable[[Unit], object]
ORDERS = {
    Sort.DUE: "SCAN instance USING INDEX instance_by_urgency",
    Sort.AGE: "SCAN instance",
    Sort.NUMBER: "SCAN instance USING INDEX sqlite_autoindex_instance_1",
    Sort.COMPANY: "SCAN instance USING INDEX instance_by_company",
}


@pytest.fixture
def sqlite(sqlite_url: str, opened: Callable[[str], Store]) -> SqlStore:
    store = opened(sqlite_url)
    assert isinstance(store, SqlStore)
    return store


@pytest.fixture
def explain(sqlite: SqlStore) -> Iterator[Callable[[Use], list[str]]]:
    """The plans of all statements that a use of a unit runs."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "WITH")):
            statements.append((statement, parameters))

    sa.event.listen(sqlite.writer, "before_cursor_execute", note)

    def plans(use: Use) -> list[str]:
        statements.clear()
        with sqlite.writing() as unit:
            use(unit)
        with sqlite.reader.connect() as connection:
            return [
                row[3]
                for statement, parameters in statements
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]

    yield plans
    sa.event.remove(sqlite.writer, "before_cursor_execute", note)


def scans(plan: list[str]) -> list[str]:
    """Steps that read a whole table or index. Subqueries stop at the limit, their names are ours to ignore."""
    return [step for step in plan if re.match(r"SCAN (work_item|instance|event|app_user|deployment|bundle)", step)]


USES: dict[str, tuple[str, Use]] = {
    "inbox": ("work_item_by_group", lambda unit: unit.inbox(CLERK)),
    "count": ("work_item_by_group", lambda unit: unit.inbox_count(CLERK, up_to=100)),
    "inbox, late first": ("work_item_by_urgency", lambda unit: unit.inbox(replace(CLERK, sort=Sort.DUE))),
    "... and on": ("work_item_by_urgency", lambda unit: unit.inbox(replace(CLERK, sort=Sort.DUE, after=1))),
    "late": ("work_item_by_urgency", lambda unit: unit.inbox_count(replace(CLERK, urgent=LATE), up_to=100)),
    "applicant's late first": (
        "work_item_by_applicant",
        lambda unit: unit.inbox(InboxQuery(frozenset(), APPLICANT.own_groups, user=7, sort=Sort.DUE)),
    ),
    "where cases stand": ("work_item_by_instance", lambda unit: unit.open_work([1, 2])),
    "mine": ("work_item_by_assignee", lambda unit: unit.inbox(InboxQuery(CLERK.groups, user=7, mine=True))),
    "applicant": ("work_item_by_applicant", lambda unit: unit.inbox(APPLICANT)),
    "applicant's count": ("work_item_by_applicant", lambda unit: unit.inbox_count(APPLICANT, up_to=9)),
    "work of a case": ("work_item_by_instance", lambda unit: unit.work_items(1, open_only=True)),
    "next due": ("work_item_by_ready_at", lambda unit: unit.next_due(MACHINES)),
    "lease": (
        "work_item_by_ready_at",
        lambda unit: unit.lease(MACHINES, owner="a", now=NOW, until=NOW + timedelta(1), limit=10),
    ),
    "cases of an applicant": ("instance_by_applicant", lambda unit: unit.instances(InstanceQuery(applicant=7))),
    "case by number": ("number=?", lambda unit: unit.instance_by_number("IP-2026-0001")),
    "history": ("PRIMARY KEY (instance_id=? AND number>?)", lambda unit: unit.history(1, after=1)),
    "attachments": ("attachment_by_instance", lambda unit: unit.attachments(1)),
    "sign-ins": ("sign_in_attempt_by_login", lambda unit: unit.failed_sign_ins("dewi", NOW)),
    "user": ("login=?", lambda unit: unit.user_by_login("dewi")),
    "newest version": ("PRIMARY KEY (sop=?)", lambda unit: unit.deployment("izin")),
}


@pytest.mark.parametrize("name", USES)
def test_a_look_up_goes_along_its_index(name: str, sqlite: SqlStore, explain: Callable[[Use], list[str]]) -> None:
    given(sqlite, opened=[task(), timer()])
    index, use = USES[name]
    plan = explain(use)
    assert any(index in step for step in plan), plan
    assert scans(plan) == []


@pytest.mark.parametrize("sort", Sort)
def test_a_list_of_cases_goes_along_the_index_of_its_order(sort: Sort, explain: Callable[[Use], list[str]]) -> None:
    plan = explain(lambda unit: unit.instances(InstanceQuery(sort=sort)))
    assert [step for step in plan if "TEMP B-TREE" in step] == []
    assert scans(plan) == [ORDERS[sort]]
    plan = explain(lambda unit: unit.instances(InstanceQuery(sort=sort, before=1)))
    assert scans(plan) == []


def test_where_cases_stand_is_counted_in_a_narrow_index(explain: Callable[[Use], list[str]]) -> None:
    plan = explain(lambda unit: unit.load("izin_perluasan", {"a": "x", "b": "x"}, today=NOW.date()))
    assert "SEARCH work_item USING COVERING INDEX work_item_by_place (element=? AND sop=?)" in plan
    plan = explain(lambda unit: unit.instances(InstanceQuery(elements=frozenset("ab"))))
    assert any("COVERING INDEX work_item_by_place (element=?)" in step for step in plan), plan
    plan = explain(lambda unit: unit.running("izin_perluasan", today=NOW.date()))
    assert plan == ["SEARCH instance USING COVERING INDEX instance_by_sop (sop=? AND status=?)"]


def test_incidents_are_read_from_an_index_that_holds_nothing_else(explain: Callable[[Use], list[str]]) -> None:
    plan = explain(lambda unit: unit.incidents())
    assert scans(plan) == ["SCAN work_item USING INDEX work_item_by_incident"]


def test_a_search_reads_the_narrow_index_not_the_wide_rows(explain: Callable[[Use], list[str]]) -> None:
    plan = explain(
        lambda unit: (unit.instances(InstanceQuery(text="baja")), unit.inbox(InboxQuery(CLERK.groups, text="x")))
    )
    assert set(scans(plan)) <= {"SCAN instance USING COVERING INDEX instance_by_search", "SCAN instance"}
    assert any("instance_by_search" in step for step in plan)


def test_completing_a_task_takes_eight_statements(sqlite: SqlStore) -> None:
    given(sqlite, opened=[task(), timer()])
    [done, withdrawn] = open_items(sqlite)
    statements = 0

    def count(*_: Any) -> None:
        nonlocal statements
        statements += 1

    sa.event.listen(sqlite.writer, "before_cursor_execute", count)
    with sqlite.writing() as unit:
        before = unit.hold(1)
        assert before
        assert unit.work_item(done.id)
        after, events = step(before, *[Fact(Happening.ELEMENT_PASSED, "g")] * 5)
        unit.keep(before, after, events, opened=[task(), timer()], closed=[done, withdrawn])
        unit.commit()
    assert statements == 8 + len(["BEGIN"])


def test_due_items_are_found_among_many_open_ones_by_reading_only_them(sqlite: SqlStore) -> None:
    later = [timer(due=NOW + timedelta(days=n)) for n in range(1, 2_000)]
    given(sqlite, opened=[*later, timer(element="due")])
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with sqlite.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(count, 10)
    with sqlite.writing() as unit:
        leased = unit.lease(MACHINES, owner="a", now=NOW, until=NOW + timedelta(1), limit=10)
    assert [item.element for item in leased] == ["due"]
    assert steps < 60, "tens of instructions of SQLite's machine: reading 2,000 rows takes many thousands"


def test_the_cost_of_a_page_does_not_grow_with_the_inbox(sqlite: SqlStore) -> None:
    def cost() -> int:
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        with sqlite.reader.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.set_progress_handler(count, 10)
        for query in (CLERK, APPLICANT, replace(CLERK, sort=Sort.DUE)):
            with sqlite.reading() as books:
                assert len(books.inbox(query)) == 50
        return steps

    given(sqlite, case(1), opened=[task(group=group) for group in ("operator", "kasi", "pemohon")] * 50)
    before = cost()
    with sqlite.writing() as unit:
        after = case(2)
        unit.keep(None, after, [], opened=[task(2, group=group) for group in ("operator", "kasi", "pemohon")] * 2_000)
        unit.commit()
    assert cost() <= before * 1.05


SEARCHES = {
    "everything": SearchQuery(NOW, 0),
    "by company": SearchQuery(NOW, 0, order=Order.COMPANY),
    "longest first": SearchQuery(NOW, 0, order=Order.LASTED, after=1),
    "who has acted": SearchQuery(NOW, 0, actors=frozenset({"user:sri"})),
    "what was passed": SearchQuery(NOW, 0, element="periksa"),
    "what has stopped": SearchQuery(NOW, 0, incident=True),
    "late in a version": SearchQuery(NOW, 0, sop="izin", version=2, status="ended", end="e", late=True),
    "a period": SearchQuery(NOW, 0, started_since=NOW, ended_until=NOW, longer_than=timedelta(3)),
    "words": SearchQuery(NOW, 0, text="baja"),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_of_the_archive_reads_narrow_indexes_and_only_the_rows_it_shows(
    name: str, explain: Callable[[Use], list[str]]
) -> None:
    plan = explain(lambda unit: (unit.search(SEARCHES[name]), unit.search_count(SEARCHES[name], up_to=9)))
    narrow = "SCAN instance USING COVERING INDEX"
    assert [step for step in scans(plan) if not step.startswith(narrow)] == []
    assert [step for step in plan if step.startswith("SCAN case_touch")] == []
    assert any("SEARCH instance USING INTEGER PRIMARY KEY" in step for step in plan), plan


READINGS: dict[str, tuple[str, ReadingQuery]] = {
    "of a case": ("reading_by_instance", ReadingQuery(instance=1, before=9)),
    "of a person": ("reading_by_person", ReadingQuery(person=1)),
    "all": ("SCAN reading", ReadingQuery()),
}


@pytest.mark.parametrize("name", READINGS)
def test_who_has_read_is_listed_along_an_index(name: str, explain: Callable[[Use], list[str]]) -> None:
    index, query = READINGS[name]
    plan = explain(lambda unit: unit.readings(query))
    assert any(index in step for step in plan), plan
    assert [step for step in plan if "TEMP B-TREE" in step] == []
