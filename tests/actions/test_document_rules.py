"""Rules of the SOP about documents hold up a completion, with a sentence."""

from dataclasses import replace

import pytest

from app.actions.file_documents import file_next
from app.model.document import DocumentState
from app.model.errors import Conflict, Invalid
from tests.actions.conftest import FACTS, Desk
from tests.actions.letters import issued, lettered

RULES = (
    FACTS
    + """
[[document_rules]]
element = "periksa"
field = "hasil"
require = "=hasil != \\"bayar\\" and terbit.ajukan.nomor != null"
message = "Tanda terima belum ada."
message_en = "There is no receipt yet."

[[document_rules]]
element = "jawab"
require = "=terbit.periksa.bertanda_tangan != null"
message = "Berita acara belum ditandatangani."

[[document_rules]]
element = "bayar"
require = "=1 + catatan"
message = "Tidak dapat dihitung."
"""
)


@pytest.fixture
def ruled(desk: Desk) -> Desk:
    return lettered(desk, facts=RULES)


def test_what_a_rule_forbids_is_told_at_its_field_in_both_languages(ruled: Desk) -> None:
    case = ruled.started()
    with pytest.raises(Invalid) as refused:
        ruled.do(case, "periksa", "opi", hasil="bayar")
    problem = refused.value.problems["hasil"]
    assert problem.facts == {"message": "Tanda terima belum ada.", "message_en": "There is no receipt yet."}
    ruled.do(case, "periksa", "opi", hasil="tanya")


def test_a_rule_without_a_field_speaks_of_the_signed_document(ruled: Desk) -> None:
    case = ruled.started("tanya")
    with pytest.raises(Conflict, match="belum ditandatangani"):
        ruled.do(case, "jawab", "siti", jawaban="Ya.")
    while file_next(ruled.office, "w"):
        pass
    minutes = issued(ruled, case.id)[-1]
    with ruled.office.store.writing() as unit:
        unit.save_document(replace(minutes, state=DocumentState.SIGNED, signed="ab" * 32))
        unit.commit()
    ruled.do(case, "jawab", "siti", jawaban="Ya.")


def test_a_rule_that_cannot_be_computed_does_not_hold(ruled: Desk) -> None:
    case = ruled.started("hitung")
    with pytest.raises(Conflict, match="dihitung"):
        ruled.do(case, "bayar", "opi", catatan="x")
