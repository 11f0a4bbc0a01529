"""Numbers as people write them, in Indonesian (`1.234,5`) and plainly (`1234.5`), and as we write them back.

The rules, so that no number is ever read a thousand times too large or too small:

1. With both signs, the last one is the decimal sign and the other one stands between thousands.
2. A sign that stands there more than once stands between thousands.
3. A single sign is the decimal sign, unless exactly three digits follow and one to three digits, not beginning with
   zero, stand in front. Then `1.234` could be either: where the field takes fewer than three decimals, thousands are
   meant; elsewhere we ask.
"""

import re
from decimal import Decimal
from typing import Final

from app.model.errors import LajurError
from app.model.values import Json

#: So many significant digits survive being a number of JSON in every program that reads it.
MAX_DIGITS: Final = 15

_PLAIN = re.compile(r"([+-]?)([0-9]+)(?:[.,]([0-9]+))?", re.ASCII)
_GROUPED = re.compile(r"([+-]?)([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?", re.ASCII)
_GROUPED_ENGLISH = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)


def read_number(text: str, decimals: int | None = None) -> int | float:
    """The number a person wrote; `decimals` is how many the field takes, None for any.

    A whole number is an int, anything else a float that keeps every digit written. Raises LajurError.
    """
    text = text.strip().replace("−", "-")
    if _EITHER.fullmatch(text):
        return as_json(Decimal(_without_doubt(text, decimals)))
    match = _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text) or _GROUPED_ENGLISH.fullmatch(text)
    if not match:
        raise LajurError("Enter a number, such as 1250 or 12,5.")
    sign, whole, fraction = match.groups()
    return as_json(Decimal(f"{sign}{whole.replace('.', '').replace(',', '')}.{fraction or '0'}"))


def read_or_keep(text: str, decimals: Json) -> int | float | str:
    """The number a person wrote, or what they wrote where it cannot be read."""
    try:
        return read_number(text, decimals if isinstance(decimals, int) else None)
    except LajurError:
        return text


def _without_doubt(text: str, decimals: int | None) -> str:
    whole, fraction = re.split(r"[.,]", text)
    if decimals is not None and decimals < 3:
        return whole + fraction
    raise LajurError(
        "Is {text} meant as {large} or as {small}? Please write it that way.",
        text=text,
        large=whole + fraction,
        small=f"{whole},{fraction}0",
    )


def as_json(number: Decimal) -> int | float:
    """The same number as JSON has it. Raises LajurError when it has more digits than survive there."""
    digits = number.normalize()
    if len(digits.as_tuple().digits) > MAX_DIGITS or abs(digits.adjusted()) > MAX_DIGITS:
        raise LajurError("Enter a number of at most {n} digits.", n=MAX_DIGITS)
    return int(digits) if digits == digits.to_integral_value() else float(digits)


def editable(number: float, locale: str) -> str:
    """The number for an input: no signs between thousands, and `read_number` gives the same number back."""
    text = f"{Decimal(str(number)):f}"
    if _EITHER.fullmatch(text):
        text += "0"
    return text if locale == "en" else text.replace(".", ",")


def shown(number: float | Decimal, locale: str) -> str:
    """The number for a reader. Numbers of four digits have no sign between thousands, as they are often years."""
    value = Decimal(str(number))
    text = f"{value:,f}" if abs(value) >= 10_000 else f"{value:f}"
    return text if locale == "en" else text.translate(str.maketrans(",.", ".,"))
