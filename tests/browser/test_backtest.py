"""An analyst puts a second review into Izin Perluasan and sees what it would have meant for the finished cases."""

from typing import Any

import pytest

from app.actions.cancel import cancel
from tests.actions.backtest.drafts import IZIN, second_review
from tests.browser.backstage import Backstage
from tests.browser.conftest import Come
from tests.browser.test_axe import VENDOR, in_every_light

pytestmark = pytest.mark.browser


def end_at(backstage: Backstage, task: str) -> str:
    """A case that was closed when it had come to a task."""
    number = backstage.bring(task)
    with backstage.office.store.reading() as reader:
        case = reader.instance_by_number(number)
    assert case is not None
    cancel(backstage.office, case.id, "Dihentikan.", by=backstage.user("pengawas"))
    return number


def begun(page: Any) -> str:
    """The address of a fresh working copy with the second review in it."""
    page.goto("/studio")
    with page.expect_navigation():
        page.locator("form:has(input[value=izin_perluasan]) button").click()
    token, address = page.locator("input[name=csrf_token]").first.input_value(), page.url
    for path, data in second_review().files.items():
        if IZIN.files.get(path) != data:
            headers = {"If-Match": "*", "X-CSRFToken": token, "Referer": address}
            assert page.request.put(f"{address}/berkas/{path}", data=data, headers=headers).ok
    return str(address)


def run(page: Any) -> None:
    """Start a back-test and see its result."""
    page.get_by_role("button", name="Mulai uji mundur").click()
    page.wait_for_url("**/uji-mundur/*")
    result, summary = page.get_by_role("link", name="Lihat hasilnya"), page.locator(".summary")
    result.or_(summary).wait_for()
    if not summary.count():  # it was not done yet when the page came
        with page.expect_navigation():
            result.click()
    summary.wait_for()


def test_a_second_review_is_back_tested_and_answered(come: Come, backstage: Backstage) -> None:
    early, late = end_at(backstage, "ajukan_verifikasi"), end_at(backstage, "persetujuan")
    page, axe = come("analis").page, (VENDOR / "axe.min.js").read_text("utf-8")
    address = f"{begun(page)}/uji-mundur"
    page.goto(address)
    found = in_every_light(page, axe, "form")

    run(page)
    assert "berhenti karena kurang jawaban" in page.locator(".summary").inner_text()
    assert page.locator("a.mark.stops").first.get_attribute("aria-label").startswith("Meninjau Hasil: ")
    assert "Sama" in page.locator("tr", has_text=early).inner_text()
    found += in_every_light(page, axe, "result")
    with page.expect_navigation():
        page.get_by_role("link", name=late).click()
    assert "Meninjau Hasil" in page.locator("#beda").inner_text()
    assert "berhenti di sini" in page.locator("tr.stop").inner_text()
    found += in_every_light(page, axe, "case")

    page.goto(address)
    page.get_by_label("Jawab di “Meninjau Hasil”").check()
    page.get_by_label("Hasil tinjauan").select_option("setuju")
    found += in_every_light(page, axe, "answers")
    run(page)
    assert "tetap sama kecuali unsur baru" in page.locator(".summary").inner_text()
    assert page.locator("a.mark.stops").count() == 0
    assert found == []
