"""Functions on dates and times, the present, and how intervals lie to each other."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from app.feel import NoClock, evaluate

NOW = datetime(2026, 11, 20, 17, 30, 15, 250_000, tzinfo=UTC)


def test_the_present_is_shown_in_the_zone_of_the_office() -> None:
    pontianak = ZoneInfo("Asia/Pontianak")
    assert evaluate("now()", {}, now=NOW, zone=pontianak) == "2026-11-21T00:30:15.25+07:00"
    assert evaluate("now().timezone", {}, now=NOW, zone=pontianak) == "Asia/Pontianak"
    assert evaluate("today()", {}, now=NOW, zone=pontianak) == "2026-11-21"
    assert evaluate("today()", {}, now=NOW) == "2026-11-20"
    assert evaluate("now()", {}, now=NOW, zone=timezone(timedelta(hours=-3))) == "2026-11-20T14:30:15.25-03:00"


@pytest.mark.parametrize("now", [None, datetime(2026, 11, 20)])  # noqa: DTZ001 - a moment without a zone is none
def test_there_is_no_clock_but_the_one_handed_in(now: datetime | None) -> None:
    with pytest.raises(NoClock, match="asks for the present time"):
        evaluate("today()", {}, now=now)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('day of week(@"2026-11-20")', "Friday"),
        ('day of week(@"2026-11-22T10:00:00")', "Sunday"),
        ('month of year(@"2026-11-20")', "November"),
        ('day of year(@"2024-12-31")', 366),
        ('week of year(@"2027-01-01")', 53),
        ('week of year(@"2026-12-31")', 53),
        ('week of year(@"2024-12-31")', 1),
        ('last day of month(@"2024-02-10")', "2024-02-29"),
        ('last day of month(@"2026-12-10")', "2026-12-31"),
        ('day of week("2026-11-20")', None),
        ('is(@"08:00:00Z", @"08:00:00+00:00")', True),
        ('is(@"08:00:00Z", @"09:00:00+01:00")', False),
        ("is(1, 1.0)", True),
        ('is(1, "1")', False),
        ("is(value1: null)", True),
        ("is(1)", None),
    ],
)
def test_functions_on_days(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("before(1, 2)", True),
        ("before(2, [2..3])", False),
        ("before(2, (2..3])", True),
        ("before([1..2), 2)", True),
        ("before([1..2], [2..3])", False),
        ("before([1..2), [2..3])", True),
        ("after(3, [1..2])", True),
        ("after([2..3], 2)", False),
        ("after([2..3], [1..2))", True),
        ("meets([1..2], [2..3])", True),
        ("meets([1..2), [2..3])", False),
        ("met by([2..3], [1..2])", True),
        ("overlaps([1..3], [2..5])", True),
        ("overlaps([1..2), [2..5])", False),
        ("overlaps before([1..3], [2..5])", True),
        ("overlaps before([2..5], [1..3])", False),
        ("overlaps after([2..5], [1..3])", True),
        ("finishes(3, [1..3])", True),
        ("finishes(3, [1..3))", False),
        ("finishes([2..3], [1..3])", True),
        ("finished by([1..3], 3)", True),
        ("includes([1..3], 2)", True),
        ("includes((1..3], 1)", False),
        ("includes([1..3], (1..3))", True),
        ("during(2, [1..3])", True),
        ("during([1..3], (1..3))", False),
        ("starts(1, [1..3])", True),
        ("starts([1..2], [1..3])", True),
        ("started by([1..3], 1)", True),
        ("coincides([1..3], [1..3])", True),
        ("coincides([1..3], [1..3))", False),
        ("coincides(2, 2)", True),
        ('before(1, "a")', None),
        ("meets(1, [1..2])", None),
        ("before(point1: 1, point2: 2)", True),
        ("during(point: 2, range: [1..3])", True),
        ('during(@"2026-11-20", [@"2026-11-01"..@"2026-11-30"])', True),
    ],
)
def test_how_intervals_lie_to_each_other(text: str, value: object) -> None:
    assert evaluate(text, {}) is value
