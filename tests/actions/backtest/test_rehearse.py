"""A small permit is changed, and its finished cases are played again on it."""

from collections.abc import Mapping
from dataclasses import replace
from json import dumps

import pytest

from app.actions.backtest.run import opened
from app.actions.cancel import cancel
from app.actions.correct import correct
from app.model.backtest import Outcome, Verdict
from app.model.backtest_plan import BacktestPlan
from app.model.bundle import Bundle
from app.model.errors import Refused
from app.model.instance import ProcessInstance
from app.model.rehearsal import Lack
from app.model.values import Json
from app.ports import Answer
from tests.actions.conftest import FACTS, MORNING, PERMIT, Desk, manual, permit_bundle

DAY = MORNING.date()


def drawn(*changes: tuple[str, str], facts: str = FACTS) -> Bundle:
    """The permit with parts of its drawing replaced."""
    text = PERMIT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return permit_bundle(text, facts)


def judged(desk: Desk, case: ProcessInstance, draft: Bundle, **standing: Mapping[str, Json]) -> Verdict:
    plan = BacktestPlan("permit", draft.digest, DAY, DAY, standing=standing)
    run = opened(desk.office, desk.office.read(draft), plan)
    ((_, verdict),) = run.verdicts([desk.now(case)])
    return verdict


def granted(desk: Desk, *answers: Answer) -> ProcessInstance:
    desk.system.answers = [*answers]
    case = desk.started("setuju")
    desk.run_machines()
    return case


def lapsed(desk: Desk) -> ProcessInstance:
    """Nobody has looked at it for three days, so it has lapsed."""
    case = desk.started()
    desk.go_on(days=3, minutes=7)
    desk.run_machines()
    assert desk.now(case).end == "lewat"
    return case


# -- time -------------------------------------------------------------------------------------------------------------


def test_a_shorter_timer_fires_before_the_answer_that_came_later(desk: Desk) -> None:
    case = desk.started()
    desk.go_on(days=2)
    desk.do(case, "periksa", "opi", hasil="tutup")
    found = judged(desk, case, drawn(("P3D", "P1D")))
    assert (found.outcome, found.now.end, found.then.end) == (Outcome.ENDS_ELSEWHERE, "lewat", "tutup")
    assert found.unused == ("periksa",)
    assert judged(desk, case, drawn(("P3D", "P2DT1H"))).outcome is Outcome.SAME


def test_a_longer_timer_fires_later_when_nobody_has_answered_then_either(desk: Desk) -> None:
    assert judged(desk, lapsed(desk), drawn(("P3D", "P9D"))).outcome is Outcome.SAME


def test_where_the_timer_is_gone_a_case_that_it_has_ended_waits_without_end(desk: Desk) -> None:
    found = judged(desk, lapsed(desk), drawn(("periksa ! (lupa:timer{P3D}) -> (lewat)", "")))
    assert (found.outcome, found.stopped_at) == (Outcome.WANTS_ANSWER, "periksa")
    assert str(found.reason) == (
        "It would wait at “periksa” without end: what ended this wait then does not happen any more."
    )
    reminded = drawn(("periksa ! (lupa:timer{P3D}) -> (lewat)", "periksa ~ (ingat:timer{R/PT1H}) -> (lewat)"))
    assert judged(desk, lapsed(desk), reminded).stopped_at == "periksa"


def test_a_timer_that_was_late_then_is_as_late_again(desk: Desk) -> None:
    """The clerk was faster than the machine: the timer was due, and had not fired yet."""
    case = desk.started()
    desk.go_on(days=3, minutes=1)
    desk.do(case, "periksa", "opi", hasil="tutup")
    assert judged(desk, case, permit_bundle()).outcome is Outcome.SAME


def test_a_pause_in_between_takes_its_time_and_the_rest_is_the_same(desk: Desk) -> None:
    case = desk.started()
    desk.go_on(hours=1)
    desk.do(case, "periksa", "opi", hasil="tutup")
    found = judged(desk, case, drawn(("ajukan -> periksa", "ajukan -> (jeda:timer{PT3H}) -> periksa")))
    assert (found.outcome, found.now.over) == (Outcome.ALIKE, True)


def test_a_reminder_that_is_repeated_does_not_keep_a_case_going(desk: Desk) -> None:
    reminded = drawn(("periksa !", "ajukan ~ (ingat:timer{R/PT1H}) -> (diingatkan)\nperiksa !"))
    case = desk.start()
    desk.go_on(hours=3, minutes=5)
    desk.do(case, "ajukan", "siti", nama="PT Contoh", nib="9999")
    desk.do(case, "periksa", "opi", hasil="tutup")
    found = judged(desk, case, reminded)
    assert (found.outcome, found.now.end) == (Outcome.ALIKE, "tutup")
    assert [it.element for it in found.now.stations].count("diingatkan") == 3


def test_a_clock_that_never_comes_to_rest_stops_the_rehearsal(desk: Desk) -> None:
    case = desk.started("tutup")
    restless = drawn(
        ("<putusan> -> (tutup)", "<putusan> -> (detik:timer{PT1S}) -> <lagi> -[1 = 2]-> (tutup)\n<lagi> -> (detik)")
    )
    found = judged(desk, case, restless)
    assert (found.outcome, str(found.reason)) == (
        Outcome.FAULT,
        "It would stop with an incident: It would go on without end.",
    )


# -- inputs -----------------------------------------------------------------------------------------------------------


def test_an_answer_that_came_before_the_draft_asks_for_it_is_kept(desk: Desk) -> None:
    """The draft asks for the payment first and looks at the files afterwards."""
    case = desk.started("hitung")
    desk.go_on(hours=1)
    correct(desk.office, case.id, {"biaya": 50}, "Lupa.", by=desk.people["awas"])
    desk.do(case, "bayar", "opi", catatan="x")
    assert desk.now(case).end == "selesai"
    swapped = drawn(
        ("ajukan -> periksa -> <putusan>", "ajukan -> bayar -> periksa -> <putusan>"),
        ("-> bayar -> <tarif>", "-> <tarif>"),
    )
    found = judged(desk, case, swapped)
    assert (found.outcome, found.now.end) == (Outcome.OTHER_WAY, "selesai")


def test_a_correction_takes_effect_when_it_did_then(desk: Desk) -> None:
    case = desk.started("hitung")
    correct(desk.office, case.id, {"biaya": 50}, "Lupa.", by=desk.people["awas"])
    desk.do(case, "bayar", "opi", catatan="x")
    found = judged(desk, case, drawn(("biaya < 100", "biaya < 10")))
    assert (found.outcome, found.now.end) == (Outcome.ENDS_ELSEWHERE, "mahal")
    assert str(found.reason).endswith("now it would go to “mahal”, and end at “mahal” instead of “selesai”.")


def test_a_cancelled_case_is_cancelled_again(desk: Desk) -> None:
    case = desk.started()
    cancel(desk.office, case.id, "Salah alamat.", by=desk.people["awas"])
    assert judged(desk, case, permit_bundle()).outcome is Outcome.SAME
    found = judged(desk, case, drawn(("ajukan -> periksa", "ajukan -> tinjau -> periksa")))
    assert (found.outcome, found.stopped_at) == (Outcome.WANTS_ANSWER, "tinjau")


def test_a_withdrawal_ends_a_case_wherever_it_stands(desk: Desk) -> None:
    case = desk.started()
    desk.do(case, "tarik", "siti", alasan="Berubah.")
    found = judged(desk, case, drawn(("ajukan -> periksa", "ajukan -> tinjau -> periksa")))
    assert (found.outcome, found.now.end) == (Outcome.OTHER_WAY, "ditarik")


def test_a_withdrawal_does_not_hide_that_an_answer_was_wanted_before(desk: Desk) -> None:
    case = desk.started("tanya")
    desk.do(case, "tarik", "siti", alasan="Berubah.")
    found = judged(desk, case, drawn(("ajukan -> periksa", "ajukan -> tinjau -> periksa")))
    assert (found.outcome, found.stopped_at) == (Outcome.WANTS_ANSWER, "tinjau")


def test_a_message_that_may_not_be_sent_any_more_is_not_heard(desk: Desk) -> None:
    case = desk.start()
    desk.do(case, "tarik", "siti", alasan="Berubah.")
    found = judged(desk, case, permit_bundle(facts=FACTS.replace("ronde = 1", "ronde = 2")))
    assert (found.outcome, found.stopped_at) == (Outcome.WANTS_ANSWER, "ajukan")
    broken = permit_bundle().files["bpmn/process.bpmn"].replace(b"=ronde = 1", b"=tak_dikenal = 1")
    assert judged(desk, case, permit_bundle().replacing("bpmn/process.bpmn", broken)).stopped_at == "ajukan"


def test_errors_of_systems_are_thrown_again(desk: Desk) -> None:
    case = granted(desk, Answer({"nomor": "S-1"}, "ditolak"))
    assert judged(desk, case, permit_bundle()).then.end == "gagal"
    found = judged(
        desk, case, drawn(("kirim ! (galat:error{ditolak}) -> (gagal)", "! ulang:\n    (x:message{x}) -> (gagal)"))
    )
    assert (found.outcome, found.stopped_at) == (Outcome.FAULT, "kirim")
    assert str(found.reason).endswith("Nothing catches the error `ditolak`.")


def test_another_system_has_not_answered_yet(desk: Desk) -> None:
    case, draft = granted(desk), drawn(("sistem.kirim", "sistem.baru"))
    found = judged(desk, case, draft)
    assert (found.outcome, found.stopped_at) == (Outcome.WANTS_ANSWER, "kirim")
    assert str(found.reason).endswith("stop at “kirim”: “sistem.baru” was not asked.")
    assert judged(desk, case, draft, kirim={"nomor": "S-2"}).outcome is Outcome.SAME


def test_manual_evidence_is_checked_by_the_form_of_the_draft(desk: Desk) -> None:
    by_hand = manual(desk)
    case = by_hand.started("setuju")
    by_hand.do(case, "kirim", "opi", bukti="Tanda terima 7.")
    assert judged(by_hand, case, permit_bundle()).outcome is Outcome.SAME
    asks = {"type": "default", "id": "bukti_kirim", "schemaVersion": 19, "components": [
        {"id": "a", "type": "textfield", "key": "nomor", "label": "Nomor", "validate": {"required": True}},
    ]}  # fmt: skip
    draft = permit_bundle().replacing("forms/bukti_kirim.form", dumps(asks).encode())
    found = judged(by_hand, case, draft)
    assert (found.stopped_at, str(found.reason)) == (
        "kirim",
        "It would stop at “kirim”: the recorded answers lack Nomor.",
    )


def test_where_a_form_is_gone_its_answers_are_too(desk: Desk) -> None:
    files = {path: data for path, data in permit_bundle().files.items() if path != "forms/periksa.form"}
    found = judged(desk, desk.started("tutup"), Bundle(files))
    assert (found.outcome, found.stopped_at) == (Outcome.FAULT, "putusan")


def test_a_task_without_a_form_goes_on_with_a_standing_answer_of_nothing(desk: Desk) -> None:
    case, draft = desk.started("tutup"), drawn(("ajukan -> periksa", "ajukan -> tinjau -> periksa"))
    assert judged(desk, case, draft).stopped_at == "tinjau"
    assert judged(desk, case, draft, tinjau={}).outcome is Outcome.ALIKE


def test_loops_give_every_item_its_own_recorded_answer(desk: Desk) -> None:
    many = drawn(("ajukan -> periksa ->", 'ajukan -> periksa{sequential=["a", "b"]; as=siapa} ->'))
    found = judged(desk, desk.started("tutup"), many)
    assert (found.outcome, found.stopped_at) == (Outcome.WANTS_ANSWER, "periksa")
    assert str(found.reason).endswith("nobody was asked so often.")


def test_a_field_in_the_row_of_a_list_is_named_by_its_label(desk: Desk) -> None:
    row = {"id": "r", "type": "number", "key": "jumlah", "label": "Jumlah", "validate": {"required": True, "min": 1}}
    rows = {"id": "l", "type": "dynamiclist", "path": "mesin", "label": "Mesin", "components": [row]}
    group = {"id": "g", "type": "group", "label": "Isi", "components": [rows]}
    asks = {"type": "default", "id": "tinjau", "schemaVersion": 19, "components": [group]}
    draft = drawn(("ajukan -> periksa", "ajukan -> tinjau -> periksa")).replacing(
        "forms/tinjau.form", dumps(asks).encode()
    )
    case = desk.started("tutup")
    found = judged(desk, case, draft)
    assert found.stop is not None
    assert (found.stopped_at, found.stop.lacks) == ("tinjau", ())
    found = judged(desk, case, draft, tinjau={"mesin": [{"jumlah": 3}, {"jumlah": 0}]})
    assert found.stop is not None
    assert found.stop.lacks == (Lack("mesin.1.jumlah", "Jumlah", missing=False),)


def test_answers_that_lead_back_to_themselves_stop_the_rehearsal(desk: Desk) -> None:
    round_about = drawn(
        ("ajukan -> periksa", "ajukan -> tinjau -> <ulang> -[1 = 2]-> periksa\n<ulang> -> tinjau\nperiksa")
    )
    found = judged(desk, desk.started("tutup"), round_about, tinjau={})
    assert (found.outcome, str(found.reason)) == (
        Outcome.FAULT,
        "It would stop with an incident: It would go on without end.",
    )


def test_timers_that_ring_too_often_between_two_answers_stop_the_rehearsal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.actions.backtest.rehearse.TICKS", 5)
    case = desk.start()
    desk.go_on(hours=9)
    desk.do(case, "ajukan", "siti", nama="PT Contoh", nib="9999")
    desk.do(case, "periksa", "opi", hasil="tutup")
    reminded = drawn(("periksa !", "ajukan ~ (ingat:timer{R/PT1H}) -> (diingatkan)\nperiksa !"))
    assert judged(desk, case, reminded).outcome is Outcome.FAULT


# -- what a case begins with ------------------------------------------------------------------------------------------


def test_a_case_begins_with_the_variables_of_the_draft(desk: Desk) -> None:
    case = desk.started("tutup")
    limited = drawn(
        ("-tanya[", "-banyak[batas > 9]-> (tolak)\n<putusan> -tanya["), facts=FACTS.replace("=2 + 3", "=20")
    )
    found = judged(desk, case, limited)
    assert (found.outcome, found.now.end) == (Outcome.ENDS_ELSEWHERE, "tolak")
    broken = judged(desk, case, permit_bundle(facts=FACTS.replace("=2 + 3", "=tidak_ada")))
    assert (broken.outcome, broken.stopped_at) == (Outcome.FAULT, "batas")


def test_a_follow_up_carries_over_what_it_did(desk: Desk) -> None:
    first = desk.started("tutup")
    case = desk.start(linked_to=first.number)
    desk.do(case, "ajukan", "siti", nama="PT Contoh", nib="9999")
    desk.do(case, "periksa", "opi", hasil="tutup")
    way = ("(mulai) -> ajukan", "(mulai) -> <kenal> -[nama = null]-> (asing)\n<kenal> -> ajukan")
    named = FACTS.replace("ronde = 1", 'ronde = 1\nnama = "=null"')
    assert judged(desk, case, drawn(way, facts=named)).now.end == "tutup"
    assert judged(desk, first, drawn(way, facts=named)).now.end == "asing"
    forgets = named.replace('carry = ["nama", "nib"]', 'carry = ["nib"]')
    assert judged(desk, case, drawn(way, facts=forgets)).now.end == "asing"


# -- what cannot be played --------------------------------------------------------------------------------------------


def test_a_draft_that_the_engine_does_not_take_is_refused(desk: Desk) -> None:
    two_starts = drawn(("(mulai) -> ajukan", "(mulai) -> ajukan\n(juga) -> ajukan"))
    with pytest.raises(Refused):
        judged(desk, desk.started("tutup"), two_starts)


def test_a_case_whose_definition_is_gone_cannot_be_tested(desk: Desk) -> None:
    case = replace(desk.now(desk.started("tutup")), digest="0" * 64)
    plan = BacktestPlan("permit", "x", DAY, DAY)
    run = opened(desk.office, desk.office.read(permit_bundle()), plan)
    ((_, found),) = run.verdicts([case])
    assert (found.outcome, str(found.reason)) == (
        Outcome.UNTESTABLE,
        "The definition 000000000000 is not in the books.",
    )
