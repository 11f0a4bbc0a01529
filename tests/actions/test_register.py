"""Steps write into the books of letters, and the books can be checked against the log."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.actions.archive.book_check import BookBreak, Wrong, book_breaks
from app.actions.correct import correct
from app.actions.erase import erase
from app.actions.retry import retry
from app.library.definition import read_definition
from app.model.calendar import PONTIANAK
from app.model.definition import Deployment
from app.model.errors import Conflict
from app.model.instance import ProcessInstance
from app.model.register import Book, RegisterEntry, RegisterQuery
from app.model.sop import Sop
from app.ports import Answer, ConnectorFailed
from tests.actions.conftest import FACTS, MORNING, Desk, permit_bundle

LETTERS = (
    FACTS
    + """
[[letters]]
book = "masuk"
element = "ajukan"
number = "=nomor_kasus"
date = "=today()"
party = "=nama"
note = "=tidak_ada + 1"
subject = "Permohonan"

[[letters]]
book = "keluar"
element = "periksa"
when = "=hasil = \\"setuju\\""
number = "=\\"S/\\" + nomor_kasus"
party = "=[nama, nib, null, {a: 1}, false]"

[[letters]]
book = "masuk"
element = "jawab"
subject = "=jawaban"

[[letters]]
book = "ekspedisi"
element = "kirim"
number = "=\\"S/\\" + nib"
via = "=nomor"
"""
)
BUNDLE = permit_bundle(facts=LETTERS)


@pytest.fixture
def office_with_books(desk: Desk) -> Desk:
    with desk.office.store.writing() as unit:
        unit.add_bundle(BUNDLE)
        unit.add_deployment(Deployment("permit", 2, BUNDLE.digest, "system", MORNING))
        unit.commit()
    return desk


@pytest.fixture
def sop() -> Sop:
    return read_definition(BUNDLE).sop


def book(desk: Desk, wanted: Book, year: int = 2026) -> list[RegisterEntry]:
    with desk.office.store.reading() as reader:
        return list(reader.register(RegisterQuery(wanted, year)))


def of(desk: Desk, case: ProcessInstance) -> list[RegisterEntry]:
    with desk.office.store.reading() as reader:
        return list(reader.register_among([case.id]))


def test_a_completed_step_writes_its_line_with_what_the_case_then_knows(office_with_books: Desk) -> None:
    case = office_with_books.started()
    [line] = book(office_with_books, Book.INCOMING)
    assert (line.year, line.number, line.day, line.at) == (2026, 1, MORNING.date(), MORNING)
    assert (line.instance, line.case, line.actor) == (case.id, case.number, "user:siti")
    assert office_with_books.history(case)[line.event - 1].element == "ajukan"
    assert line.columns == {
        "number": case.number,
        "date": "2026-03-17",
        "party": "PT Contoh",
        "subject": "Permohonan",
    }


def test_a_line_is_written_only_when_its_condition_holds(office_with_books: Desk) -> None:
    office_with_books.started("tutup")
    assert book(office_with_books, Book.OUTGOING) == []
    granted = office_with_books.started("setuju")
    [line] = book(office_with_books, Book.OUTGOING)
    assert line.columns == {"number": f"S/{granted.number}", "party": "PT Contoh, 9999"}


def test_machines_write_lines_too(office_with_books: Desk) -> None:
    office_with_books.started("setuju")
    office_with_books.run_machines()
    [line] = book(office_with_books, Book.DISPATCH)
    assert (line.actor, line.columns["via"]) == ("worker:sistem.kirim", "SIMULASI-1")


def test_an_answer_that_is_an_error_of_the_process_is_no_letter(office_with_books: Desk) -> None:
    office_with_books.system.answers.append(Answer({}, error="ditolak"))
    office_with_books.started("setuju")
    office_with_books.run_machines()
    assert book(office_with_books, Book.DISPATCH) == []


def test_numbers_run_per_book_and_year_of_the_office(office_with_books: Desk) -> None:
    office_with_books.started("setuju")
    office_with_books.clock.now = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23.59 in Pontianak
    office_with_books.started()
    office_with_books.clock.now = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    office_with_books.started()
    assert [(it.number, it.day) for it in book(office_with_books, Book.INCOMING)] == [
        (1, MORNING.date()),
        (2, date(2026, 12, 31)),
    ]
    assert [(it.number, it.day) for it in book(office_with_books, Book.INCOMING, 2027)] == [(1, date(2027, 1, 1))]
    assert [it.number for it in book(office_with_books, Book.OUTGOING)] == [1]


def test_a_step_that_fails_gives_its_number_back(office_with_books: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = office_with_books.start()
    unit = type(office_with_books.office.store.writing().__enter__())

    def fail(*_: Any) -> None:
        raise Conflict

    with monkeypatch.context() as patch:
        patch.setattr(unit, "discard_draft", fail)
        with pytest.raises(Conflict):
            office_with_books.do(case, "ajukan", "siti", nama="PT Contoh", nib="1")
    assert book(office_with_books, Book.INCOMING) == []
    office_with_books.do(case, "ajukan", "siti", nama="PT Contoh", nib="1")
    assert [it.number for it in book(office_with_books, Book.INCOMING)] == [1]


def test_a_version_without_letters_writes_nothing(desk: Desk) -> None:
    desk.started("setuju")
    assert book(desk, Book.INCOMING) == []


@pytest.fixture
def answered(office_with_books: Desk) -> ProcessInstance:
    """A case in which three lines were written: received, answered, received again."""
    case = office_with_books.started("tanya")
    office_with_books.do(case, "jawab", "siti", jawaban="Sudah")
    return office_with_books.do(case, "periksa", "opi", hasil="setuju")


def breaks(desk: Desk, case: ProcessInstance, sop: Sop, *entries: RegisterEntry) -> list[tuple[Book, int, Wrong]]:
    found = book_breaks(sop, desk.history(case), entries, PONTIANAK)
    return [(it.book, it.event, it.wrong) for it in found]


def test_books_that_say_what_the_log_says_are_whole(
    office_with_books: Desk, answered: ProcessInstance, sop: Sop
) -> None:
    lines = of(office_with_books, answered)
    assert [it.book for it in lines] == [Book.INCOMING, Book.INCOMING, Book.OUTGOING]
    assert breaks(office_with_books, answered, sop, *lines) == []


def test_every_way_to_forge_a_book_is_named(office_with_books: Desk, answered: ProcessInstance, sop: Sop) -> None:
    first, second, third = of(office_with_books, answered)
    assert breaks(office_with_books, answered, sop, first, third) == [(Book.INCOMING, second.event, Wrong.MISSING)]
    for forged in (
        replace(first, columns={**first.columns, "party": "PT Lain"}),
        replace(first, actor="user:opi"),
        replace(first, at=datetime(2026, 1, 1, tzinfo=UTC)),
        replace(first, case="P-2026-00009"),
    ):
        assert breaks(office_with_books, answered, sop, forged, second, third) == [
            (Book.INCOMING, first.event, Wrong.DIFFERENT)
        ]
    invented = replace(first, event=1)
    beyond = replace(first, event=99)
    of_another_book = replace(third, book=Book.DISPATCH)
    for extra in (invented, beyond, of_another_book):
        assert breaks(office_with_books, answered, sop, first, second, third, extra) == [
            (extra.book, extra.event, Wrong.UNKNOWN)
        ]


def test_a_line_whose_condition_never_held_is_unknown_to_the_log(office_with_books: Desk, sop: Sop) -> None:
    closed = office_with_books.started("tutup")
    [received] = of(office_with_books, closed)
    history = office_with_books.history(closed)
    event = next(it for it in history if it.element == "periksa" and it.kind == "work:completed")
    forged = replace(received, book=Book.OUTGOING, event=event.number, actor=event.actor, at=event.at)
    assert book_breaks(sop, history, [received, forged], PONTIANAK) == (
        BookBreak(Book.OUTGOING, event.number, forged.number, Wrong.UNKNOWN),
    )


def test_what_was_erased_from_the_log_is_no_break(office_with_books: Desk, answered: ProcessInstance, sop: Sop) -> None:
    lines = of(office_with_books, answered)
    erase(office_with_books.office, answered.id, lines[0].event, "UU 27/2022", by=office_with_books.people["awas"])
    assert breaks(office_with_books, answered, sop, *lines) == []
    stranger = replace(lines[0], event=lines[0].event + 1)
    assert breaks(office_with_books, answered, sop, *lines, stranger) == [
        (Book.INCOMING, stranger.event, Wrong.UNKNOWN)
    ]


def test_a_corrected_variable_stands_in_the_lines_that_follow(office_with_books: Desk, sop: Sop) -> None:
    office_with_books.system.answers.append(ConnectorFailed("mati", permanent=True))
    case = office_with_books.started("setuju")
    office_with_books.run_machines()
    supervisor, stopped = office_with_books.people["awas"], office_with_books.open(case, "kirim")
    correct(office_with_books.office, case.id, {"nib": "1234"}, "Salah tulis", by=supervisor)
    retry(office_with_books.office, stopped.id, by=supervisor)
    office_with_books.run_machines()
    sent = [it for it in of(office_with_books, case) if it.book is Book.DISPATCH]
    assert [it.columns["number"] for it in sent] == ["S/1234"]
    assert breaks(office_with_books, case, sop, *of(office_with_books, case)) == []
