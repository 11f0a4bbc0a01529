"""Dates and times of FEEL: years of up to nine digits and either sign, nanoseconds, offsets and named zones.

`datetime` of the standard library ends at the year 9999 and at microseconds; `native()` leads back to it. A named zone
is kept as its name, an offset as seconds, and no zone at all as None: three different things in FEEL.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.feel.durations import DAY, HOUR, MINUTE, NANOS, Days

Zone = int | str | None
MOST_YEARS = 999_999_999
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the proleptic Gregorian calendar; year 0 is the year before year 1."""

    year: int
    month: int
    day: int

    def ordinal(self) -> int:
        """Days since 1970-01-01. Years outside 1..9999 are folded by whole cycles of 400 years, 146,097 days each."""
        cycles, year = divmod(self.year - 2000, 400)
        return date(2000 + year, self.month, self.day).toordinal() - _EPOCH + cycles * 146_097

    def native(self) -> date:
        """The same day for the standard library. Raises ValueError outside the years 1 to 9999."""
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day: nanoseconds since midnight, and a zone."""

    nanos: int
    zone: Zone = None

    @property
    def offset(self) -> int | None:
        """Seconds east of Greenwich; for a named zone those of the first day of 1970."""
        return zone_offset(self.zone, Date(1970, 1, 1), self.nanos)

    def native(self) -> time:
        """The same time for the standard library, to the microsecond."""
        micros = self.nanos // 1000
        hour, minute, second = micros // 3_600_000_000, micros // 60_000_000 % 60, micros // 1_000_000 % 60
        return time(hour, minute, second, micros % 1_000_000, native_zone(self.zone))

    def iso(self) -> str:
        """ISO 8601: a named zone becomes its offset."""
        return str(Time(self.nanos, self.offset))

    def __str__(self) -> str:
        return clock_text(self.nanos) + zone_text(self.zone)


@dataclass(frozen=True, slots=True)
class DateTime:
    """A day and a time of that day."""

    date: Date
    time: Time

    @property
    def offset(self) -> int | None:
        return zone_offset(self.time.zone, self.date, self.time.nanos)

    def instant(self) -> int:
        """Nanoseconds since 1970 began in Greenwich; without a zone the clock on the wall is taken for Greenwich."""
        return self.date.ordinal() * DAY + self.time.nanos - (self.offset or 0) * NANOS

    def native(self) -> datetime:
        """The same moment for the standard library (aware if it has a zone), to the microsecond.

        Raises ValueError outside the years 1 to 9999.
        """
        return datetime.combine(self.date.native(), self.time.native())

    def iso(self) -> str:
        """ISO 8601: a named zone becomes the offset it has at that moment."""
        return str(DateTime(self.date, Time(self.time.nanos, self.offset)))

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"


def make_date(year: int, month: int, day: int) -> Date | None:
    """The day, None if the calendar has no such day."""
    if not (abs(year) <= MOST_YEARS and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return Date(year, month, day)


def month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == 2 else 30 + (month in (1, 3, 5, 7, 8, 10, 12))


def date_of(ordinal: int) -> Date | None:
    """The day so many days after 1970-01-01, None beyond the calendar."""
    cycles, rest = divmod(ordinal + _EPOCH - date(2000, 1, 1).toordinal(), 146_097)
    day = date.fromordinal(date(2000, 1, 1).toordinal() + rest)
    return make_date(day.year + 400 * cycles, day.month, day.day)


def moment(instant: int, zone: Zone) -> DateTime | None:
    """What clocks of that zone show at an instant (see `DateTime.instant`), None beyond the calendar."""
    wall = instant + (zone if isinstance(zone, int) else 0) * NANOS
    if isinstance(zone, str):
        wall += _offset_at_instant(zone, instant) * NANOS
    day = date_of(wall // DAY)
    return DateTime(day, Time(wall % DAY, zone)) if day else None


def from_native(value: datetime, zone: tzinfo) -> DateTime:
    """An aware moment of the standard library as clocks in `zone` show it."""
    local = value.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    key = zone.key if isinstance(zone, ZoneInfo) and zone.key else int(offset.total_seconds())
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    nanos = (local.replace(tzinfo=None) - midnight) // timedelta(microseconds=1) * 1000
    return DateTime(Date(local.year, local.month, local.day), Time(nanos, key))


def zone_offset(zone: Zone, day: Date, nanos: int) -> int | None:
    """Seconds east of Greenwich in a zone when its clocks show that day and time."""
    if not isinstance(zone, str):
        return zone
    wall = datetime(_near(day.year), day.month, day.day) + timedelta(microseconds=nanos // 1000)  # noqa: DTZ001 - a wall clock
    offset = wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds())


def _offset_at_instant(zone: str, instant: int) -> int:
    day = date_of(instant // DAY) or Date(2000, 1, 1)
    utc = datetime(_near(day.year), day.month, day.day, tzinfo=UTC) + timedelta(microseconds=instant % DAY // 1000)
    offset = utc.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds())


def _near(year: int) -> int:
    """A year the zone tables can answer for; a leap year stays one."""
    return year if 2 <= year <= 9998 else 2000 + year % 400


@lru_cache(maxsize=1024)
def known_zone(name: str) -> bool:
    """Is this the name of a zone in the IANA tables? Anything that does not look like one is not looked up."""
    if not _ZONE_NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def native_zone(zone: Zone) -> tzinfo | None:
    if isinstance(zone, str):
        return ZoneInfo(zone)
    return None if zone is None else timezone(timedelta(seconds=zone))


def clock_text(nanos: int) -> str:
    hour, minute, rest = nanos // HOUR, nanos % HOUR // MINUTE, nanos % MINUTE
    fraction = f".{rest % NANOS:09d}".rstrip("0") if rest % NANOS else ""
    return f"{hour:02d}:{minute:02d}:{rest // NANOS:02d}{fraction}"


def zone_text(zone: Zone) -> str:
    if zone is None or isinstance(zone, str):
        return f"@{zone}" if zone else ""
    if zone == 0:
        return "Z"
    hours, rest = divmod(abs(zone), 3600)
    seconds = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{'-' if zone < 0 else '+'}{hours:02d}:{rest // 60:02d}{seconds}"


def offset_duration(offset: int | None) -> Days | None:
    return None if offset is None else Days(offset * NANOS)
