"""Office hours: only what lies within them on working days is working time; counted, and added to a moment."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
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


def is_open(calendar: WorkingCalendar, moment: datetime) -> bool:
    """Whether the office is open at a moment; the minute of closing still counts."""
    local = moment.astimezone(calendar.zone)
    return calendar.is_working(local.date()) and calendar.opens <= local.time() <= calendar.closes


def next_open(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """The moment itself when the office is open, or else when it opens next; in UTC."""
    local = moment.astimezone(calendar.zone)
    if is_open(calendar, moment):
        return moment.astimezone(UTC)
    day = local.date()
    if not (calendar.is_working(day) and local.time() < calendar.opens):
        day = calendar.after(day, 1)
    return opening(calendar, day)


def later_in_office_hours(calendar: WorkingCalendar, moment: datetime, spent: timedelta) -> datetime:
    """The moment at which `spent` of office hours has gone by since `moment`; in UTC."""
    now = next_open(calendar, moment)
    while True:
        day = now.astimezone(calendar.zone).date()
        left = _closing(calendar, day) - now
        if spent <= left:
            return now + spent
        spent -= left
        now = opening(calendar, calendar.after(day, 1))


def opening(calendar: WorkingCalendar, day: date) -> datetime:
    """When the office opens on a day; in UTC."""
    return datetime.combine(day, calendar.opens, calendar.zone).astimezone(UTC)


def _closing(calendar: WorkingCalendar, day: date) -> datetime:
    return datetime.combine(day, calendar.closes, calendar.zone).astimezone(UTC)


def gross(start: datetime, end: datetime) -> int:
    """Seconds between two moments, nights and days off included; 0 when the clock went backwards."""
    return max(0, int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()))


def _seconds(of: time) -> int:
    return of.hour * 3600 + of.minute * 60 + of.second
