"""When somebody must look whether a person is to be reminded: one working day before a due date, and the day after."""

from datetime import date, datetime, timedelta

from app.actions._notify import morning, next_morning
from app.model.advance import Kind, Wait
from app.model.calendar import WorkingCalendar
from app.model.clock import ServiceClock
from app.model.definition import ProcessDefinition


def working_day_before(calendar: WorkingCalendar, day: date) -> date:
    """The last working day before a day."""
    day -= timedelta(days=1)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def next_look(
    process: ProcessDefinition, calendar: WorkingCalendar, clock: ServiceClock, now: datetime
) -> datetime | None:
    """When to look next at a work item somebody has claimed; None: never again.

    While the service clock has not started, or stands still, that is every morning: nobody knows when it goes on.
    """
    if process.sop.clock is None or clock.stopped_on is not None:
        return None
    if clock.due is None or clock.paused_on is not None:
        return next_morning(calendar, now)
    days = (working_day_before(calendar, clock.due), calendar.after(clock.due, 1))
    return next((at for at in (morning(calendar, day) for day in days) if at > now), None)


def look_at_period(process: ProcessDefinition, calendar: WorkingCalendar, wait: Wait, now: datetime) -> datetime | None:
    """When to remind the applicant that a period of his ends: a timer at the border of a task in his lane."""
    node = process.outline.elements[wait.element]
    if wait.kind is not Kind.TIMER or wait.due is None or not node.attached_to:
        return None
    last = wait.due.astimezone(calendar.zone).date()
    at = morning(calendar, working_day_before(calendar, last))
    return at if node.lane and node.lane == process.sop.applicant_lane and at > now else None
