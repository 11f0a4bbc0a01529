"""What every store promises about who has read which case."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.model.errors import Conflict
from app.model.people import User
from app.model.reading import Reading, ReadingQuery
from app.ports import Store
from app.store.books import SqlStore
from tests.store.cases import MINUTE, NOW, case, given

on_all = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)
on_databases = pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def people(store: Store) -> list[User]:
    """Two auditors and two cases."""
    given(store, case(1), case(2, title="PT Lain"))
    with store.writing() as unit:
        people = [unit.add_user(login, login.title(), {"auditor"}, "") for login in ("audi", "ani")]
        unit.commit()
    return people


def note(store: Store, person: User, *instances: int, what: Reading = Reading.PAGE, later: timedelta = MINUTE) -> None:
    with store.writing() as unit:
        unit.note_readings(person.id, instances, what, NOW + later)
        unit.commit()


def told(store: Store, query: ReadingQuery | None = None) -> list[tuple[str, str, str]]:
    with store.reading() as books:
        return [(it.login, it.number, it.what.value) for it in books.readings(query or ReadingQuery())]


@on_all
def test_a_reading_says_who_has_read_what_of_which_case_and_when(store: Store, people: list[User]) -> None:
    note(store, people[0], 2, what=Reading.PDF)
    with store.reading() as books:
        [kept] = books.readings(ReadingQuery())
    assert (kept.person, kept.login, kept.name) == (people[0].id, "audi", "Audi")
    assert (kept.instance, kept.number, kept.title) == (2, "IP-2026-0002", "PT Lain")
    assert (kept.what, kept.at) == (Reading.PDF, NOW + MINUTE)


@on_all
def test_of_several_looks_in_a_quarter_of_an_hour_the_first_is_kept(store: Store, people: list[User]) -> None:
    note(store, people[0], 1)
    note(store, people[0], 1, 2, later=2 * MINUTE)
    note(store, people[0], 1, what=Reading.ZIP)
    note(store, people[1], 1)
    note(store, people[0], 1, later=HOUR)
    assert told(store, ReadingQuery(instance=1)) == [
        ("audi", "IP-2026-0001", "page"),
        ("ani", "IP-2026-0001", "page"),
        ("audi", "IP-2026-0001", "zip"),
        ("audi", "IP-2026-0001", "page"),
    ]
    with store.reading() as books:
        assert books.is_read(people[0].id, 1, Reading.PAGE, NOW + 3 * MINUTE)
        assert not books.is_read(people[0].id, 1, Reading.PAGE, NOW + 2 * HOUR)
        assert not books.is_read(people[1].id, 1, Reading.ZIP, NOW + MINUTE)


@on_all
def test_readings_are_listed_by_case_by_person_and_page_by_page(store: Store, people: list[User]) -> None:
    note(store, people[0], 1, 2)
    note(store, people[1], 1)
    assert [login for login, *_ in told(store, ReadingQuery(instance=1))] == ["ani", "audi"]
    assert [number for _, number, _ in told(store, ReadingQuery(person=people[0].id))] == [
        "IP-2026-0002",
        "IP-2026-0001",
    ]
    with store.reading() as books:
        first = books.readings(ReadingQuery(limit=2))
        assert len(first) == 2
        assert [it.login for it in books.readings(ReadingQuery(before=first[-1].id))] == ["audi"]


@on_all
def test_nobody_reads_a_case_that_does_not_exist(store: Store, people: list[User]) -> None:
    note(store, people[0])
    with store.writing() as unit, pytest.raises(Conflict):
        unit.note_readings(people[0].id, [9], Reading.PAGE, NOW)
    assert told(store) == []


@on_databases
@pytest.mark.parametrize("change", ["UPDATE reading SET person = 2", "DELETE FROM reading"])
def test_the_database_refuses_to_change_who_has_read(store: SqlStore, people: list[User], change: str) -> None:
    note(store, people[0], 1)
    with store.writer.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
        connection.execute(sa.text(change))


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
def test_postgresql_refuses_to_empty_the_readings(store: SqlStore, people: list[User]) -> None:
    note(store, people[0], 1)
    with store.writer.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
        connection.execute(sa.text("TRUNCATE reading"))
