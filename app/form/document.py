"""The JSON of a form file, read strictly, and the place in it where something is wrong."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from app.form import schema
from app.model.errors import LajurError, Refused
from app.model.values import Json

Raw = Mapping[str, Json]

_BLOCK = re.compile(r"\{\{\s*[#/@]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which form something is wrong."""

    form: str
    component: str

    def refuse(self, sentence: str, **facts: object) -> NoReturn:
        reason = LajurError(sentence, **facts)
        raise Refused(
            "Form {form}, component {component}: {reason}", form=self.form, component=self.component, reason=reason
        )

    def known(self, raw: Raw, allowed: frozenset[str]) -> None:
        for name, value in raw.items():
            if name not in allowed:
                self.refuse("The property {name} is not supported.", name=name)
            if name in schema.KINDS and not schema.KINDS[name](value):
                self.refuse("The property {name} cannot be {value}.", name=name, value=json.dumps(value)[:80])
            if isinstance(value, str) and _BLOCK.search(value):
                self.refuse("Conditions and loops inside a text (#if, #loop) are not supported.")

    def part(self, raw: Raw, name: str) -> Raw:
        value = raw.get(name, {})
        if not isinstance(value, dict):
            self.refuse("The property {name} must hold properties of its own.", name=name)
        return value


def read_document(data: bytes, form_id: str) -> Raw:
    """The JSON of a form as it is written, read with bounds. Raises Refused with a sentence that names the place."""
    place = Place(form_id, form_id)
    if len(data) > schema.MAX_BYTES:
        place.refuse("The file is larger than {n} bytes.", n=schema.MAX_BYTES)
    try:
        document = json.loads(data, object_pairs_hook=_pairs, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        place.refuse("The file is not JSON: {error}", error=str(error)[:200])
    if not isinstance(document, dict):
        place.refuse("The file does not hold a form.")
    return document


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(n for n in names if names.count(n) > 1)!r} stands twice in one object")
    return read


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")
