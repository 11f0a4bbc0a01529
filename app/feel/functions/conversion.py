"""Functions that turn one kind of value into another (DMN 1.5, 10.3.4.1)."""

import re
from decimal import ROUND_DOWN, Decimal

from app.feel.durations import HOUR, MINUTE, NANOS, Days, Months, months, parse_duration
from app.feel.functions.registry import function
from app.feel.functions.textual import text_of
from app.feel.isotext import MOST_OFFSET, parse_date, parse_date_time, parse_time
from app.feel.scope import Run
from app.feel.temporal import Date, DateTime, Time, make_date
from app.feel.values import NUMBERS, Value

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,4})?", re.ASCII)


@function("date(from: string)")
def date_from_text(text: str) -> Date | None:
    return parse_date(text)


@function("date(from: date|date and time)")
def date_part(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@function("date(year: number, month: number, day: number)")
def date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    return make_date(int(year), int(month), int(day))


@function("time(from: string)")
def time_from_text(text: str) -> Time | None:
    return parse_time(text)


@function("time(from: time|date|date and time)")
def time_part(value: Time | Date | DateTime) -> Time:
    """A date is a moment in Greenwich, at midnight."""
    if isinstance(value, Date):
        return Time(0, 0)
    return value.time if isinstance(value, DateTime) else value


@function("time(hour: number, minute: number, second: number, offset?: days and time duration?)")
def time_from_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: Days | None = None) -> Time | None:
    seconds_east = None if offset is None else offset.nanos // NANOS
    fits = 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60 and abs(seconds_east or 0) <= MOST_OFFSET
    nanos = int(hour) * HOUR + int(minute) * MINUTE + int((second * NANOS).to_integral_value(ROUND_DOWN)) if fits else 0
    return Time(nanos, seconds_east) if fits else None


@function("date and time(from: string)")
def moment_from_text(text: str) -> DateTime | None:
    return parse_date_time(text)


@function("date and time(from: date and time)")
def moment_itself(value: DateTime) -> DateTime:
    return value


@function("date and time(date: date|date and time, time: time)")
def moment_from_parts(day: Date | DateTime, clock: Time) -> DateTime:
    return DateTime(date_part(day), clock)


@function("duration(from: string)")
def duration_from_text(text: str) -> Days | Months | None:
    return parse_duration(text)


@function("duration(from: days and time duration|years and months duration)")
def duration_itself(value: Days | Months) -> Days | Months:
    return value


@function("years and months duration(from: date|date and time, to: date|date and time)")
def months_between(start: Date | DateTime, end: Date | DateTime) -> Months | None:
    """Whole months from one day to another, negative when it comes before."""
    first, last = date_part(start), date_part(end)
    total = (last.year - first.year) * 12 + last.month - first.month
    if total > 0 and last.day < first.day:
        total -= 1
    elif total < 0 and last.day > first.day:
        total += 1
    return months(total)


@function("number(from: number)")
def number_itself(value: Decimal) -> Decimal:
    return value


@function("number(from: string)")
def number_from_text(text: str) -> Decimal | None:
    return NUMBERS.create_decimal(text) if len(text) <= 400 and _NUMBER.fullmatch(text) else None


@function("number(from: string, grouping separator: string?, decimal separator: string?)")
def number_with_separators(text: str, grouping: str | None, point: str | None) -> Decimal | None:
    """The separators may be a space, a comma or a full stop, and not the same."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (grouping == point and grouping):
        return None
    plain = text.replace(grouping, "") if grouping else text
    if point == ",":
        plain = plain.replace(".", "?").replace(",", ".")
    return number_from_text(plain)


@function("string(from: any)", run=True)
def text_from_value(run: Run, value: Value) -> str | None:
    return None if value is None else text_of(value, run)
