"""An analyst changes a form in the browser, facts without scripts, and a letter: what is seen is what is saved."""

from typing import Any

import pytest

from tests.browser.conftest import Come
from tests.browser.desk import Visitor

pytestmark = pytest.mark.browser


def begin(analyst: Visitor) -> str:
    """The address of a new working copy."""
    analyst.page.goto("/studio")
    analyst.go(analyst.page.locator("form:has([value=izin_perluasan]) button").first)
    return str(analyst.page.url)


def file(page: Any, address: str) -> Any:
    return page.request.get(address)


def test_a_question_is_added_seen_as_staff_will_see_it_and_saved(come: Come):
    analyst = come("analis")
    page, copy = analyst.page, begin(analyst)
    address = f"{copy}/berkas/forms/tarik.form"
    before = file(page, address).json()
    page.goto(f"{copy}/formulir/tarik")
    page.locator("[data-form-editor][data-ready]").wait_for()
    assert page.locator(".fjs-powered-by-link").first.is_visible()
    assert page.locator(".fjs-palette-field:visible").count() > 10
    assert page.locator(".fjs-palette-field[data-field-type=iframe]").is_hidden()
    assert page.get_by_title("Tambah Teks panjang").is_visible()
    page.locator(".fjs-palette-field[data-field-type=textarea]").press("Enter")
    page.locator("[data-preview] label", has_text="Text area").wait_for()
    page.locator(".editor-state.saved", has_text="Tersimpan").wait_for()
    after = file(page, address).json()
    assert after["components"][: len(before["components"])] == before["components"]
    assert {**after, "components": None} == {**before, "components": None}
    page.locator("button[name=_send]").click()
    page.locator("[data-preview] .form-summary").wait_for()
    page.reload()
    page.locator(".fjs-form-editor [data-field-type=textarea] label", has_text="Text area").last.wait_for()


def test_of_two_analysts_on_one_form_the_second_is_asked(come: Come):
    first, second = come("analis"), come("analis")
    second.expected = (409,)
    copy = begin(first)
    for analyst in (first, second):
        analyst.page.goto(f"{copy}/formulir/tarik")
        analyst.page.locator("[data-form-editor][data-ready]").wait_for()
    for analyst, field in ((first, "number"), (second, "checkbox")):
        analyst.page.locator(f".fjs-palette-field[data-field-type={field}]").press("Enter")
        if analyst is first:
            analyst.page.locator(".editor-state.saved", has_text="Tersimpan").wait_for()
    second.page.locator("dialog[open]").wait_for()
    second.page.locator("[data-do=overwrite]").click()
    second.page.locator(".editor-state.saved", has_text="Tersimpan").wait_for()
    kinds = [each["type"] for each in file(second.page, f"{copy}/berkas/forms/tarik.form").json()["components"]]
    assert kinds[-1] == "checkbox"


def test_facts_are_changed_without_scripts(come: Come):
    analyst = come("analis", scripts=False)
    page, copy = analyst.page, begin(analyst)
    before = file(page, f"{copy}/berkas/bpmn/sop.toml").text()
    page.goto(f"{copy}/fakta/mutu-baku")
    page.locator("[name='rows:surat_pengantar:waktu']").fill("30 menit")
    analyst.go(page.locator(".actions.last button"))
    after = file(page, f"{copy}/berkas/bpmn/sop.toml").text()
    changed = [line for line in zip(before.splitlines(), after.splitlines(), strict=True) if line[0] != line[1]]
    assert changed == [('waktu = ""', 'waktu = "30 menit"')]
    page.goto(f"{copy}/fakta/dasar-hukum")
    analyst.go(page.locator("button[name=_add]"))
    page.locator("[name='legal_basis.6.text']").fill("Peraturan Contoh Nomor 1")
    analyst.go(page.locator("button[name=_up][value='legal_basis.6']"))
    assert page.locator("[name='legal_basis.5.text']").input_value() == "Peraturan Contoh Nomor 1"
    analyst.go(page.locator(".actions.last button"))
    assert 'text = "Peraturan Contoh Nomor 1"' in file(page, f"{copy}/berkas/bpmn/sop.toml").text()


def test_a_letter_is_seen_while_it_is_written(come: Come):
    analyst = come("analis")
    page, copy = analyst.page, begin(analyst)
    page.goto(f"{copy}/surat/surat_pengantar")
    page.locator(".paper-sheet", has_text="CONTOH").wait_for()
    box = page.locator("#text")
    box.press("Control+End")
    page.locator(".letter-help summary").click()
    page.locator("[data-insert='{{ perusahaan_nama }}']").first.click()
    page.locator(".paper-sheet", has_text="arahan lebih lanjut. PT Contoh").or_(
        page.locator(".paper-sheet", has_text="lanjut.\nPT Contoh")
    ).first.wait_for()
    box.press("Control+End")
    box.type("\n\n{{ tiada_begitu }}")
    page.locator("[data-line]").first.click()
    chosen = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert chosen == "{{ tiada_begitu }}"
    analyst.go(page.locator(".letter-text .actions button").first)
    assert file(page, f"{copy}/berkas/reports/templates/surat_pengantar.md").text().endswith("{{ tiada_begitu }}")
