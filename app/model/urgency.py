"""Where the service clock puts a case in a list: a number, so that a database can sort and count by it.

While the clock of a running case runs, the number is its due day (`date.toordinal`): what is late comes first. All
other standings are numbers beyond any day.
"""

from datetime import date
from enum import StrEnum

from app.model.clock import ServiceClock

#: Beyond any day, in the order in which lists show them.
PAUSED = 4_000_000
NOT_STARTED = 5_000_000
IN_TIME = 6_000_000
TOO_LATE = 7_000_000
#: The case is over and nothing was promised, or the promise does not matter any more.
OVER = 8_000_000


class Urgency(StrEnum):
    """What one may ask for."""

    LATE = "late"  #: the due day has passed
    TODAY = "today"  #: today is the due day
    RUNNING = "running"  #: the clock runs, late or not
    PAUSED = "paused"  #: it stands still while the applicant answers
    NOT_STARTED = "not_started"  #: nothing is promised yet
    IN_TIME = "in_time"  #: stopped on the due day or before
    TOO_LATE = "too_late"  #: stopped after it


def urgency(clock: ServiceClock, *, running: bool) -> int:
    """The number of a case with this clock; `running` says that the case is not over."""
    if clock.due is not None and clock.stopped_on is not None:
        return IN_TIME if clock.stopped_on <= clock.due else TOO_LATE
    if not running:
        return OVER
    if clock.due is None:
        return NOT_STARTED
    return PAUSED if clock.paused_on is not None else clock.due.toordinal()


def span(wanted: Urgency, today: date) -> tuple[int, int]:
    """The numbers that mean `wanted` today: from the first up to, and without, the second."""
    day = today.toordinal()
    return {
        Urgency.LATE: (0, day),
        Urgency.TODAY: (day, day + 1),
        Urgency.RUNNING: (0, PAUSED),
        Urgency.PAUSED: (PAUSED, NOT_STARTED),
        Urgency.NOT_STARTED: (NOT_STARTED, IN_TIME),
        Urgency.IN_TIME: (IN_TIME, TOO_LATE),
        Urgency.TOO_LATE: (TOO_LATE, OVER),
    }[wanted]
