"""Our diagrams in bpmn-js: nothing is misunderstood, nothing is lost, and the page of a case uses it well."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from app.library.shipped import shipped_bundle, shipped_sops
from app.model.bundle import DIAGRAM
from tests.browser.backstage import Backstage
from tests.browser.conftest import Come

pytestmark = pytest.mark.browser

VIEWER = Path(__file__).parents[2] / "app/web/static/vendor/bpmn-js/bpmn-navigated-viewer.production.min.js"
ROUND_TRIP = """async xml => {
  const viewer = new BpmnJS({ container: document.body });
  const { warnings } = await viewer.importXML(xml);
  const { xml: saved } = await viewer.saveXML({ format: true });
  return [warnings.map(String), saved];
}"""


@pytest.fixture
def blank(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    page.add_script_tag(path=VIEWER)
    yield page
    page.close()


def facts(data: bytes) -> list[Any]:
    """Everything a diagram says, in an order of our own: bpmn-js may write the parts of an element in another one."""
    return normal(etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_blank_text=True)))


def normal(element: Any) -> list[Any]:
    attributes = sorted((name, number(value)) for name, value in element.attrib.items())
    return [element.tag, attributes, (element.text or "").strip(), sorted((normal(part) for part in element), key=repr)]


def number(text: str) -> str:
    """Numbers by what they are worth: 110.0 is written as 110."""
    try:
        return repr(float(text)) if text.replace(".", "").replace("-", "").isdigit() and "." in text else text
    except ValueError:
        return text


@pytest.mark.parametrize("sop", shipped_sops())
def test_bpmn_js_reads_a_shipped_diagram_without_a_warning_and_loses_nothing(blank: Any, sop: str):
    data = shipped_bundle(sop).files[DIAGRAM]
    warnings, saved = blank.evaluate(ROUND_TRIP, data.decode())
    assert warnings == []
    assert facts(saved.encode()) == facts(data)


def test_a_loss_would_be_seen(blank: Any):
    data = shipped_bundle("izin_perluasan").files[DIAGRAM]
    _, saved = blank.evaluate(ROUND_TRIP, data.replace(b'camunda:formRef="ajukan_izin" ', b"").decode())
    assert facts(saved.encode()) != facts(data)


def test_the_diagram_of_a_case_zooms_and_shows_where_it_stands(come: Come, backstage: Backstage):
    applicant = come("pemohon")
    page = applicant.page
    page.goto(f"/permohonan/{backstage.bring('ajukan_verifikasi')}")
    applicant.go(page.get_by_role("link", name="Perbesar"))
    page.locator(".diagram-viewer .djs-shape").first.wait_for()
    assert marked(page, "state-done") >= {"mulai", "ajukan_izin"}
    assert marked(page, "state-active") == {"ajukan_verifikasi"}
    taken = ".djs-connection.taken .djs-visual > path"
    colours = page.eval_on_selector_all(taken, "all => all.map(one => getComputedStyle(one).stroke)")
    assert len(colours) >= 3
    assert set(colours) == {"rgb(39, 103, 73)"}
    assert page.locator(".sign-active").count() == 2  # on the activity and in the legend
    before = scale(page)
    page.keyboard.press("+")
    assert scale(page) > before
    page.keyboard.press("0")
    page.get_by_role("button", name="Perkecil").click()
    page.get_by_role("button", name="Posisi sekarang").click()
    page.keyboard.press("ArrowRight")
    box = page.locator("[data-element-id=ajukan_verifikasi]").bounding_box()
    assert box["x"] > 0
    assert box["x"] + box["width"] < 1280
    assert applicant.overflow() <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_covers_the_logo_of_bpmn_io(come: Come, width: int):
    applicant = come("pemohon", width=width)
    page = applicant.page
    page.goto(f"/permohonan/{applicant.start()}/diagram")
    page.locator(".diagram-viewer .djs-shape").first.wait_for()
    assert page.evaluate("""() => {
      const logo = document.querySelector(".bjs-powered-by");
      const { left, top, right, bottom } = logo.getBoundingClientRect();
      const points = [[left + 1, top + 1], [right - 1, bottom - 1], [(left + right) / 2, (top + bottom) / 2]];
      const inWindow = right <= innerWidth && bottom <= innerHeight && left >= 0 && top >= 0;
      return inWindow && points.every(([x, y]) => logo.contains(document.elementFromPoint(x, y)));
    }""")


def test_without_scripts_the_page_of_the_diagram_shows_the_drawing_of_the_server(come: Come):
    applicant = come("pemohon", scripts=False)
    number = applicant.start()
    applicant.page.goto(f"/permohonan/{number}/diagram")
    assert applicant.page.locator("svg.diagram .state-active[data-element=ajukan_izin]").is_visible()
    assert not applicant.page.get_by_role("button", name="Perkecil").is_visible()


def test_when_the_diagram_cannot_be_fetched_the_drawing_of_the_server_stays(come: Come):
    applicant = come("pemohon")
    applicant.expected = (503,)
    number = applicant.start()
    applicant.page.route("**/diagram.bpmn", lambda route: route.fulfill(status=503))
    applicant.page.goto(f"/permohonan/{number}/diagram", wait_until="networkidle")
    assert applicant.page.locator("svg.diagram .state-active[data-element=ajukan_izin]").is_visible()


def test_only_the_page_of_the_diagram_loads_the_viewer(come: Come):
    applicant = come("pemohon")
    asked: list[str] = []
    applicant.page.on("request", lambda request: asked.append(request.url))
    number = applicant.start()
    applicant.open_task(number)
    assert not [address for address in asked if "vendor" in address]


def marked(page: Any, marker: str) -> set[str]:
    return set(page.eval_on_selector_all(f".djs-shape.{marker}", "all => all.map(one => one.dataset.elementId)"))


def scale(page: Any) -> float:
    found: float = page.eval_on_selector(
        ".djs-container .viewport", "one => one.transform.baseVal.consolidate().matrix.a"
    )
    return found
