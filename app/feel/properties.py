"""`value.name`: entries of contexts, and the properties dates, durations and intervals have (DMN 1.5, table 65)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from app.feel.durations import HOUR, MINUTE, Days, Months, seconds
from app.feel.scope import Run
from app.feel.temporal import Date, DateTime, Time, offset_duration
from app.feel.values import Range, Value

Properties = Mapping[str, Callable[[Any], Value]]

_DATE: Properties = {
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "day": lambda day: Decimal(day.day),
    "weekday": lambda day: Decimal(weekday(day)),
}
_TIME: Properties = {
    "hour": lambda clock: Decimal(clock.nanos // HOUR),
    "minute": lambda clock: Decimal(clock.nanos % HOUR // MINUTE),
    "second": lambda clock: seconds(clock.nanos % MINUTE),
    "time offset": lambda clock: offset_duration(clock.offset),
    "timezone": lambda clock: clock.zone if isinstance(clock.zone, str) else None,
}


def _of(part: str, properties: Properties) -> Properties:
    def read_from(read: Callable[[Any], Value]) -> Callable[[Any], Value]:
        return lambda value: read(getattr(value, part))

    return {name: read_from(read) for name, read in properties.items()}


_PROPERTIES: dict[type, Properties] = {
    Date: _DATE,
    Time: _TIME,
    DateTime: {
        **_of("date", _DATE),
        **_of("time", _TIME),
        "time offset": lambda moment: offset_duration(moment.offset),
    },
    Days: {
        "days": lambda duration: Decimal(duration.split()[0]),
        "hours": lambda duration: Decimal(duration.split()[1]),
        "minutes": lambda duration: Decimal(duration.split()[2]),
        "seconds": lambda duration: duration.split()[3],
    },
    Months: {
        "years": lambda duration: Decimal(duration.years),
        "months": lambda duration: Decimal(duration.months - 12 * duration.years),
    },
    Range: {
        "start": lambda interval: interval.start,
        "end": lambda interval: interval.end,
        "start included": lambda interval: interval.start_included,
        "end included": lambda interval: interval.end_included,
    },
}


def weekday(day: Date) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day.ordinal() + 3) % 7 + 1


def member(value: Value, name: str, run: Run) -> Value:
    """`value.name`; of a list the list of its items' `name`; null if there is no such thing."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list):
        run.items(len(value))
        return [member(item, name, run) for item in value]
    read = _PROPERTIES.get(type(value), {}).get(name)
    return read(value) if read else None
