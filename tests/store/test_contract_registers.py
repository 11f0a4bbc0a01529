"""What every store promises about the books of letters."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.model.errors import Conflict
from app.model.register import Book, RegisterEntry, RegisterQuery
from app.ports import Store
from app.store.books import SqlStore
from tests.store.cases import NOW, case, given

on_all = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)
on_databases = pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
MARCH = date(2026, 3, 17)


def line(number: int = 1, **changes: Any) -> RegisterEntry:
    columns = {"number": "503/1", "party": "PT Baja", "subject": "Permohonan"}
    fresh = RegisterEntry(Book.INCOMING, 2026, number, MARCH, NOW, 1, "IP-2026-0001", number, "user:sri", columns)
    return replace(fresh, **changes)


def written(store: Store, *lines: RegisterEntry) -> None:
    given(store, case(1), case(2))
    with store.writing() as unit:
        for entry in lines:
            unit.add_register_entry(entry)
        unit.commit()


@on_all
def test_a_line_is_read_as_it_was_written(store: Store) -> None:
    written(store, line())
    with store.reading() as books:
        assert books.register(RegisterQuery(Book.INCOMING, 2026)) == [line()]
        assert books.register(RegisterQuery(Book.OUTGOING, 2026)) == []
        assert books.register(RegisterQuery(Book.INCOMING, 2025)) == []


@on_all
def test_a_book_is_read_by_month_by_words_and_page_by_page(store: Store) -> None:
    april = line(3, day=date(2026, 4, 1), instance=2, case="IP-2026-0002", columns={"subject": "100% benar"})
    written(store, line(1), line(2), april)

    def found(**wish: Any) -> list[int]:
        with store.reading() as books:
            return [it.number for it in books.register(RegisterQuery(Book.INCOMING, 2026, **wish))]

    assert found() == [1, 2, 3]
    assert found(month=3) == [1, 2]
    assert found(text="BAJA") == [1, 2]
    assert found(text="2026-0002", month=4) == [3]
    assert found(text="100%") == [3]
    assert (found(limit=2), found(after=2)) == ([1, 2], [3])


@on_all
def test_the_months_in_which_something_stands_are_counted(store: Store) -> None:
    written(
        store,
        line(1),
        line(2),
        line(3, day=date(2026, 4, 1)),
        line(1, year=2025, day=date(2025, 12, 31), event=9),
        line(1, book=Book.OUTGOING),
    )
    with store.reading() as books:
        assert books.register_months(Book.INCOMING) == [(2025, 12, 1), (2026, 3, 2), (2026, 4, 1)]
        assert books.register_numbers(Book.INCOMING, 2026) == [1, 2, 3]
        assert books.register_months(Book.DISPATCH) == []


@on_all
def test_the_lines_of_cases_come_in_the_order_of_their_events(store: Store) -> None:
    sent = line(1, book=Book.DISPATCH, event=2)
    written(store, line(2, event=5), sent, line(1, event=1), line(3, instance=2, case="IP-2026-0002"))
    with store.reading() as books:
        assert [(it.book, it.event) for it in books.register_among([1])] == [
            (Book.INCOMING, 1),
            (Book.DISPATCH, 2),
            (Book.INCOMING, 5),
        ]
        assert books.register_among([]) == []


@on_all
@pytest.mark.parametrize("second", [line(1, event=7), line(2, event=1)], ids=["number", "event"])
def test_neither_a_number_nor_an_event_stands_twice_in_a_book(store: Store, second: RegisterEntry) -> None:
    written(store, line(1))
    with store.writing() as unit, pytest.raises(Conflict):
        unit.add_register_entry(second)


@on_databases
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_entry SET number = 2",
        "UPDATE register_entry SET columns = columns || ' '",
        "UPDATE register_entry SET columns = '{}', actor = 'user:x'",
        "DELETE FROM register_entry",
    ],
)
def test_the_database_refuses_to_change_a_book(store: SqlStore, change: str) -> None:
    written(store, line())
    with store.writer.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
        connection.execute(sa.text(change))
