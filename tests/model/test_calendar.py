"""Working days, with the days off of December 2026 (cuti bersama included) written out."""

from datetime import UTC, date, datetime

import pytest

from app.model.calendar import WorkingCalendar

OFF = {date(2026, 12, 24): "Cuti bersama Natal", date(2026, 12, 25): "Natal", date(2026, 8, 17): "Kemerdekaan"}
CALENDAR = WorkingCalendar(OFF, frozenset({2026}))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 12, 22), 5, date(2026, 12, 31)),
        (date(2026, 8, 14), 5, date(2026, 8, 24)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_working_days_skip_weekends_and_days_off(start: date, days: int, end: date) -> None:
    assert CALENDAR.after(start, days) == end


def test_between_counts_what_after_has_added() -> None:
    assert CALENDAR.between(date(2026, 12, 22), date(2026, 12, 31)) == 5


def test_between_is_zero_when_the_end_is_not_later() -> None:
    assert CALENDAR.between(date(2026, 12, 31), date(2026, 12, 22)) == 0


def test_what_comes_after_closing_counts_as_received_on_the_next_working_day() -> None:
    friday_evening = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # 17.30 in Pontianak
    assert CALENDAR.day_zero(friday_evening) == date(2026, 11, 23)


def test_what_comes_in_office_hours_counts_as_received_today() -> None:
    assert CALENDAR.day_zero(datetime(2026, 11, 20, 2, 0, tzinfo=UTC)) == date(2026, 11, 20)


def test_a_year_without_data_is_not_known() -> None:
    assert CALENDAR.knows(date(2026, 1, 1))
    assert not CALENDAR.knows(date(2027, 1, 1))


def test_a_day_ends_at_midnight_in_pontianak() -> None:
    assert CALENDAR.end_of(date(2026, 11, 20)) == datetime(2026, 11, 20, 16, 59, 59, 999999, tzinfo=UTC)
