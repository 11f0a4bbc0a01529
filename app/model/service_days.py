"""How many working days the service clock of a case has run, and whether it stopped too late: from its history."""

from collections.abc import Mapping
from datetime import date

from app.model.event import Event, Happening
from app.model.office_hours import OfficeHours
from app.model.values import Json


class ServiceDays:
    """Listens to the clock of one case. `late` and `used` (working days without pauses) are None until it stops."""

    def __init__(self, hours: OfficeHours) -> None:
        self.late: bool | None = None
        self.used: int | None = None
        self._hours = hours
        self._due: date | None = None
        self._day_zero: date | None = None
        self._paused_on: date | None = None
        self._paused = 0

    def hear(self, event: Event, said: Mapping[str, Json]) -> None:
        """Take note of an event; only those of the clock matter."""
        today = self._hours.day_of(event.at)
        match event.kind:
            case Happening.CLOCK_STARTED:
                self._due = _day(said)
                self._day_zero = self._hours.calendar.day_zero(event.at)
            case Happening.CLOCK_PAUSED:
                self._paused_on = today
            case Happening.CLOCK_RESUMED:
                self._due = _day(said)
                self._paused += self._hours.working_days(self._paused_on or today, today)
                self._paused_on = None
            case Happening.CLOCK_STOPPED if self._due and self._day_zero:
                self.late = today > self._due
                self.used = max(0, self._hours.working_days(self._day_zero, today) - self._paused)
            case _:
                pass


def _day(said: Mapping[str, Json]) -> date | None:
    try:
        return date.fromisoformat(str(said.get("due")))
    except ValueError:
        return None
