"""Functions on dates and times (DMN 1.5, 10.3.4.6 and 10.3.4.7).

The present comes from the caller, never from a clock here.
"""

from decimal import Decimal

from app.feel.compare import equal
from app.feel.errors import NoClock
from app.feel.functions.registry import function
from app.feel.properties import weekday
from app.feel.scope import Run
from app.feel.temporal import Date, DateTime, Time, date_of, from_native
from app.feel.values import Value, kind_of

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@function("now()", run=True)
def now(run: Run) -> DateTime:
    if run.now is None or run.now.tzinfo is None:
        raise NoClock
    return from_native(run.now, run.zone)


@function("today()", run=True)
def today(run: Run) -> Date:
    return now(run).date


@function("day of week(date: date|date and time)")
def day_of_week(day: Date | DateTime) -> str:
    return _DAYS[weekday(_day(day)) - 1]


@function("month of year(date: date|date and time)")
def month_of_year(day: Date | DateTime) -> str:
    return _MONTHS[_day(day).month - 1]


@function("day of year(date: date|date and time)")
def day_of_year(day: Date | DateTime) -> Decimal:
    date = _day(day)
    return Decimal(date.ordinal() - Date(date.year, 1, 1).ordinal() + 1)


@function("week of year(date: date|date and time)")
def week_of_year(day: Date | DateTime) -> Decimal:
    """The ISO 8601 week: the one that holds the Thursday of the days around."""
    date = _day(day)
    thursday = date_of(date.ordinal() + 4 - weekday(date)) or date
    return Decimal((thursday.ordinal() - Date(thursday.year, 1, 1).ordinal()) // 7 + 1)


@function("last day of month(date: date|date and time)")
def last_day_of_month(day: Date | DateTime) -> Date | None:
    date = _day(day)
    following = Date(date.year + date.month // 12, date.month % 12 + 1, 1)
    return date_of(following.ordinal() - 1)


@function("is(value1: any?, value2: any?)", run=True)
def same(run: Run, left: Value, right: Value = None) -> bool:
    """Are two values the same thing? Times in different zones never are, even at one instant."""
    if kind_of(left) != kind_of(right):
        return False
    if isinstance(left, Date | Time | DateTime):
        return left == right
    return equal(left, right, run) is True


def _day(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value
