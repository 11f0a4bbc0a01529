"""The replay of a case of 1,000 events in a real Chromium: until its page is ready, and what a seek costs."""

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.benchmarks.longcase import long_case
from tests.benchmarks.server import running
from tests.benchmarks.table import Figure

ROUNDS = 53
VISITS = 5
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
#: Seeks as people make them: a click in the list, a step, a jump to an end, a place of the slider. Milliseconds each.
SEEKS = """() => {
  const list = document.querySelector("[data-entries]");
  const entries = [...list.children].map(entry => entry.querySelector("a"));
  const slider = document.querySelector("[data-slider]");
  const took = [];
  const timed = deed => { const began = performance.now(); deed(); took.push(performance.now() - began); };
  const key = key => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  let dice = 7;
  for (let n = 0; n < 150; n += 1) {
    dice = (dice * 16807) % 2147483647;
    timed(() => entries[dice % entries.length].click());
    timed(() => { slider.value = dice % 10000; slider.dispatchEvent(new Event("input")); });
    timed(() => key("ArrowRight"));
    timed(() => key(n % 2 ? "End" : "Home"));
  }
  return took.sort((one, other) => one - other);
}"""


def figures() -> Iterator[Figure]:
    if BROWSER is None:
        print("left out: the replay, for there is no Chromium")
        return
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        data = Path(folder) / "data"
        settings = Settings(data=data, demo=True)
        office = open_office(settings)
        open_for_business(office, settings)
        number = long_case(office, ROUNDS)
        with office.store.reading() as reader:
            case = reader.instance_by_number(number)
        events = case.events if case else 0
        office.store.close()
        with running(data) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
            yield from _measured(chromium, server.port, number, f"{events} events")
            chromium.close()


def _measured(chromium: Any, port: int, number: str, what: str) -> Iterator[Figure]:
    ready, weight, took = [], 0, [0.0]
    for _ in range(VISITS):
        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto("/masuk")
        page.locator("button.person[value=auditor]").click()
        page.wait_for_url("**/")
        page.goto(f"/arsip/permohonan/{number}")
        page.wait_for_selector("[data-ready]")
        ready.append(float(page.locator("[data-replay]").get_attribute("data-ready")))
        weight = page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
        took = page.evaluate(SEEKS)
        context.close()
    median = statistics.median(ready) / 1000
    yield Figure("replay: from navigation until ready", median, "s", 1.5, note=f"{what}, empty cache")
    yield Figure(
        "replay: the slowest of 600 seeks", took[-1], "ms", 30, note=f"median {statistics.median(took):.1f} ms"
    )
    yield Figure("replay: the page as it is sent", weight / 1000, "kB", 150, note=what)
