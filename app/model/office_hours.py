"""Office hours: minutes of working days between opening and closing, counted and added."""

from datetime import UTC, date, datetime, time, timedelta

from app.model.calendar import WorkingCalendar

#: When offices open; the calendar says when they close.
OPENS = time(8, 0)


def is_open(calendar: WorkingCalendar, moment: datetime) -> bool:
    """Whether the office is open at a moment; the minute of closing still counts."""
    local = moment.astimezone(calendar.zone)
    return calendar.is_working(local.date()) and OPENS <= local.time() <= calendar.closes


def next_open(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """The moment itself when the office is open, or else when it opens next; in UTC."""
    local = moment.astimezone(calendar.zone)
    if is_open(calendar, moment):
        return moment.astimezone(UTC)
    day = local.date()
    if not (calendar.is_working(day) and local.time() < OPENS):
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
    return datetime.combine(day, OPENS, calendar.zone).astimezone(UTC)


def _closing(calendar: WorkingCalendar, day: date) -> datetime:
    return datetime.combine(day, calendar.closes, calendar.zone).astimezone(UTC)
