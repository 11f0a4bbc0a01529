"""When a timer is due: ISO 8601 dates, durations and cycles, reckoned from the moment of the step.

SpiffWorkflow reads the clock of the machine for its timers; a step that is to be repeated exactly cannot.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.model.errors import LajurError
from app.model.values import Json

_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,7})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,10}(?:\.\d{1,6})?)S)?)?",
    re.ASCII,
)
_CYCLE = re.compile(r"R(?P<times>\d{0,9})/(?:(?P<begin>[^/P][^/]*)/)?(?P<every>P[^/]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`due` (UTC) is when the timer fires; a cycle goes on by the duration `every`, `left` more times or for ever."""

    due: datetime
    every: str = ""
    left: int | None = 0

    def to_json(self) -> Json:
        return [self.due.isoformat(), self.every, self.left]

    @classmethod
    def from_json(cls, saved: Json) -> "Schedule":
        due, every, left = cast("tuple[str, str, int | None]", saved)
        return cls(datetime.fromisoformat(due), every, left)


@dataclass(frozen=True, slots=True)
class Duration:
    """Months are counted on the calendar of the zone, everything below in exact time."""

    months: int
    exact: timedelta

    def after(self, moment: datetime, zone: tzinfo) -> datetime:
        """`moment` plus this duration; the 31st becomes the last day of a shorter month."""
        if self.months:
            moment = _add_months(moment.astimezone(zone), self.months)
        return moment.astimezone(UTC) + self.exact


def first(kind: str, value: Json, now: datetime, zone: tzinfo) -> Schedule:
    """When a timer fires for the first time. `kind` is `timeDate`, `timeDuration` or `timeCycle`.

    Dates without an offset are meant in `zone`. Raises LajurError with a sentence when `value` is no such time.
    """
    text = value.strip() if isinstance(value, str) else ""
    try:
        if kind == "timeDate":
            return Schedule(moment(text, zone))
        if kind == "timeDuration":
            return Schedule(duration(text).after(now, zone))
        return _cycle(text, now, zone)
    except (OverflowError, ValueError):
        raise LajurError("the time lies outside of the calendar") from None


def following(schedule: Schedule, now: datetime, zone: tzinfo) -> Schedule | None:
    """The next round of a cycle, or None after the last. Rounds that were missed are not made up for."""
    if schedule.left == 0:
        return None
    every, due = duration(schedule.every), schedule.due
    if not every.months and due < now:
        due += every.exact * ((now - due) // every.exact)
    while (due := every.after(due, zone)) <= now:
        pass
    return Schedule(due, schedule.every, None if schedule.left is None else schedule.left - 1)


def moment(text: str, zone: tzinfo) -> datetime:
    """A date, or a date and time, with `Z`, an offset, `@Area/City` or in `zone`; as UTC."""
    written, _, area = text.partition("@")
    try:
        local = datetime.fromisoformat(written)
        zone = ZoneInfo(area) if area else zone
    except (ValueError, ZoneInfoNotFoundError):
        raise LajurError("a date such as 2026-03-31 or 2026-03-31T09:00:00Z is needed") from None
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def duration(text: str) -> Duration:
    """An ISO 8601 duration such as `P30D`, `PT1H30M`, `P1M`, `P2W`; none is negative."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise LajurError("a duration such as P30D, PT1H or P1M is needed")
    years, months = int(match["years"] or 0), int(match["months"] or 0)
    parts = {unit: float(match[unit] or 0) for unit in ("weeks", "days", "hours", "minutes", "seconds")}
    return Duration(12 * years + months, timedelta(**parts))


def _cycle(text: str, now: datetime, zone: tzinfo) -> Schedule:
    match = _CYCLE.fullmatch(text)
    if match is None or match["times"] == "0":
        raise LajurError("a cycle such as R3/PT1H or R/P1D is needed")
    every = duration(match["every"])
    if not every.months and not every.exact:
        raise LajurError("a cycle must have a pause")
    due = moment(match["begin"], zone) if match["begin"] else every.after(now, zone)
    return Schedule(due, match["every"], int(match["times"]) - 1 if match["times"] else None)


def _add_months(local: datetime, months: int) -> datetime:
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = local.day
    while day > 28:
        try:
            return local.replace(year=year, month=month + 1, day=day)
        except ValueError:
            day -= 1
    return local.replace(year=year, month=month + 1, day=day)
