"""What a form makes of answers that were given to another version of it, and which of them it does not take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.feel import FeelError, evaluate
from app.form import validate
from app.form.normal import is_empty
from app.model.definition import ProcessDefinition
from app.model.errors import Invalid
from app.model.form import Component, Form
from app.model.outline import Element
from app.model.rehearsal import Lack
from app.model.values import Json, Variables


class NotTaken(Exception):
    """A form does not take these answers, because of `lacks`."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        super().__init__()
        self.lacks = lacks


@dataclass(frozen=True)
class When:
    """The moment of the answers, and the zone of the office."""

    now: datetime
    zone: tzinfo


def form_of(definition: ProcessDefinition, element: str) -> Form | None:
    """The form a person fills in at an element: its own, or that of the manual evidence for a service task."""
    found = definition.outline.elements.get(element)
    if found is None or not found.is_service:
        return definition.form_of(found) if found else None
    return definition.forms.get(f"bukti_{element}") or definition.forms.get("bukti_manual")


def is_available(element: Element, variables: Variables, when: When) -> bool:
    """Whether a message may be sent now, by the property `available` of its element."""
    condition = element.properties.get("available")
    if condition is None:
        return True
    try:
        return evaluate(condition, variables, now=when.now, zone=when.zone) is True
    except FeelError:
        return False


def taken(form: Form, answers: Mapping[str, Json], known: Variables, when: When) -> dict[str, Json]:
    """The variables that these answers give on a form. Raises NotTaken."""
    try:
        return validate(form, answers, known, now=when.now, zone=when.zone)
    except Invalid as invalid:
        fields = {path: _component(form.components, path.split(".")) for path in invalid.problems}
        raise NotTaken(tuple(_lack(path, found, answers) for path, found in fields.items())) from None


def asked(form: Form, known: Variables, when: When) -> tuple[Lack, ...]:
    """The fields that must be filled in before a form is taken."""
    try:
        taken(form, {}, known, when)
    except NotTaken as refusal:
        return refusal.lacks
    return ()


def filled(answers: Mapping[str, Json], standing: Mapping[str, Json]) -> dict[str, Json]:
    """Answers with standing ones in the place of those that are empty."""
    return {**standing, **{name: it for name, it in answers.items() if it is not None or name not in standing}}


def _lack(path: str, component: Component | None, answers: Mapping[str, Json]) -> Lack:
    value: Json = dict(answers)
    for part in path.split("."):
        value = _inside(value, part)
    return Lack(path, (component and component.label) or path, is_empty(value))


def _inside(value: Json, part: str) -> Json:
    if isinstance(value, dict):
        return value.get(part)
    return value[int(part)] if isinstance(value, list) and part.isdigit() and int(part) < len(value) else None


def _component(components: tuple[Component, ...], path: list[str]) -> Component | None:
    """The component at a path like `mesin.0.nama`."""
    found = next((it for it in _level(components) if path[0] in (it.key, it.id)), None)
    return _component(found.components, path[2:]) if found and len(path) > 2 else found


def _level(components: tuple[Component, ...]) -> Iterator[Component]:
    for component in components:
        yield component
        if component.type == "group":
            yield from _level(component.components)
