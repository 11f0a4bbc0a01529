"""Working time: office hours on working days, whatever lies between."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.calendar import PONTIANAK, WorkingCalendar
from app.model.office_hours import OfficeHours, gross

#: Thursday 19 March 2026 is a day off; so is a Saturday, which was off anyway.
OFF = {date(2026, 3, 19): "Nyepi", date(2026, 3, 21): "Idulfitri"}
HOURS = OfficeHours(WorkingCalendar(OFF, frozenset({2026})))
HOUR = 3600


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=PONTIANAK)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(16, 9), at(16, 11), 2),
        (at(16, 6), at(16, 8), 0.5),  # the office opens at 07.30
        (at(16, 15), at(16, 22), 1),  # and closes at 16.00
        (at(16, 15), at(17, 8), 1.5),
        (at(20, 15), at(23, 8, 30), 2),  # Friday afternoon to Monday morning
        (at(18, 15), at(20, 8, 30), 2),  # Wednesday to Friday: Thursday is off
        (at(19, 9), at(19, 12), 0),
        (at(21, 9), at(22, 12), 0),
        (at(16, 0), at(23, 0), 4 * 8.5),  # a week with a day off
        (at(17, 9), at(16, 9), 0),  # the clock went backwards
    ],
)
def test_only_office_hours_on_working_days_count(start: datetime, end: datetime, hours: float) -> None:
    assert HOURS.between(start, end) == hours * HOUR
    assert HOURS.between(start.astimezone(UTC), end.astimezone(UTC)) == hours * HOUR


def test_a_working_day_has_eight_and_a_half_hours() -> None:
    assert HOURS.day == 8.5 * HOUR


def test_gross_time_counts_nights_and_days_off_and_never_goes_backwards() -> None:
    assert gross(at(20, 15), at(23, 8, 30)) == 65.5 * HOUR
    assert gross(at(23, 8), at(20, 8)) == 0


def test_the_day_is_that_of_the_office() -> None:
    assert HOURS.day_of(datetime(2026, 3, 16, 20, 0, tzinfo=UTC)) == date(2026, 3, 17)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_working_days_are_those_the_calendar_counts(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert HOURS.working_days(start, end) == HOURS.calendar.between(start, end)
    assert HOURS.working_days(end, start) == 0


def test_other_days_off_are_another_basis() -> None:
    assert HOURS.basis == OfficeHours(WorkingCalendar(OFF)).basis
    assert HOURS.basis != OfficeHours(WorkingCalendar()).basis
