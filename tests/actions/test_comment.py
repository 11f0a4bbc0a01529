"""Comments: who may write and read them, whom they mention, how they are taken back."""

from json import loads

import pytest

from app.actions import look
from app.actions.comment import LONGEST, CommentEmpty, CommentTooLong, comment, mentions, withdraw
from app.actions.erase import erase
from app.model.desk import Comment
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.instance import ProcessInstance
from tests.actions.conftest import Desk


def say(desk: Desk, case: ProcessInstance, login: str, text: str, *, internal: bool = False) -> Comment:
    return comment(desk.office, case.id, text, by=desk.people[login], internal=internal)


def read(desk: Desk, case: ProcessInstance, login: str) -> list[str]:
    return [it.text for it in look.case(desk.office, case.number, desk.people[login]).comments]


def named(desk: Desk, it: Comment) -> list[str]:
    with desk.office.store.reading() as reader:
        return [person.login for person in mentions(reader, it)]


def test_a_comment_stands_in_the_history_with_its_text_and_whom_it_mentions(desk: Desk) -> None:
    case = desk.started()
    kept = say(desk, case, "opi", "  Mohon dilihat @oka.\r\nTerima kasih  ", internal=True)
    event = desk.history(case)[-1]
    assert (event.kind, event.actor, event.number) == ("comment:added", "user:opi", kept.event)
    assert loads(event.payload or b"") == {
        "comment": kept.id,
        "text": "Mohon dilihat @oka.\nTerima kasih",
        "mentions": ["oka"],
        "internal": True,
    }


def test_internal_comments_are_for_the_office_only(desk: Desk) -> None:
    case = desk.started()
    say(desk, case, "opi", "untuk kantor", internal=True)
    say(desk, case, "opi", "untuk semua")
    assert read(desk, case, "siti") == ["untuk semua"]
    assert read(desk, case, "oka") == read(desk, case, "audi") == ["untuk kantor", "untuk semua"]
    with pytest.raises(NotFound):
        read(desk, case, "budi")


def test_what_an_applicant_writes_is_for_all_and_mentions_nobody(desk: Desk) -> None:
    kept = say(desk, desk.started(), "siti", "Halo @opi", internal=True)
    assert not kept.internal
    assert kept.mentions == ()


def test_auditors_and_analysts_only_read(desk: Desk) -> None:
    case = desk.started()
    for login in ("audi", "ana"):
        with pytest.raises(Forbidden):
            say(desk, case, login, "x")
    with pytest.raises(NotFound):
        say(desk, case, "budi", "x")
    with pytest.raises(NotFound):
        comment(desk.office, 999, "x", by=desk.people["opi"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@opi dan @oka, mohon", ["opi", "oka"]),
        ("(@awas)", ["awas"]),
        ("@opi @opi", ["opi"]),
        ("surel opi@contoh.go.id atau a/@opi", []),
        ("@tidakada @budi", []),
        ("@siti.", ["siti"]),
    ],
)
def test_mentions_are_people_who_may_read_it(desk: Desk, text: str, people: list[str]) -> None:
    assert named(desk, say(desk, desk.started(), "oka", text)) == people


def test_an_internal_comment_does_not_mention_the_applicant(desk: Desk) -> None:
    assert named(desk, say(desk, desk.started(), "opi", "@siti @oka", internal=True)) == ["oka"]


def test_a_comment_has_words_and_not_too_many(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(CommentEmpty):
        say(desk, case, "opi", " \n\0 ")
    with pytest.raises(CommentTooLong, match="4000"):
        say(desk, case, "opi", "x" * (LONGEST + 1))


def test_one_can_comment_on_an_ended_case(desk: Desk) -> None:
    case = desk.started("tolak")
    say(desk, case, "siti", "Terima kasih.")
    assert read(desk, case, "opi") == ["Terima kasih."]


def test_its_author_takes_a_comment_back_for_ten_minutes(desk: Desk) -> None:
    case = desk.started()
    kept = say(desk, case, "opi", "salah kirim @oka")
    desk.go_on(minutes=10)
    withdrawn = withdraw(desk.office, kept.id, by=desk.people["opi"])
    assert withdraw(desk.office, kept.id, by=desk.people["opi"]) == withdrawn
    assert read(desk, case, "opi") == [""]
    assert named(desk, withdrawn) == []
    event = desk.history(case)[-1]
    assert event.kind == "comment:withdrawn"
    assert loads(event.payload or b"") == {"comment": kept.id, "number": kept.event}


def test_nobody_takes_back_the_comment_of_another_or_too_late(desk: Desk) -> None:
    case = desk.started()
    kept = say(desk, case, "opi", "x")
    with pytest.raises(NotFound):
        withdraw(desk.office, kept.id, by=desk.people["oka"])
    with pytest.raises(NotFound):
        withdraw(desk.office, 999, by=desk.people["oka"])
    desk.go_on(minutes=10, seconds=1)
    with pytest.raises(Conflict, match="10 minutes"):
        withdraw(desk.office, kept.id, by=desk.people["opi"])
    assert read(desk, case, "oka") == ["x"]


def test_erasing_the_event_of_a_comment_erases_its_text(desk: Desk) -> None:
    case = desk.started()
    kept = say(desk, case, "opi", "NIK 6171…")
    erase(desk.office, case.id, kept.event, "UU 27/2022", by=desk.people["awas"])
    assert read(desk, case, "opi") == [""]
