"""Plh. and Plt.: who works in another's place, and what the history says of it."""

from dataclasses import replace
from datetime import date, timedelta
from json import loads

import pytest

from app.actions import lists, look
from app.actions.absences import add_absence, remove_absence
from app.actions.claim import claim, release
from app.actions.complete import complete
from app.actions.posts import remove_post, save_post
from app.actions.standings import present, workers
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.event import Happening
from app.model.instance import ProcessInstance
from app.model.people import Post, User
from tests.actions.conftest import Desk

TODAY = date(2026, 3, 17)
DAY = timedelta(days=1)


def now(desk: Desk, login: str) -> User:
    """A person as he may work at this moment."""
    found = present(desk.office, desk.people[login].id)
    assert found is not None
    return found


def away(desk: Desk, login: str, deputy: str = "", *, days: int = 1) -> None:
    who = desk.people[login]
    add_absence(desk.office, who.id, TODAY, TODAY + (days - 1) * DAY, deputy, "cuti", by=who)


def told(desk: Desk, case: ProcessInstance, kind: Happening) -> dict[str, object]:
    """The payload of the last event of a kind."""
    return next(loads(event.payload or b"") for event in reversed(desk.history(case)) if event.kind is kind)


def test_a_deputy_sees_and_does_the_work_of_the_absent_and_the_history_says_plh(desk: Desk) -> None:
    case = desk.started()
    assert lists.inbox(desk.office, now(desk, "sis")).counts[lists.Tab.GROUPS] == 0
    away(desk, "opi", "sis")
    deputy, work = now(desk, "sis"), desk.open(case, "periksa")
    assert [row.work.id for row in lists.inbox(desk.office, deputy).page.rows] == [work.id]
    assert look.case(desk.office, case.number, deputy).instance.id == case.id
    place = {"for": "opi", "capacity": "Plh."}
    claim(desk.office, work.id, by=deputy)
    assert told(desk, case, Happening.WORK_CLAIMED)["as"] == place
    release(desk.office, work.id, by=deputy)
    assert told(desk, case, Happening.WORK_RELEASED)["as"] == place
    complete(desk.office, work.id, {"hasil": "setuju"}, by=deputy)
    assert told(desk, case, Happening.WORK_COMPLETED)["as"] == place


def test_after_the_absence_the_deputy_is_a_stranger_again(desk: Desk) -> None:
    case = desk.started()
    away(desk, "opi", "sis", days=2)
    desk.go_on(days=1)
    assert now(desk, "sis").is_in("operator")
    desk.go_on(days=1)
    with pytest.raises(Forbidden):
        claim(desk.office, desk.open(case, "periksa").id, by=now(desk, "sis"))


def test_the_day_is_that_of_the_office(desk: Desk) -> None:
    away(desk, "opi", "sis")
    desk.go_on(hours=14, minutes=59)  # 23.59 in Pontianak
    assert now(desk, "sis").is_in("operator")
    desk.go_on(minutes=1)
    assert not now(desk, "sis").is_in("operator")


def test_who_does_his_own_work_is_nobody_s_deputy(desk: Desk) -> None:
    case = desk.started()
    away(desk, "opi", "oka")
    complete(desk.office, desk.open(case, "periksa").id, {"hasil": "setuju"}, by=now(desk, "oka"))
    assert "as" not in told(desk, case, Happening.WORK_COMPLETED)


def test_nobody_stands_in_for_an_applicant(desk: Desk) -> None:
    case = desk.start()
    away(desk, "siti", "opi")
    deputy = now(desk, "opi")
    assert deputy.standings == ()
    with pytest.raises(Forbidden):
        claim(desk.office, desk.open(case, "ajukan").id, by=deputy)


def test_a_plt_fills_a_vacant_post_and_the_history_says_so(desk: Desk) -> None:
    case = desk.started()
    post = Post(0, desk.people["sis"].id, "Kepala Loket", TODAY, acting_for="operator", nip="19800101 200501 2 001")
    save_post(desk.office, post, by=None)
    complete(desk.office, desk.open(case, "periksa").id, {"hasil": "setuju"}, by=now(desk, "sis"))
    assert told(desk, case, Happening.WORK_COMPLETED)["as"] == {"for": "Kepala Loket", "capacity": "Plt."}
    with desk.office.store.reading() as reader:
        (kept,) = reader.posts(post.user)
    assert kept.nip == "198001012005012001"
    remove_post(desk.office, post.user, kept.id, by=None)
    assert now(desk, "sis").standings == ()


def test_who_can_work_for_a_group_today_are_its_members_who_are_there_and_their_deputies(desk: Desk) -> None:
    away(desk, "opi", "sis")
    with desk.office.store.reading() as reader:
        assert [person.login for person in workers(desk.office, reader, "operator", TODAY)] == ["oka", "sis"]
        assert [person.login for person in workers(desk.office, reader, "operator", TODAY + DAY)] == ["opi", "oka"]


def test_there_is_nobody_behind_an_unknown_id(desk: Desk) -> None:
    assert present(desk.office, 999) is None


def test_everybody_notes_his_own_absence_and_administrators_anybody_s(desk: Desk) -> None:
    opi, admin = desk.people["opi"], replace(desk.people["awas"], groups=frozenset({"administrator"}))
    with pytest.raises(Forbidden):
        add_absence(desk.office, opi.id, TODAY, TODAY, by=desk.people["awas"])
    add_absence(desk.office, opi.id, TODAY, TODAY, by=admin)
    with desk.office.store.reading() as reader:
        (kept,) = reader.absences(opi.id)
    with pytest.raises(Forbidden):
        remove_absence(desk.office, opi.id, kept.id, by=desk.people["oka"])
    remove_absence(desk.office, opi.id, kept.id, by=opi)
    with pytest.raises(NotFound):
        remove_absence(desk.office, opi.id, kept.id, by=opi)
    with pytest.raises(NotFound):
        add_absence(desk.office, 999, TODAY, TODAY, by=admin)


@pytest.mark.parametrize(
    ("begins", "ends", "deputy"),
    [(0, -1, ""), (0, 367, ""), (0, 0, "nobody"), (0, 0, "opi")],
)
def test_absences_that_make_no_sense_are_refused(desk: Desk, begins: int, ends: int, deputy: str) -> None:
    opi = desk.people["opi"]
    with pytest.raises(LajurError):
        add_absence(desk.office, opi.id, TODAY + begins * DAY, TODAY + ends * DAY, deputy, by=opi)


def test_two_absences_never_overlap(desk: Desk) -> None:
    away(desk, "opi", days=3)
    with pytest.raises(Conflict):
        add_absence(desk.office, desk.people["opi"].id, TODAY + 2 * DAY, TODAY + 5 * DAY, by=desk.people["opi"])


@pytest.mark.parametrize(
    "wrong", [{"nip": "123"}, {"nip": "x" * 18}, {"ends": TODAY - DAY}, {"title": " "}, {"user": 999}, {"id": 7}]
)
def test_posts_that_make_no_sense_are_refused(desk: Desk, wrong: dict[str, object]) -> None:
    post = replace(Post(0, desk.people["opi"].id, "Kepala Loket", TODAY), **wrong)
    with pytest.raises(LajurError):
        save_post(desk.office, post, by=None)


def test_only_an_administrator_gives_posts(desk: Desk) -> None:
    post = Post(0, desk.people["opi"].id, "Kepala Loket", TODAY)
    with pytest.raises(Forbidden):
        save_post(desk.office, post, by=desk.people["awas"])
    save_post(desk.office, post, by=None)
    with desk.office.store.reading() as reader:
        (kept,) = reader.posts(post.user)
    save_post(desk.office, replace(kept, ends=TODAY + DAY), by=None)
    with pytest.raises(NotFound):
        remove_post(desk.office, desk.people["oka"].id, kept.id, by=None)
