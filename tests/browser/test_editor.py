"""Analysts draw in the browser: what they do is saved by itself, and nobody loses anything."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from app.actions.studio.begin import begin
from app.actions.studio.open_copy import opened
from app.actions.studio.save_file import save_file
from app.model.bundle import DIAGRAM
from app.notation.tags import CAMUNDA
from tests.browser.backstage import SOP, Backstage
from tests.browser.conftest import Come
from tests.browser.desk import Visitor
from tests.browser.test_axe import RUN, TAGS

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
SAVED = re.compile("Tersimpan pukul")
Draw = Callable[..., "Drawing"]


class Drawing:
    """A working copy in the editor of somebody."""

    def __init__(self, visitor: Visitor, backstage: Backstage, copy_id: int) -> None:
        self.visitor, self.page, self.backstage, self.id = visitor, visitor.page, backstage, copy_id
        self.open()

    def open(self) -> None:
        self.page.goto(f"/studio/{self.id}/diagram")
        self.page.locator("[data-editor][data-ready]").wait_for()

    def state(self, words: str | re.Pattern[str]) -> None:
        self.page.locator("[data-state]", has_text=words).wait_for()

    def saved(self) -> bytes:
        return diagram_of(self.backstage, self.id)

    def choose(self, element: str) -> None:
        self.page.locator(f".djs-shape[data-element-id={element}]").click()
        self.page.locator(".bio-properties-panel-header").wait_for()

    def rename(self, element: str, name: str) -> None:
        self.choose(element)
        group = self.page.locator("[data-group-id=group-general]")
        if not group.locator("textarea").is_visible():
            group.locator(".bio-properties-panel-group-header").click()
        group.locator("[data-entry-id=name] textarea").fill(name)


def diagram_of(backstage: Backstage, copy_id: int) -> bytes:
    return opened(backstage.office, copy_id, by=backstage.user("analis")).bundle.files[DIAGRAM]


@pytest.fixture
def draw(come: Come, backstage: Backstage) -> Draw:
    def draw(copy_id: int = 0, login: str = "analis", **options: Any) -> Drawing:
        made = copy_id or begin(backstage.office, SOP, by=backstage.user("analis")).id
        return Drawing(come(login, **options), backstage, made)

    return draw


def test_a_task_with_a_form_that_is_drawn_into_a_lane_is_there_when_the_page_comes_again(draw: Draw):
    drawing = draw()
    page = drawing.page
    drawing.choose("ajukan_izin")
    page.keyboard.press("a")
    page.locator(".djs-popup .entry", has_text="Tugas pengguna dengan formulir bukti_manual").click()
    drawing.state(SAVED)
    drawing.open()
    page.locator(".djs-shape[data-element-id=bukti_manual]").wait_for()
    diagram = etree.fromstring(drawing.saved())
    made = diagram.find(".//{*}userTask[@id='bukti_manual']")
    (lane,) = [ref.getparent() for ref in diagram.iter("{*}flowNodeRef") if ref.text == "bukti_manual"]
    assert made.get("name") == "Bukti manual"
    assert made.get(f"{CAMUNDA}formRef") == "bukti_manual"
    assert made.get(f"{CAMUNDA}formRefBinding") == "deployment"
    assert made.get(f"{CAMUNDA}candidateGroups") == lane.get("id").removeprefix("lane_")


def test_saving_takes_no_step_back_away_and_the_last_one_leaves_the_very_file(draw: Draw):
    drawing = draw()
    before = drawing.saved()
    drawing.rename("ajukan_izin", "Mengajukan permohonan")
    drawing.state(SAVED)
    old, new = before.decode().splitlines(), drawing.saved().decode().splitlines()
    assert [line.strip()[:32] for line, other in zip(new, old, strict=True) if line != other] == [
        '<bpmn:userTask id="ajukan_izin" '
    ]
    while drawing.page.locator("[data-do=undo]").is_enabled():
        drawing.page.locator("[data-do=undo]").click()
    drawing.page.locator("[data-state]:not(.unsaved):not(.saving)").wait_for()
    assert drawing.saved() == before


def test_of_two_analysts_the_second_decides_what_becomes_of_his_work(draw: Draw):
    drawing = draw()
    drawing.visitor.expected = (409,)
    office, analyst = drawing.backstage.office, drawing.backstage.user("analis")
    theirs = drawing.saved().replace(b'name="Mulai"', b'name="Awal"', 1)
    save_file(office, drawing.id, DIAGRAM, theirs, read=None, by=analyst)
    drawing.rename("ajukan_izin", "Mengajukan permohonan")
    dialog = drawing.page.get_by_role("dialog", name="Orang lain sudah menyimpan diagram ini")
    assert analyst.name in dialog.inner_text()
    with drawing.page.expect_download() as kept:
        dialog.get_by_role("button", name="Unduh milik saya").click()
    assert b"Mengajukan permohonan" in Path(kept.value.path()).read_bytes()
    assert drawing.saved() == theirs
    dialog.get_by_role("button", name="Timpa").click()
    drawing.state(SAVED)
    assert b'name="Mengajukan permohonan"' in drawing.saved()
    assert b'name="Awal"' not in drawing.saved()


def test_what_cannot_be_saved_is_said_and_saved_as_soon_as_it_can(draw: Draw):
    drawing = draw()
    drawing.page.route("**/diagram", lambda route: route.abort())
    drawing.visitor.expected = ()
    drawing.rename("ajukan_izin", "Tanpa sambungan")
    drawing.state("Belum tersimpan: tidak ada sambungan")
    drawing.visitor.troubles.clear()
    drawing.page.unroute("**/diagram")
    drawing.page.evaluate("window.dispatchEvent(new Event('online'))")
    drawing.state(SAVED)
    drawing.visitor.troubles.clear()
    assert b"Tanpa sambungan" in drawing.saved()


def test_a_problem_is_told_at_once_and_leads_to_its_element(draw: Draw):
    drawing = draw()
    page = drawing.page
    page.locator("[data-problems-title]", has_text="Tidak ada masalah").wait_for()
    drawing.rename("ajukan_izin", "")
    page.locator(".problem-row", has_text="ajukan_izin").first.wait_for()
    page.locator(".djs-overlay .problem-sign").first.wait_for()
    drawing.choose("ajukan_verifikasi")
    page.keyboard.press("F8")
    page.locator(".djs-shape.selected[data-element-id=ajukan_izin]").wait_for()
    page.locator("[data-panel] :focus").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-do=undo]").click()


def test_a_problem_is_mended_at_a_click_and_the_click_can_be_undone(draw: Draw, backstage: Backstage):
    office, analyst = backstage.office, backstage.user("analis")
    copy = begin(office, SOP, by=analyst).id
    broken = re.sub(
        rb'(<bpmn:exclusiveGateway id="g0_lanjutan"[^>]*) default="\w+"', rb"\1", diagram_of(backstage, copy)
    )
    save_file(office, copy, DIAGRAM, broken, read=None, by=analyst)
    drawing = draw(copy)
    drawing.page.locator(".problem-row button.second").first.click()
    drawing.page.locator("[data-problems-title]", has_text="Tidak ada masalah").wait_for()
    drawing.page.locator("[data-state]:not(.unsaved):not(.saving)").wait_for()
    come = set(drawing.saved().decode().splitlines()) - set(broken.decode().splitlines())
    # Beside what is mended, bpmn-js measures the labels of these elements anew.
    (line,) = [each for each in come if "<dc:Bounds" not in each]
    assert 'id="g0_lanjutan"' in line
    drawing.page.locator("[data-do=undo]").click()
    drawing.page.locator(".problem-row").first.wait_for()
    drawing.page.locator("[data-state]:not(.unsaved):not(.saving)").wait_for()
    assert drawing.saved() == broken


def test_every_word_of_the_editor_is_indonesian(draw: Draw):
    page = (drawing := draw()).page
    for element in ("g0_lanjutan", "masa_lewat", "mulai", "ajukan_izin"):
        drawing.choose(element)
        page.locator(".djs-context-pad.open [data-action=delete][title=Hapus]").wait_for()
        page.locator(".bio-properties-panel-group-header").evaluate_all("all => all.forEach((one) => one.click())")
        for key in ("r", "a"):
            page.locator(".djs-container svg").first.focus()
            page.keyboard.press(key)
            page.locator(".djs-popup").press("Escape")
    page.locator(".djs-container svg").first.focus()
    page.keyboard.press("n")
    page.locator(".djs-popup").press("Escape")
    page.locator(".djs-minimap .toggle").click()
    page.keyboard.press("Control+f")
    page.locator(".djs-search-open").wait_for()
    words = page.locator("script[src*='studio/diagram.js']").evaluate(
        "async (one) => [...(await import(one.src.replace('diagram.js', 'words.js'))).missing]"
    )
    assert words == []
    # A word of bpmn-js to those who build on it: the menu "change" asks an old way where the pad is.
    drawing.visitor.troubles[:] = [each for each in drawing.visitor.troubles if "getPad is deprecated" not in each]


def test_nothing_covers_the_logo_of_bpmn_io_and_axe_finds_nothing(draw: Draw):
    drawing = draw()
    drawing.choose("ajukan_izin")
    assert drawing.page.evaluate("""() => {
      const logo = document.querySelector(".bjs-powered-by");
      const { left, top, right, bottom } = logo.getBoundingClientRect();
      const points = [[left + 1, top + 1], [right - 1, bottom - 1], [(left + right) / 2, (top + bottom) / 2]];
      return bottom <= innerHeight && points.every(([x, y]) => logo.contains(document.elementFromPoint(x, y)));
    }""")
    drawing.page.evaluate(AXE.read_text("utf-8"))
    # What the libraries draw into the stage is theirs; the page around it is ours.
    found = drawing.page.evaluate(RUN.replace("document,", "{exclude: ['.editor-stage']},"), [list(TAGS), []])
    assert found == []


def test_a_narrow_window_shows_the_picture_and_why(come: Come, backstage: Backstage):
    copy = begin(backstage.office, SOP, by=backstage.user("analis"))
    analyst = come("analis", width=390)
    analyst.page.goto(f"/studio/{copy.id}/diagram")
    analyst.page.get_by_text("Penyunting memerlukan layar yang lebih lebar").wait_for()
    assert analyst.page.locator("figure.diagram svg").is_visible()
    assert analyst.overflow() <= 0


def test_a_file_of_a_desktop_editor_takes_the_place_of_the_diagram_and_comes_back_as_it_is(draw: Draw):
    drawing = draw()
    page = drawing.page
    data = (Path(__file__).parent / "corpus/adonis.bpmn").read_bytes()
    page.locator("[data-upload]").set_input_files({"name": "adonis.bpmn", "mimeType": "text/xml", "buffer": data})
    with page.expect_navigation():
        page.get_by_role("button", name="Ganti", exact=True).click()
    page.locator("[data-editor][data-ready]").wait_for()
    with page.expect_download() as taken:
        page.locator("[data-download]").click()
    assert Path(taken.value.path()).read_bytes() == data
    page.locator("[data-upload]").set_input_files({"name": "x.bpmn", "mimeType": "text/xml", "buffer": b"<html>"})
    page.get_by_text("Berkas ini bukan diagram BPMN").wait_for()
    assert not page.get_by_role("button", name="Ganti", exact=True).is_visible()
