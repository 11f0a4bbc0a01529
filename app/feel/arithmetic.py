"""`+ - * / **` and the sign (DMN 1.5, tables 53 to 58).

Operands that do not fit together are null, and so are results that cannot be.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from app.feel.durations import DAY, NANOS, Days, Months, days, months
from app.feel.scope import Run
from app.feel.temporal import Date, DateTime, Time, date_of, make_date, moment, month_length
from app.feel.values import NUMBERS, Value

Operation = Callable[[Any, Any], Value]
Table = Mapping[tuple[type, type], Operation]


def _add_months(start: Date, duration: Months) -> Date | None:
    years, month = divmod(start.year * 12 + start.month - 1 + duration.months, 12)
    return make_date(years, month + 1, min(start.day, month_length(years, month + 1)))


def _moment_add_months(start: DateTime, duration: Months) -> DateTime | None:
    day = _add_months(start.date, duration)
    return DateTime(day, start.time) if day else None


def _add_days(start: Date, duration: Days) -> Date | None:
    return date_of((start.ordinal() * DAY + duration.nanos) // DAY)


def _moment_add_days(start: DateTime, duration: Days) -> DateTime | None:
    return moment(start.instant() + duration.nanos, start.time.zone)


def _time_add_days(start: Time, duration: Days) -> Time:
    return Time((start.nanos + duration.nanos) % DAY, start.zone)


def _time_minus_time(left: Time, right: Time) -> Days | None:
    if (left.offset is None) is not (right.offset is None):
        return None
    return Days(left.nanos - right.nanos - ((left.offset or 0) - (right.offset or 0)) * NANOS)


def _moment_minus_moment(left: DateTime, right: DateTime) -> Days | None:
    if (left.time.zone is None) is not (right.time.zone is None):
        return None
    return days(left.instant() - right.instant())


def _midnight(day: Date) -> DateTime:
    return DateTime(day, Time(0, 0))


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_DOWN))


def _times(value: int, factor: Decimal) -> int:
    return _whole(NUMBERS.multiply(Decimal(value), factor))


def _over(value: int, divisor: Decimal) -> int:
    return _whole(NUMBERS.divide(Decimal(value), divisor))


def _ratio(left: int, right: int) -> Decimal:
    return NUMBERS.divide(Decimal(left), Decimal(right))


def _turned(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


def _both_ways(table: Table) -> dict[tuple[type, type], Operation]:
    turned = {(right, left): _turned(operation) for (left, right), operation in table.items()}
    return {**turned, **table}


_ADD = _both_ways(
    {
        (Decimal, Decimal): NUMBERS.add,
        (str, str): lambda a, b: a + b,
        (Days, Days): lambda a, b: days(a.nanos + b.nanos),
        (Months, Months): lambda a, b: months(a.months + b.months),
        (Date, Months): _add_months,
        (Date, Days): _add_days,
        (DateTime, Months): _moment_add_months,
        (DateTime, Days): _moment_add_days,
        (Time, Days): _time_add_days,
    }
)
_SUBTRACT: Table = {
    (Decimal, Decimal): NUMBERS.subtract,
    (Days, Days): lambda a, b: days(a.nanos - b.nanos),
    (Months, Months): lambda a, b: months(a.months - b.months),
    (Date, Months): lambda a, b: _add_months(a, Months(-b.months)),
    (Date, Days): lambda a, b: _add_days(a, Days(-b.nanos)),
    (DateTime, Months): lambda a, b: _moment_add_months(a, Months(-b.months)),
    (DateTime, Days): lambda a, b: _moment_add_days(a, Days(-b.nanos)),
    (Time, Days): lambda a, b: _time_add_days(a, Days(-b.nanos)),
    (Time, Time): _time_minus_time,
    (Date, Date): lambda a, b: days((a.ordinal() - b.ordinal()) * DAY),
    (DateTime, DateTime): _moment_minus_moment,
    (DateTime, Date): lambda a, b: _moment_minus_moment(a, _midnight(b)),
    (Date, DateTime): lambda a, b: _moment_minus_moment(_midnight(a), b),
}
_MULTIPLY = _both_ways(
    {
        (Decimal, Decimal): NUMBERS.multiply,
        (Days, Decimal): lambda a, b: days(_times(a.nanos, b)),
        (Months, Decimal): lambda a, b: months(_times(a.months, b)),
    }
)
_DIVIDE: Table = {
    (Decimal, Decimal): NUMBERS.divide,
    (Days, Decimal): lambda a, b: days(_over(a.nanos, b)),
    (Months, Decimal): lambda a, b: months(_over(a.months, b)),
    (Days, Days): lambda a, b: _ratio(a.nanos, b.nanos),
    (Months, Months): lambda a, b: _ratio(a.months, b.months),
}
_POWER: Table = {(Decimal, Decimal): NUMBERS.power}
_TABLES: dict[str, Table] = {"+": _ADD, "-": _SUBTRACT, "*": _MULTIPLY, "/": _DIVIDE, "**": _POWER}
_NEGATE: dict[type, Callable[[Any], Value]] = {
    Decimal: NUMBERS.minus,
    Days: lambda value: Days(-value.nanos),
    Months: lambda value: Months(-value.months),
}


def compute(sign: str, left: Value, right: Value, run: Run) -> Value:
    """`left sign right` for one of the five signs."""
    operation = _TABLES[sign].get((type(left), type(right)))
    if operation is None:
        return None
    if isinstance(left, str) and isinstance(right, str):
        run.text(len(left) + len(right))
    try:
        return operation(left, right)
    except (ArithmeticError, ValueError):
        return None


def negate(value: Value) -> Value:
    """`-value`"""
    operation = _NEGATE.get(type(value))
    return operation(value) if operation else None
