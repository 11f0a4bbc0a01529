"""A person's notices, and how he wants to be told."""

import pytest

from app.actions import notices as told
from app.actions.look import PAGE
from app.actions.notices import COUNTED, NoAddress, save_mailbox, topics_of
from app.actions.tidy import tidy
from app.model.errors import NotFound
from app.model.notice import Mailbox, Topic, Way
from app.model.people import User
from tests.actions.conftest import Desk
from tests.actions.test_notify import comment, notices


def test_notices_come_in_pages_with_the_names_in_them(desk: Desk) -> None:
    case = desk.started()
    for _ in range(PAGE):
        comment(desk, desk.now(case), ["oka"])
    first = told.notices(desk.office, desk.people["oka"])
    assert len(first.page.rows) == PAGE
    assert first.names == {"opi": "Opi"}
    rest = told.notices(desk.office, desk.people["oka"], before=first.page.next)
    assert [it.topic for it in rest.page.rows] == [Topic.WORK]
    assert rest.page.next is None


def test_the_count_goes_down_as_notices_are_seen(desk: Desk) -> None:
    office, opi = desk.office, desk.people["opi"]
    desk.started()
    desk.started()
    assert told.unseen(office, opi) == 2
    [newest, _] = notices(desk, "opi")
    assert told.see(office, newest.id, by=opi) == f"/tugas/{newest.work}"
    assert told.unseen(office, opi) == 1
    told.see_all(office, by=opi)
    assert told.unseen(office, opi) == 0
    assert COUNTED == 99


def test_nobody_sees_the_notice_of_somebody_else(desk: Desk) -> None:
    desk.started()
    with pytest.raises(NotFound):
        told.see(desk.office, notices(desk, "opi")[0].id, by=desk.people["oka"])
    with pytest.raises(NotFound):
        told.see(desk.office, 999, by=desk.people["oka"])


def test_what_a_colleague_has_done_is_put_away(desk: Desk) -> None:
    case = desk.started()
    desk.do(case, "periksa", "opi", hasil="tanya")
    tidy(desk.office)
    assert told.unseen(desk.office, desk.people["oka"]) == 0


@pytest.mark.parametrize("address", ["", "sri@contoh.example", "a.b+c@sub.contoh.example"])
def test_an_address_is_kept(desk: Desk, address: str) -> None:
    wanted = Mailbox(address, "en", {Topic.WORK: Way.DAILY})
    save_mailbox(desk.office, wanted, by=desk.people["opi"])
    assert told.mailbox(desk.office, desk.people["opi"]) == wanted


@pytest.mark.parametrize(
    "address",
    [
        "sri",
        "sri@contoh",
        "a@b.c\nBcc: x@y.z",
        "a@b.c,x@y.z",
        "a b@c.d",
        "<a@b.c>",
        "sri@contoh.example ",
        "x" * 65 + "@b.c",
        "a@" + "b" * 260 + ".c",
    ],
)
def test_what_is_no_address_is_refused(desk: Desk, address: str) -> None:
    with pytest.raises(NoAddress):
        save_mailbox(desk.office, Mailbox(address), by=desk.people["opi"])


def test_there_is_no_third_language(desk: Desk) -> None:
    with pytest.raises(NotFound):
        save_mailbox(desk.office, Mailbox("", "fr"), by=desk.people["opi"])


@pytest.mark.parametrize(
    ("groups", "topics"),
    [
        ({"pemohon"}, [Topic.CASE, Topic.REMINDER, Topic.MESSAGE]),
        ({"analyst"}, [Topic.WORK, Topic.MENTION, Topic.RELEASE, Topic.REMINDER, Topic.MESSAGE]),
        ({"operator"}, [Topic.WORK, Topic.MENTION, Topic.REMINDER, Topic.MESSAGE]),
        ({"supervisor"}, [Topic.WORK, Topic.MENTION, Topic.INCIDENT, Topic.REMINDER, Topic.MESSAGE]),
    ],
)
def test_a_person_chooses_among_what_can_concern_him(groups: set[str], topics: list[Topic]) -> None:
    assert topics_of(User(1, "a", "A", frozenset(groups)), frozenset({"pemohon"})) == topics
