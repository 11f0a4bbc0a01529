"""Bell, notices, messages, tracking and the way to start, as an applicant and a clerk use them."""

import pytest

from tests.browser.backstage import Backstage
from tests.browser.conftest import Come

#: What an applicant reads while his application is not sent.
WAITS = {"id": "Kami menunggu Anda mengisi permohonan", "en": "We are waiting for you to fill in the application"}

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("width", "scripts", "language"),
    [(390, True, "id"), (390, False, "en"), (1280, False, "id"), (1280, True, "en")],
)
def test_an_applicant_hears_from_the_office_answers_and_lets_others_track(
    come: Come, width: int, scripts: bool, language: str
):
    manner = {"scripts": scripts, "width": width, "language": language}
    applicant, clerk, stranger = come("pemohon", **manner), come("operator", **manner), come(**manner)
    page, waits = applicant.page, WAITS[language]
    number = applicant.start()
    clerk.page.goto(f"/permohonan/{number}")
    clerk.page.locator("form[action$='/pesan'] textarea").fill("Mohon siapkan <b>denah</b>.")
    clerk.go(clerk.page.locator("form[action$='/pesan'] button"))
    page.goto("/")
    applicant.go(page.locator("a.bell"))
    assert applicant.overflow() <= 0
    applicant.go(page.locator("li.fresh", has_text=number).locator("form[action$=buka] button"))
    assert "Mohon siapkan <b>denah</b>." in page.inner_text(".talk")
    assert waits in page.inner_text(".plainly")
    assert applicant.overflow() <= 0
    code = page.inner_text(".code")
    stranger.go(stranger.page.locator("a.bell"))
    stranger.page.locator("main [name=number]").fill(number.lower())
    stranger.page.locator("main [name=code]").fill(code)
    stranger.go(stranger.page.locator("main form button"))
    stranger.page.get_by_text(waits).first.wait_for()
    assert "SIMULASI" in stranger.page.inner_text("main")
    assert "Siti" not in stranger.page.inner_text("main")
    assert stranger.overflow() <= 0


def test_the_bell_rings_without_moving_the_focus(come: Come, backstage: Backstage):
    page = come("operator").page
    page.clock.install()
    page.goto("/pemberitahuan/pilihan")
    page.get_by_label("Alamat surel saya").focus()
    before = page.locator("[data-bell-words]").inner_text()
    backstage.bring("periksa_kelengkapan")
    page.clock.fast_forward(61_000)
    page.locator("[data-bell-news]:not(:empty)").wait_for(state="attached")
    assert page.locator("[data-bell-news]").inner_text() == page.locator("[data-bell-words]").inner_text() != before
    assert page.evaluate("document.activeElement.name") == "address"


@pytest.mark.parametrize("width", [390, 1280])
def test_one_reads_how_to_get_each_document_before_one_starts(come: Come, width: int):
    applicant = come("pemohon", width=width)
    page = applicant.page
    applicant.go(page.get_by_role("link", name="Ajukan permohonan").first)
    page.get_by_text("Perubahan dokumen lingkungan", exact=True).click()
    assert page.get_by_text("SPPL, UKL-UPL, atau Amdal").is_visible()
    assert applicant.overflow() <= 0
    for address in ("/pemberitahuan", "/pemberitahuan/pilihan", "/demo/surat", "/lacak"):
        page.goto(address)
        assert applicant.overflow() <= 0, address
