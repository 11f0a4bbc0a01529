"""Completing a task: validation, rights, repetition, incidents."""

from dataclasses import replace
from io import BytesIO

import pytest

from app.actions.attach import attach
from app.actions.claim import claim
from app.actions.complete import complete, is_available
from app.actions.correct import correct
from app.actions.retry import retry
from app.model.errors import (
    AlreadyClaimed,
    AlreadyDone,
    Conflict,
    Ended,
    Forbidden,
    Invalid,
    LajurError,
    NotFound,
    StepFailed,
)
from app.model.event import Happening
from app.model.instance import Status, WorkState
from app.model.outline import Element
from tests.actions.conftest import Desk, manual
from tests.chain import first_break

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_answers_become_variables_and_the_process_goes_on(desk: Desk) -> None:
    case = desk.started()
    assert case.variables["nama"] == "PT Contoh"
    assert (case.title, case.business_key) == ("PT Contoh", "9999")
    assert [work.element for work in desk.waiting(case) if work.group] == ["tarik", "periksa"]


def test_the_history_tells_who_completed_what_and_what_changed(desk: Desk) -> None:
    case = desk.started("tanya")
    done = [event for event in desk.history(case) if event.kind is Happening.WORK_COMPLETED]
    assert [(event.actor, event.element) for event in done] == [("user:siti", "ajukan"), ("user:opi", "periksa")]
    assert b'"outputs":{"hasil":"tanya"},"changed":{"hasil":null}' in (done[1].payload or b"")
    assert first_break(desk.history(case)) is None


def test_wrong_answers_change_nothing_and_are_told_by_field(desk: Desk) -> None:
    case = desk.start()
    with pytest.raises(Invalid) as caught:
        desk.do(case, "ajukan", "siti", nama="")
    assert "nama" in caught.value.problems
    assert desk.now(case) == case


def test_a_file_that_is_not_of_this_case_is_refused(desk: Desk) -> None:
    case = desk.start()
    forged = {"digest": "0" * 64, "name": "a.pdf", "size": 1, "media_type": "application/pdf"}
    with pytest.raises(Invalid) as caught:
        desk.do(case, "ajukan", "siti", nama="PT", berkas=[forged])
    assert list(caught.value.problems) == ["berkas"]


def test_a_file_of_this_case_is_taken(desk: Desk) -> None:
    case = desk.start()
    kept = attach(desk.office, case.id, BytesIO(PDF), "akta.pdf", by=desk.people["siti"])
    answer = {"digest": kept.digest, "name": kept.name, "size": kept.size, "media_type": kept.media_type}
    after = desk.do(case, "ajukan", "siti", nama="PT", berkas=[answer])
    assert "berkas" in after.variables


def test_another_lane_may_not_do_the_task(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(Forbidden):
        desk.do(case, "periksa", "sis", hasil="setuju")


def test_another_applicant_does_not_even_see_the_task(desk: Desk) -> None:
    case = desk.start()
    with pytest.raises(NotFound):
        desk.do(case, "ajukan", "budi", nama="PT")


def test_an_unknown_work_item_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        complete(desk.office, 999, {}, by=desk.people["siti"])


def test_what_a_colleague_has_claimed_is_his(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    with pytest.raises(AlreadyClaimed, match="Opi"):
        desk.do(case, "periksa", "oka", hasil="setuju")


def test_the_second_of_two_people_reads_that_it_is_done(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    complete(desk.office, work.id, {"hasil": "tanya"}, by=desk.people["opi"])
    with pytest.raises(AlreadyDone):
        complete(desk.office, work.id, {"hasil": "setuju"}, by=desk.people["oka"])


def test_sending_the_same_answers_twice_is_harmless(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    first = complete(desk.office, work.id, {"hasil": "tanya"}, by=desk.people["opi"])
    assert complete(desk.office, work.id, {"hasil": "tanya"}, by=desk.people["opi"]) == first


def test_no_person_completes_what_a_system_does(desk: Desk) -> None:
    case = desk.started("setuju")
    with pytest.raises(Forbidden):
        desk.do(case, "kirim", "sis")


def test_where_a_lane_is_served_by_manual_evidence_a_person_does_it(desk: Desk) -> None:
    desk = manual(desk)
    case = desk.started("setuju")
    work = desk.open(case, "kirim")
    assert (work.kind, work.group) == ("user", "operator")
    with pytest.raises(Invalid):
        desk.do(case, "kirim", "opi")
    assert desk.do(case, "kirim", "opi", bukti="tanda terima 7").end == "terbit"


def test_the_applicant_withdraws_by_sending_the_message(desk: Desk) -> None:
    case = desk.started()
    ended = desk.do(case, "tarik", "siti", alasan="batal")
    assert ended.end == "ditarik"
    assert ended.state is None
    assert desk.waiting(ended) == []
    assert "work:cancelled periksa" in desk.kinds(ended)


def test_a_message_that_is_not_available_any_more_is_refused(desk: Desk) -> None:
    case = desk.started()
    correct(desk.office, case.id, {"ronde": 2}, "ronde kedua", by=desk.people["awas"])
    with pytest.raises(Conflict):
        desk.do(case, "tarik", "siti", alasan="batal")


def test_a_missing_variable_is_an_incident_that_keeps_the_answers(desk: Desk) -> None:
    case = desk.started("hitung")
    stopped = desk.do(case, "bayar", "opi", catatan="lunas")
    work = desk.open(stopped, "bayar")
    assert work.state is WorkState.INCIDENT
    assert work.outputs == {"catatan": "lunas"}
    assert "biaya" in (work.failure or "")
    assert "catatan" not in stopped.variables
    with pytest.raises(Conflict):
        desk.do(stopped, "bayar", "opi", catatan="lagi")


def test_correcting_the_variable_and_retrying_goes_on_with_the_kept_answers(desk: Desk) -> None:
    case = desk.do(desk.started("hitung"), "bayar", "opi", catatan="lunas")
    work = desk.open(case, "bayar")
    with pytest.raises(StepFailed):
        retry(desk.office, work.id, by=desk.people["awas"])
    correct(desk.office, case.id, {"biaya": 50}, "tarif lupa diisi", by=desk.people["awas"])
    ended = retry(desk.office, work.id, by=desk.people["awas"], note="tarif diisi")
    assert ended.end == "selesai"
    assert ended.variables["catatan"] == "lunas"
    assert first_break(desk.history(ended)) is None


def test_a_correction_reaches_the_answers_kept_with_an_incident(desk: Desk) -> None:
    case = desk.do(desk.started("hitung"), "bayar", "opi", catatan="lunas")
    correct(desk.office, case.id, {"biaya": 50, "catatan": "lunas sebagian"}, "salah catat", by=desk.people["awas"])
    ended = retry(desk.office, desk.open(case, "bayar").id, by=desk.people["awas"])
    assert ended.variables["catatan"] == "lunas sebagian"


def test_only_a_supervisor_corrects_and_retries(desk: Desk) -> None:
    case = desk.do(desk.started("hitung"), "bayar", "opi", catatan="lunas")
    with pytest.raises(Forbidden):
        correct(desk.office, case.id, {"biaya": 1}, "x", by=desk.people["opi"])
    with pytest.raises(Forbidden):
        retry(desk.office, desk.open(case, "bayar").id, by=desk.people["opi"])


def test_what_has_not_failed_is_not_retried(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(Conflict):
        retry(desk.office, desk.open(case, "periksa").id, by=desk.people["awas"])


def test_a_correction_needs_a_reason_and_leaves_the_number_alone(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(LajurError, match="reason"):
        correct(desk.office, case.id, {"biaya": 1}, " ", by=desk.people["awas"])
    with pytest.raises(LajurError, match="nomor_kasus"):
        correct(desk.office, case.id, {"nomor_kasus": "P-1"}, "x", by=desk.people["awas"])


def test_nothing_is_corrected_in_an_ended_case(desk: Desk) -> None:
    case = desk.started("tolak")
    with pytest.raises(Ended):
        correct(desk.office, case.id, {"biaya": 1}, "x", by=desk.people["awas"])
    with pytest.raises(NotFound):
        correct(desk.office, 999, {"biaya": 1}, "x", by=desk.people["awas"])


def test_the_service_clock_stands_in_the_history(desk: Desk) -> None:
    case = desk.started("setuju")
    assert case.clock.due is not None
    assert "clock:started kirim" in desk.kinds(case)


def test_in_a_case_that_has_no_state_any_more_nothing_is_done(desk: Desk) -> None:
    case = desk.started()
    with desk.office.store.writing() as unit:
        held = unit.hold(case.id)
        assert held is not None
        unit.keep(held, replace(held, state=None, status=Status.ENDED), [])
        unit.commit()
    with pytest.raises(Ended):
        desk.do(case, "periksa", "opi", hasil="setuju")


def test_a_message_whose_condition_cannot_be_computed_is_not_available(desk: Desk) -> None:
    element = Element("tarik", "startEvent", properties={"available": '=sum("x")'})
    assert not is_available(desk.office, element, {})
