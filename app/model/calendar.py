"""Working days of an office: a pure calendar, filled from data by `app.library`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
PONTIANAK = ZoneInfo("Asia/Pontianak")


@dataclass(frozen=True)
class WorkingCalendar:
    """Days off by date, each with its name; Saturdays and Sundays are always off.

    `years` are the years whose days off are known; a due date in another year is only an estimate. `opens` and
    `closes` are office hours in local time (Perpres 21/2023 lets them begin at 07.30): what comes after closing counts
    as received on the next working day.
    """

    days_off: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    zone: ZoneInfo = PONTIANAK
    closes: time = time(16, 0)
    opens: time = time(7, 30)

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.days_off

    def knows(self, day: date) -> bool:
        return day.year in self.years

    def day_zero(self, moment: datetime) -> date:
        """The day on which something received at `moment` counts as received."""
        local = moment.astimezone(self.zone)
        received = local.date() if local.time() < self.closes else local.date() + timedelta(days=1)
        while not self.is_working(received):
            received += timedelta(days=1)
        return received

    def after(self, day: date, working_days: int) -> date:
        """The day `working_days` working days after `day`; `day` itself is not counted."""
        for _ in range(working_days):
            day += timedelta(days=1)
            while not self.is_working(day):
                day += timedelta(days=1)
        return day

    def between(self, start: date, end: date) -> int:
        """Number of working days after `start` up to and including `end` (0 when `end` is not later)."""
        days = range((end - start).days)
        return sum(self.is_working(start + timedelta(days=n + 1)) for n in days)

    def end_of(self, day: date) -> datetime:
        """The last microsecond of a local day, in UTC."""
        return datetime.combine(day, time.max, self.zone).astimezone(UTC)
