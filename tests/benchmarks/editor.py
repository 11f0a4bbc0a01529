"""The diagram editor with 500 activities in a real Chromium: until it can be used, and what a change costs."""

import shutil
import statistics
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from playwright.sync_api import sync_playwright

from app.actions.studio.begin import begin_with
from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM, Bundle
from app.notation.keep import kept
from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.benchmarks.server import running
from tests.benchmarks.table import Figure

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
SOP = "izin_perluasan"
VISITS = 5
LANES, COLUMNS = 10, 50
_SPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
)


def figures() -> Iterator[Figure]:
    diagram = large_diagram()
    edited = diagram.replace(b'name="Kegiatan 4.7"', b'name="Kegiatan lain"')
    began = perf_counter()
    kept(diagram, diagram, edited)
    merging = perf_counter() - began
    what = f"{LANES * COLUMNS} activities, {len(diagram) // 1000} kB"
    if BROWSER is None:
        print("left out: the diagram editor, for there is no Chromium")
    else:
        yield from _in_browser(diagram, what)
    yield Figure("editor: keeping what was not touched", merging * 1000, "ms", 1000, note=what)


def large_diagram() -> bytes:
    """Ten lanes of fifty activities each, one after the other, drawn."""
    places = [(lane, column) for lane in range(LANES) for column in range(COLUMNS)]
    steps = list(pairwise(places))
    nodes = "".join(_task(place, place != places[0], place != places[-1]) for place in places)
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{_id(one)}" sourceRef="t{_id(one)}" targetRef="t{_id(other)}" />\n'
        for one, other in steps
    )
    lanes = "".join(_lane(lane) for lane in range(LANES))
    shapes = "".join(map(_shape, places)) + "".join(map(_strip, range(LANES)))
    edges = "".join(_edge(one, other) for one, other in steps)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions {_SPACES} id="d" targetNamespace="urn:besar">\n'
        f'<bpmn:collaboration id="k"><bpmn:participant id="kolam" name="Besar" processRef="p" /></bpmn:collaboration>\n'
        f'<bpmn:process id="p" isExecutable="true">\n<bpmn:laneSet id="ls">{lanes}</bpmn:laneSet>\n{nodes}{flows}'
        f'</bpmn:process>\n<bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="e" bpmnElement="k">\n'
        f"{_box('kolam', 0, 0, 170 * COLUMNS + 60, 140 * LANES)}{shapes}{edges}"
        "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n</bpmn:definitions>\n"
    ).encode()


def _id(place: tuple[int, int]) -> str:
    return f"{place[0]}_{place[1]}"


def _task(place: tuple[int, int], enters: bool, leaves: bool) -> str:
    before = (place[0], place[1] - 1) if place[1] else (place[0] - 1, COLUMNS - 1)
    lists = (f"<bpmn:incoming>f{_id(before)}</bpmn:incoming>" if enters else "") + (
        f"<bpmn:outgoing>f{_id(place)}</bpmn:outgoing>" if leaves else ""
    )
    name = f'id="t{_id(place)}" name="Kegiatan {place[0]}.{place[1]}" camunda:formRef="t{_id(place)}"'
    return f"<bpmn:userTask {name}>{lists}</bpmn:userTask>\n"


def _lane(lane: int) -> str:
    nodes = "".join(f"<bpmn:flowNodeRef>t{lane}_{column}</bpmn:flowNodeRef>" for column in range(COLUMNS))
    return f'<bpmn:lane id="l{lane}" name="Lajur {lane}">{nodes}</bpmn:lane>\n'


def _box(element: str, x: int, y: int, width: int, height: int) -> str:
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}" />'
    flat = "" if element.startswith("t") else ' isHorizontal="true"'
    return f'<bpmndi:BPMNShape id="{element}_di" bpmnElement="{element}"{flat}>{bounds}</bpmndi:BPMNShape>\n'


def _shape(place: tuple[int, int]) -> str:
    return _box(f"t{_id(place)}", 170 * place[1] + 60, 140 * place[0] + 30, 100, 80)


def _strip(lane: int) -> str:
    return _box(f"l{lane}", 30, 140 * lane, 170 * COLUMNS + 30, 140)


def _edge(one: tuple[int, int], other: tuple[int, int]) -> str:
    points = ((170 * one[1] + 160, 140 * one[0] + 70), (170 * other[1] + 60, 140 * other[0] + 70))
    ways = "".join(f'<di:waypoint x="{x}" y="{y}" />' for x, y in points)
    return f'<bpmndi:BPMNEdge id="f{_id(one)}_di" bpmnElement="f{_id(one)}">{ways}</bpmndi:BPMNEdge>\n'


def _in_browser(diagram: bytes, what: str) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        settings = Settings(data=Path(folder) / "data", demo=True)
        office = open_office(settings)
        open_for_business(office, settings)
        with office.store.reading() as reader:
            analyst = reader.user_by_login("analis")
        if analyst is None:
            raise RuntimeError("the demo has no analyst")
        copy = begin_with(office, SOP, Bundle({**shipped_bundle(SOP).files, DIAGRAM: diagram}), by=analyst)
        office.store.close()
        with running(settings.data) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
            ready, saved = zip(*(_visit(chromium, server.port, copy.id) for _ in range(VISITS)), strict=True)
            chromium.close()
    yield Figure("editor: from navigation until ready", statistics.median(ready), "s", 2, note=f"{what}, empty cache")
    yield Figure(
        "editor: from a change until it is saved", statistics.median(saved), "s", note="one second of it is waiting"
    )


def _visit(chromium: Any, port: int, copy_id: int) -> tuple[float, float]:
    """Seconds until the editor is ready, and until a change is saved."""
    context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/masuk")
    page.locator("button.person[value=analis]").click()
    page.wait_for_url("**/")
    page.goto(f"/studio/{copy_id}/diagram")
    editor = page.locator("[data-editor][data-ready]")
    editor.wait_for()
    ready = float(editor.get_attribute("data-ready")) / 1000
    page.locator(".djs-shape[data-element-id=t0_1]").click()
    page.keyboard.press("Delete")
    began = perf_counter()
    page.locator("[data-state].unsaved").wait_for()
    page.locator("[data-state]:not(.unsaved):not(.saving)").wait_for()
    saved = perf_counter() - began
    page.keyboard.press("Control+z")
    page.locator("[data-state].unsaved").wait_for()
    page.locator("[data-state]:not(.unsaved):not(.saving)").wait_for()
    context.close()
    return ready, saved
