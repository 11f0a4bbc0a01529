"""Messages between applicant and office: who may write, who is told."""

from io import BytesIO

import pytest

from app.actions.attach import attach
from app.actions.cancel import cancel
from app.actions.claim import claim
from app.actions.messages import LONGEST, messages, send_message
from app.model.errors import Forbidden, LajurError, NotFound
from app.model.instance import ProcessInstance
from app.model.notice import Topic
from tests.actions.conftest import Desk
from tests.actions.test_attach import PDF
from tests.actions.test_notify import notices


def told(desk: Desk, login: str) -> list[object]:
    return [it.facts["what"] for it in notices(desk, login) if it.topic is Topic.MESSAGE]


def send(desk: Desk, case: ProcessInstance, by: str, text: str = "Mohon kabar.") -> None:
    send_message(desk.office, case.id, text, by=desk.people[by])


def test_both_sides_read_what_was_written(desk: Desk) -> None:
    case = desk.started()
    send(desk, case, "siti", "  Kapan selesai?\n")
    send(desk, case, "opi", "Besok.")
    for login in ("siti", "oka", "awas", "audi"):
        found = messages(desk.office, case.id, desk.people[login]).messages
        said = [(it.text, it.from_office, name) for it, name, _ in found]
        assert said == [("Kapan selesai?", False, "Siti"), ("Besok.", True, "Opi")]


def test_the_history_notes_that_a_message_was_sent_and_not_what_it_says(desk: Desk) -> None:
    case = desk.started()
    send(desk, case, "siti", "Rahasia")
    event = desk.history(case)[-1]
    assert (event.kind, event.actor) == ("message:sent", "user:siti")
    assert b'"sender":"applicant"' in (event.payload or b"")
    assert b"Rahasia" not in (event.payload or b"")


def test_the_applicant_is_told_of_a_message_of_the_office(desk: Desk) -> None:
    send(desk, desk.started(), "opi")
    assert told(desk, "siti") == ["answered"]
    assert told(desk, "budi") == told(desk, "oka") == []


def test_the_group_that_has_the_case_is_told_of_a_message_of_the_applicant(desk: Desk) -> None:
    send(desk, desk.started(), "siti")
    assert told(desk, "opi") == told(desk, "oka") == ["asked"]
    assert told(desk, "awas") == []


def test_who_has_claimed_the_task_is_told_alone(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    send(desk, case, "siti")
    assert (told(desk, "opi"), told(desk, "oka")) == (["asked"], [])


def test_else_who_had_it_last_is_told(desk: Desk) -> None:
    send(desk, desk.started("tanya"), "siti")
    assert (told(desk, "opi"), told(desk, "oka")) == (["asked"], [])


def test_else_the_supervisors_are_told(desk: Desk) -> None:
    send(desk, desk.start(), "siti")
    assert told(desk, "awas") == ["asked"]


def test_who_only_reads_writes_nothing(desk: Desk) -> None:
    case = desk.started()
    for login in ("audi", "ana"):
        assert not messages(desk.office, case.id, desk.people[login]).may_write
        with pytest.raises(Forbidden):
            send(desk, case, login)


def test_another_applicant_finds_nothing(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(NotFound):
        messages(desk.office, case.id, desk.people["budi"])
    with pytest.raises(NotFound):
        send(desk, case, "budi")
    with pytest.raises(NotFound):
        messages(desk.office, 999, desk.people["opi"])


@pytest.mark.parametrize("text", ["", " \n", "x" * (LONGEST + 1)])
def test_a_message_has_a_text_and_an_end(desk: Desk, text: str) -> None:
    with pytest.raises(LajurError, match="1 to 4000"):
        send(desk, desk.started(), "siti", text)


def test_a_message_may_carry_files_of_its_own_case(desk: Desk) -> None:
    case, other = desk.started(), desk.started()
    stream = BytesIO(PDF)
    file = attach(desk.office, case.id, stream, "denah.pdf", by=desk.people["siti"])
    send_message(desk.office, case.id, "Denah", [file.id], by=desk.people["siti"])
    [(_, _, files)] = messages(desk.office, case.id, desk.people["opi"]).messages
    assert [it.name for it in files] == ["denah.pdf"]
    with pytest.raises(NotFound):
        send_message(desk.office, other.id, "Denah", [file.id], by=desk.people["siti"])


def test_one_may_write_when_the_case_is_over(desk: Desk) -> None:
    case = desk.started()
    cancel(desk.office, case.id, "Ganda", by=desk.people["awas"])
    send(desk, case, "siti", "Mengapa?")
    assert told(desk, "awas") == ["asked"]
