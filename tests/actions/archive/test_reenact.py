"""A case is played again from what came into it; whatever somebody has changed in its history shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from json import dumps, loads
from typing import Any

import pytest

from app.actions.archive.reenact import reenact, reenacted
from app.actions.cancel import cancel
from app.actions.claim import claim
from app.actions.correct import correct
from app.actions.retry import retry
from app.model.errors import Forbidden, LajurError, NotFound, StepFailed
from app.model.event import Event, Happening
from app.model.instance import ProcessInstance
from app.model.reenactment import Outcome, Verdict
from app.ports import Answer, ConnectorFailed, Reader
from tests.actions.conftest import Desk

Tamper = Callable[[list[Event]], list[Event]]


@dataclass
class Forged:
    """Books in which somebody has changed the history."""

    books: Reader
    tamper: Tamper

    def history(self, instance_id: int) -> Sequence[Event]:
        return self.tamper(list(self.books.history(instance_id)))

    def bundle(self, digest: str) -> Any:
        return self.books.bundle(digest)


def judged(desk: Desk, case: ProcessInstance, tamper: Tamper = lambda events: events, **held: Any) -> Verdict:
    with desk.office.store.reading() as reader:
        whole = reader.instance(case.id)
        assert whole is not None
        return reenact(desk.office, Forged(reader, tamper), replace(whole, **held))


def served(desk: Desk) -> ProcessInstance:
    """A case that was granted, after a question and a failure of the system outside."""
    desk.system.answers = [ConnectorFailed("Tidak menjawab."), Answer({"nomor": "S-1"})]
    case = desk.started()
    desk.go_on(hours=3)
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    desk.do(case, "periksa", "opi", hasil="tanya")
    desk.go_on(days=1)
    desk.do(case, "jawab", "siti", jawaban="Sudah.")
    desk.do(case, "periksa", "opi", hasil="setuju")
    desk.run_machines()
    desk.go_on(minutes=1)
    desk.run_machines()
    assert desk.now(case).end == "terbit"
    return case


def rewritten(kind: Happening, at: str | None, /, **changes: Any) -> Tamper:
    """Change the first event of a kind at an element: fields of its header, or entries of its `payload`."""

    def tamper(events: list[Event]) -> list[Event]:
        found = next(event for event in events if (event.kind, event.element) == (kind, at))
        told, fields = changes.get("payload"), {**changes}
        if told is not None:
            fields["payload"] = dumps({**loads(found.payload or b"{}"), **told}).encode()
        place = events.index(found)
        return [*events[:place], replace(found, **fields), *events[place + 1 :]]

    return tamper


def test_a_case_with_questions_failures_and_claims_comes_out_the_same(desk: Desk) -> None:
    found = judged(desk, served(desk))
    assert (found.outcome, str(found.reason)) == (
        Outcome.SAME,
        "The recorded inputs lead to the same 6 steps and to the same variables.",
    )


def test_a_case_that_still_runs_stands_where_its_history_leads(desk: Desk) -> None:
    assert judged(desk, desk.started()).outcome is Outcome.SAME
    moved = judged(desk, desk.started(), state=desk.now(served(desk)).state or b"{}")
    assert (moved.outcome, str(moved.reason)) == (
        Outcome.DIFFERS,
        "The steps are the same, but the case does not stand where they lead to.",
    )


@pytest.mark.parametrize("code", ["ditolak", None])
def test_errors_of_systems_are_played_again(desk: Desk, code: str | None) -> None:
    desk.system.answers = [Answer({"nomor": "S-1"}, code)]
    case = desk.started("setuju")
    desk.run_machines()
    assert desk.now(case).end == ("gagal" if code else "terbit")
    assert judged(desk, case).outcome is Outcome.SAME


def test_a_timer_that_fired_is_played_again(desk: Desk) -> None:
    case = desk.started()
    desk.go_on(days=3, minutes=7)
    desk.run_machines()
    assert desk.now(case).end == "lewat"
    assert judged(desk, case).outcome is Outcome.SAME


def test_a_message_that_ended_a_case_is_played_again(desk: Desk) -> None:
    case = desk.start()
    desk.do(case, "tarik", "siti", alasan="Berubah.")
    assert desk.now(case).end == "ditarik"
    assert judged(desk, case).outcome is Outcome.SAME


def test_a_case_that_was_cancelled_is_played_to_its_cancellation(desk: Desk) -> None:
    case = desk.started()
    cancel(desk.office, case.id, "Salah alamat.", by=desk.people["awas"])
    found = judged(desk, case)
    assert (found.outcome, found.steps) == (Outcome.SAME, 3)


def stopped(desk: Desk) -> ProcessInstance:
    """A case that stopped at a condition, was corrected and tried again."""
    case = desk.started("hitung")
    desk.do(case, "bayar", "opi", catatan="x")
    work = desk.open(case, "bayar")
    correct(desk.office, case.id, {"biaya": 50}, "Lupa.", by=desk.people["awas"])
    retry(desk.office, work.id, by=desk.people["awas"])
    assert desk.now(case).end == "selesai"
    return case


def test_an_incident_that_was_corrected_and_tried_again_is_played_again(desk: Desk) -> None:
    assert judged(desk, stopped(desk)).outcome is Outcome.SAME


def test_manual_evidence_is_played_again(desk: Desk) -> None:
    by_hand = replace(desk, office=replace(desk.office, manual={"lane_sistem": "operator"}))
    case = by_hand.started("setuju")
    by_hand.do(case, "kirim", "opi", bukti="Tanda terima 7.")
    assert judged(by_hand, case).outcome is Outcome.SAME


# -- what was changed shows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tamper", "number", "only_logged", "only_enacted"),
    [
        pytest.param(
            rewritten(Happening.WORK_COMPLETED, "periksa", payload={"outputs": {"hasil": "tutup"}}),
            12,
            ("jawab", "kirim", "lupa", "periksa", "putusan", "terbit"),
            ("tutup",),
            id="another answer",
        ),
        pytest.param(
            rewritten(Happening.ELEMENT_PASSED, "putusan", element="tarif"),
            11,
            ("tarif",),
            ("putusan",),
            id="another element",
        ),
        pytest.param(rewritten(Happening.WORK_OPENED, "jawab", flow="putusan_tutup"), 12, (), (), id="another flow"),
        pytest.param(
            rewritten(Happening.WORK_OPENED, "lupa", payload={"due": "2026-04-01T00:00:00+00:00"}),
            7,
            (),
            (),
            id="another due time",
        ),
        pytest.param(rewritten(Happening.WORK_OPENED, "periksa", payload={"token": 99}), 6, (), (), id="another token"),
        pytest.param(
            rewritten(Happening.INSTANCE_ENDED, "terbit", element="gagal"),
            26,
            ("gagal",),
            ("terbit",),
            id="another end",
        ),
    ],
)
def test_where_the_history_was_changed_is_named(
    desk: Desk, tamper: Tamper, number: int, only_logged: tuple[str, ...], only_enacted: tuple[str, ...]
) -> None:
    found = judged(desk, served(desk), tamper)
    assert found.outcome is Outcome.DIFFERS, found
    assert found.difference is not None
    assert (found.difference.number, found.only_logged, found.only_enacted) == (number, only_logged, only_enacted)
    assert str(found.reason) == f"At event {number} the re-enactment goes another way than the history."


def test_another_time_of_a_step_shows_in_the_times_that_follow_from_it(desk: Desk) -> None:
    def later(events: list[Event]) -> list[Event]:
        first = next(event for event in events if event.kind is Happening.WORK_COMPLETED)
        return [replace(it, at=it.at + timedelta(hours=1)) if it.at == first.at else it for it in events]

    case = desk.start()
    desk.go_on(hours=1)
    desk.do(case, "ajukan", "siti", nama="PT Contoh", nib="9999")
    found = judged(desk, case, later)
    assert found.difference is not None
    assert found.difference.logged is not None
    assert found.difference.enacted is not None
    assert found.difference.logged.element == found.difference.enacted.element == "lupa"
    assert found.difference.logged.terms != found.difference.enacted.terms


def test_an_answer_that_only_changes_a_variable_shows_in_the_variables(desk: Desk) -> None:
    tamper = rewritten(
        Happening.WORK_COMPLETED, "ajukan", payload={"outputs": {"nama": "PT Lain", "nib": "9999", "berkas": []}}
    )
    found = judged(desk, served(desk), tamper)
    assert (found.outcome, found.difference) == (Outcome.DIFFERS, None)
    assert str(found.reason) == "The steps are the same, but the case does not hold the variables they lead to: nama."


@pytest.mark.parametrize(
    "held", [{"nomor": 1, "ronde": True}, {"ronde": 1.0}, {"rahasia": None}], ids=["kind", "number", "new"]
)
def test_variables_that_are_only_nearly_the_same_are_named(desk: Desk, held: dict[str, Any]) -> None:
    case = served(desk)
    variables = {**desk.now(case).variables, **held}
    found = judged(desk, case, variables=variables)
    assert str(found.reason).endswith(f": {', '.join(sorted(held))}.")


def test_a_step_that_the_history_has_invented_meets_nothing_that_waits(desk: Desk) -> None:
    def invented(events: list[Event]) -> list[Event]:
        again = next(event for event in events if event.element == "ajukan" and event.kind is Happening.WORK_COMPLETED)
        return [*events, replace(again, number=len(events) + 1)]

    running = judged(desk, desk.started(), invented)
    over = judged(desk, served(desk), invented)
    for found, sentence in ((running, "Nothing waits at ajukan for it."), (over, "The case is over there already.")):
        assert found.difference is not None
        assert str(found.difference.failure) == sentence


def test_a_correction_that_the_history_hides_makes_the_step_fail_again(desk: Desk) -> None:
    def hidden(events: list[Event]) -> list[Event]:
        kept = [event for event in events if event.kind is not Happening.VARIABLES_CORRECTED]
        return [replace(event, number=number) for number, event in enumerate(kept, 1)]

    found = judged(desk, stopped(desk), hidden)
    assert found.difference is not None
    assert isinstance(found.difference.failure, StepFailed)
    assert (found.only_logged, found.only_enacted) == (("bayar", "selesai", "tarif", "tarik"), ())


def test_a_start_that_could_not_be_made_is_no_start(desk: Desk) -> None:
    class Stumbling:
        def start(self, *_: object, **__: object) -> object:
            raise StepFailed("mulai", LajurError("no such variable"))

        def advance(self, *_: object, **__: object) -> object:
            raise AssertionError

    case = desk.start()
    found = judged(replace(desk, office=replace(desk.office, engine=Stumbling())), case)
    assert found.difference is not None
    assert (found.difference.number, str(found.difference.failure)) == (
        2,
        "The process cannot go on at mulai: no such variable",
    )


# -- what cannot be told ------------------------------------------------------------------------------------------


def gone(number: int) -> Tamper:
    return lambda events: [replace(it, payload=None) if it.number == number else it for it in events]


@pytest.mark.parametrize("number", [1, 5])
def test_where_a_content_that_is_needed_was_erased_it_cannot_be_told(desk: Desk, number: int) -> None:
    found = judged(desk, served(desk), gone(number))
    assert (found.outcome, str(found.reason)) == (
        Outcome.UNKNOWN,
        f"The content of event {number} was erased, and it is needed.",
    )


@pytest.mark.parametrize("number", [3, 7])
def test_where_a_content_that_is_not_needed_was_erased_it_can(desk: Desk, number: int) -> None:
    case = served(desk)
    assert desk.history(case)[number - 1].kind is Happening.WORK_OPENED
    assert judged(desk, case, gone(number)).outcome is Outcome.SAME


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (lambda events: events[1:], "The history is not complete: event 1 is missing or out of its place."),
        (lambda events: [], "The history is not complete: event 1 is missing or out of its place."),
        (
            lambda events: [*events, replace(events[0], number=len(events) + 1)],
            "The history is not complete: event 1 is missing or out of its place.",
        ),
        (rewritten(Happening.INSTANCE_STARTED, None, payload={"definition": "ff" * 32}), "The definition ffffffffffff"),
        (
            lambda events: [replace(events[0], payload=b"?"), *events[1:]],
            "The content of event 1 cannot be read.",
        ),
    ],
    ids=["beginning cut off", "empty", "begins twice", "unknown definition", "unreadable"],
)
def test_what_cannot_be_told_is_said_with_its_reason(desk: Desk, tamper: Tamper, sentence: str) -> None:
    found = judged(desk, served(desk), tamper)
    assert found.outcome is Outcome.UNKNOWN
    assert str(found.reason).startswith(sentence)


def test_a_definition_that_cannot_be_read_any_more_is_a_reason(desk: Desk) -> None:
    def read(_: object) -> Any:
        raise LajurError("The diagram cannot be read.")

    case = served(desk)
    found = judged(replace(desk, office=replace(desk.office, read=read, shelf={})), case)
    assert (found.outcome, str(found.reason)) == (Outcome.UNKNOWN, "The diagram cannot be read.")


def test_only_auditors_have_cases_re_enacted(desk: Desk) -> None:
    case = served(desk)
    assert reenacted(desk.office, case.number, by=desk.people["audi"]).verdict.outcome is Outcome.SAME
    with pytest.raises(Forbidden):
        reenacted(desk.office, case.number, by=desk.people["awas"])
    with pytest.raises(NotFound):
        reenacted(desk.office, "P-2026-99999", by=desk.people["audi"])
