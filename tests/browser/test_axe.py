"""Nothing on any page stands in anybody's way, as far as axe can tell: WCAG 2.2 AA and axe's own good practice.

Every page, for everybody who may see it. What several people see alike is looked at once: the main part of a page
counts, for the bar on top is looked at on the other pages of the same person. The narrow width and the dark theme are
those of the page: for each address they are looked at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.server import Server, running
from tests.browser.desk import PATIENCE, Visitor
from tests.browser.town import PEOPLE, Town, build, main_of

pytestmark = pytest.mark.browser

VENDOR = Path(__file__).parent / "vendor/axe-core"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What a theme can change, and what a width can. The other rules look at what is the same everywhere.
COLOURS = ("color-contrast", "link-in-text-block")
WIDTHS = (*COLOURS, "target-size", "scrollable-region-focusable", "link-name", "button-name", "region")
Look = tuple[str, int, tuple[str, ...]]
LOOKS: tuple[Look, ...] = (("light", 1280, ()), ("light", 390, WIDTHS), ("dark", 390, COLOURS))
#: The pages are dealt out to so many tests, so that several processes can share the work.
PARTS = 8
RUN = """([tags, rules]) => axe.run(document, {
    runOnly: rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags},
    rules: {"target-size": {enabled: true}}, resultTypes: ["violations"],
}).then(found => found.violations.map(it =>
    `${it.id}: ${it.nodes.map(node => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join(" | ")}`))"""


@dataclass(frozen=True)
class Sight:
    """A page as one person sees it; others may see the same. The `first` of an address is looked at in every light."""

    address: str
    login: str
    first: bool


@dataclass(frozen=True)
class Sights:
    """Everything there is to see. `keys` are the cookies of each person, `pages` counts what each may see."""

    server: Server
    town: Town
    keys: Mapping[str, list[Any]]
    pages: Mapping[str, int]
    unlike: tuple[Sight, ...]


@pytest.fixture(scope="module")
def axe() -> str:
    return (VENDOR / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def sights(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Sights]:
    data = tmp_path_factory.mktemp("town") / "data"
    # In a process of its own nothing measures what it runs through, which would double its time.
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        town = apart.submit(build, data).result()
    with running(data) as server:
        keys, pages, seen, known = {}, {}, dict[tuple[str, str], Sight](), set[str]()
        for login in PEOPLE:
            context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}")
            Visitor(context.new_page()).arrive(login or None)
            keys[login] = context.cookies()
            found = dict(all_pages(context, town))
            pages[login] = len(found)
            for address, main in found.items():
                seen.setdefault((address, main), Sight(address, login, address not in known))
            known |= found.keys()
            context.close()
        yield Sights(server, town, keys, pages, tuple(seen.values()))


def all_pages(context: Any, town: Town) -> Iterator[tuple[str, str]]:
    """The addresses at which there is a page for whoever is signed in, each with its main part."""
    for address in town.addresses:
        answer = context.request.get(address, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            yield address, main_of(answer.text())


def violations(page: Any, axe: str, rules: tuple[str, ...]) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)
    found: list[str] = page.evaluate(RUN, [list(TAGS), list(rules)])
    return found


def in_every_light(page: Any, axe: str, address: str, looks: Sequence[Look] = LOOKS) -> list[str]:
    """What axe says of the page that is open, in both themes and at both widths."""
    found = []
    for theme, width, rules in looks:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{address} {theme} {width}: {it}" for it in violations(page, axe, rules)]
    return found


def test_the_tool_is_the_published_one() -> None:
    digest = sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text("utf-8")


def test_everybody_has_something_to_see(sights: Sights) -> None:
    assert sights.pages[""] >= 8
    assert all(count >= 15 for login, count in sights.pages.items() if login)
    assert {sight.login for sight in sights.unlike} == set(PEOPLE)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_stands_in_anybodys_way(part: int, sights: Sights, browser: Any, axe: str) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{sights.server.port}")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    found: list[str] = []
    for sight in sights.unlike[part::PARTS]:
        context.clear_cookies()
        context.add_cookies(sights.keys[sight.login])
        page.goto(sight.address)
        looks = LOOKS if sight.first else LOOKS[:1]
        found += in_every_light(page, axe, f"{sight.login} {sight.address}", looks)
    context.close()
    assert not found, "\n".join(found)


def test_neither_errors_nor_a_dialog_stand_in_anybodys_way(sights: Sights, browser: Any, axe: str) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{sights.server.port}")
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
    assert not found, "\n".join(found)
