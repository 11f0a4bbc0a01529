"""A correction as a supervisor types it: one variable, the kind of its value, the value, a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from json import JSONDecodeError, loads
from typing import ClassVar, Self

from app.model.errors import LajurError
from app.model.text import free_text
from app.model.values import Json, Variables
from app.web.shared.languages import lazy_gettext

#: So many digits before the decimal sign; beyond it the books would not give back what was typed.
DIGITS = 14
#: Letters the name of a variable may have.
LONGEST_NAME = 100


class NotReadable(LajurError):
    """The new value cannot be read as what was chosen."""

    status = 422


@dataclass(frozen=True)
class Correction:
    """`kind` is one of `KINDS`; `text` is the value as typed."""

    variable: str
    kind: str
    text: str
    reason: str

    KINDS: ClassVar[Mapping[str, object]] = {
        "text": lazy_gettext("Text"),
        "number": lazy_gettext("Number"),
        "yes": lazy_gettext("Yes"),
        "no": lazy_gettext("No"),
        "nothing": lazy_gettext("Nothing (empty)"),
        "json": lazy_gettext("List or table (JSON)"),
    }

    @classmethod
    def blank(cls, variable: str) -> Self:
        return cls(variable, "text", "", "")

    @classmethod
    def read(cls, fields: Mapping[str, str]) -> Self:
        return cls(*(free_text(fields.get(name, "")) for name in ("variable", "kind", "text", "reason")))

    def variables(self) -> Variables:
        """The variable with its new value. Raises LajurError when it has no name or cannot be read."""
        if not self.variable.isidentifier() or len(self.variable) > LONGEST_NAME:
            raise NotReadable("Please name the variable; names have letters, digits and underscores.")
        return {self.variable: self._value()}

    def _value(self) -> Json:
        fixed: dict[str, Json] = {"yes": True, "no": False, "nothing": None}
        if self.kind in fixed:
            return fixed[self.kind]
        if self.kind == "number":
            return _number(self.text)
        if self.kind == "json":
            return _json(self.text)
        if self.kind != "text":
            raise NotReadable
        return self.text


def _number(text: str) -> int | float:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise NotReadable from None
    if not value.is_finite() or value.adjusted() > DIGITS:
        raise NotReadable
    return int(value) if value == value.to_integral_value() else float(value)


def _json(text: str) -> Json:
    try:
        value: Json = loads(text, parse_constant=_no_constant)
    except (JSONDecodeError, RecursionError):
        raise NotReadable from None
    return value


def _no_constant(_: str) -> Json:
    raise NotReadable
