"""Hostile text in every field that people can type into: it stands there as it was typed, and does nothing else."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from app.web.shared.sheet import FORMULA, plain
from tests.browser.backstage import SOP
from tests.browser.desk import PATIENCE, Visitor
from tests.browser.hostile_case import Stage
from tests.browser.hostile_remarks import LINE, Remarks
from tests.browser.town import addresses, main_of
from tests.web.conftest import Person

pytestmark = pytest.mark.browser

#: What a page shows and holds, and whether any of it came to life.
SEEN = """() => ({
  text: document.querySelector("main").textContent,
  values: [...document.querySelectorAll("input, textarea")].map(one => one.value),
  alive: [...document.querySelectorAll("*")].filter(one =>
    [...one.attributes].some(it => it.name.startsWith("on") || /^\\s*javascript:/i.test(it.value)))
    .map(one => one.outerHTML.slice(0, 200)),
  trace: document.documentElement.dataset.trace ?? "",
  wide: document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    [...document.querySelectorAll("body *")].filter(one => !one.closest(".scroll, .form-scroll")
      && one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(one => one.outerHTML.slice(0, 120)),
})"""
#: Everybody who has something to see, and the door.
LOGINS = ("", "pemohon", "operator", "pengawas", "auditor", "admin")
#: Boxes to search in, by who has them.
SEARCHES = {"operator": "/?list=all&q=", "pengawas": "/permohonan?q=", "admin": "/orang?q="}
HEADERS = {"from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version"} | {
    f"content-{name}" for name in ("type", "language", "transfer-encoding")
}


@dataclass
class Watch:
    """A telephone that is handed around. `faults` is what was wrong with what it showed."""

    stage: Stage
    page: Any
    port: int
    faults: list[str] = field(default_factory=list)

    def look(self, login: str, address: str, *texts: str) -> None:
        """Look at a page as somebody; these texts must stand on it, letter by letter."""
        context = self.page.context
        context.clear_cookies()
        if login:
            key = self.stage.person(login).client.get_cookie("lajur")
            context.add_cookies([{"name": "lajur", "value": key.value, "url": f"http://127.0.0.1:{self.port}"}])
        self.page.goto(address)
        seen = self.page.evaluate(SEEN)
        wrong = [f"does not show {text[:60]!r}" for text in texts if not _shows(seen, text)]
        wrong += [f"is too wide: {it}" for it in seen["wide"][-3:]] + [f"lives: {it}" for it in seen["alive"]]
        wrong += ["was taken over"] * bool(seen["trace"])
        self.faults += [f"{login} {address} {it}" for it in wrong]


def _shows(seen: dict[str, Any], text: str) -> bool:
    return text in seen["text"] or any(text in value for value in seen["values"])


def by_place(said: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    places: dict[tuple[str, str], list[str]] = {}
    for login, address, text in said:
        places.setdefault((login, address), []).append(text)
    return places


def pages_of(stage: Stage, number: str) -> Iterator[tuple[str, str]]:
    """Every page with somebody who may see it, by its address; what others see alike is left out."""
    letter = min(path.name for path in stage.folder.glob("*.eml"))
    filling = {"number": number, "work_id": 6, "sop": SOP, "attachment_id": 1, "user_id": 2, "name": letter}
    seen = set()
    for login in LOGINS:
        person = stage.person(login) if login else Person(stage.app.test_client())
        for address in dict.fromkeys(addresses(filling)):
            answer = person.get(address)
            page = address, main_of(answer.text) if answer.mimetype == "text/html" else ""
            if answer.status_code == 200 and page[1] and page not in seen:
                seen.add(page)
                yield login, address


@pytest.fixture
def watch(tmp_path: Path, browser: Any) -> Iterator[Watch]:
    stage = Stage(tmp_path)
    with stage.served() as port:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{port}", viewport={"width": 390, "height": 844}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page())
        yield Watch(stage, visitor.page, port, visitor.troubles)
        context.close()


def test_whatever_is_typed_stands_there_as_it_was_typed_and_does_nothing(watch: Watch) -> None:
    stage = watch.stage
    number, other = stage.start(), stage.start()
    remarks, looked = Remarks(stage, number), set()
    for login, address, form in stage.walk(number):
        if form.id == "periksa_kelengkapan" and form.id not in looked:
            remarks.make()
        if form.id not in looked:
            watch.look(login, address, *stage.typed_at(form.id))
            looked.add(form.id)
    stage.withdraw(other)
    remarks.survey()
    remarks.cancel(stage.start())
    assert stage.untyped() == {("bukti_manual", "bukti_referensi"), ("bukti_manual", "bukti_manual_catatan")}
    withdrawn = stage.typed.pop(("tarik", "alasan"))
    watch.look("pengawas", f"/permohonan/{other}", withdrawn)
    watch.look("pengawas", f"/permohonan/{number}", *stage.typed.values())
    for (login, address), texts in by_place(remarks.said).items():
        watch.look(login, address, *texts)
    for login, box in SEARCHES.items():
        watch.look(login, box + quote(LINE), LINE)
    for login, address in pages_of(stage, number):
        watch.look(login, address)
    assert not watch.faults, "\n".join(watch.faults)
    title = stage.typed["ajukan_izin", "perusahaan_nama"]
    in_the_table(stage, number, title)
    in_the_letters(stage, number, title)


def in_the_table(stage: Stage, number: str, title: str) -> None:
    """The company stands in its cell, and no cell begins as a formula does."""
    sheet = stage.person("pengawas").get("/permohonan.csv").text.removeprefix("\ufeff")
    rows = list(csv.reader(StringIO(sheet), delimiter=";"))
    assert plain(title) in next(row for row in rows if number in row)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def in_the_letters(stage: Stage, number: str, title: str) -> None:
    """Each letter is one plain text with the headers of every letter, and nothing in it is out of sight."""
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in stage.folder.glob("*.eml")]
    bodies = [letter.get_content().replace("\r\n", "\n") for letter in letters]
    assert any(title in body for body in bodies)
    for letter, body in zip(letters, bodies, strict=True):
        assert letter.get_content_type() == "text/plain"
        assert {name.lower() for name in letter} == HEADERS
        assert letter["To"].endswith("@contoh.example")
        assert all(sign.isprintable() or sign == "\n" for sign in body)
