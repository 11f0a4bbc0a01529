"""A releaser moves running cases to a version with a second review; the replay shows the diagram of each moment."""

import pytest

from app.model.definition import Deployment
from tests.actions.test_migrate_izin import NEW, with_second_review
from tests.browser.backstage import SOP, Backstage
from tests.browser.conftest import Come

pytestmark = pytest.mark.browser


def test_cases_are_moved_on_the_page_and_the_replay_swaps_the_diagram(come: Come, backstage: Backstage) -> None:
    number = backstage.bring("periksa_kelengkapan")
    bundle, office = with_second_review(), backstage.office
    with office.store.writing() as unit:
        newest = unit.deployment(SOP)
        assert newest
        to = Deployment(SOP, newest.version + 1, bundle.digest, "system", office.clock())
        unit.add_bundle(bundle)
        unit.add_deployment(to)
        unit.commit()
    page = come("penerbit").page
    page.goto(f"/studio/sop/{SOP}/pindah")
    page.get_by_role("checkbox", name=number).check()
    page.get_by_role("button", name="Pindahkan yang dicentang").click()
    page.get_by_text(f"1 permohonan pindah ke versi {to.version}").wait_for()
    page.get_by_role("button", name="Ya, pindahkan").click()
    page.wait_for_url("**/arsip/pekerjaan/*")
    page.locator("[data-job-state]", has_text="selesai").wait_for()
    page.locator("[data-job-actions] a").click()
    page.wait_for_url("**/studio/pindah/*")
    page.get_by_role("row", name=number).get_by_text("dipindah").wait_for()

    seen = come("auditor").page
    seen.goto(f"/arsip/permohonan/{number}")
    seen.locator("[data-replay][data-ready]").wait_for()
    drawings = seen.locator("[data-drawing]")
    assert drawings.count() == 2
    assert drawings.nth(1).is_visible()
    assert drawings.nth(1).locator(f"[data-element={NEW}]").count() == 1
    seen.keyboard.press("Home")
    drawings.nth(0).wait_for()
    assert not drawings.nth(1).is_visible()
    assert drawings.nth(0).locator(f"[data-element={NEW}]").count() == 0
    with office.store.writing() as unit:  # the other tests go on with the SOP as it is shipped
        unit.add_deployment(Deployment(SOP, to.version + 1, newest.digest, "system", office.clock()))
        unit.commit()
