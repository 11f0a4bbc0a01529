"""The days of the office: its clock shows moments, its calendar knows in which zone it lies."""

from datetime import UTC, date, datetime, time

from app.ports import Office


def today(office: Office) -> date:
    """The day it is at the office."""
    return office.clock().astimezone(office.calendar.zone).date()


def midnight(office: Office, day: date) -> datetime:
    """The moment at which a day of the office begins, in UTC."""
    return datetime.combine(day, time.min, office.calendar.zone).astimezone(UTC)
