"""What every store promises about the search of the archive and the searches people keep."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.model.clock import ServiceClock
from app.model.errors import Conflict
from app.model.event import Fact, Happening
from app.model.instance import Status
from app.model.search import SavedSearch
from app.ports import Order, SearchQuery, Store
from tests.store.cases import NOW, case, step

on_all = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)
DAY = timedelta(days=1)
TODAY = date(2026, 3, 17)
DUE = ServiceClock(due=TODAY - DAY)
QUERY = SearchQuery(NOW, TODAY.toordinal())


@pytest.fixture
def archive(store: Store) -> Store:
    """Four cases: one in time, one too late with an incident, one cancelled of another SOP, one that runs late."""
    ended: dict[str, Any] = {"status": Status.ENDED, "state": None}
    cases = [
        case(
            1,
            title="PT Baja",
            end="terbit",
            started_at=NOW - 40 * DAY,
            ended_at=NOW - 30 * DAY,
            clock=replace(DUE, stopped_on=TODAY - DAY),
            **ended,
        ),
        case(
            2,
            title="CV Aspal",
            business_key="9999",
            version=2,
            end="tolak",
            started_at=NOW - 30 * DAY,
            ended_at=NOW - DAY,
            clock=replace(DUE, stopped_on=TODAY),
            **ended,
        ),
        case(
            3,
            title="PT Karet",
            sop="lain",
            started_at=NOW - 20 * DAY,
            ended_at=NOW - 19 * DAY,
            **{**ended, "status": Status.CANCELLED},
        ),
        case(4, title="pt zat", started_at=NOW - 2 * DAY, clock=DUE),
    ]
    facts = {
        1: [Fact(Happening.WORK_COMPLETED, "periksa")],
        2: [Fact(Happening.ELEMENT_PASSED, "gerbang"), Fact(Happening.INCIDENT_OPENED, "kirim")],
    }
    with store.writing() as unit:
        for fresh in cases:
            after, events = step(fresh, *facts.get(fresh.id, ()))
            unit.keep(None, after, events)
        before = unit.instance(4)
        assert before
        for _ in range(2):
            after, events = step(before, Fact(Happening.WORK_COMPLETED, "periksa"))
            unit.keep(before, after, [*events])
            before = after
        unit.commit()
    return store


WISHES: dict[str, tuple[dict[str, Any], list[int]]] = {
    "everything": ({}, [4, 3, 2, 1]),
    "number": ({"text": "ip-2026-0003"}, [3]),
    "company": ({"text": "baja"}, [1]),
    "key": ({"text": "9999"}, [2]),
    "actor": ({"actors": frozenset({"user:sri", "user:budi"})}, [4, 3, 2, 1]),
    "nobody": ({"actors": frozenset({"user:budi"})}, []),
    "activity": ({"element": "periksa"}, [4, 1]),
    "gateway": ({"element": "gerbang"}, [2]),
    "stopped": ({"incident": True}, [2]),
    "never stopped": ({"incident": False}, [4, 3, 1]),
    "sop": ({"sop": "lain"}, [3]),
    "version": ({"sop": "izin_perluasan", "version": 2}, [2]),
    "status": ({"status": "ended"}, [2, 1]),
    "outcome": ({"end": "terbit"}, [1]),
    "started since": ({"started_since": NOW - 20 * DAY}, [4, 3]),
    "started until": ({"started_until": NOW - 30 * DAY}, [1]),
    "ended since": ({"ended_since": NOW - DAY}, [2]),
    "ended until": ({"ended_until": NOW - 19 * DAY}, [1]),
    "longer": ({"longer_than": 10 * DAY}, [2]),
    "longer or running": ({"longer_than": DAY}, [4, 2, 1]),
    "late": ({"late": True}, [4, 2]),
    "in time": ({"late": False}, [3, 1]),
    "all of it": ({"text": "aspal", "incident": True, "late": True, "element": "gerbang", "version": 2}, [2]),
}


@on_all
@pytest.mark.parametrize("wish", WISHES)
def test_the_archive_finds_what_all_of_the_wish_applies_to(archive: Store, wish: str) -> None:
    changes, found = WISHES[wish]
    with archive.reading() as books:
        query = replace(QUERY, **changes)
        assert [it.id for it in books.search(query)] == found
        assert books.search_count(query, up_to=9) == len(found)
        assert books.search_count(query, up_to=1) == min(len(found), 1)


@on_all
@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.STARTED, [1, 2, 3, 4]),
        (Order.LASTED, [3, 4, 1, 2]),
        (Order.NUMBER, [1, 2, 3, 4]),
        (Order.COMPANY, [2, 1, 3, 4]),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_in_every_order(archive: Store, order: Order, ids: list[int], descending: bool) -> None:
    query = replace(QUERY, order=order, descending=descending, limit=3)
    with archive.reading() as books:
        first = [it.id for it in books.search(query)]
        rest = [it.id for it in books.search(replace(query, after=first[-1]))]
        assert first + rest == (ids[::-1] if descending else ids)
        assert books.search(replace(query, after=99)) == []


@on_all
def test_a_list_carries_neither_state_nor_variables(archive: Store) -> None:
    with archive.reading() as books:
        [found] = books.search(replace(QUERY, text="zat"))
    assert (found.state, found.variables) == (None, {})
    assert found.title == "pt zat"


@on_all
def test_the_archive_knows_which_cases_have_ever_stopped(archive: Store) -> None:
    with archive.reading() as books:
        assert books.stopped_ever([1, 2, 3]) == {2}
        assert books.stopped_ever([]) == set()


@pytest.fixture
def person(store: Store) -> int:
    with store.writing() as unit:
        people = [unit.add_user(login, login, {"auditor"}, "") for login in ("audi", "ani")]
        unit.commit()
    return people[0].id


def saved(person: int, name: str = "Terlambat", **changes: Any) -> SavedSearch:
    return replace(SavedSearch(0, person, name, "late=yes", NOW), **changes)


def keep(store: Store, *searches: SavedSearch) -> None:
    with store.writing() as unit:
        for search in searches:
            unit.save_search(search)
        unit.commit()


@on_all
def test_searches_are_kept_by_person_and_listed_by_name(store: Store, person: int) -> None:
    keep(store, saved(person), saved(person, "Belum siap", query="end=e2"), saved(person + 1))
    with store.reading() as books:
        found = books.saved_searches(person)
        assert [(it.name, it.query, it.saved_at) for it in found] == [
            ("Belum siap", "end=e2", NOW),
            ("Terlambat", "late=yes", NOW),
        ]


@on_all
def test_a_name_stands_once_for_each_person(store: Store, person: int) -> None:
    keep(store, saved(person), saved(person + 1))
    with store.writing() as unit, pytest.raises(Conflict):
        unit.save_search(saved(person))


@on_all
def test_a_search_is_renamed_and_discarded_by_its_person_only(store: Store, person: int) -> None:
    keep(store, saved(person))
    with store.reading() as books:
        [kept] = books.saved_searches(person)
    keep(store, replace(kept, name="Lewat batas"), replace(kept, name="Orang lain", person=person + 1))
    with store.writing() as unit:
        unit.discard_search(person + 1, kept.id)
        unit.discard_search(person, 99)
        unit.commit()
    with store.reading() as books:
        assert [it.name for it in books.saved_searches(person)] == ["Lewat batas"]
    with store.writing() as unit:
        unit.discard_search(person, kept.id)
        unit.commit()
    with store.reading() as books:
        assert books.saved_searches(person) == []
