"""A form as plain facts: the subset of form-js that Lajur renders and validates on the server.

`app.form` reads `.form` files into these and answers what a person has filled in; the web draws them. Field keys are
the names of the variables the answers become. Names ending in `_en` are the English of a text that is Indonesian
otherwise; empty where the Indonesian serves both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.model.values import Json

#: Variables that Lajur itself gives to every process instance; no form may answer them.
SYSTEM_VARIABLES = frozenset({"kasus_asal", "nomor_kasus"})


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    label_en: str = ""


@dataclass(frozen=True)
class Component:
    """One component of a form. `type` is the form-js type (`textfield`, `number`, `select`, `dynamiclist`, ...).

    `key` is the variable name (empty for texts and groups; a dynamic list's is its `path`). `raw` is the component as
    written, for what only one type knows (`decimalDigits`, `subtype`, `valuesExpression`, `accept`, ...), `properties`
    are its custom properties (`check`, `min_rows`, ...; see `app.form.schema`). `hide` is the FEEL condition that
    hides it, or empty.
    """

    id: str
    type: str
    key: str = ""
    label: str = ""
    description: str = ""
    label_en: str = ""
    description_en: str = ""
    required: bool = False
    readonly: "bool | str" = False
    disabled: bool = False
    default: Json = None
    hide: str = ""
    options: tuple[Option, ...] = ()
    validate: Mapping[str, Json] = field(default_factory=dict)
    components: tuple["Component", ...] = ()
    raw: Mapping[str, Json] = field(default_factory=dict)
    properties: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """A form by its id (the name of its file without ending). `english` gives the English of its labels."""

    id: str
    components: tuple[Component, ...]
    english: Mapping[str, str] = field(default_factory=dict)


def whole(components: Iterable[Component]) -> Iterator[Component]:
    """The components and all that stand in them, in the order in which people meet them."""
    for component in components:
        yield component
        yield from whole(component.components)
