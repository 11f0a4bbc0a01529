"""Working time: only what lies within office hours on working days counts."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from app.model.calendar import SATURDAY, WorkingCalendar

_WEEK = 7


@dataclass(frozen=True)
class OfficeHours:
    """How much working time lies between two moments, by one calendar.

    From Friday 15.00 to Monday 08.30 that is an hour until closing (16.00) and an hour after opening (07.30); the
    lunch break counts as working time, for no calendar says when it is. Long spans cost no more than short ones.
    """

    calendar: WorkingCalendar

    @cached_property
    def day(self) -> int:
        """The seconds of one working day."""
        return _seconds(self.calendar.closes) - _seconds(self.calendar.opens)

    def between(self, start: datetime, end: datetime) -> int:
        """Seconds of working time between two moments; 0 when the clock went backwards."""
        return max(0, self._position(end) - self._position(start))

    def working_days(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end` (0 when `end` is not later)."""
        return max(0, self._days_before(end.toordinal() + 1) - self._days_before(start.toordinal() + 1))

    def day_of(self, at: datetime) -> date:
        """The day it was at the office."""
        return at.astimezone(self.calendar.zone).date()

    @cached_property
    def basis(self) -> str:
        """What figures rest on; another text means that they would be others."""
        off = ",".join(str(ordinal) for ordinal in self._days_off)
        return f"1 {self.calendar.zone.key} {self.calendar.opens}-{self.calendar.closes} {off}"

    def _position(self, at: datetime) -> int:
        """The working time before a moment, since the year 1."""
        local = at.astimezone(self.calendar.zone)
        before = self._days_before(local.toordinal()) * self.day
        if not self.calendar.is_working(local.date()):
            return before
        return before + min(self.day, max(0, _seconds(local.time()) - _seconds(self.calendar.opens)))

    def _days_before(self, ordinal: int) -> int:
        """Working days before a day; day 1 was a Monday."""
        weeks, rest = divmod(ordinal - 1, _WEEK)
        return weeks * SATURDAY + min(rest, SATURDAY) - bisect_left(self._days_off, ordinal)

    @cached_property
    def _days_off(self) -> list[int]:
        return sorted(day.toordinal() for day in self.calendar.days_off if day.weekday() < SATURDAY)


def gross(start: datetime, end: datetime) -> int:
    """Seconds between two moments, nights and days off included; 0 when the clock went backwards."""
    return max(0, int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()))


def _seconds(of: time) -> int:
    return of.hour * 3600 + of.minute * 60 + of.second
