"""Nothing on any page stands in anybody's way, as far as axe can tell: WCAG 2.2 AA and axe's own good practice.

Every page, for everybody who may see it, in both themes and at both widths.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.server import Server, running
from tests.browser.desk import Visitor
from tests.browser.town import PEOPLE, Town, build

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

VENDOR = Path(__file__).parent / "vendor/axe-core"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What a theme or a width can change. The other rules look at what is the same in all four.
LOOKS = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")
THEMES = (("light", 1280, True), ("light", 390, False), ("dark", 390, True), ("dark", 1280, False))
RUN = """([tags, rules]) => axe.run(document, {
    runOnly: rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags},
    rules: {"target-size": {enabled: true}}, resultTypes: ["violations"],
}).then(found => found.violations.map(it =>
    `${it.id}: ${it.nodes.map(node => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join(" | ")}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    return (VENDOR / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Server]]:
    data = tmp_path_factory.mktemp("town") / "data"
    built = build(data)
    with running(data) as server:
        yield built, server


def violations(page: Any, axe: str, *, everything: bool) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)
    found: list[str] = page.evaluate(RUN, [list(TAGS), [] if everything else list(LOOKS)])
    return found


def in_every_light(page: Any, axe: str, address: str) -> list[str]:
    """What axe says of the page that is open, in both themes and at both widths."""
    found = []
    for theme, width, everything in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{address} {theme} {width}: {it}" for it in violations(page, axe, everything=everything)]
    return found


def test_the_tool_is_the_published_one() -> None:
    digest = sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text("utf-8")


@pytest.mark.parametrize("login", PEOPLE)
def test_no_page_stands_in_anybodys_way(login: str, town: tuple[Town, Server], browser: Any, axe: str) -> None:
    built, server = town
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}")
    page = context.new_page()
    page.goto("/masuk")
    if login:
        page.locator(f"button.person[value={login}]").click()
        page.wait_for_url("/")
    found: list[str] = []
    seen = 0
    for address in built.addresses:
        answer = context.request.get(address, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            seen += 1
            page.goto(address)
            found += in_every_light(page, axe, address)
    context.close()
    assert found == []
    assert seen >= (5 if login else 4)


def test_neither_errors_nor_a_dialog_stand_in_anybodys_way(town: tuple[Town, Server], browser: Any, axe: str) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{town[1].port}")
    applicant = Visitor(context.new_page())
    applicant.arrive("pemohon2")
    applicant.open_task(applicant.start())
    applicant.send()
    applicant.page.get_by_role("alert").first.wait_for()
    found = in_every_light(applicant.page, axe, "errors")
    context.clear_cookies()
    clerk = Visitor(context.new_page())
    clerk.arrive("operator")
    clerk.page.locator("[data-help]").click()
    found += in_every_light(clerk.page, axe, "dialog")
    context.close()
    assert found == []
