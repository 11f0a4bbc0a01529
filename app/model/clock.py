"""The service clock: the working days an office has promised, started, paused, resumed and stopped by the process.

Day 0, the day of "lengkap dan benar", is not counted. While the applicant answers a question the clock stands still:
the working days of the pause are added to the due date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from app.model.advance import Passage, Passing
from app.model.calendar import WorkingCalendar
from app.model.event import Fact, Happening


@dataclass(frozen=True, slots=True)
class ClockRule:
    """What moves the clock (table `[clock]` of `sop.toml`).

    It starts when the sequence flow `starts` is taken, stops when the element `stops` is completed and pauses while
    one of the elements `pauses` is open. `days` are working days.
    """

    days: int
    starts: str
    stops: str
    pauses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ServiceClock:
    """How far the clock of one instance has gone. `due` is the last day of the promise, None before the start."""

    due: date | None = None
    paused_on: date | None = None
    stopped_on: date | None = None

    @property
    def running(self) -> bool:
        return self.due is not None and self.paused_on is None and self.stopped_on is None

    def to_row(self) -> Mapping[str, str]:
        """The clock as JSON: ISO dates of what is set."""
        names = ("due", "paused_on", "stopped_on")
        return {name: value.isoformat() for name in names if (value := getattr(self, name)) is not None}

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> Self:
        return cls(**{name: date.fromisoformat(value) for name, value in row.items()})


def tick(
    clock: ServiceClock, rule: ClockRule | None, passage: Passage, now: datetime, calendar: WorkingCalendar
) -> tuple[ServiceClock, Fact | None]:
    """The clock after a passage of the process, and the fact that tells of its move if it moved."""
    if rule is None:
        return clock, None
    today = now.astimezone(calendar.zone).date()
    if clock.due is None:
        return _start(clock, rule, passage, now, calendar)
    if clock.stopped_on is not None:
        return clock, None
    if passage.element == rule.stops and passage.what is Passing.COMPLETED:
        return replace(clock, stopped_on=today), Fact(Happening.CLOCK_STOPPED, passage.element)
    if passage.element in rule.pauses:
        return _pause(clock, clock.due, passage, today, calendar)
    return clock, None


def _start(
    clock: ServiceClock, rule: ClockRule, passage: Passage, now: datetime, calendar: WorkingCalendar
) -> tuple[ServiceClock, Fact | None]:
    if passage.flow != rule.starts:
        return clock, None
    due = calendar.after(calendar.day_zero(now), rule.days)
    return ServiceClock(due=due), Fact(Happening.CLOCK_STARTED, passage.element, payload={"due": due.isoformat()})


def _pause(
    clock: ServiceClock, due: date, passage: Passage, today: date, calendar: WorkingCalendar
) -> tuple[ServiceClock, Fact | None]:
    if passage.what is Passing.OPENED and clock.paused_on is None:
        return replace(clock, paused_on=today), Fact(Happening.CLOCK_PAUSED, passage.element)
    if passage.what is not Passing.OPENED and clock.paused_on is not None:
        later = calendar.after(due, calendar.between(clock.paused_on, today))
        fact = Fact(Happening.CLOCK_RESUMED, passage.element, payload={"due": later.isoformat()})
        return replace(clock, due=later, paused_on=None), fact
    return clock, None
