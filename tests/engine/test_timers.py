"""Timers are reckoned from the moment of the step, in the zone of the office."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.engine import SpiffEngine
from app.engine.timers import Schedule, duration, first, following
from app.model.errors import LajurError, StepFailed

JAKARTA = ZoneInfo("Asia/Jakarta")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("PT1H", "2026-01-31T13:00:00+00:00"),
        ("P1DT1H30M", "2026-02-01T13:30:00+00:00"),
        ("P2W", "2026-02-14T12:00:00+00:00"),
        ("P1M", "2026-02-28T12:00:00+00:00"),
        ("P2M", "2026-03-31T12:00:00+00:00"),
        ("P1Y1M1D", "2027-03-01T12:00:00+00:00"),
        ("P1Y", "2027-01-31T12:00:00+00:00"),
        ("PT0.5S", "2026-01-31T12:00:00.500000+00:00"),
    ],
)
def test_a_duration_counts_from_now(text, due):
    assert first("timeDuration", text, NOW, JAKARTA).due == at(due)


def test_months_are_those_of_the_office_whatever_the_clocks_do():
    """Noon in Berlin stays noon when summer time begins."""
    march = at("2026-03-15T12:00:00+01:00")
    assert first("timeDuration", "P1M", march, BERLIN).due == at("2026-04-15T12:00:00+02:00")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2026-03-31", "2026-03-31T00:00:00+07:00"),
        ("2026-03-31T09:00:00", "2026-03-31T09:00:00+07:00"),
        ("2026-03-31T09:00:00Z", "2026-03-31T09:00:00+00:00"),
        ("2026-03-31T09:00:00+02:00", "2026-03-31T07:00:00+00:00"),
        ("2026-03-31T09:00:00@Europe/Berlin", "2026-03-31T07:00:00+00:00"),
        ("2020-01-01", "2020-01-01T00:00:00+07:00"),
    ],
)
def test_a_date_is_meant_in_the_zone_of_the_office_unless_it_says_otherwise(text, due):
    assert first("timeDate", text, NOW, JAKARTA).due == at(due)


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("R1/PT1H", ["13:00"]),
        ("R3/PT1H", ["13:00", "14:00", "15:00"]),
        ("R/PT6H", ["18:00", "00:00", "06:00", "12:00", "18:00"]),
        ("R2/2026-02-01T08:00:00Z/PT1H", ["08:00", "09:00"]),
    ],
)
def test_a_cycle_goes_on_from_due_time_to_due_time(text, rounds):
    schedule, seen = first("timeCycle", text, NOW, UTC), []
    while schedule and len(seen) < 5:
        seen.append(f"{schedule.due:%H:%M}")
        schedule = following(schedule, schedule.due, UTC)
    assert seen == rounds


@pytest.mark.parametrize(
    ("every", "now", "due"),
    [
        ("PT1H", "2026-02-03T12:20:00Z", "2026-02-03T13:00:00Z"),
        ("PT1H", "2026-02-03T13:00:00Z", "2026-02-03T14:00:00Z"),
        ("P1M", "2026-07-03T13:00:00Z", "2026-07-28T12:00:00Z"),
        ("PT1S", "2036-01-31T12:00:00Z", "2036-01-31T12:00:01Z"),
    ],
)
def test_rounds_missed_while_nobody_looked_are_not_made_up_for(every, now, due):
    schedule = first("timeCycle", f"R9/{every}", NOW, UTC)
    assert following(schedule, at(now), UTC) == Schedule(at(due), every, 7)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[
            ("timeDuration", text)
            for text in ("", "P", "PT", "1H", "-P1D", "P1.5M", "P1DT", "p3d", "duration", None, 5)
        ],
        *[("timeDate", text) for text in ("", "soon", "2026-02-30", "2026-03-31T25:00", "2026-01-01T09:00@No/Where")],
        *[("timeCycle", text) for text in ("", "R3", "PT1H", "R0/PT1H", "R3/PT0S", "R/", "0 0 9 * * ?", "R3/x/PT1H")],
        ("timeDuration", "P9999Y"),
        ("timeDuration", "PT9999999999S"),
        ("timeDate", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_what_is_no_time_is_said_so(kind, value):
    if value == "PT9999999999S":
        assert first(kind, value, NOW, UTC).due.year == 2342
        return
    with pytest.raises(LajurError):
        first(kind, value, NOW, UTC)


def test_the_sentence_of_a_bad_timer_names_the_element_and_what_was_written(make):
    with pytest.raises(StepFailed) as failure:
        make("(s) -> (pause:timer{=when; kind=timeDuration}) -> (e)", when="3 days")
    assert failure.value.element == "pause"
    assert str(failure.value.reason) == (
        "The timer `=when` cannot be set: a duration such as P30D, PT1H or P1M is needed."
    )


def test_an_intermediate_timer_holds_the_token(run):
    """
    (s) -> (pause:timer{PT2H}) -> (e)
    """
    case = run().wait(minutes=119)
    assert case.open == ["pause"]
    assert case.wait(minutes=1).end == "e"


@pytest.mark.parametrize("text", ["2026-03-20T09:00:00Z", '="2026-03-20T09:00:00Z"', "=day"])
def test_a_timer_may_say_a_date(make, text):
    case = make(f"(s) -> (pause:timer{{{text}; kind=timeDate}}) -> (e)", day="2026-03-20T09:00:00Z")
    assert case.due == {"pause": "3 days, 0:00:00"}


def test_the_zone_of_the_engine_is_that_of_dates(define):
    definition = define("(s) -> (pause:timer{2026-03-20}) -> (e)")
    started = SpiffEngine(zone=JAKARTA).start(definition, {}, now=NOW)
    assert started.passages[-1].wait.due == at("2026-03-19T17:00:00+00:00")


def test_durations_read_once_are_values():
    assert duration("P1Y2M") == duration("P14M")
