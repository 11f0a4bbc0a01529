"""A section as a form: the same runtime that draws and checks the forms of staff draws and checks it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from app.facts.choices import Facts, named, options
from app.facts.places import Path
from app.facts.sections import Field, Part, Section, gone
from app.facts.values import at, shown, shown_variable
from app.form.schema import MAX_ROWS
from app.model.errors import Refused
from app.model.form import Component, Form
from app.model.outline import Outline
from app.model.values import Json

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
#: From so many characters on, a text gets an input of several lines.
_LONG: Final = 90


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fact of the form: where it stands in the file, under which key of a `keyed` part, and beside which others."""

    field: Field
    part: Part
    key: str = ""

    @property
    def place(self) -> Path:
        return self.field.place(self.key)

    @property
    def name(self) -> str:
        """The name of its input."""
        token = self.key if not self.key or _PLAIN_KEY.fullmatch(self.key) else _digest(self.key)
        name = self.field.at.replace(".", ":").replace("*", token)
        return f"{name}:{token}" if self.field.type == "member" else name


@dataclass(frozen=True)
class Sheet:
    """A section of given facts. `values` are what its inputs hold; the names of `lists` are those of their parts."""

    section: Section
    form: Form
    leaves: Mapping[str, Leaf]
    lists: Mapping[str, Part]
    values: Mapping[str, Json]


def sheet(section: Section, facts: Facts, outline: Outline | None) -> Sheet:
    """The form of a section. Raises Refused when a list of the file has more rows than a form."""
    made = _Sheet(facts, outline)
    components = tuple(component for part in section.parts for component in made.part(part))
    lists = {_list_name(part): part for part in section.parts if part.kind in ("list", "pairs")}
    return Sheet(section, Form(section.key, components), made.leaves, lists, made.values)


def names(part: Part, facts: Facts, outline: Outline | None) -> Mapping[str, str]:
    """The keys of a `keyed` part with what they are called: those of the diagram, then others that the file has."""
    known = named(outline, part.keys)
    present: dict[str, str] = {}
    for field in part.fields:
        table = at(facts, field.place()[: field.place("*").index("*")]) if "*" in field.at else at(facts, field.place())
        present |= {str(key): str(key) for key in table or ()} if isinstance(table, dict | list) else {}
    return {**known, **{key: name for key, name in present.items() if key not in known}}


def rows(part: Part, facts: Facts) -> list[dict[str, Json]]:
    """The rows of a list as its inputs hold them."""
    found = at(facts, part.place)
    if part.kind == "pairs":
        pairs = found.items() if isinstance(found, dict) else ()
        return [{"name": name, "value": shown_variable(value)} for name, value in pairs]
    tables = [table if isinstance(table, dict) else {} for table in found] if isinstance(found, list) else []
    return [{field.at: shown(field, table.get(field.at)) for field in part.fields} for table in tables]


class _Sheet:
    """Makes the components of one section, and notes which fact stands behind which."""

    def __init__(self, facts: Facts, outline: Outline | None) -> None:
        self.facts, self.outline = facts, outline
        self.leaves: dict[str, Leaf] = {}
        self.values: dict[str, Json] = {}

    def part(self, part: Part) -> Iterator[Component]:
        if part.kind == "keyed":
            for key, name in names(part, self.facts, self.outline).items():
                yield self._of_key(part, key, name)
        elif part.kind == "plain":
            yield from (self._leaf(Leaf(field, part)) for field in part.fields)
        else:
            yield self._list(part)

    def _of_key(self, part: Part, key: str, name: str) -> Component:
        inner = tuple(self._leaf(Leaf(field, part, key)) for field in part.fields)
        known = key in named(self.outline, part.keys)
        told = ("" if name == key else key, "" if name == key else key) if known else gone()
        if len(inner) == 1:
            return replace(inner[0], label=literal(name), label_en="", description=told[0], description_en=told[1])
        title = literal(name if name == key else f"{name} ({key})")
        told = ("", "") if known else told
        return Component(
            id=f"g-{inner[0].id}",
            type="group",
            label=title,
            description=told[0],
            description_en=told[1],
            components=inner,
            raw={"showOutline": True},
        )

    def _leaf(self, leaf: Leaf) -> Component:
        value = shown(leaf.field, at(self.facts, leaf.place), leaf.key)
        self.leaves[leaf.name] = leaf
        self.values[leaf.name] = value
        return self._component(leaf.field, leaf.name, [value])

    def _list(self, part: Part) -> Component:
        held = rows(part, self.facts)
        if len(held) > MAX_ROWS:
            raise Refused("“{list}” has more than {n} rows; change it as text.", list=part.at, n=MAX_ROWS)
        self.values[_list_name(part)] = list(held)
        columns = tuple(self._component(field, field.at, [row.get(field.at) for row in held]) for field in part.fields)
        return Component(
            id=_list_name(part),
            type="dynamiclist",
            key=_list_name(part),
            label=part.label,
            label_en=part.label_en,
            components=columns,
            raw={"defaultRepetitions": 0, "showOutline": True},
            properties={"row_label": part.row, "row_label_en": part.row_en, "order": True, "max_rows": MAX_ROWS},
        )

    def _component(self, field: Field, name: str, values: list[Json]) -> Component:
        texts = [value for value in values if isinstance(value, str)]
        chosen = [one for value in values if isinstance(value, list) for one in value] + list(texts)
        offered = options(self.outline, self.facts, field.source, map(str, chosen)) if field.source else ()
        return Component(
            id=f"c-{name}",
            type=_type(field, texts),
            key=name,
            label=field.label,
            description=field.help,
            label_en=field.label_en,
            description_en=field.help_en,
            required=field.required,
            options=offered,
            validate={"required": field.required, **({"min": 0} if field.type == "number" else {})},
            raw={"layout": {"row": f"r-{name}", "columns": field.columns}, "decimalDigits": 0},
        )


def literal(text: str) -> str:
    """A foreign text as a label that is shown as it is, and never computed."""
    text = text.replace("{{", "{ {")
    return f" {text}" if text.startswith("=") else text


def _type(field: Field, texts: list[str]) -> str:
    """The type of the input; a text of several lines would lose them in an input of one."""
    simple = {"choice": "select", "several": "taglist", "member": "checkbox", "number": "number"}
    if field.type in simple:
        return simple[field.type]
    is_long = field.type in ("long", "lines") or any("\n" in text or len(text) > _LONG for text in texts)
    return "textarea" if is_long else "textfield"


def _list_name(part: Part) -> str:
    return part.at.replace(".", ":")


def _digest(key: str) -> str:
    return "t" + sha256(key.encode()).hexdigest()[:16]
