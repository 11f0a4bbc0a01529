"""In what two sets of answers of a section differ, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.facts.sheet import Sheet
from app.form.normal import is_empty
from app.model.form import Component
from app.model.values import Json


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with what one set of answers says and what the other does, as texts of several lines."""

    component: Component
    within: Component | None
    one: str
    other: str


def differences(sheet: Sheet, one: Mapping[str, Json], other: Mapping[str, Json]) -> Sequence[Difference]:
    """The fields of a section that are answered differently, in their order."""
    return tuple(_level(sheet.form.components, None, one, other))


def _level(
    components: Sequence[Component], within: Component | None, one: Mapping[str, Json], other: Mapping[str, Json]
) -> Iterator[Difference]:
    for component in components:
        if component.type == "group":
            yield from _level(component.components, component, one, other)
            continue
        texts = _told(component, one.get(component.key)), _told(component, other.get(component.key))
        if texts[0] != texts[1]:
            yield Difference(component, within, *texts)


def _told(component: Component, value: Json) -> str:
    if component.type == "dynamiclist":
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        return "\n".join(f"{number}. {_row(component, row)}" for number, row in enumerate(rows, 1))
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if is_empty(value) else str(value)


def _row(component: Component, row: Mapping[str, Json]) -> str:
    told = (_told(inner, row.get(inner.key)) for inner in component.components)
    return " · ".join(text.replace("\n", ", ") for text in told if text)
