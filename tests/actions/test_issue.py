"""Completing an element issues its letters: with numbers without gaps, in the very step."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.actions.absences import add_absence
from app.actions.complete import complete
from app.actions.correct import correct
from app.actions.retry import retry
from app.actions.standings import present
from app.model.document import DocumentState
from app.model.errors import Conflict, unpacked
from app.model.event import Happening, told
from app.model.instance import WorkState
from app.model.paper import Kind
from app.model.paper_data import unpacked_signer
from app.ports import Answer
from tests.actions.conftest import FACTS, MORNING, Desk
from tests.actions.letters import MINUTES, RECEIPT, SENT, TEMPLATE_FILES, issued, lettered, outgoing


@pytest.fixture
def letters(desk: Desk) -> Desk:
    return lettered(desk)


def test_a_completed_element_issues_its_letter_with_a_number(letters: Desk) -> None:
    case = letters.started()
    [receipt] = issued(letters, case.id)
    assert (receipt.element, receipt.kind, receipt.visit) == ("ajukan", Kind.TANDA_TERIMA, 1)
    assert (receipt.title, receipt.subject) == ("TANDA TERIMA", "Permohonan PT Contoh")
    assert (receipt.series, receipt.year, receipt.serial) == ("tt", 2026, 1)
    assert (receipt.number, receipt.date) == ("001/TT/2026", date(2026, 3, 17))
    assert (receipt.state, receipt.applicant) == (DocumentState.ISSUED, True)
    assert (receipt.signer, receipt.issued_at, receipt.ready_at) == ("Contoh Rama, A.Md., Operator", MORNING, MORNING)
    assert len(receipt.code) >= 16


def test_the_number_becomes_a_variable_of_the_case_and_stands_in_the_history(letters: Desk) -> None:
    case = letters.started()
    assert case.variables["nomor_terima"] == "001/TT/2026"
    history = letters.history(case)
    done = next(it for it in history if it.kind is Happening.WORK_COMPLETED)
    assert told(done)["outputs"]["nomor_terima"] == "001/TT/2026"
    event = history[done.number]
    assert event.kind is Happening.DOCUMENT_ISSUED
    assert told(event) == {
        "document": 1,
        "title": "TANDA TERIMA 001/TT/2026",
        "applicant": True,
        "template": "reports/templates/ajukan.md",
        "kind": "tanda_terima",
        "visit": 1,
        "date": "2026-03-17",
        "series": "tt",
        "serial": 1,
        "number": "001/TT/2026",
    }


def test_a_letter_whose_condition_does_not_hold_is_not_issued(letters: Desk) -> None:
    assert [it.element for it in issued(letters, letters.started("tutup").id)] == ["ajukan"]


def test_a_letter_of_a_service_is_issued_too_and_needs_no_number(letters: Desk) -> None:
    case = letters.started("setuju")
    letters.run_machines()
    [*_, sent] = issued(letters, case.id)
    assert (sent.element, sent.number, sent.serial, sent.series) == ("kirim", "", None, "")


def test_what_fails_or_ends_in_an_error_issues_nothing(letters: Desk) -> None:
    letters.system.answers = [Answer({}, error="ditolak")]
    case = letters.started("setuju")
    letters.run_machines()
    assert [it.element for it in issued(letters, case.id)] == ["ajukan", "periksa"]


def test_a_new_one_replaces_the_old_one_and_names_it(letters: Desk) -> None:
    case = letters.started("tanya")
    letters.do(case, "jawab", "siti", jawaban="Ya.")
    letters.do(case, "periksa", "opi", hasil="tanya")
    _, old, new = issued(letters, case.id)
    assert (old.state, old.number) == (DocumentState.REPLACED, "001/BAP/III/2026")
    assert (new.state, new.number, new.visit, new.replaces) == (
        DocumentState.ISSUED,
        "002/BAP/III/2026",
        2,
        old.id,
    )
    replaced = next(it for it in letters.history(case) if it.kind is Happening.DOCUMENT_REPLACED)
    assert told(replaced) == {"document": old.id, "title": "BERITA ACARA 001/BAP/III/2026", "by": new.id}
    assert new.data["issued"] == {
        "ajukan": {
            "nomor": "001/TT/2026",
            "tanggal": "2026-03-17",
            "keadaan": "issued",
            "digest": None,
            "bertanda_tangan": None,
        },
        "periksa": {
            "nomor": "001/BAP/III/2026",
            "tanggal": "2026-03-17",
            "keadaan": "issued",
            "digest": None,
            "bertanda_tangan": None,
        },
    }


def test_numbers_run_by_series_and_begin_anew_every_year(letters: Desk) -> None:
    letters.started("setuju")
    letters.started()
    letters.clock.now = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # half past midnight at the office
    last = letters.started("setuju")
    with letters.office.store.reading() as reader:
        assert reader.document_serials("tt", 2026) == [1, 2]
        assert reader.document_serials("tt", 2027) == reader.document_serials("bap", 2027) == [1]
    assert [it.number for it in issued(letters, last.id)] == ["001/TT/2027", "001/BAP/I/2027"]


def test_a_step_that_fails_at_its_very_end_gives_its_numbers_back(letters: Desk) -> None:
    case = letters.started()
    work, salts = letters.open(case, "periksa"), iter([b"s" * 16])

    def no_more_salt() -> bytes:
        try:
            return next(salts)
        except StopIteration:
            raise Conflict from None

    with pytest.raises(Conflict):
        complete(replace(letters.office, salts=no_more_salt), work.id, {"hasil": "setuju"}, by=letters.people["opi"])
    assert [it.element for it in issued(letters, case.id)] == ["ajukan"]
    letters.do(case, "periksa", "opi", hasil="setuju")
    assert issued(letters, case.id)[-1].serial == 1


def test_an_incident_issues_nothing_until_it_is_tried_again(desk: Desk) -> None:
    letters = lettered(desk, {**TEMPLATE_FILES, "bayar": SENT})
    case = letters.started("hitung")
    letters.do(case, "bayar", "opi", catatan="-")  # `biaya` is missing: the process cannot go on
    assert letters.open(case, "bayar").state is WorkState.INCIDENT
    assert [it.element for it in issued(letters, case.id)] == ["ajukan", "periksa"]
    correct(letters.office, case.id, {"biaya": 50}, "Lupa", by=letters.people["awas"])
    retry(letters.office, letters.open(case, "bayar").id, by=letters.people["awas"])
    assert [it.element for it in issued(letters, case.id)] == ["ajukan", "periksa", "bayar"]


def test_the_one_who_stands_in_signs_in_his_capacity(letters: Desk) -> None:
    office, people = letters.office, letters.people
    add_absence(office, people["opi"].id, MORNING.date(), MORNING.date(), people["sis"].login, by=None)
    case = letters.started()
    sis = present(office, people["sis"].id)
    assert sis is not None
    complete(office, letters.open(case, "periksa").id, {"hasil": "setuju"}, by=sis)
    signer = unpacked_signer(issued(letters, case.id)[-1].data["signer"])
    assert signer is not None
    assert (signer.authority.value, signer.name, signer.post, signer.nip) == ("Plh.", "Sis", "Operator", "")


def test_who_is_away_on_the_day_of_a_letter_is_not_printed_as_its_signer(desk: Desk) -> None:
    """Not even when somebody else completes the step: he could not sign it."""
    letters = lettered(desk, {"ajukan": RECEIPT})
    office, people = letters.office, letters.people
    for away in ("opi", "oka"):
        add_absence(office, people[away].id, MORNING.date(), MORNING.date(), people["sis"].login, by=None)
    signer = unpacked_signer(issued(letters, letters.started().id)[0].data["signer"])
    assert signer is not None
    assert (signer.authority.value, signer.name, signer.post) == ("Plh.", "Sis", "Operator")


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (RECEIPT.replace("{{ nama }}, NIB", "{{ nama"), "line 10"),
        (
            RECEIPT.replace('hal = "Permohonan {{ nama }}"', 'hal = "{{ string(for i in 1..1000000 return i) }}"'),
            "cannot be made",
        ),
        (
            RECEIPT.replace('series = "tt"', 'series = "tt"\nwhen = "count(for i in 1..1000000 return i) > 0"'),
            "cannot be made",
        ),
    ],
    ids=["unreadable", "subject", "condition"],
)
def test_a_template_that_is_wrong_holds_up_no_case_and_says_so(desk: Desk, template: str, problem: str) -> None:
    letters = lettered(desk, {**TEMPLATE_FILES, "ajukan": template})
    case = letters.started()
    [receipt] = issued(letters, case.id)
    assert receipt.stuck
    assert problem in str(unpacked(receipt.failure))
    assert letters.open(case, "periksa").state is WorkState.OPEN


def test_a_letter_that_goes_out_writes_its_own_line_in_the_book(letters: Desk) -> None:
    case = letters.started("setuju")
    [line] = outgoing(letters)
    assert line.columns == {
        "kind": "BERITA ACARA",
        "number": "001/BAP/III/2026",
        "date": "2026-03-17",
        "party": "PT Contoh",
        "subject": "Pemeriksaan PT Contoh",
        "signer": "Contoh Rama, A.Md., Operator",
    }
    assert letters.history(case)[line.event - 1].kind is Happening.DOCUMENT_ISSUED


def test_where_a_rule_of_the_sop_writes_the_line_there_is_only_that_one(desk: Desk) -> None:
    rule = '\n[[letters]]\nbook = "keluar"\nelement = "periksa"\nnumber = "=nomor_bap"\n'
    letters = lettered(desk, facts=FACTS + rule)
    letters.started("setuju")
    [line] = outgoing(letters)
    assert line.columns == {"number": "001/BAP/III/2026"}


def test_where_nobody_sets_letters_they_are_issued_and_nobody_waits_for_their_pdf(letters: Desk) -> None:
    letters.office = replace(letters.office, printer=None)
    [receipt] = issued(letters, letters.started().id)
    assert (receipt.number, receipt.ready_at, receipt.stuck) == ("001/TT/2026", None, False)


def test_a_series_the_house_does_not_know_gives_no_number(desk: Desk) -> None:
    letters = lettered(desk, {"periksa": MINUTES.replace('series = "bap"', 'series = "entah"')})
    case = letters.started("setuju")
    assert [(it.number, it.serial) for it in issued(letters, case.id)] == [("", None)]
    assert "nomor_bap" not in case.variables
