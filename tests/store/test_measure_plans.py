"""Figures are read along indexes: what a page costs depends on its period, not on how much there is.

On SQLite, for which `EXPLAIN QUERY PLAN` is exact.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.model.period import Part, Period, parts
from app.ports import Reader, Store
from app.ports.measures import BehindQuery, Counts, Leaf
from app.store.books import SqlStore

SOP = "izin_perluasan"
DAY = date(2026, 3, 17)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
Use = Callable[[Reader], object]
USES: dict[str, tuple[str, Use]] = {
    "day: starts": ("measured_case_by_start", lambda books: books.day(Leaf(SOP, 1, DAY))),
    "day: ends": ("measured_case_by_end", lambda books: books.day(Leaf(SOP, 1, DAY))),
    "day: stays": ("stay_by_day", lambda books: books.day(Leaf(SOP, 1, DAY))),
    "sheets": ("sheet USING INDEX", lambda books: books.sheets(SOP, None, parts(Period(DAY, date(2026, 9, 9))))),
    "sheets of a version": ("sheet USING INDEX", lambda books: books.sheets(SOP, 1, [Part(True, DAY, DAY)])),
    "balance": ("sheet USING INDEX", lambda books: books.balance(SOP, None, DAY)),
    "months": ("sheet USING COVERING INDEX", lambda books: books.months(SOP)),
    "ways": ("variant USING PRIMARY KEY", lambda books: books.ways(SOP, ["a", "b"])),
    "trails": ("measured_case_by_start", lambda books: books.trails(SOP, None, MARCH, limit=9)),
    "dots": ("stay USING PRIMARY KEY", lambda books: books.trails(SOP, None, MARCH, limit=9)),
    "behind: started": (
        "measured_case_by_start",
        lambda books: books.behind(BehindQuery(SOP, Counts.STARTED, 1, MARCH)),
    ),
    "behind: ended": ("measured_case_by_end", lambda books: books.behind(BehindQuery(SOP, Counts.ENDED, period=MARCH))),
    "behind: done": (
        "stay_by_element",
        lambda books: books.behind(BehindQuery(SOP, Counts.DONE, period=MARCH, element="isi")),
    ),
}


@pytest.fixture
def explain(sqlite_url: str, opened: Callable[[str], Store]) -> Iterator[Callable[[Use], list[str]]]:
    """The plans of all statements that a use of a view runs."""
    store = opened(sqlite_url)
    assert isinstance(store, SqlStore)
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            statements.append((statement, parameters))

    sa.event.listen(store.reader, "before_cursor_execute", note)

    def plans(use: Use) -> list[str]:
        statements.clear()
        with store.reading() as books:
            use(books)
        asked = [*statements]
        with store.reader.connect() as connection:
            return [
                row[3]
                for statement, parameters in asked
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]

    yield plans
    sa.event.remove(store.reader, "before_cursor_execute", note)


@pytest.mark.parametrize("name", USES)
def test_figures_are_read_along_an_index(name: str, explain: Callable[[Use], list[str]]) -> None:
    index, use = USES[name]
    plan = explain(use)
    assert any(index in step for step in plan), plan
    assert [step for step in plan if re.match(r"SCAN (stay|measured_case|sheet|variant|instance|event)", step)] == []


def test_the_newest_rows_behind_a_figure_are_found_without_sorting_all(explain: Callable[[Use], list[str]]) -> None:
    for query in (BehindQuery(SOP, Counts.ENDED), BehindQuery(SOP, Counts.DONE, element="isi")):
        plan = explain(lambda books, query=query: books.behind(query))
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan
