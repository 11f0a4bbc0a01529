"""Finding cases in the archive."""

from datetime import date
from typing import Any

import pytest

from app.actions.archive import find as archive
from app.actions.archive.find import Wish, check, find, find_all
from app.model.errors import Forbidden, Invalid
from app.ports import ConnectorFailed, Order
from tests.actions.conftest import MORNING, Desk

TODAY = MORNING.date()


def numbers(desk: Desk, **wish: Any) -> list[str]:
    """The serial numbers of what an auditor finds, in the order of their starts."""
    found = find(desk.office, Wish(**{"descending": False, **wish}), by=desk.people["audi"])
    assert found.count == len(found.rows)
    return [row.instance.number[-1] for row in found.rows]


def problems(desk: Desk, **wish: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        find(desk.office, Wish(**wish), by=desk.people["audi"])
    return {name: str(error) for name, error in caught.value.problems.items()}


@pytest.fixture
def archived(desk: Desk) -> Desk:
    """1 was granted after ten days, 2 closed by Oka at once, 3 has stopped, 4 waits for its applicant."""
    granted = desk.started("setuju")
    desk.go_on(days=10)
    desk.run_machines()
    other = desk.do(desk.start("budi"), "ajukan", "budi", nama="CV Lain", nib="1111")
    desk.do(other, "periksa", "oka", hasil="tutup")
    desk.started("setuju")
    desk.system.answers.append(ConnectorFailed("mati", permanent=True))
    desk.run_machines()
    desk.start("budi")
    assert desk.now(granted).end == "terbit"
    return desk


WISHES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "everything": ({}, ["1", "2", "3", "4"]),
    "the company": ({"text": "lain"}, ["2"]),
    "the login of who has acted": ({"who": "oka"}, ["2"]),
    "a part of the name": ({"who": "Bud"}, ["2", "4"]),
    "an activity": ({"element": "periksa"}, ["1", "2", "3"]),
    "an outcome": ({"end": "tutup"}, ["2"]),
    "a version of an SOP": ({"sop": "permit", "version": 1}, ["1", "2", "3", "4"]),
    "the status": ({"status": "running"}, ["3", "4"]),
    "the first day": ({"started_from": TODAY, "started_to": TODAY}, ["1"]),
    "the last day": ({"ended_from": date(2026, 3, 27), "ended_to": date(2026, 3, 27)}, ["1", "2"]),
    "more than nine days": ({"longer_than": 9}, ["1"]),
    "more than ten days": ({"longer_than": 10}, []),
    "late": ({"late": True}, ["1"]),
    "not late": ({"late": False}, ["2", "3", "4"]),
    "an incident": ({"incident": True}, ["3"]),
    "all of it": ({"who": "siti", "element": "periksa", "late": True, "text": "9999"}, ["1"]),
}


@pytest.mark.parametrize("wish", WISHES)
def test_a_case_is_found_by(archived: Desk, wish: str) -> None:
    wanted, expected = WISHES[wish]
    assert numbers(archived, **wanted) == expected


def test_what_was_found_says_how_long_it_took_and_whether_it_stopped(archived: Desk) -> None:
    wish = Wish(order=Order.LASTED)
    found = find(archived.office, wish, by=archived.people["audi"])
    assert [(row.instance.number[-1], row.lasted, row.has_stopped) for row in found.rows] == [
        ("1", 10, False),
        ("4", 0, False),
        ("3", 0, True),
        ("2", 0, False),
    ]


def test_whom_a_name_means_is_told(archived: Desk) -> None:
    found = find(archived.office, Wish(who="o"), by=archived.people["audi"])
    assert [person.login for person in found.people] == ["opi", "oka"]


def test_a_long_list_comes_in_pages_and_as_a_whole(archived: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PAGE", 3)
    monkeypatch.setattr(archive, "PART", 2)
    auditor = archived.people["audi"]
    first = find(archived.office, Wish(), by=auditor)
    assert first.next == first.rows[-1].instance.id
    last = find(archived.office, Wish(after=first.next), by=auditor)
    assert last.next is None
    assert [*first.rows, *last.rows] == list(find_all(archived.office, Wish(), by=auditor))


def test_what_makes_no_sense_is_told_field_by_field(archived: Desk) -> None:
    assert problems(archived, who="zorro") == {"who": "Nobody has a login or name with “zorro”."}
    assert problems(archived, sop="izin") == {"sop": "There is no SOP named izin."}
    assert problems(archived, version=7) == {"version": "There is no version 7 of it."}
    assert problems(archived, element="x", end="y") == {
        "element": "No SOP that was chosen has “x”.",
        "end": "No SOP that was chosen has “y”.",
    }
    assert problems(archived, started_from=TODAY, started_to=MORNING.date().replace(day=1), ended_to=date.max) == {
        "started_to": "The last day lies before the first one.",
        "ended_to": "There is no day after this one.",
    }
    assert problems(archived, longer_than=0) == {"longer_than": "Please give a whole number of days from 1 to 36599."}
    with pytest.raises(Invalid):
        check(archived.office, Wish(sop="izin"))


def test_a_name_that_means_half_the_office_is_too_short(archived: Desk) -> None:
    with archived.office.store.writing() as unit:
        for n in range(51):
            unit.add_user(f"staf{n}", f"Staf {n}", {"operator"}, "")
        unit.commit()
    assert problems(archived, who="staf") == {
        "who": "More than 50 people have a login or name with “staf”; please give more of it."
    }


def test_only_an_auditor_searches_the_archive(archived: Desk) -> None:
    for login in ("opi", "awas", "ana"):
        with pytest.raises(Forbidden):
            find(archived.office, Wish(), by=archived.people[login])
        with pytest.raises(Forbidden):
            find_all(archived.office, Wish(), by=archived.people[login])


def test_a_case_lasts_to_the_end_of_today_while_it_runs(desk: Desk) -> None:
    desk.start()
    assert numbers(desk, longer_than=1) == []
    desk.go_on(days=1)
    assert numbers(desk, longer_than=1) == ["1"]
