"""Who may see which document, and how one is taken back."""

from dataclasses import replace

import pytest

from app.actions.documents import document, make, pdf, take_back
from app.actions.erase import erase_data
from app.actions.file_documents import file_next
from app.actions.look import case as look_at
from app.model.document import DocumentState
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.event import Happening, told
from app.model.loss import Wish
from tests.actions.conftest import Desk
from tests.actions.letters import issued, lettered


@pytest.fixture
def letters(desk: Desk) -> Desk:
    return lettered(desk)


def filed(desk: Desk) -> None:
    while file_next(desk.office, "w"):
        pass


def test_the_office_sees_all_documents_the_applicant_those_that_go_to_him(letters: Desk) -> None:
    case = letters.started("setuju")
    seen = {who: look_at(letters.office, case.number, letters.people[who]).documents for who in ("siti", "opi", "audi")}
    assert [it.element for it in seen["siti"]] == ["ajukan"]
    assert [it.element for it in seen["opi"]] == [it.element for it in seen["audi"]] == ["ajukan", "periksa"]


@pytest.mark.parametrize(("who", "element"), [("budi", "ajukan"), ("budi", "periksa"), ("siti", "periksa")])
def test_a_document_of_others_is_not_there(letters: Desk, who: str, element: str) -> None:
    case = letters.started("setuju")
    filed(letters)
    found = next(it for it in issued(letters, case.id) if it.element == element)
    with pytest.raises(NotFound):
        pdf(letters.office, found.id, letters.people[who])
    with pytest.raises(NotFound):
        document(letters.office, 99, letters.people["opi"])


def test_a_document_can_be_taken_away_once_its_pdf_is_there(letters: Desk) -> None:
    case = letters.started()
    [receipt] = issued(letters, case.id)
    with pytest.raises(NotFound, match="being made"):
        pdf(letters.office, receipt.id, letters.people["siti"])
    filed(letters)
    found, stream = pdf(letters.office, receipt.id, letters.people["siti"])
    assert stream.read().startswith(b"%PDF TANDA TERIMA")
    assert found.digest == found.filed


def test_a_document_is_cancelled_with_a_reason_and_its_number_stays(letters: Desk) -> None:
    case = letters.started()
    [receipt] = issued(letters, case.id)
    taken = take_back(letters.office, receipt.id, " Salah nama \n", by=letters.people["awas"])
    assert (taken.state, taken.note, taken.number) == (DocumentState.CANCELLED, "Salah nama", "001/TT/2026")
    last = letters.history(case)[-1]
    assert (last.kind, last.actor) == (Happening.DOCUMENT_CANCELLED, "user:awas")
    assert told(last)["note"] == "Salah nama"
    assert look_at(letters.office, case.number, letters.people["siti"]).documents == []
    letters.started()
    with letters.office.store.reading() as reader:
        assert reader.document_serials("tt", 2026) == [1, 2]


def test_a_signed_document_is_revoked_and_the_applicant_sees_that(letters: Desk) -> None:
    case = letters.started()
    filed(letters)
    [receipt] = issued(letters, case.id)
    with letters.office.store.writing() as unit:
        unit.save_document(replace(receipt, state=DocumentState.SIGNED, signed="ab" * 32))
        unit.commit()
    taken = take_back(letters.office, receipt.id, "Keliru", by=letters.people["awas"])
    assert taken.state is DocumentState.REVOKED
    assert letters.history(case)[-1].kind is Happening.DOCUMENT_REVOKED
    [seen] = look_at(letters.office, case.number, letters.people["siti"]).documents
    assert seen.note == "Keliru"


def test_only_supervisors_take_back_only_once_and_not_without_a_reason(letters: Desk) -> None:
    [receipt] = issued(letters, letters.started().id)
    with pytest.raises(Forbidden):
        take_back(letters.office, receipt.id, "x", by=letters.people["opi"])
    with pytest.raises(LajurError, match="reason"):
        take_back(letters.office, receipt.id, " ", by=letters.people["awas"])
    take_back(letters.office, receipt.id, "x", by=letters.people["awas"])
    with pytest.raises(Conflict):
        take_back(letters.office, receipt.id, "x", by=letters.people["awas"])


def test_a_pdf_nobody_was_to_make_can_be_asked_for_by_the_office(letters: Desk) -> None:
    printer = letters.office.printer
    letters.office = replace(letters.office, printer=None)
    case = letters.started()
    letters.office = replace(letters.office, printer=printer)
    [receipt] = issued(letters, case.id)
    filed(letters)
    assert issued(letters, case.id) == [receipt]
    for who, refusal in (("siti", Conflict), ("audi", Forbidden), ("budi", NotFound)):
        with pytest.raises(refusal):
            make(letters.office, receipt.id, by=letters.people[who])
    make(letters.office, receipt.id, by=letters.people["opi"])
    filed(letters)
    assert issued(letters, case.id)[0].state is DocumentState.FILED
    with pytest.raises(Conflict):
        make(letters.office, receipt.id, by=letters.people["opi"])


def test_what_tells_of_documents_is_never_erased_and_nothing_while_one_is_being_made(letters: Desk) -> None:
    case = letters.started()
    issuing = next(it for it in letters.history(case) if it.kind is Happening.DOCUMENT_ISSUED)
    names, events = Wish(variables=frozenset({"nama"})), Wish(events=frozenset({issuing.number}))
    with pytest.raises(Conflict, match="being made"):
        erase_data(letters.office, case.id, names, "Diminta", by=letters.people["awas"])
    filed(letters)
    with pytest.raises(LajurError, match="document"):
        erase_data(letters.office, case.id, events, "Diminta", by=letters.people["awas"])
