"""A person of the demo at a browser: comes in, opens tasks, fills in forms as people do, and completes them."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.actions.props import SAMPLES
from app.form.numbers import editable
from app.model.values import Json

IMAGES = ("image/jpeg", "image/png")
#: Milliseconds to wait for anything: far more than it takes, for the machine may be busy with something else.
PATIENCE = 30_000
#: What stands at a path of a form: its kind, what it holds, and whether scripts draw the form anew when it changes.
LOOK = """path => {
  const list = document.getElementById("f-" + path);
  if (list && list.matches(".form-list")) return { kind: "list" };
  const all = [...document.getElementsByName(path)].filter(one => one.type !== "hidden");
  const one = all[0];
  const update = document.querySelector(".form-update");
  const redraws = Boolean(one.closest("[data-updates]")) && Boolean(update && update.hidden);
  if (redraws) document.querySelector("[data-form]").dataset.old = 1;
  const chosen = all.filter(each => each.checked).map(each => each.value);
  return { kind: one.tagName === "INPUT" ? one.type : one.tagName, value: one.value, chosen, redraws };
}"""


@dataclass
class Visitor:
    """`troubles` is what the browser complained of: refused by the policy, errors of scripts, failed requests.

    `expected` are the statuses that a test provokes, for the browser complains of these too.
    """

    page: Any
    scripts: bool = True
    troubles: list[str] = field(default_factory=list)
    expected: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: self.troubles.append(f"dialog: {dialog.message}"))

    def arrive(self, login: str | None) -> None:
        self.page.goto("/masuk")
        if login is not None:
            self.page.locator(f"button.person[value={login}]").click()
            self.page.wait_for_url("/")

    def go(self, control: Any) -> None:
        """Press what leads to another page, and wait until that page is there."""
        with self.page.expect_navigation():
            control.click()

    def speak(self, language: str) -> None:
        """Choose the other language with the button on top."""
        self.go(self.page.locator(f"button.plain[lang={language}]"))

    def start(self) -> str:
        """Start a case from the page that says what to have at hand; answers its number."""
        self.page.goto("/mulai")
        self.page.locator("form[action='/mulai/izin_perluasan'] button").click()
        self.page.wait_for_url("/permohonan/*")
        return str(self.page.url.rpartition("/")[2])

    def open_task(self, number: str) -> None:
        """Open the task of a case from the inbox."""
        self.page.goto("/")
        self.page.locator("table.tasks tr", has_text=number).locator("td.lead a").click()
        self.page.wait_for_url("/tugas/*")

    def states(self) -> Mapping[str, set[str]]:
        """What the diagram of this page marks, by state: ids of elements."""
        pairs = self.page.eval_on_selector_all(
            "figure.diagram .node[class*=state-]",
            "nodes => nodes.map(node => [node.getAttribute('class').match(/state-(\\w+)/)[1], node.dataset.element])",
        )
        found: dict[str, set[str]] = {"active": set(), "done": set()}
        for state, element in pairs:
            found.setdefault(state, set()).add(element)
        return found

    def wait_for_state(self, number: str, element: str, state: str, seconds: float = 60) -> None:
        """Look at the case again and again until its diagram marks the element so."""
        until = time.monotonic() + seconds
        self.page.goto(f"/permohonan/{number}")
        while element not in self.states().get(state, set()):
            assert time.monotonic() < until, f"{element} is not {state} after {seconds} s"
            self.page.wait_for_timeout(200)
            self.page.reload()

    def send(self) -> None:
        """Press the button that completes the task, whatever comes of it."""
        self.go(self.page.locator("form.sheet .actions.last button:not(.second)"))

    def complete(self) -> None:
        signature = self.page.locator("input[name=_simulate]")
        if signature.count():
            signature.check()
        self.send()
        assert "/permohonan/" in self.page.url, self.page.locator(".form-summary, .problem").all_inner_texts()

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        self.page.wait_for_load_state()
        width: int = self.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
        return width

    def fill(self, answers: Mapping[str, Json]) -> None:
        """Fill in the form of the page by the names of its fields, again and again until no new question appears."""
        pending = dict(answers)
        while pending:
            asked = [path for path in pending if self._is_asked(path)]
            for path in asked:
                pending |= self._answer(path, pending.pop(path))
            update = self.page.locator("button[name=_update]:visible")
            if pending and update.count():
                self.go(update)
            elif pending and not asked:
                raise AssertionError(f"the form does not ask for {', '.join(pending)}")

    def _answer(self, path: str, value: Json) -> dict[str, Json]:
        """Answer one question; of a list, bring its rows and give back what is to be answered in them."""
        found = self.page.evaluate(LOOK, path)
        if found["kind"] == "list":
            rows: Any = value
            self._rows(path, len(rows))
            return {f"{path}.{number}.{key}": cell for number, row in enumerate(rows) for key, cell in row.items()}
        for control, deed in _deeds(self.page, path, found, value):
            deed(control)
            if found["redraws"]:
                self.page.evaluate("document.activeElement.blur()")
                self.page.locator("[data-form]:not([data-old])").wait_for()
        return {}

    def _rows(self, path: str, wanted: int) -> None:
        rows = self.page.locator(f"[id='f-{path}'] > .form-row")
        while (there := rows.count()) != wanted:
            button = f"[name=_add][value='{path}']" if there < wanted else f"[name=_remove][value='{path}.{there - 1}']"
            if not self.scripts:
                self.go(self.page.locator(f"button{button}"))
                continue
            self.page.locator(f"button{button}").click()
            rows.nth(there if there < wanted else there - 1).wait_for(
                state="attached" if there < wanted else "detached"
            )

    def _is_asked(self, path: str) -> bool:
        return bool(self.page.evaluate("path => document.getElementsByName(path).length", path))

    def _note(self, message: Any) -> None:
        provoked = any(f"status of {status}" in message.text for status in self.expected)
        if message.type in ("error", "warning") and not provoked:
            self.troubles.append(f"{self.page.url}: {message.text}")


def _deeds(page: Any, path: str, found: Mapping[str, Any], value: Json) -> Iterator[tuple[Any, Any]]:
    """What a hand does to answer a question: each control with what is done to it."""
    field, kind = page.locator(f"[name='{path}']:not([type=hidden])"), found["kind"]
    if kind in ("radio", "checkbox"):
        wanted = set(value if isinstance(value, list) else ["on"] if value is True else [value] if value else [])
        for option in sorted(wanted ^ set(found["chosen"]), key=str):
            if option in wanted or kind == "checkbox":
                yield (
                    page.locator(f"[name='{path}'][value='{option}']"),
                    lambda one, on=option in wanted: one.set_checked(on),
                )
    elif kind == "file":
        yield field.last, lambda one: one.set_input_files([_file(each) for each in value])
    elif found["value"] != _typed(value, kind):
        yield field, lambda one: getattr(one, "select_option" if kind == "SELECT" else "fill")(_typed(value, kind))


def _typed(value: Json, kind: str) -> str:
    """A value as a hand types it: numbers as Indonesians do, moments to the minute."""
    if kind == "datetime-local":
        return str(value)[:16]
    return editable(value, "id") if isinstance(value, int | float) else str(value)


def _file(value: Any) -> dict[str, Any]:
    ending = "jpg" if value["media_type"] in IMAGES else "pdf"
    content = SAMPLES.joinpath(f"contoh.{ending}").read_bytes() + value["name"].encode()
    return {"name": value["name"], "mimeType": value["media_type"], "buffer": content}
