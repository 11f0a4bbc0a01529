"""What `for`, `some` and `every` go through."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.feel.scope import Run
from app.feel.temporal import Date, date_of
from app.feel.values import Range, Value


def domain_items(value: Value, to: Value, run: Run, *, bounded: bool) -> Iterable[Value] | None:
    """The items of a list, the whole numbers or days from one end to another; one value is a list of it.

    `bounded` is for `value..to`, which may count downwards. None if there is nothing to go through.
    """
    if bounded:
        return _steps(value, to, run)
    if isinstance(value, Range):
        return _within(value, run)
    if value is None:
        return None
    return list(value) if isinstance(value, list) else [value]


def _within(interval: Range, run: Run) -> Iterable[Value] | None:
    low, high = _ordinal(interval.start), _ordinal(interval.end)
    if low is None or high is None or low > high:
        return None
    first, last = low + (not interval.start_included), high - (not interval.end_included)
    return _count(first, last, run, days=isinstance(interval.start, Date)) if first <= last else []


def _steps(start: Value, end: Value, run: Run) -> Iterable[Value] | None:
    first, last = _ordinal(start), _ordinal(end)
    if first is None or last is None or type(start) is not type(end):
        return None
    return _count(first, last, run, days=isinstance(start, Date))


def _count(first: int, last: int, run: Run, *, days: bool) -> Iterator[Value]:
    run.items(abs(last - first) + 1)
    step = 1 if last >= first else -1
    numbers = range(first, last + step, step)
    return (date_of(number) for number in numbers) if days else (Decimal(number) for number in numbers)


def _ordinal(value: Value) -> int | None:
    """The whole number a number or a day is counted by."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < Decimal("1E15"):
        return int(value)
    return value.ordinal() if isinstance(value, Date) else None
