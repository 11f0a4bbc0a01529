"""Office hours: 07.30 to 16.00 in Pontianak (UTC+7) on working days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.model.calendar import WorkingCalendar
from app.model.office_hours import is_open, later_in_office_hours, next_open

CALENDAR = WorkingCalendar({date(2026, 12, 25): "Natal"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00+07:00")


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        ("11-23T07:30", True),
        ("11-23T16:00", True),
        ("11-23T07:29", False),
        ("11-22T10:00", False),
        ("12-25T10:00", False),
    ],
)
def test_the_office_is_open_in_the_hours_of_working_days(moment: str, is_it: bool) -> None:
    assert is_open(CALENDAR, at(moment)) is is_it


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("11-23T09:30", "11-23T09:30"),
        ("11-23T05:00", "11-23T07:30"),
        ("11-23T16:01", "11-24T07:30"),
        ("11-21T12:00", "11-23T07:30"),
        ("12-24T23:00", "12-28T07:30"),
    ],
)
def test_what_comes_when_it_is_closed_comes_when_it_opens(moment: str, opens: str) -> None:
    assert next_open(CALENDAR, at(moment)) == at(opens)
    assert next_open(CALENDAR, at(moment)).tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "hours", "then"),
    [
        ("11-23T09:00", 0, "11-23T09:00"),
        ("11-23T09:00", 7, "11-23T16:00"),
        ("11-23T09:00", 8, "11-24T08:30"),
        ("11-27T15:00", 2, "11-30T08:30"),
        ("12-24T15:00", 17, "12-29T15:00"),
        ("11-22T15:00", 1, "11-23T08:30"),
    ],
)
def test_nights_weekends_and_days_off_do_not_count(moment: str, hours: int, then: str) -> None:
    assert later_in_office_hours(CALENDAR, at(moment), timedelta(hours=hours)) == at(then)
