"""The two durations of FEEL: whole months, and nanoseconds. They never mix (DMN 1.5, 10.3.2.3)."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

NANOS = 1_000_000_000
HOUR, MINUTE, DAY = 3600 * NANOS, 60 * NANOS, 86_400 * NANOS
MOST_MONTHS = 12_000_000_000
MOST_NANOS = 366 * 1_000_000_000 * DAY

_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,10})Y)?(?:(\d{1,11})M)?")
_DAYS = re.compile(
    r"(-)?P(?=.)(?:(\d{1,12})W)?(?:(\d{1,12})D)?"
    r"(?:T(?=.)(?:(\d{1,14})H)?(?:(\d{1,15})M)?(?:(\d{1,17})(?:\.(\d{0,9})\d*)?S)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A years and months duration; `months` may be negative."""

    months: int

    @property
    def years(self) -> int:
        return abs(self.months) // 12 * (-1 if self.months < 0 else 1)

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        parts = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-P" if self.months < 0 else "P") + parts


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A days and time duration in nanoseconds, which may be negative."""

    nanos: int

    def timedelta(self) -> timedelta:
        """The duration for the standard library, to the microsecond. Raises OverflowError beyond its range."""
        return timedelta(microseconds=self.nanos // 1000)

    def split(self) -> tuple[int, int, int, Decimal]:
        """Days, hours, minutes and seconds, each with the sign of the whole."""
        sign = -1 if self.nanos < 0 else 1
        days, rest = divmod(abs(self.nanos), DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        return sign * days, sign * hours, sign * minutes, seconds(sign * rest)

    def __str__(self) -> str:
        days, hours, minutes, secs = (abs(part) for part in self.split())
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{secs:f}S" if secs else "")
        if not (days or clock):
            return "PT0S"
        return ("-P" if self.nanos < 0 else "P") + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def seconds(nanos: int) -> Decimal:
    """Nanoseconds as a number of seconds without needless zeros."""
    whole, fraction = divmod(abs(nanos), NANOS)
    text = f"{whole}.{fraction:09d}".rstrip("0").rstrip(".") if fraction else str(whole)
    return Decimal(text) if nanos >= 0 else -Decimal(text)


def parse_duration(text: str) -> Months | Days | None:
    """The duration an ISO 8601 text stands for, None when it is none (or mixes months with days)."""
    if match := _MONTHS.fullmatch(text):
        total = 12 * int(match[2] or 0) + int(match[3] or 0)
        return months(-total if match[1] else total)
    if match := _DAYS.fullmatch(text):
        weeks, whole_days, hours, minutes, secs = (int(part or 0) for part in match.group(2, 3, 4, 5, 6))
        total = (7 * weeks + whole_days) * DAY + hours * HOUR + minutes * MINUTE + secs * NANOS
        total += int((match[7] or "").ljust(9, "0"))
        return days(-total if match[1] else total)
    return None


def months(total: int) -> Months | None:
    """A years and months duration, None beyond what a calendar of FEEL can hold."""
    return Months(total) if abs(total) <= MOST_MONTHS else None


def days(nanos: int) -> Days | None:
    """A days and time duration, None beyond what a calendar of FEEL can hold."""
    return Days(nanos) if abs(nanos) <= MOST_NANOS else None
