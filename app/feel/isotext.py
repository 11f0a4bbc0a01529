"""ISO 8601 texts (and FEEL's `@Zone/Name`) read as dates and times. What does not fit exactly is None."""

import re

from app.feel.durations import HOUR, MINUTE, NANOS, Days, Months, parse_duration
from app.feel.temporal import Date, DateTime, Time, Zone, date_of, known_zone, make_date

_DATE = r"(-)?(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d(?::\d\d)?|@[\w/+-]+)?"
_DATE_ONLY = re.compile(_DATE, re.ASCII)
_TIME_ONLY = re.compile(_TIME, re.ASCII)
MOST_OFFSET = 18 * 3600


def parse_date(text: str) -> Date | None:
    """The date of an ISO 8601 text; None for what is none."""
    match = _DATE_ONLY.fullmatch(text)
    if not match:
        return None
    year = int(match[2])
    return make_date(-year if match[1] else year, int(match[3]), int(match[4]))


def parse_time(text: str) -> Time | None:
    """The time of day of an ISO 8601 text, with its offset or zone; None for what is none."""
    match = _TIME_ONLY.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3]) > 59:
        return None
    fits, zone = _zone(match[5])
    nanos = int(match[1]) * HOUR + int(match[2]) * MINUTE + int(match[3]) * NANOS + int((match[4] or "").ljust(9, "0"))
    return Time(nanos, zone) if fits else None


def parse_date_time(text: str) -> DateTime | None:
    """A date with a time; a date alone means its first moment, 24:00:00 the first moment of the day after."""
    day_text, separator, clock_text = text.partition("T")
    day = parse_date(day_text)
    if day and clock_text.startswith("24:00:00"):
        day, clock_text = date_of(day.ordinal() + 1), "00" + clock_text[2:]
    clock = parse_time(clock_text) if separator else Time(0)
    return DateTime(day, clock) if day and clock else None


def parse_temporal(text: str) -> Date | Time | DateTime | Months | Days | None:
    """Whatever the text stands for, as `@"…"` in an expression does."""
    return parse_date(text) or parse_time(text) or parse_date_time(text) or parse_duration(text)


def _zone(text: str | None) -> tuple[bool, Zone]:
    if not text:
        return True, None
    if text == "Z":
        return True, 0
    if text[0] == "@":
        return known_zone(text[1:]), text[1:]
    hours, minutes, seconds = int(text[1:3]), int(text[4:6]), int(text[7:9] or 0)
    offset = hours * 3600 + minutes * 60 + seconds
    return offset <= MOST_OFFSET and minutes < 60 and seconds < 60, -offset if text[0] == "-" else offset
