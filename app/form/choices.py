"""The options of a choice: written in the form, or taken from a variable or a formula."""

from collections.abc import Iterator, Sequence

from app.form.ask import When, value_of
from app.form.walk import Node
from app.model.form import Option
from app.model.values import Json


def choices(node: Node, when: When) -> Sequence[Option]:
    """Texts, numbers and contexts with `value` and `label` become options; anything else is passed over."""
    raw = node.component.raw
    if "valuesExpression" in raw:
        return tuple(_options(value_of(str(raw["valuesExpression"]), node.names, when)))
    if "valuesKey" in raw:
        return tuple(_options(node.names.get(str(raw["valuesKey"]))))
    return node.component.options


def _options(values: Json) -> Iterator[Option]:
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict):
            plain = value.get("value", value.get("label"))
            if plain is not None:
                yield Option(str(plain), str(value.get("label", plain)), str(value.get("label_en", "")))
        elif value is not None and not isinstance(value, list):
            yield Option(str(value), str(value))
