"""Complaints: made by anybody, followed by ticket and code, answered by supervisors."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from app.actions.attach import UnsupportedFile
from app.actions.complain import Grievance, Upload, file_complaint, follow
from app.actions.complaints import PAGE, Deed, complaint, complaint_file, complaints, handle
from app.model.complaint import Complaint, ComplaintDeed, ComplaintState
from app.model.errors import Conflict, Forbidden, Invalid, LajurError, NotFound
from app.model.people import User
from app.ports import Office
from tests.actions.conftest import Desk

GIVEN = Grievance("permit", "Loket tutup", "Loket sudah tutup sebelum jam tiga sore.")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
BOSS = User(90, "bos", "Bos Contoh", frozenset({"supervisor"}))
ANSWER = Deed(ComplaintDeed.ANSWERED, "Jam layanan sudah kami perbaiki.")


@pytest.fixture
def office(desk: Desk) -> Office:
    drawn = iter(range(1, 1000))
    return replace(desk.office, salts=lambda: next(drawn).to_bytes(16, "little"))


@pytest.fixture
def filed(office: Office) -> Callable[[], Complaint]:
    return lambda: file_complaint(office, GIVEN)[0]


def test_a_complaint_gets_a_ticket_a_code_and_the_last_day_of_the_answer(office: Office) -> None:
    kept, code = file_complaint(office, GIVEN)
    assert (kept.number, kept.state, kept.kind) == ("ADU-2026-00001", ComplaintState.OPEN, "tanpa_pengawasan")
    assert kept.due == office.calendar.after(office.calendar.day_zero(office.clock()), 14)
    assert len(code.replace("-", "")) == 12
    assert code.replace("-", "") not in repr(kept)


def test_it_is_followed_by_number_and_code_however_they_are_typed(office: Office) -> None:
    kept, code = file_complaint(office, GIVEN)
    view = follow(office, f" {kept.number.lower()} ", code.lower().replace("-", " "))
    assert view.complaint == kept
    assert [event.deed for event in view.events] == [ComplaintDeed.FILED]
    assert view.events[0].actor == "complainant"


@pytest.mark.parametrize(("number", "code"), [("ADU-2026-00001", "AAAA"), ("ADU-2026-00002", None), ("", "")])
def test_a_wrong_number_or_code_is_told_with_the_same_sentence(office: Office, number: str, code: str | None) -> None:
    _, right = file_complaint(office, GIVEN)
    with pytest.raises(NotFound, match="no complaint with this ticket number and code"):
        follow(office, number, right if code is None else code)


def test_signs_that_cannot_be_seen_are_left_out(office: Office) -> None:
    hostile = replace(GIVEN, subject=" <b>Loket\0\u202e</b> ", text="Baris satu\r\nbaris\ttiga\x07 dan seterusnya")
    kept, _ = file_complaint(office, hostile)
    assert kept.subject == "<b>Loket</b>"
    assert kept.text == "Baris satu\nbaris\ttiga dan seterusnya"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"subject": "x" * 151}, "subject"),
        ({"text": "pendek"}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"contact": "x" * 201}, "contact"),
        ({"case_number": "x" * 41}, "case_number"),
    ],
)
def test_what_is_missing_or_too_long_is_told_at_its_field(office: Office, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as invalid:
        file_complaint(office, replace(GIVEN, **changes))
    assert list(invalid.value.problems) == [field]


def test_a_complaint_about_an_unknown_service_is_not_kept(office: Office) -> None:
    with pytest.raises(NotFound):
        file_complaint(office, replace(GIVEN, sop="lain"))


def test_files_are_kept_and_open_to_supervisors_only(office: Office, desk: Desk) -> None:
    kept, _ = file_complaint(office, GIVEN, [Upload(BytesIO(PDF), "../bukti.pdf")])
    [file] = complaint(office, kept.number, BOSS).files
    found, stream = complaint_file(office, kept.number, file.id, BOSS)
    with stream:
        assert (found.name, stream.read()) == ("bukti.pdf", PDF)
    with pytest.raises(NotFound):
        complaint_file(office, kept.number, file.id + 1, BOSS)
    with pytest.raises(Forbidden):
        complaint_file(office, kept.number, file.id, desk.people["siti"])


def test_other_files_and_too_many_are_refused(office: Office) -> None:
    with pytest.raises(UnsupportedFile):
        file_complaint(office, GIVEN, [Upload(BytesIO(b"MZ"), "virus.exe")])
    with pytest.raises(Invalid) as invalid:
        file_complaint(office, GIVEN, [Upload(BytesIO(PDF), "a.pdf")] * 4)
    assert list(invalid.value.problems) == ["files"]


def test_an_answer_stops_the_clock_of_the_complaint(office: Office, desk: Desk, filed) -> None:
    number = filed().number
    desk.clock.now = desk.clock.now.replace(month=6)
    assert complaint(office, number, BOSS).late
    answered = handle(office, number, ANSWER, by=BOSS)
    assert (answered.state, answered.answered_on) == (ComplaintState.ANSWERED, date(2026, 6, 17))
    view = complaint(office, number, BOSS)
    assert not view.late
    assert (view.events[-1].actor, view.events[-1].text) == ("user:bos", ANSWER.text)


def test_a_second_answer_does_not_move_the_day_of_the_first(office: Office, desk: Desk, filed) -> None:
    number = filed().number
    first = handle(office, number, ANSWER, by=BOSS)
    desk.clock.now = desk.clock.now.replace(month=6)
    assert handle(office, number, ANSWER, by=BOSS).answered_on == first.answered_on


def test_another_kind_moves_the_last_day(office: Office, filed) -> None:
    before = filed()
    after = handle(office, before.number, Deed(ComplaintDeed.CLASSIFIED, detail="ringan"), by=BOSS)
    assert after.kind == "ringan"
    assert after.due < before.due


def test_a_complaint_is_forwarded_and_closed_with_a_result(office: Office, filed) -> None:
    number = filed().number
    assert handle(office, number, Deed(ComplaintDeed.FORWARDED, "", " DPMPTSP "), by=BOSS).state.value == "forwarded"
    closed = handle(office, number, Deed(ComplaintDeed.CLOSED, "Selesai.", "terbukti"), by=BOSS)
    assert (closed.state, closed.result) == (ComplaintState.CLOSED, "terbukti")
    assert [event.detail for event in complaint(office, number, BOSS).events] == ["", "DPMPTSP", "terbukti"]
    with pytest.raises(Conflict):
        handle(office, number, ANSWER, by=BOSS)


@pytest.mark.parametrize(
    "deed",
    [
        Deed(ComplaintDeed.ANSWERED, "  "),
        Deed(ComplaintDeed.FORWARDED, "Mohon ditindaklanjuti.", ""),
        Deed(ComplaintDeed.CLASSIFIED, detail="berat"),
        Deed(ComplaintDeed.CLOSED, detail="menang"),
        Deed(ComplaintDeed.FILED),
    ],
)
def test_a_deed_without_what_it_needs_is_refused(office: Office, filed, deed: Deed) -> None:
    before = filed()
    with pytest.raises(LajurError, match="Please"):
        handle(office, before.number, deed, by=BOSS)
    assert complaint(office, before.number, BOSS).complaint == before


def test_the_list_is_for_supervisors_by_state_and_page(office: Office, desk: Desk, filed) -> None:
    for _ in range(PAGE + 1):
        last = filed()
    handle(office, last.number, ANSWER, by=BOSS)
    page = complaints(office, BOSS)
    assert (len(page.rows), page.rows[0].number, page.late) == (PAGE, last.number, frozenset())
    rest = complaints(office, BOSS, before=page.next)
    assert (len(rest.rows), rest.next) == (1, None)
    assert [row.id for row in complaints(office, BOSS, state=ComplaintState.ANSWERED).rows] == [last.id]
    desk.clock.now = desk.clock.now.replace(month=6)
    assert last.id not in complaints(office, BOSS).late
    assert len(complaints(office, BOSS).late) == PAGE
    with pytest.raises(Forbidden):
        complaints(office, desk.people["siti"])
    with pytest.raises(NotFound):
        complaint(office, "ADU-2026-99999", BOSS)
