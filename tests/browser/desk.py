"""A person of the demo at a browser: comes in, opens tasks, fills in forms as people do, and completes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.actions.props import SAMPLES
from app.model.values import Json

IMAGES = ("image/jpeg", "image/png")


@dataclass
class Visitor:
    """`troubles` is what the browser complained of: refused by the policy, errors of scripts, failed requests.

    `expected` are the statuses that a test provokes, for the browser complains of these too.
    """

    page: Any
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

    def start(self) -> str:
        """Start a case from the inbox; answers its number."""
        self.page.goto("/")
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

    def complete(self) -> None:
        self.page.locator("form.sheet .actions.last button").click()
        self.page.wait_for_url("/permohonan/*")

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return width

    def fill(self, answers: Mapping[str, Json]) -> None:
        """Fill in the form of the page by the names of its fields, again and again until no new question appears."""
        pending = dict(answers)
        while pending:
            asked = [key for key in pending if self._is_asked(key)]
            for key in asked:
                self._answer(key, pending.pop(key))
            update = self.page.locator("button[name=_update]:visible")
            if pending and update.count():
                update.click()
            elif pending and not asked:
                raise AssertionError(f"the form does not ask for {', '.join(pending)}")

    def _answer(self, path: str, value: Json) -> None:
        if isinstance(value, list) and not all(_is_file(item) or isinstance(item, str) for item in value):
            self._rows(path, len(value))
            for number, row in enumerate(value):
                assert isinstance(row, dict)
                for key, cell in row.items():
                    self._answer(f"{path}.{number}.{key}", cell)
            return
        field = self.page.locator(f"[name='{path}']:not([type=hidden])")
        kind = field.first.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName")
        for control, deed in self._deeds(field, kind, value):
            self._do(control, deed)

    def _deeds(self, field: Any, kind: str, value: Json) -> Iterator[tuple[Any, Any]]:
        """What a hand does: each control with what is done to it."""
        if kind in ("radio", "checkbox") and not isinstance(value, bool):
            chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
            for number in range(field.count()):
                option = field.nth(number)
                wanted = option.get_attribute("value") in chosen
                if option.is_checked() != wanted:
                    yield option, lambda control, wanted=wanted: control.set_checked(wanted)
        elif kind == "checkbox":
            if field.is_checked() != value:
                yield field, lambda control: control.set_checked(value)
        elif kind == "file":
            yield field.last, lambda control: control.set_input_files([_file(one) for one in value])
        elif field.input_value() != _typed(value, kind):
            fill = "select_option" if kind == "SELECT" else "fill"
            yield field, lambda control: getattr(control, fill)(_typed(value, kind))

    def _do(self, control: Any, deed: Any) -> None:
        """With scripts the form is drawn anew when a question depends on this one; wait until it stands there."""
        is_drawn_anew = control.evaluate("one => Boolean(one.closest('[data-updates]'))") and self._has_scripts()
        if is_drawn_anew:
            self.page.evaluate("document.querySelector('[data-form]').dataset.old = 1")
        deed(control)
        if is_drawn_anew:
            self.page.evaluate("document.activeElement.blur()")
            self.page.locator("[data-form]:not([data-old])").wait_for()

    def _rows(self, path: str, wanted: int) -> None:
        rows = self.page.locator(f"[id='f-{path}'] > .form-row")
        while (there := rows.count()) != wanted:
            button = f"[name=_add][value='{path}']" if there < wanted else f"[name=_remove][value='{path}.{there - 1}']"
            self.page.locator(f"button{button}").click()
            rows.nth(there if there < wanted else there - 1).wait_for(
                state="attached" if there < wanted else "detached"
            )

    def _is_asked(self, path: str) -> bool:
        return bool(self.page.locator(f"[name='{path}']").count())

    def _has_scripts(self) -> bool:
        return not self.page.locator("button[name=_update]:visible").count()

    def _note(self, message: Any) -> None:
        provoked = any(f"status of {status}" in message.text for status in self.expected)
        if message.type in ("error", "warning") and not provoked:
            self.troubles.append(f"{self.page.url}: {message.text}")


def _typed(value: Json, kind: str) -> str:
    """A value as a hand types it: decimals with a comma, moments to the minute."""
    if kind == "datetime-local":
        return str(value)[:16]
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _is_file(value: Json) -> bool:
    return isinstance(value, dict) and "media_type" in value


def _file(value: Any) -> dict[str, Any]:
    ending = "jpg" if value["media_type"] in IMAGES else "pdf"
    content = SAMPLES.joinpath(f"contoh.{ending}").read_bytes() + value["name"].encode()
    return {"name": value["name"], "mimeType": value["media_type"], "buffer": content}
