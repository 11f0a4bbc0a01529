"""From the desk of the Kepala Dinas to the page behind the code: with the keyboard, on a phone, without scripts."""

from io import BytesIO

import pytest

from app.connectors.signing.demo import PASSPHRASE
from app.model.document import Document, DocumentState
from app.model.paper import Kind
from tests.browser.backstage import Backstage
from tests.signing import a_letter

pytestmark = pytest.mark.browser
CODE = "kodekodekodekodekodekode"


@pytest.fixture
def letter(backstage: Backstage) -> Document:
    """A document that waits for the Kepala Dinas."""
    office = backstage.office
    number = backstage.bring("ajukan_verifikasi")
    digest, _ = office.vault.put(BytesIO(a_letter()), limit=10**8)
    now = office.clock()
    with office.store.writing() as unit:
        case = unit.instance_by_number(number)
        assert case is not None
        document = Document(
            *(0, case.id, "penugasan_tim", 1, "x.md", Kind.SURAT_TUGAS, "SURAT TUGAS", now.date(), CODE, now),
            post="kadis",
            state=DocumentState.FILED,
            filed=digest,
            number="500/0042/SPT/2026",
        )
        added = unit.add_document(document)
        unit.commit()
    return added


def test_a_letter_is_signed_by_keyboard_and_proved_on_a_phone(letter: Document, come, backstage: Backstage) -> None:
    page = come("kadis").page
    page.goto("/tanda-tangan")
    page.locator(f"#document-{letter.id}").focus()
    page.keyboard.press("Space")
    page.locator("input[name=passphrase]").focus()
    page.keyboard.type(PASSPHRASE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("1 dokumen ditandatangani.").wait_for()

    with backstage.office.store.reading() as reader:
        signed = reader.document(letter.id)
    with backstage.office.vault.open(signed.signed) as file:
        data = file.read()
    phone = come(scripts=False, width=390).page
    phone.goto(f"/dokumen/{CODE}")
    assert phone.locator(".chip.good").inner_text() == "berlaku"
    assert "SIMULASI" in phone.locator("main").inner_text()
    phone.set_input_files("input[name=copy]", {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": data})
    with phone.expect_navigation():
        phone.get_by_role("button", name="Bandingkan salinan").click()
    phone.get_by_text("sama persis, bit demi bit, dengan dokumen yang ditandatangani").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
