"""What a form gives and what it reads, for those who check a deploy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.form.ask import names_in
from app.form.template import formulas_in
from app.form.walk import flat
from app.model.form import Component, Form
from app.model.values import Json

_PROPERTIES = ("valuesExpression", "expression", "dataSource", "columnsExpression")
_TEXTS = ("label", "description", "text", "alt")
_CUSTOM_TEXTS = (
    "label_en",
    "description_en",
    "text_en",
    "alt_en",
    "row_label",
    "row_label_en",
    "prefix_en",
    "suffix_en",
)
_LIMITS = ("min", "max", "minLength", "maxLength")


@dataclass(frozen=True, slots=True)
class Formula:
    """A FEEL formula (with its `=`) of a component; `own` are the keys of the form that it may read."""

    component: str
    property: str
    text: str
    own: frozenset[str]


def fields(form: Form) -> frozenset[str]:
    """The names of the variables that the form gives (not those of disabled fields)."""
    return frozenset(c.key for c in flat(form.components) if c.key and not c.disabled)


def formulas(form: Form) -> Iterator[Formula]:
    """Every formula of the form, those between `{{` and `}}` included."""
    return _level(form.components, frozenset())


def names_read(form: Form) -> frozenset[str]:
    """The names that what is drawn depends on (not those that only a check reads)."""
    return frozenset(name for f in formulas(form) if f.property != "check" for name in names_in(f.text))


def _level(components: Iterable[Component], outside: frozenset[str]) -> Iterator[Formula]:
    own = outside | {c.key for c in flat(components) if c.key}
    yield from _formulas(components, own)


def _formulas(components: Iterable[Component], own: frozenset[str]) -> Iterator[Formula]:
    for component in components:
        for name, text in _of(component):
            yield Formula(component.key or component.id, name, text, own)
        if component.type == "dynamiclist":
            yield from _level(component.components, own)
        else:
            yield from _formulas(component.components, own)


def _of(component: Component) -> Iterator[tuple[str, str]]:
    raw, custom = component.raw, component.properties
    written: list[tuple[str, Json]] = [
        ("hide", component.hide),
        ("readonly", component.readonly),
        ("defaultValue", component.default),
        ("check", custom.get("check")),
        *((name, raw.get(name)) for name in _PROPERTIES),
        *((name, component.validate.get(name)) for name in _LIMITS),
    ]
    yield from ((name, text) for name, text in written if isinstance(text, str) and text.startswith("="))
    if isinstance(key := raw.get("valuesKey"), str):
        yield "valuesKey", f"={key}"
    appearance = raw.get("appearance")
    adorners = appearance if isinstance(appearance, dict) else {}
    texts = [*((n, raw.get(n)) for n in _TEXTS), *((n, custom.get(n)) for n in _CUSTOM_TEXTS), *adorners.items()]
    yield from ((name, formula) for name, text in texts if isinstance(text, str) for formula in formulas_in(text))
