"""How a value is printed where a template has a hole."""

from decimal import Decimal

from app.feel import Value
from app.feel.temporal import Date, DateTime
from app.letters.words import day_in_numerals


def printed(value: Value) -> str:
    """A value for the reader of a letter: nothing for null, days in Indonesian, lists with commas.

    Numbers are not grouped, for many are years: `angka` groups them.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(text for text in map(printed, value) if text)
    return _number(value) if isinstance(value, Decimal) else _day(value)


def _number(value: Decimal) -> str:
    whole, _, rest = f"{value:f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole},{rest}" if rest else whole


def _day(value: Value) -> str:
    """The day of a value; nothing for what letters have no words for."""
    day = value.date if isinstance(value, DateTime) else value
    try:
        return day_in_numerals(day.native()) if isinstance(day, Date) else ""
    except ValueError:
        return ""
