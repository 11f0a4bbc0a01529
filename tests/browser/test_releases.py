"""A change of Izin Perluasan is looked at, proposed, and approved by another person."""

import pytest

from app.actions.studio.begin import begin
from app.actions.studio.save_file import save_file
from tests.browser.backstage import Backstage
from tests.browser.own_demo import backstage, server
from tests.second_review import KEY, second_review

__all__ = ["backstage", "server"]

pytestmark = pytest.mark.browser


@pytest.fixture
def copy(backstage: Backstage) -> int:
    """A working copy with a second review in it."""
    office = backstage.office
    with office.store.reading() as reader:
        author = reader.user_by_login("analis")
    assert author is not None
    begun = begin(office, KEY, by=author, version=1, title="Tinjauan kedua")
    for path, data in second_review().files.items():
        save_file(office, begun.id, path, data, read=None, by=author)
    return begun.id


def test_a_change_is_looked_at_proposed_and_approved_by_another(come, copy: int) -> None:
    author = come("analis")
    page = author.page
    page.goto(f"/studio/{copy}/banding")
    page.locator("[data-shows=telaah_kedua]").click()
    page.locator("#baru-telaah_kedua.chosen").wait_for()
    page.locator("#change-telaah_kedua.chosen").wait_for()
    assert page.locator("#baru-telaah_kedua").evaluate(
        """part => {
            const here = part.getBoundingClientRect(), frame = part.closest(".pane").getBoundingClientRect();
            return here.left >= frame.left && here.right <= frame.right && here.top >= frame.top;
        }"""
    )
    page.locator("a.change-mark[data-change=f_telaah]").dispatch_event("click")
    page.locator("#change-f_telaah.chosen").wait_for()
    assert page.locator("#change-telaah_kedua.chosen").count() == 0

    page.goto(f"/studio/{copy}/terbit")
    page.locator("textarea[name=note]").fill("Penelaah menambah mata kedua.")
    page.locator(".deploy button").click()
    page.wait_for_url("/studio/usulan/*")
    where = page.url

    releaser = come("penerbit")
    releaser.page.goto("/studio")
    releaser.page.locator(".waiting a").first.click()
    releaser.page.wait_for_url(where)
    releaser.page.locator("form[action$=setujui] button").click()
    releaser.page.wait_for_url(f"/studio/sop/{KEY}")
    assert "Penelaah menambah mata kedua." in releaser.page.locator("table.versions").inner_text()


def test_without_scripts_a_change_leads_to_its_place_in_the_drawing(come, copy: int) -> None:
    page = come("penerbit", scripts=False).page
    page.goto(f"/studio/{copy}/banding?dengan=1")
    page.locator("[data-shows=telaah_kedua]").click()
    page.locator("#baru-telaah_kedua:target").wait_for()
