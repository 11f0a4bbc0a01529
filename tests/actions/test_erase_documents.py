"""Documents are archives: their rows lose the words of a person, their numbers and PDFs stay."""

from dataclasses import replace

from app.actions._redact import redacted
from app.actions.archive.verify import verify_case
from app.actions.erase import preview
from app.actions.file_documents import file_next
from app.model.document import Document, Signature
from app.model.instance import ProcessInstance
from app.model.loss import Gone, Loss, Trace, Wish
from tests.actions.conftest import MORNING, Desk
from tests.actions.letters import RECEIPT, bundle_with, issued, lettered
from tests.actions.test_erase import NAME, ended, gone, variables


def filed(desk: Desk, template: str) -> tuple[ProcessInstance, Document]:
    """A case that has ended, and its receipt."""
    lettered(desk, {"ajukan": template})
    case = ended(desk)
    while file_next(desk.office, "w"):
        pass
    (document,) = issued(desk, case.id)
    return case, document


def loss(desk: Desk, case: ProcessInstance, wish: Wish) -> Loss:
    return preview(desk.office, case.id, wish, by=desk.people["awas"])


def test_the_words_vanish_and_the_document_keeps_its_number_its_signer_and_its_pdf(desk: Desk) -> None:
    template = RECEIPT.replace("series", 'addressee = "{{ nama }}"\nseries', 1)
    case, before = filed(desk, template.replace("nomor {{", "{{ langkah.ajukan.oleh }} nomor {{"))
    wish = variables("nama", "nib")
    found = loss(desk, case, wish)
    assert [it.id for it in found.documents] == [before.id]
    assert Trace("document", before.number) in found.elsewhere
    gone(desk, case, wish)
    (after,) = issued(desk, case.id)
    assert after == replace(before, subject="", addressee="", data=after.data)
    assert after.data["signer"] == before.data["signer"]
    assert desk.office.vault.has(before.filed or "")
    assert verify_case(desk.office, case.number) == []


def test_a_document_that_says_nothing_of_it_is_left_alone(desk: Desk) -> None:
    case, _ = filed(desk, RECEIPT.replace("{{ nama }}", "").replace("{{ nib }}", ""))
    found = loss(desk, case, variables("nama"))
    assert found.documents == []
    assert not any(trace.kind == "document" for trace in found.elsewhere)


def test_what_a_letter_was_filled_with_loses_names_words_and_files(desk: Desk) -> None:
    _, document = filed(desk, RECEIPT)
    photo = {"digest": "ab" * 32, "name": "sri.jpg", "size": 1}
    values = {"nama": "S", "ringkas": f"Atas nama {NAME}", "biaya": 50, "foto": [photo]}
    steps = {"ajukan": {"oleh": f"{NAME} (pemohon)", "tanggal": "2026-03-17"}}
    signed = Signature("opi", MORNING, "wet-ink", facts={"name": f"Budi dan {NAME}", "date": "2026-03-17"})
    told = replace(document, data={"values": values, "steps": steps, "signer": {"name": "Opi"}}, signature=signed)
    process = desk.office.read(bundle_with({"ajukan": RECEIPT}))
    (after,) = redacted(process, [told], Gone(frozenset({"nama"}), frozenset({"ab" * 32}), frozenset({NAME})))
    assert after.data == {
        "values": {"biaya": 50, "foto": [{"digest": "", "name": "", "size": 1}]},
        "steps": {"ajukan": {"oleh": "", "tanggal": "2026-03-17"}},
        "signer": {"name": "Opi"},
    }
    assert after.signature is not None
    assert after.signature.facts == {"name": "", "date": "2026-03-17"}


def test_a_document_whose_template_is_not_there_any_more_loses_words_all_the_same(desk: Desk) -> None:
    _, document = filed(desk, RECEIPT)
    process = desk.office.read(bundle_with({}))
    (after,) = redacted(process, [document], Gone(frozenset(), frozenset(), frozenset({NAME})))
    assert after.subject == ""
