"""What every page owes its reader: two languages, narrow windows, plain words when something is wrong."""

import pytest

from tests.browser.backstage import Backstage, answers
from tests.browser.conftest import Come

pytestmark = pytest.mark.browser


def test_english_is_a_click_away_and_stays(come: Come):
    applicant = come("pemohon")
    page = applicant.page
    number = applicant.start()
    applicant.speak("en")
    assert page.locator("html").get_attribute("lang") == "en"
    applicant.open_task(number)
    assert page.get_by_role("button", name="Complete the task").is_visible()
    assert page.get_by_label("Date of the present licence").is_visible()
    applicant.speak("id")
    assert page.locator("html").get_attribute("lang") == "id"


def test_on_a_telephone_no_page_is_wider_than_its_window(come: Come, backstage: Backstage):
    door = come(width=390)
    assert door.overflow() <= 0
    number = backstage.bring("periksa_kelengkapan")
    applicant, clerk = come("pemohon", width=390), come("operator", width=390)
    clerk.open_task(number)
    assert clerk.overflow() <= 0
    for address in ("/", "/?list=mine", "/permohonan", f"/permohonan/{number}", f"/permohonan/{number}/diagram"):
        for visitor in (applicant, clerk):
            visitor.page.goto(address)
            assert visitor.overflow() <= 0, address


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_answer_is_told_beside_the_field_and_above_and_nothing_typed_is_lost(come: Come, scripts: bool):
    applicant = come("pemohon", scripts=scripts)
    applicant.expected = (422,)
    page = applicant.page
    applicant.open_task(applicant.start())
    given = {**answers("ajukan_izin"), "nib": "12", "perusahaan_nama": "PT Contoh Keliru"}
    applicant.fill(given)
    applicant.send()
    summary = page.get_by_role("alert")
    assert "NIB" in summary.inner_text()
    described = page.locator("[name=nib]").get_attribute("aria-describedby")
    assert page.locator(f"#{described.split()[0]}").inner_text().startswith("Kesalahan:")
    assert page.locator("[name=nib]").input_value() == "12"
    assert page.locator("[name=perusahaan_nama]").input_value() == "PT Contoh Keliru"
    assert page.locator("[name=alamat_pabrik]").input_value() == given["alamat_pabrik"]
    applicant.fill({"nib": answers("ajukan_izin")["nib"]})
    applicant.complete()


def test_of_two_people_on_one_task_the_second_reads_a_plain_sentence(come: Come, backstage: Backstage):
    number = backstage.bring("periksa_kelengkapan")
    first, second = come("operator"), come("operator")
    for clerk in (first, second):
        clerk.open_task(number)
        clerk.fill(answers("periksa_kelengkapan"))
    first.complete()
    second.expected = (409,)
    second.fill({"nomor_notifikasi": "SIINAS-BERBEDA"})
    second.send()
    assert "selesai" in second.page.inner_text("main").lower()
