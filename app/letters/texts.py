"""How a value is printed where a template has a hole."""

from datetime import UTC
from decimal import Decimal

from app.feel import Value
from app.feel.temporal import Date, DateTime, Time
from app.letters.functions import moment_of
from app.letters.words import day_in_numerals


def printed(value: Value) -> str:
    """A value for the reader of a letter: nothing for null, days in Indonesian, lists with commas.

    Numbers are not grouped, for many are years: `angka` groups them.
    """
    match value:
        case str():
            return value
        case bool():
            return "ya" if value else "tidak"
        case Decimal():
            whole, _, rest = f"{value:f}".partition(".")
            rest = rest.rstrip("0")
            return f"{whole},{rest}" if rest else whole
        case list():
            return ", ".join(text for text in map(printed, value) if text)
        case Date() | DateTime():
            return _day(value)
        case Time():
            return str(value)
        case _:
            return ""


def _day(value: Date | DateTime) -> str:
    try:
        return day_in_numerals(moment_of(value.date if isinstance(value, DateTime) else value, UTC))
    except ValueError:
        return str(value)
