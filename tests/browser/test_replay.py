"""A case is replayed in a real Chromium: whatever moment one goes to, and from wherever, the page shows that moment."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import pytest

from app.model.event import Event
from app.model.frame import Moment
from app.model.frames import frame_at
from app.model.outline import Outline
from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.benchmarks.longcase import long_case
from tests.benchmarks.server import Server, running
from tests.browser.desk import PATIENCE, Visitor
from tests.forms.told import ZONE

pytestmark = pytest.mark.browser

#: What the page shows now: states, flows, how often, the entry, and everything that stands only for a while.
SHOWN = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const state = node => node.getAttribute("class").match(/state-(\\w+)/)[1];
  const id = node => node.dataset.element;
  const n = all("[data-entries] > li").findIndex(it => it.hasAttribute("aria-current")) + 1;
  const holds = it => Number(it.dataset.from) <= n && !(Number(it.dataset.to) <= n);
  return {
    n,
    states: Object.fromEntries(all(".stage .node[class*=state-]").map(it => [id(it), state(it)])),
    signs: all(".stage .sign[href]").map(it => [id(it.parentElement), it.getAttribute("href").split("-").pop()]),
    taken: all(".stage .flow.taken").map(id),
    times: Object.fromEntries(all(".stage .times").filter(it => it.textContent)
      .map(it => [id(it.parentElement), parseInt(it.textContent)])),
    now: all(".stage .node.now").map(id),
    wrong: all("[data-from]").filter(it => it.hidden === holds(it)).length,
    told: document.querySelector("[data-what]").textContent,
    line: document.querySelector("[data-entries] [aria-current] .what").textContent,
    waited: all(".waited > li:not([hidden])").length,
    at: document.querySelector("#at").value,
    scale: all("[data-stage]")[0].clientWidth / all(".stage svg")[0].viewBox.baseVal.width,
  };
}"""
VISIT = f"""numbers => {{
  const entries = [...document.querySelectorAll("[data-entries] > li > a")];
  const shown = {SHOWN};
  return numbers.map(n => {{ entries[n - 1].click(); return shown(); }});
}}"""
TOKENS = ".token[display=inline]"
#: Where the first token is on the drawing, and the box of the way it goes.
ON_THE_WAY = """flow => {
  const { e, f } = document.querySelector(".token[display=inline]").transform.baseVal.consolidate().matrix;
  const { x, y, width, height } = document.querySelector(`#el-${flow} .path`).getBBox();
  return [e, f, { x, y, width, height }];
}"""


@dataclass(frozen=True)
class Case:
    """A finished case of the demo, and what the fold says of it."""

    server: Server
    number: str
    events: Sequence[Event]
    outline: Outline

    def moment(self, number: int) -> Moment:
        found = frame_at(self.events, number, self.outline)
        assert found is not None
        return found

    @property
    def address(self) -> str:
        return f"/arsip/permohonan/{self.number}"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    data = tmp_path_factory.mktemp("replay") / "data"
    settings = Settings(data=data, demo=True)
    office = open_office(settings)
    open_for_business(office, settings)
    number = long_case(office, 0)
    with office.store.reading() as reader:
        instance = reader.instance_by_number(number)
        assert instance is not None
        bundle = reader.bundle(instance.digest)
        events = reader.history(instance.id)
    assert bundle is not None
    outline = office.read(bundle).outline
    office.store.close()
    with running(data) as server:
        yield Case(server, number, events, outline)


Look = Callable[..., Any]


@pytest.fixture
def look(browser: Any, case: Case) -> Iterator[Look]:
    """Opens the page of the case for an auditor, at a moment."""
    visitors: list[Visitor] = []

    def look(at: object = "", *, scripts: bool = True, width: int = 1280, motion: str = "reduce") -> Any:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{case.server.port}",
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            reduced_motion=motion,
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page())
        visitors.append(visitor)
        visitor.arrive("auditor")
        visitor.page.goto(f"{case.address}?at={at}")
        if scripts:
            visitor.page.wait_for_selector("[data-ready]")
        return visitor.page

    yield look
    for visitor in visitors:
        visitor.page.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []


def agrees(shown: dict[str, Any], moment: Moment) -> None:
    """What the page shows is what the fold says."""
    states = {element: state.value for element, state in moment.states.items()}
    assert shown["n"] == int(shown["at"]) == moment.frame.number
    assert shown["states"] == states
    assert dict(shown["signs"]) == states
    assert set(shown["taken"]) == set(moment.taken)
    assert shown["times"] == {element: times for element, times in moment.times.items() if times > 1}
    assert shown["wrong"] == 0
    assert shown["told"] == shown["line"]
    assert shown["waited"] == sum(wait.stands and wait.work in ("user", "service") for wait in moment.waits)
    assert moment.frame.place is None or moment.frame.place in shown["now"]


@pytest.mark.parametrize("way", ["forwards", "backwards", "to and fro"])
def test_every_moment_shows_what_the_frames_say(way: str, look: Look, case: Case):
    numbers = [event.number for event in case.events]
    if way == "backwards":
        numbers.reverse()
    if way == "to and fro":
        Random(4).shuffle(numbers)  # noqa: S311 - the same way every time
    page = look(numbers[len(numbers) // 2])
    agrees(page.evaluate(SHOWN), case.moment(numbers[len(numbers) // 2]))
    for number, shown in zip(numbers, page.evaluate(VISIT, numbers), strict=True):
        assert shown["n"] == number
        agrees(shown, case.moment(number))


def test_the_camera_keeps_the_place_in_sight_and_its_labels_readable(look: Look, case: Case):
    page = look()
    assert page.locator("[data-follow]").is_checked()
    for shown in page.evaluate(VISIT, [event.number for event in case.events]):
        assert shown["scale"] >= 0.84
    page.locator("[data-entries] > li > a").nth(39).click()
    stage = page.locator("[data-stage]").bounding_box()
    place = page.locator(".stage .node.now:not(.lane) > .shape").first.bounding_box()
    assert stage["x"] <= place["x"]
    assert place["x"] + place["width"] <= stage["x"] + stage["width"]
    page.locator("[data-do=all]").click()
    assert page.evaluate(SHOWN)["scale"] < 0.84
    assert not page.locator("[data-follow]").is_checked()


def test_the_keys_step_jump_and_play(look: Look, case: Case):
    page, last = look(40), len(case.events)
    for keys, number in (
        ("ArrowRight", 41),
        ("ArrowLeft", 40),
        ("Shift+ArrowRight", 50),
        ("Shift+ArrowLeft", 40),
        ("End", last),
        ("ArrowRight", last),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        page.keyboard.press(keys)
        assert page.evaluate(SHOWN)["n"] == number, keys
    page.keyboard.press("Space")
    page.locator("[data-play].playing").wait_for()
    page.keyboard.press("Space")
    page.locator("[data-play]:not(.playing)").wait_for()


def test_the_keys_rest_while_a_field_has_the_focus(look: Look):
    page = look(40)
    page.locator("#at").focus()
    for key in ("ArrowLeft", "Home", "Space"):
        page.keyboard.press(key)
    assert page.locator("[data-entries] > [aria-current]").get_attribute("id") == "e40"
    assert not page.locator(".playing").count()
    page.locator("[data-slider]").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("[data-entries] > [aria-current]").get_attribute("id") == "e39"


def test_the_address_follows_and_leads_back_to_the_moment(look: Look, case: Case):
    page = look(40)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**?at=41")
    assert page.locator("[data-here]").get_attribute("href") == "?at=41"
    page.locator("[data-told]", has_text="41").wait_for(state="attached")
    page.reload()
    page.wait_for_selector("[data-ready]")
    agrees(page.evaluate(SHOWN), case.moment(41))


def test_a_typed_number_and_the_slider_lead_anywhere(look: Look, case: Case):
    page = look(40)
    page.locator("#at").fill("7")
    page.locator("[data-seek] button").click()
    agrees(page.evaluate(SHOWN), case.moment(7))
    for value, number in (("0", 1), ("10000", len(case.events))):
        page.locator("[data-slider]").fill(value)
        agrees(page.evaluate(SHOWN), case.moment(number))
    told = page.locator("[data-slider]").get_attribute("aria-valuetext")
    assert f"Entri {len(case.events)} dari {len(case.events)}" in told


def test_both_time_scales_keep_the_moment(look: Look, case: Case):
    page = look(59)
    squeezed = page.locator("[data-slider]").input_value()
    page.locator("[data-scale]").select_option("true")
    assert page.locator("[data-slider]").input_value() != squeezed
    agrees(page.evaluate(SHOWN), case.moment(59))


def test_a_token_moves_along_the_flow_that_was_taken(look: Look, case: Case):
    page = look(1, motion="no-preference")
    page.locator("[data-speed]").select_option("0.5")
    page.locator("[data-play]").click()
    page.locator(TOKENS).first.wait_for()
    page.locator("[data-play]").click()
    shown = page.evaluate(SHOWN)
    flow = next(event.flow for event in case.events[shown["n"] :] if event.flow)
    x, y, way = page.evaluate(ON_THE_WAY, flow)
    assert way["x"] - 1 <= x <= way["x"] + way["width"] + 1
    assert way["y"] - 1 <= y <= way["y"] + way["height"] + 1
    agrees(shown, case.moment(shown["n"]))


def test_who_wants_no_motion_sees_one_moment_after_the_other(look: Look, case: Case):
    page = look(30)
    page.locator("[data-speed]").select_option("16")
    page.locator("[data-play]").click()
    assert page.locator(TOKENS).count() == 0
    page.locator("[data-play]:not(.playing)").wait_for()
    agrees(page.evaluate(SHOWN), case.moment(len(case.events)))


def test_without_a_script_the_buttons_and_the_fields_lead_on(look: Look, case: Case):
    page = look(40, scripts=False)
    assert not page.locator("[data-play]").is_visible()
    assert not page.locator("[data-slider]").is_visible()
    page.locator("[data-go=on]").click()
    page.wait_for_url("**?at=41")
    agrees_on_paper(page, case, 41)
    page.locator("#at").fill("12")
    page.locator("[data-seek] button").click()
    page.wait_for_url("**?at=12")
    agrees_on_paper(page, case, 12)
    asked = datetime(2026, 12, 2, 9, 7, tzinfo=ZONE)
    page.locator("#at-time").fill(f"{asked:%Y-%m-%dT%H:%M}")
    page.locator("#at-time + button").click()
    page.wait_for_url("**?at=2026-12-02T09*")
    last = max(number for number, event in enumerate(case.events, 1) if event.at <= asked)
    assert 12 < last < len(case.events)
    agrees_on_paper(page, case, last)


def agrees_on_paper(page: Any, case: Case, number: int) -> None:
    assert page.locator(f"#e{number}[aria-current=step]").count() == 1
    moment = case.moment(number)
    for element, state in moment.states.items():
        assert page.locator(f"#el-{element}.state-{state.value}").count() == 1
    assert page.locator(".stage .flow.taken").count() == len(moment.taken)


def test_on_paper_stand_the_whole_history_and_the_diagram_of_the_moment(look: Look, case: Case):
    page = look(40)
    page.emulate_media(media="print")
    assert not page.locator(".deck").is_visible()
    assert page.locator(".stage svg").is_visible()
    assert page.locator("[data-entries] > li:visible").count() == len(case.events)
    assert page.locator("#e6 .more").is_visible()
    assert page.locator("#e40[aria-current]").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_telephone_the_page_is_as_wide_as_its_window(look: Look, scripts: bool):
    page = look(40, scripts=scripts, width=390)
    assert Visitor(page).overflow() <= 0
