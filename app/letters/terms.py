"""What must be known before a letter is filled: whether it is issued at all, its day, and who signs on which ground."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from app.feel import FeelError, Value
from app.feel.desk import Desk
from app.letters.fill import LetterFailed, desk_for
from app.letters.functions import moment_of
from app.model.form import Component, Form
from app.model.paper import Authority, Facts
from app.model.template import Template
from app.model.values import Variables


def is_issued(template: Template, values: Variables, facts: Facts) -> bool:
    """Whether the step that leaves these values behind issues the letter. Raises LetterFailed."""
    return not template.front.when or _value(template, template.front.when, values, facts) is True


def date_of(template: Template, values: Variables, facts: Facts) -> date:
    """The day the letter carries; that of `facts` when the template names none, or the value is no day."""
    if not template.front.date:
        return facts.date
    try:
        found = moment_of(_value(template, template.front.date, values, facts), facts.zone)
    except (TypeError, ValueError):
        return facts.date
    return found.date() if isinstance(found, datetime) else found


def signer_of(template: Template, values: Variables, facts: Facts) -> str:
    """The key of the post that signs; empty when nobody does. Raises LetterFailed."""
    return _word(template, template.front.signer, values, facts)


def authority_of(template: Template, values: Variables, facts: Facts) -> Authority:
    """On which ground the template wants it signed: in full unless it says so. Raises LetterFailed."""
    word = _word(template, template.front.authority, values, facts)
    return Authority(word) if word in tuple(Authority) else Authority.FULL


def choices_of(forms: Iterable[Form]) -> Mapping[str, Mapping[str, str]]:
    """The labels of all choices of forms: field -> value -> label. A field of a dynamic list is known by its own key
    and by `list.key`."""
    labels: dict[str, dict[str, str]] = {}
    for form in forms:
        for name, component in _named(form.components):
            for option in component.options:
                for known in {name, component.key}:
                    labels.setdefault(known, {})[option.value] = option.label
    return labels


def _named(components: Iterable[Component], prefix: str = "") -> Iterable[tuple[str, Component]]:
    for component in components:
        yield prefix + component.key, component
        yield from _named(component.components, f"{component.key}." if component.key else prefix)


def _word(template: Template, text: str, values: Variables, facts: Facts) -> str:
    if not text.startswith("="):
        return text
    value = _value(template, text[1:], values, facts)
    return value if isinstance(value, str) else ""


def _value(template: Template, expression: str, values: Variables, facts: Facts) -> Value:
    desk: Desk = desk_for(values, facts)
    try:
        return desk.value(expression)
    except FeelError as error:
        raise LetterFailed(path=template.path, reason=error) from error
