"""Figures that add up: histograms, sheets, the parts of a period."""

from datetime import date, datetime, timedelta
from json import dumps, loads
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.calendar import PONTIANAK, WorkingCalendar
from app.model.histogram import ERROR, Histogram, merged
from app.model.measuring import measure
from app.model.office_hours import OfficeHours
from app.model.period import Part, Period, parts
from app.model.sheets import Sheet, sum_of
from tests.model.histories import history

HOURS = OfficeHours(WorkingCalendar())
DURATIONS = st.lists(st.integers(0, 400_000_000), min_size=1, max_size=60)
MONDAY = datetime(2026, 3, 16, 8, tzinfo=PONTIANAK)


def histogram(durations: list[int]) -> Histogram:
    found = Histogram()
    for seconds in durations:
        found.add(seconds)
    return found


def test_no_percentile_is_off_by_more_than_two_in_a_hundred() -> None:
    assert ERROR < 0.02


@given(DURATIONS, st.sampled_from([0.0, 0.5, 0.8, 0.9, 0.95, 1.0]))
def test_a_percentile_is_the_nearest_rank_to_within_the_error(durations: list[int], share: float) -> None:
    exact = sorted(durations)[max(1, ceil(share * len(durations))) - 1]
    assert abs(histogram(durations).percentile(share) - exact) <= ERROR * exact + 0.5


@given(DURATIONS, DURATIONS)
def test_histograms_add_up_and_come_back_from_json(some: list[int], others: list[int]) -> None:
    whole = histogram(some + others)
    assert merged([histogram(some), histogram(others)]) == whole
    assert Histogram.from_row(loads(dumps(whole.to_row()))) == whole
    assert (whole.count, whole.total, whole.largest) == (len(some + others), sum(some + others), max(some + others))


def test_of_nothing_there_is_no_percentile() -> None:
    assert Histogram().percentile(0.5) == 0


def sheet(text: str) -> Sheet:
    found = measure(history(text), HOURS)
    assert found is not None
    result = Sheet(started=1)
    for stay in found.stays:
        result.add_stay(stay)
    if found.end:
        result.add_end(found.end)
    return result


TWICE = sheet("""
    16 Mar 08.00 started
    16 Mar 08.00 opened  isi by f1 token=1 work=user
    16 Mar 09.00 claimed isi token=1
    16 Mar 10.00 done    isi token=1
    16 Mar 10.00 clock-started isi due=2026-03-16
    16 Mar 10.00 opened  isi by f2 token=2 work=user
    16 Mar 10.00 opened  isi token=3 work=user
    16 Mar 11.00 incident isi token=2
    16 Mar 12.00 resolved isi token=2
    16 Mar 13.00 done    isi token=2
    16 Mar 13.00 done    isi token=3
    17 Mar 09.00 clock-stopped isi
    17 Mar 09.00 ended   selesai
""")
ONCE = sheet("""
    16 Mar 08.00 started
    16 Mar 08.00 opened isi by f1 token=1 work=user
    16 Mar 09.00 done   isi token=1
    16 Mar 09.00 clock-started isi due=2026-03-20
    16 Mar 09.00 clock-stopped isi
    16 Mar 10.00 ended  ditarik
""")
RUNNING = sheet("16 Mar 08.00 started")


def test_a_sheet_says_what_was_done_and_how_cases_ended() -> None:
    whole = sum_of([TWICE, ONCE, RUNNING])
    isi = whole.activities["isi"]
    assert (whole.started, whole.ended, whole.in_time, whole.late, whole.again) == (3, 2, 1, 1, 1)
    assert {outcome: times.gross.count for outcome, times in whole.ends.items()} == {"selesai": 1, "ditarik": 1}
    assert whole.whole.gross.largest == 25 * 3600
    assert whole.used == {1: 1, 0: 1}
    assert (isi.done, isi.visits, isi.cases_again, isi.repeats) == (4, {1: 2, 2: 1}, 1, 1)
    assert (isi.waited.gross.count, isi.stopped.gross.count) == (1, 1)
    assert len(whole.variants) == 2
    assert whole.flows == {"f1": 2, "f2": 1}


def test_sheets_come_back_from_json_and_their_sum_changes_none_of_them() -> None:
    before = TWICE.to_row()
    whole = sum_of([TWICE, ONCE, TWICE])
    assert Sheet.from_row(loads(dumps(whole.to_row()))) == whole
    assert TWICE.to_row() == before


def covered(wanted: list[Part]) -> list[date]:
    """The days that the sheets of these parts hold."""
    days = []
    for part in wanted:
        day = part.first
        while day <= part.last:
            if not part.monthly:
                days.append(day)
            elif day.day == 1:
                days += [day + timedelta(days=n) for n in range(31) if (day + timedelta(days=n)).month == day.month]
            day += timedelta(days=1)
    return sorted(days)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 800))
def test_the_parts_of_a_period_hold_each_of_its_days_once(since: date, days: int) -> None:
    until = since + timedelta(days=days)
    assert covered(parts(Period(since, until))) == [since + timedelta(days=n) for n in range(days + 1)]
    assert Period(since, until).days == days + 1


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(), [Part(True, date.min, date(9999, 12, 1))]),
        (Period(date(2026, 1, 1), date(2026, 3, 31)), [Part(True, date(2026, 1, 1), date(2026, 3, 1))]),
        (Period(date(2026, 3, 2), date(2026, 3, 31)), [Part(False, date(2026, 3, 2), date(2026, 3, 31))]),
        (Period(date(2026, 3, 31), date(2026, 3, 1)), []),
    ],
)
def test_whole_months_are_taken_as_such(period: Period, expected: list[Part]) -> None:
    assert parts(period) == expected


def test_a_period_without_an_end_has_no_number_of_days() -> None:
    assert Period(date(2026, 1, 1)).days is None
