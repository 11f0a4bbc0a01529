"""The sections of the facts of an SOP, read from `sections.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.facts.places import Path as Place

#: A clause of a service standard, wherever one stands.
_CLAUSE = (
    {"at": "text", "type": "long", "label": "Ketentuan", "label_en": "Clause", "required": True},
    {"at": "items", "type": "lines", "label": "Butir (satu setiap baris)", "label_en": "Items (one a line)"},
    {"at": "note", "label": "Catatan", "label_en": "Note"},
)


@dataclass(frozen=True, slots=True)
class Field:
    """One fact. `at` is its path: from the top (where `*` is the key of a `keyed` part), in a list from the table."""

    at: str
    label: str
    label_en: str
    type: str = "text"
    help: str = ""
    help_en: str = ""
    source: str = ""
    required: bool = False
    columns: int = 16

    def place(self, key: str = "") -> Place:
        """The path of the fact; for the box of a list, that of the list."""
        return tuple(key if step == "*" else step for step in self.at.split("."))


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that are shown as one form. `at` is where they stand in the file, `row` what one of several is called; the
    head of `sections.toml` tells of `kind`, `keys` and `together`."""

    kind: str
    fields: tuple[Field, ...]
    at: str = ""
    keys: str = ""
    label: str = ""
    label_en: str = ""
    row: str = ""
    row_en: str = ""
    together: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return tuple(self.at.split("."))


@dataclass(frozen=True, slots=True)
class Section:
    """A page of facts: what is edited and saved together."""

    key: str
    title: str
    title_en: str
    help: str
    help_en: str
    parts: tuple[Part, ...]


@cache
def sections() -> Mapping[str, Section]:
    """All sections by key, in their order."""
    return {each["key"]: _section(each) for each in _told()["section"]}


def gone() -> tuple[str, str]:
    """What is said of a key that the diagram has not, in Indonesian and in English."""
    return _told()["gone"]["help"], _told()["gone"]["help_en"]


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sections.toml").read_text("utf-8"))


def _section(told: Mapping[str, Any]) -> Section:
    clauses = [
        {"kind": "list", "row": "Butir", "row_en": "Item", "field": _CLAUSE, **it} for it in told.get("clauses", ())
    ]
    parts = tuple(_part(each) for each in [*told.get("part", ()), *clauses])
    return Section(told["key"], told["title"], told["title_en"], told["help"], told["help_en"], parts)


def _part(told: Mapping[str, Any]) -> Part:
    own = {name: value for name, value in told.items() if name not in {"field", "together"}}
    return Part(fields=tuple(_field(each) for each in told["field"]), together=tuple(told.get("together", ())), **own)


def _field(told: Mapping[str, Any]) -> Field:
    return Field(**{"source" if name == "from" else name: value for name, value in told.items()})
