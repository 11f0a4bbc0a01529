"""Equality and order (DMN 1.5, 10.3.2.13). Three-valued: None means that two values cannot be compared."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from app.feel.durations import NANOS, Days, Months
from app.feel.scope import Run
from app.feel.temporal import Date, DateTime, Time
from app.feel.values import Range, Value

# What the order of a kind rests on, and whether it knows a zone: with and without one there is no order.
# Clocks are compared to the second, as their value is defined in 10.3.2.3.
_KEYS: dict[type, Callable[[Any], tuple[bool, Any]]] = {
    Decimal: lambda value: (False, value),
    str: lambda value: (False, value),
    Date: lambda value: (False, (value.year, value.month, value.day)),
    Time: lambda value: (value.zone is not None, value.nanos // NANOS - (value.offset or 0)),
    DateTime: lambda value: (value.time.zone is not None, value.instant() // NANOS),
    Days: lambda value: (False, value.nanos),
    Months: lambda value: (False, value.months),
}
_ORDERS: dict[str, Callable[[int], bool]] = {
    "<": lambda place: place < 0,
    "<=": lambda place: place <= 0,
    ">": lambda place: place > 0,
    ">=": lambda place: place >= 0,
}

_DIFFERENT: list[tuple[Value, Value]] = [(True, False)]


def equal(left: Value, right: Value, run: Run) -> bool | None:
    """Are two values equal? Null equals only null; values of different kinds cannot be compared."""
    if left is None or right is None:
        return left is right
    if type(left) is not type(right):
        return None
    parts = _parts(left, right)
    if parts is not None:
        run.charge(1 + len(parts))
        return _all_equal(parts, run)
    if isinstance(left, Time | DateTime):
        place = order(left, right)
        return None if place is None else place == 0
    return left == right


def _parts(left: Value, right: Value) -> list[tuple[Value, Value]] | None:
    """What has to be equal for two compound values to be; None for simple values."""
    if isinstance(left, list) and isinstance(right, list):
        return list(zip(left, right, strict=True)) if len(left) == len(right) else _DIFFERENT
    if isinstance(left, dict) and isinstance(right, dict):
        return [(value, right[key]) for key, value in left.items()] if left.keys() == right.keys() else _DIFFERENT
    if isinstance(left, Range) and isinstance(right, Range):
        ends: list[tuple[Value, Value]] = [(left.start, right.start), (left.end, right.end)]
        return ends if _shape(left) == _shape(right) else _DIFFERENT
    return None


def _shape(interval: Range) -> tuple[str, bool, bool]:
    return interval.sign, interval.start_included, interval.end_included


def _all_equal(pairs: Iterable[tuple[Value, Value]], run: Run) -> bool | None:
    for left, right in pairs:
        same = equal(left, right, run)
        if same is not True:
            return same
    return True


def order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 as the left value comes before, at or after the right one; None if the two have no order."""
    key = _KEYS.get(type(left))
    if key is None or type(left) is not type(right):
        return None
    (zoned, mine), (also_zoned, theirs) = key(left), key(right)
    if zoned is not also_zoned:
        return None
    return int(mine > theirs) - int(mine < theirs)


def relate(sign: str, left: Value, right: Value, run: Run) -> bool | None:
    """`left sign right`, for one of the six signs."""
    if sign == "=":
        return equal(left, right, run)
    if sign == "!=":
        same = equal(left, right, run)
        return None if same is None else not same
    place = order(left, right)
    return None if place is None else _ORDERS[sign](place)


def contains(interval: Range, value: Value, run: Run) -> bool | None:
    """Is a value within an interval? None if it cannot be told, as with an end that is null."""
    if interval.sign != "..":
        return relate(interval.sign, value, interval.end if interval.start is None else interval.start, run)
    low, high = order(value, interval.start), order(value, interval.end)
    if low is None or high is None:
        return None
    return (low > 0 or (low == 0 and interval.start_included)) and (high < 0 or (high == 0 and interval.end_included))


def within(value: Value, test: Value, run: Run) -> bool | None:
    """`value in test`: within an interval, an item of a list (or within an interval of it), or equal."""
    if isinstance(test, Range):
        return contains(test, value, run)
    if isinstance(test, list):
        run.charge(1 + len(test))
        return any(
            contains(item, value, run) if isinstance(item, Range) else equal(value, item, run) for item in test
        ) or (isinstance(value, list) and equal(value, test, run) is True)
    return equal(value, test, run)
