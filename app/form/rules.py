"""What an answer must be: one rule for each type of component, each a sentence for the person who answers."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Final

from app.form import schema
from app.form.ask import When, number_of
from app.form.choices import choices
from app.form.normal import is_empty
from app.form.numbers import MAX_DIGITS, as_json, read_number
from app.form.texts import text_problem
from app.form.walk import Node
from app.model.errors import LajurError
from app.model.values import Json

Problem = LajurError | None

_MISSING: Final[Mapping[str, str]] = {
    "checkbox": "Tick this box.",
    "radio": "Choose one of the options.",
    "select": "Choose one of the options.",
    "checklist": "Choose at least one of the options.",
    "taglist": "Choose at least one of the options.",
    "filepicker": "Choose a file.",
}
_FILE_FACTS: Final[Mapping[str, type]] = {"digest": str, "name": str, "size": int, "media_type": str}


def problem(node: Node, when: When) -> Problem:
    """What is wrong with the value of a visible field, or None. What people cannot change is not checked."""
    component = node.component
    rule = _RULES.get(component.type)
    if rule is None or component.disabled or node.readonly:
        return None
    if is_empty(node.value) and component.type != "dynamiclist":
        return LajurError(_MISSING.get(component.type, "Fill in this field.")) if component.required else None
    return rule(node, node.value, when)


def _number(node: Node, value: Json, when: When) -> Problem:
    decimals = node.component.raw.get("decimalDigits")
    most = decimals if isinstance(decimals, int) else None
    try:
        number = _exact(read_number(value, most) if isinstance(value, str) else value)
    except LajurError as error:
        return error
    return _bounds(node, number, when) or _steps(node, number, most)


def _exact(value: Json) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise LajurError("Enter a number, such as 1250 or 12,5.")
    if abs(value) >= 10**MAX_DIGITS:
        raise LajurError("Enter a number of at most {n} digits.", n=MAX_DIGITS)
    return Decimal(str(as_json(Decimal(str(value)))))


def _bounds(node: Node, number: Decimal, when: When) -> Problem:
    least = number_of(node.component.validate.get("min"), node.names, when)
    most = number_of(node.component.validate.get("max"), node.names, when)
    if least is not None and number < least:
        return LajurError("Enter {n} or more.", n=least)
    if most is not None and number > most:
        return LajurError("Enter {n} or less.", n=most)
    return None


def _steps(node: Node, number: Decimal, most: int | None) -> Problem:
    exponent = number.as_tuple().exponent
    if most is not None and isinstance(exponent, int) and -exponent > most:
        if most == 0:
            return LajurError("Enter a whole number.")
        return LajurError("Enter at most {n} digits after the decimal sign.", n=most)
    step = node.component.raw.get("increment")
    if isinstance(step, int | float) and step and number % Decimal(str(step)):
        return LajurError("Enter a multiple of {n}.", n=step)
    return None


def _moment(node: Node, value: Json, when: When) -> Problem:
    subtype = node.component.raw.get("subtype", "date")
    try:
        passed = isinstance(value, str) and _passed(value, str(subtype), when)
    except (ValueError, OverflowError):
        passed = None
    if passed is None or not isinstance(value, str):
        return LajurError(_NOT_A_MOMENT[str(subtype)])
    if passed and node.component.raw.get("disallowPassedDates") is True:
        return LajurError("This date has passed; choose a later one.")
    return None


_NOT_A_MOMENT: Final[Mapping[str, str]] = {
    "date": "Enter a date as year-month-day, such as 2026-03-17.",
    "time": "Enter a time, such as 14:30.",
    "datetime": "Enter a date and a time, such as 2026-03-17 14:30.",
}


def _passed(text: str, subtype: str, when: When) -> bool:
    """Whether the day lies before today in the zone of the step; a time of day never does. Raises ValueError."""
    if subtype == "time":
        time.fromisoformat(text)
        return False
    today = when.now.astimezone(when.zone).date()
    if subtype == "date":
        return date.fromisoformat(text) < today
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(when.zone) if moment.tzinfo else moment).date() < today


def _checkbox(_node: Node, value: Json, _when: When) -> Problem:
    return None if value is True else LajurError("Tick this box or leave it empty.")


def _choice(node: Node, value: Json, when: When) -> Problem:
    if any(option.value == value for option in choices(node, when)):
        return None
    return LajurError("Choose one of the options.")


def _choices(node: Node, value: Json, when: When) -> Problem:
    allowed = {option.value for option in choices(node, when)}
    if isinstance(value, list) and all(isinstance(one, str) and one in allowed for one in value):
        return None
    return LajurError("Choose among the options.")


def _files(node: Node, value: Json, _when: When) -> Problem:
    if not isinstance(value, list) or not all(is_file(one) for one in value):
        return LajurError("Choose a file.")
    if len(value) > 1 and node.component.raw.get("multiple") is not True:
        return LajurError("Choose one file only.")
    return None


def is_file(value: Json) -> bool:
    """Whether a value says of a file all that an answer must say of it."""
    return isinstance(value, dict) and all(isinstance(value.get(name), kind) for name, kind in _FILE_FACTS.items())


def _list(node: Node, value: Json, _when: When) -> Problem:
    count = len(value) if isinstance(value, list) else 0
    least, most = node.component.properties.get("min_rows", 0), most_rows(node)
    if isinstance(least, int) and count < least:
        return LajurError("Rows to fill in: at least {n}.", n=least)
    if len(node.rows) > most:
        return LajurError("Rows to fill in: at most {n}.", n=most)
    return None


def most_rows(node: Node) -> int:
    """How many rows a list may have, however many its form allows."""
    most = node.component.properties.get("max_rows", schema.MAX_ROWS)
    return min(most, schema.MAX_ROWS) if isinstance(most, int) else schema.MAX_ROWS


_RULES: Final[Mapping[str, Callable[[Node, Json, When], Problem]]] = {
    "textfield": text_problem,
    "textarea": text_problem,
    "number": _number,
    "datetime": _moment,
    "checkbox": _checkbox,
    "radio": _choice,
    "select": _choice,
    "checklist": _choices,
    "taglist": _choices,
    "filepicker": _files,
    "dynamiclist": _list,
}
