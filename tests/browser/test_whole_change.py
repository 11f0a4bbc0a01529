"""A second review is drawn into Izin Perluasan and goes the whole way, to those who work by it.

The analyst draws with the mouse, sees what is wrong and mends it, tells the scenarios of the new step, tries it, asks
what it would have meant for a finished case, and proposes it; a releaser approves it and moves a running case.
"""

import re
from typing import Any

import pytest

from app.actions.cancel import cancel
from tests.browser.backstage import SOP, Backstage
from tests.browser.conftest import Come
from tests.browser.desk import Visitor
from tests.browser.own_demo import backstage, server
from tests.forms.told import VISITED

__all__ = ["backstage", "server"]

pytestmark = pytest.mark.browser

LANE, FORM_TEMPLATE = "lane_penelaah", "Tugas pengguna dengan formulir baru"
#: The story in which everything goes well, as the page of trials names it.
STORY = "field_visit"
#: The tasks before and behind the review.
ROW_12, ROW_13 = "Melaporkan Hasil Verifikasi Teknis", "Memeriksa Kelengkapan Hasil"


def test_a_second_review_is_drawn_mended_tried_back_tested_deployed_and_a_case_moved_to_it(
    come: Come, backstage: Backstage
) -> None:
    running_case, finished = backstage.bring("periksa_kelengkapan"), _ended(backstage)
    analyst = come("analis")
    analyst.page.set_viewport_size({"width": 1600, "height": 1000})
    copy = _begun(analyst)
    task = _drawn(analyst.page, copy)
    _mended(analyst, copy, task)
    _told(analyst, copy, task)
    _tried(analyst, copy)
    _back_tested(analyst, copy, finished)
    _deployed(analyst, come("penerbit"), copy)
    _moved(come("penerbit"), running_case, "2")
    _reviewed(come, backstage, running_case, task)


def _ended(backstage: Backstage) -> str:
    """A case that was closed when it had come to its last task by hand."""
    number = backstage.bring("unggah_bap")
    with backstage.office.store.reading() as reader:
        case = reader.instance_by_number(number)
    assert case is not None
    cancel(backstage.office, case.id, "Dihentikan.", by=backstage.user("pengawas"))
    return number


def _begun(analyst: Visitor) -> str:
    """The address of a fresh working copy."""
    analyst.page.goto("/studio")
    analyst.go(analyst.page.locator(f"form:has([value={SOP}]) button").first)
    return str(analyst.page.url)


def _drawn(page: Any, copy: str) -> str:
    """Draw a lane and, on the way to the check of the results, a task in it; answers the id of the task."""
    page.goto(f"{copy}/diagram")
    page.locator("[data-editor][data-ready]").wait_for()
    page.locator("[data-do=fit]").click()
    _click_edge(page, "lane_kadis")
    page.locator(".djs-context-pad [data-action=lane-insert-below]").click()
    page.locator(
        "[data-state].saved", has_text="Tersimpan pukul"
    ).wait_for()  # a second click at once would be a double one
    _click_edge(page, page.locator(".djs-shape[data-element-id^=Lane_]").get_attribute("data-element-id"))
    page.locator(".djs-shape.selected[data-element-id^=Lane_]").wait_for()
    _write(page, "name", "Penelaah")
    _write(page, "id", LANE)
    page.locator(f".djs-shape[data-element-id={LANE}]").wait_for()

    page.locator(".djs-container svg").first.focus()
    page.keyboard.press("n")
    page.locator(".djs-popup .entry", has_text=FORM_TEMPLATE).click()
    x, y = _centre(page.locator(".djs-connection[data-element-id=f_periksa_hasil]"))
    page.mouse.move(x - 30, y)
    page.mouse.move(x, y, steps=5)
    page.mouse.click(x, y)
    page.locator(".djs-direct-editing-content").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("Menelaah hasil")
    page.keyboard.press("Enter")
    made = page.locator(".djs-shape.selected[data-element-id^=Activity_]")
    x, y = _centre(made)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 40, steps=4)
    page.mouse.move(x, _centre(page.locator(f".djs-shape[data-element-id={LANE}]"))[1], steps=8)
    page.mouse.up()
    return str(made.get_attribute("data-element-id"))


def _mended(analyst: Visitor, copy: str, task: str) -> None:
    """See what is wrong with the drawing, and mend it: at a click, and on the page of the facts."""
    page = analyst.page
    page.get_by_role("button", name=f"Perbaiki: Tambahkan formulir kosong “{task}”").click()
    page.locator(".problem-row", has_text="forms/").wait_for(state="detached")
    page.locator("[data-state].saved").wait_for()
    analyst.go(page.get_by_role("link", name="Pilih kelompoknya"))
    page.locator(f"[name*='{LANE}']").first.fill("penelaah")
    analyst.go(page.locator(".actions.last button"))
    page.goto(f"{copy}/diagram")
    page.get_by_role("button", name="Perbaiki: Hapus camunda:candidateGroups").click()
    page.locator("[data-problems-title]", has_text="Tidak ada masalah").wait_for()
    page.locator("[data-state].saved").wait_for()


def _told(analyst: Visitor, copy: str, task: str) -> None:
    """The scenarios do not know of the task yet; each is told of it, in the file itself, and then all of them hold."""
    page = analyst.page
    page.goto(f"{copy}/skenario")
    analyst.go(page.get_by_role("button", name="Mainkan semua skenario sekarang"))
    assert "skenario tidak" in page.locator(".problem[role=status]").inner_text()
    page.goto(f"{copy}/teks/bpmn/scenarios.toml")
    box = page.locator("#text")
    step = f'\\1\n  {{ task = "{task}" }},'
    box.fill(re.sub(r'(  \{ task = "laporan_hasil".*\},)', step, box.input_value()))
    analyst.go(page.locator(".actions.last button"))
    page.goto(f"{copy}/skenario")
    analyst.go(page.get_by_role("button", name="Mainkan semua skenario sekarang"))
    page.locator(".notice[role=status]", has_text="terpenuhi").wait_for()


def _tried(analyst: Visitor, copy: str) -> None:
    """Go on from a scenario where the report is written, and do the review on the stage."""
    page = analyst.page
    page.goto(f"{copy}/coba")
    page.locator("[name=skenario]").select_option(STORY)
    analyst.go(page.get_by_role("button", name="Buka skenario"))
    analyst.go(page.locator(".steps-taken li", has_text=ROW_12).get_by_role("button"))
    analyst.go(page.get_by_role("link", name="Menelaah hasil", exact=True))
    analyst.go(page.get_by_role("button", name="Selesaikan tugas"))
    page.locator(".waiting", has_text=ROW_13).wait_for()


def _back_tested(analyst: Visitor, copy: str, finished: str) -> None:
    """The finished case would have stopped at the review, for nobody has answered there."""
    page = analyst.page
    page.goto(f"{copy}/uji-mundur")
    page.get_by_role("button", name="Mulai uji mundur").click()
    page.wait_for_url("**/uji-mundur/*")
    result, summary = page.get_by_role("link", name="Lihat hasilnya"), page.locator(".summary")
    result.or_(summary).wait_for()
    if not summary.count():
        analyst.go(result)
    assert "Menelaah hasil" in page.locator("tr", has_text=finished).inner_text()


def _deployed(analyst: Visitor, releaser: Visitor, copy: str) -> None:
    page = analyst.page
    page.goto(f"{copy}/terbit")
    page.locator("textarea[name=note]").fill("Penelaah menambah mata kedua.")
    page.locator(".deploy button").first.click()
    page.wait_for_url("/studio/usulan/*")
    releaser.page.goto(page.url)
    releaser.page.locator("form[action$=setujui] button").click()
    releaser.page.wait_for_url(f"/studio/sop/{SOP}")
    assert "Penelaah menambah mata kedua." in releaser.page.locator("table.versions").inner_text()


def _moved(releaser: Visitor, number: str, version: str) -> None:
    page = releaser.page
    page.goto(f"/studio/sop/{SOP}/pindah?ke={version}")
    page.get_by_role("checkbox", name=number).check()
    releaser.go(page.get_by_role("button", name="Pindahkan yang dicentang"))
    releaser.go(page.get_by_role("button", name="Ya, pindahkan"))
    page.locator("[data-job-state]", has_text="selesai").wait_for()
    releaser.go(page.locator("[data-job-actions] a").first)
    page.get_by_role("row", name=number).get_by_text("dipindah").wait_for()


def _reviewed(come: Come, backstage: Backstage, number: str, task: str) -> None:
    """The moved case goes on by the new version: the report leads to the new lane."""
    for step in VISITED[VISITED.index("periksa_kelengkapan") : VISITED.index("periksa_hasil")]:
        backstage.do(number, step)
    backstage.open_task(number, task)
    auditor = come("auditor")
    auditor.page.goto(f"/permohonan/{number}")
    assert auditor.states()["active"] == {task}


def _click_edge(page: Any, lane: str) -> None:
    """Click on a lane where nothing lies on it."""
    box = page.locator(f".djs-shape[data-element-id={lane}]").bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)


def _write(page: Any, entry: str, text: str) -> None:
    """Fill in a field of the panel, which draws itself anew for what was chosen."""
    group = page.locator("[data-group-id=group-general]")
    field = group.locator(f"[data-entry-id={entry}] :is(input, textarea)")
    if not field.is_visible():
        group.locator(".bio-properties-panel-group-header").click()
    field.fill(text)
    field.press("Tab")


def _centre(part: Any) -> tuple[float, float]:
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
