import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import pytest
from lxml import html

from app.form import FormView, decode, fill, read_form, validate
from app.model.errors import Invalid
from app.model.form import Form

NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Pontianak")
TEMPLATES = Path(__file__).parents[2] / "app/web/templates"


class Desk:
    """A form made of components as an analyst writes them, and what can be done with it."""

    def __init__(self, components: list[dict[str, Any]]) -> None:
        numbered = [{"id": f"c{number}", **component} for number, component in enumerate(components)]
        self.form: Form = read_form(as_file(numbered), "uji")

    def answers(self, posted: dict[str, Any], **options: Any) -> dict[str, Any]:
        lists = {name: value if isinstance(value, list) else [value] for name, value in posted.items()}
        return decode(self.form, lists, **options)

    def taken(self, answers: dict[str, Any], **variables: Any) -> dict[str, Any]:
        return validate(self.form, answers, variables, now=NOW, zone=ZONE)

    def problems(self, answers: dict[str, Any], **variables: Any) -> dict[str, str]:
        try:
            self.taken(answers, **variables)
        except Invalid as invalid:
            return {path: str(problem) for path, problem in invalid.problems.items()}
        return {}

    def view(
        self, variables: dict[str, Any] | None = None, answers: dict[str, Any] | None = None, **options: Any
    ) -> FormView:
        return fill(self.form, variables or {}, answers=answers, now=NOW, zone=ZONE, **options)

    def checked_view(self, answers: dict[str, Any], locale: str = "id", **variables: Any) -> FormView:
        try:
            self.taken(answers, **variables)
        except Invalid as invalid:
            return self.view(variables, answers, problems=invalid.problems, locale=locale)
        return self.view(variables, answers, locale=locale)


def as_file(components: list[dict[str, Any]], **more: Any) -> bytes:
    return json.dumps({"type": "default", "id": "uji", "schemaVersion": 19, "components": components, **more}).encode()


@pytest.fixture
def desk() -> Callable[..., Desk]:
    """Makes a form of components: desk({"type": "textfield", "key": "nama"}, ...)."""
    return lambda *components: Desk(list(components))


class Page:
    """The HTML of a form in a bare page, and what a browser would make of it."""

    _pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"]
    )

    def __init__(self, view: FormView) -> None:
        self._pages.install_null_translations(newstyle=True)  # of the extension
        source = '{% from "form/form.html" import form_fields %}<form method="post">{{ form_fields(view) }}</form>'
        self.html = self._pages.from_string(source).render(view=view)

    @cached_property
    def root(self) -> Any:
        root = html.fromstring(self.html)
        for area in root.iter("textarea"):  # a browser leaves out the first line end, the parser does not
            area.text = (area.text or "").removeprefix("\n")
        return root

    def one(self, path: str) -> Any:
        """The only element at an XPath."""
        (found,) = self.root.xpath(path)
        return found

    def text(self, path: str) -> str:
        return " ".join(self.one(path).text_content().split())

    def posts(self, button: tuple[str, str] | None = None) -> dict[str, list[str]]:
        """What a browser without scripts posts: successful controls in order, and the button that was pressed."""
        fields: dict[str, list[str]] = {}
        for name, value in self.root.forms[0].form_values():
            fields.setdefault(name, []).append(value)
        if button:
            fields.setdefault(button[0], []).append(button[1])
        return fields


@pytest.fixture
def page() -> Callable[[FormView], Page]:
    return Page
