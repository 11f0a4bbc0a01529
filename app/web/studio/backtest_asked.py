"""What somebody asks of a back-test on its page: a period, versions, and standing answers at some elements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from app.model.backtest_plan import BacktestPlan
from app.model.definition import ProcessDefinition
from app.model.form import Component
from app.model.outline import Element
from app.model.values import Json
from app.web.shared.languages import sop_text

#: Types of fields for which one answer can stand, and the kind of `<input>` that takes it.
INPUTS: Mapping[str, str] = {"textfield": "text", "textarea": "text", "number": "text", "datetime": "text"}
CHOICES = frozenset({"radio", "select"})


@dataclass(frozen=True)
class Field:
    """A field of the draft's form. `options` are values and words; without any, `type` says what input it is."""

    key: str
    label: str
    type: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """An element at which an answer may stand for a missing one. `answers` are those that do now, None: none does."""

    element: str
    name: str
    is_service: bool
    fields: tuple[Field, ...]
    answers: Mapping[str, Json] | None

    @property
    def lines(self) -> str:
        """The answers of a service, one a line."""
        return "\n".join(f"{name}={value}" for name, value in (self.answers or {}).items())


def asked_plan(plan: BacktestPlan, given: MultiDict[str, str], draft: ProcessDefinition) -> BacktestPlan:
    """The plan with what was asked for; what was not said, or is no date, stays as it is."""
    versions = frozenset(int(it) for it in given.getlist("versi") if it.isdecimal())
    chosen = [it.removeprefix("beri.") for it in given if it.startswith("beri.")]
    standing = {it: dict(_answers(it, given, draft)) for it in chosen if it in draft.outline.elements}
    since, until = _day(given.get("since", ""), plan.since), _day(given.get("until", ""), plan.until)
    return replace(plan, since=since, until=until, versions=versions, standing=standing)


def questions(draft: ProcessDefinition, elements: Iterable[Element], plan: BacktestPlan) -> list[Question]:
    """What may be answered at these elements."""
    return [_question(draft, element, plan.standing.get(element.id)) for element in elements]


def _question(draft: ProcessDefinition, element: Element, answers: Mapping[str, Json] | None) -> Question:
    form = None if element.is_service else draft.form_of(element)
    fields = tuple(_fields(form.components)) if form else ()
    return Question(element.id, sop_text(draft, element.name) or element.id, element.is_service, fields, answers)


def _fields(components: Iterable[Component]) -> Iterator[Field]:
    for it in components:
        if it.type == "group":
            yield from _fields(it.components)
        elif it.disabled or it.readonly:
            continue
        elif it.type in CHOICES and it.options:
            yield Field(it.key, it.label or it.key, "", {option.value: option.label for option in it.options})
        elif it.type in INPUTS or it.type == "checkbox":
            yield Field(it.key, it.label or it.key, INPUTS.get(it.type, "checkbox"), {})


def _answers(element: str, given: MultiDict[str, str], draft: ProcessDefinition) -> Iterator[tuple[str, Json]]:
    found = draft.outline.elements[element]
    if found.is_service:
        lines = (line.partition("=") for line in given.get(f"jawab.{element}", "").splitlines())
        yield from ((name.strip(), value.strip()) for name, sign, value in lines if sign and name.strip())
        return
    for field in _question(draft, found, None).fields:
        value = given.get(f"jawab.{element}.{field.key}", "").strip()
        if value:
            yield field.key, True if field.type == "checkbox" else value


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
