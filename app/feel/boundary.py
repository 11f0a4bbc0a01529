"""The border between JSON and FEEL: plain data in, plain data out, everything charged by its size.

Numbers go in as they read (0.1 is one tenth). They come out as an int when they are whole and fit 64 bits, else as the
float nearest to them: JSON knows no better, and a number that turns into a text would surprise whoever reads it next.
Dates, times and durations come out as ISO 8601 texts; a named zone becomes its offset at that moment.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from app.feel.durations import Days, Months
from app.feel.errors import FeelBudget, FeelTypeError
from app.feel.scope import MOST_ITEMS, MOST_TEXT, Run
from app.feel.temporal import Date, DateTime, Time
from app.feel.values import KINDS, NUMBERS, Function, Range, Value

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
MOST_LEVELS = 100
MOST_BITS = 20_000  # of an int: about the largest number FEEL can hold


def from_json(given: object, run: Run) -> Value:
    """The value plain data means. Raises FeelTypeError for anything but plain data, FeelBudget if it is too large."""
    return _read(given, run, 0, _PLAIN)


def from_any(given: object, run: Run) -> Value:
    """As `from_json`, and values of FEEL stay what they are."""
    return _read(given, run, 0, _TYPED)


def to_json(value: Value, run: Run) -> Json:
    """Plain data for a value. Raises FeelTypeError for intervals and functions, FeelBudget if it is too large."""
    run.charge(1)
    if isinstance(value, Decimal):
        return _plain_number(value)
    if isinstance(value, list):
        return [to_json(item, run) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item, run) for key, item in value.items()}
    if isinstance(value, Range | Function):
        raise FeelTypeError(kind="an interval" if isinstance(value, Range) else "a function")
    if isinstance(value, str):
        run.text(len(value))
        return value
    if value is None or isinstance(value, bool):
        return value
    return _iso(value)


def _iso(value: Date | Time | DateTime | Days | Months) -> str:
    return value.iso() if isinstance(value, DateTime | Time) else str(value)


def _plain_number(value: Decimal) -> int | float:
    if value == value.to_integral_value() and -(2**63) <= value < 2**63:
        return int(value)
    nearest = float(value)
    if math.isinf(nearest):
        raise FeelTypeError(kind="a number too large for plain data")
    return nearest


Readers: TypeAlias = dict[type, Callable[[Any, Run, int, "Readers"], Value]]


def _read(given: object, run: Run, level: int, readers: Readers) -> Value:
    read = readers.get(type(given))
    if read is None:
        if isinstance(given, Function) and readers is _TYPED:
            return given
        raise FeelTypeError(kind=type(given).__name__)
    return read(given, run, level, readers)


def _same(given: Value, _run: Run, _level: int, _readers: Readers) -> Value:
    return given


def _read_int(given: int, _run: Run, _level: int, _readers: Readers) -> Value:
    if given.bit_length() > MOST_BITS:
        raise FeelTypeError(kind="a number too large")
    return NUMBERS.plus(Decimal(given))


def _read_float(given: float, _run: Run, _level: int, _readers: Readers) -> Value:
    if not math.isfinite(given):
        raise FeelTypeError(kind="a number that is none")
    return Decimal(repr(given))


def _read_text(given: str, _run: Run, _level: int, _readers: Readers) -> Value:
    if len(given) > MOST_TEXT:
        raise FeelBudget(MOST_TEXT, "characters in a text")
    return given


def _read_list(given: list[object], run: Run, level: int, readers: Readers) -> Value:
    _check_size(given, run, level)
    return [_read(item, run, level + 1, readers) for item in given]


def _read_dict(given: dict[object, object], run: Run, level: int, readers: Readers) -> Value:
    _check_size(given, run, level)
    made: dict[str, Value] = {}
    for key, item in given.items():
        if type(key) is not str:
            raise FeelTypeError(kind=f"a key that is {type(key).__name__}")
        made[key] = _read(item, run, level + 1, readers)
    return made


def _check_size(given: list[object] | dict[object, object], run: Run, level: int) -> None:
    if level > MOST_LEVELS:
        raise FeelBudget(MOST_LEVELS, "levels of lists and contexts")
    if len(given) > MOST_ITEMS:
        raise FeelBudget(MOST_ITEMS, "items in a list")
    run.charge(1 + len(given) // 4)


_PLAIN: Readers = {
    type(None): _same,
    bool: _same,
    str: _read_text,
    int: _read_int,
    float: _read_float,
    list: _read_list,
    dict: _read_dict,
}
_TYPED: Readers = {**dict.fromkeys(KINDS, _same), **_PLAIN}
