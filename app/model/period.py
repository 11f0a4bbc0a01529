"""Periods of statistics, and the sheets they are put together from: whole months, and single days at their ends."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and including another one; None: without that end."""

    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> int | None:
        """How many days it has; None when it has no end."""
        return None if self.since is None or self.until is None else (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Part:
    """Sheets of months, or of days, whose first day lies from `first` up to and including `last`."""

    monthly: bool
    first: date
    last: date


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def parts(period: Period) -> list[Part]:
    """Which sheets make up a period: none counts twice."""
    first, last = period.since or date.min, period.until or date.max
    return [part for part in _parts(first, last) if part.first <= part.last]


def _parts(first: date, last: date) -> Iterator[Part]:
    whole_first, whole_last = first.day == 1, last == last_of_month(last)
    if month_of(first) == month_of(last) and not (whole_first and whole_last):
        yield Part(False, first, last)
        return
    head = last_of_month(first)
    if not whole_first:
        yield Part(False, first, head)
    if not whole_last:
        yield Part(False, month_of(last), last)
    yield Part(True, first if whole_first else head + _DAY, month_of(last) if whole_last else month_of(last) - _DAY)
