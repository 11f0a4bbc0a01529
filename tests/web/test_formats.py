"""Dates, times, numbers and money as an Indonesian office writes them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask, session

from app.web.shared.formats import ago, day, exact, lasted, money, number, size, when
from tests.web.conftest import MORNING

AFTERNOON = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


@pytest.fixture(params=["id"])
def locale(request: pytest.FixtureRequest, app: Flask):
    with app.test_request_context("/"):
        session["locale"] = request.param
        yield request.param


english = pytest.mark.parametrize("locale", ["en"], indirect=True)


def test_a_day(locale: str) -> None:
    assert day(date(2026, 11, 21)) == "21 November 2026"
    assert day("2026-03-02") == "2 Maret 2026"


def test_a_day_is_that_of_the_office(locale: str) -> None:
    assert day(datetime(2026, 11, 20, 18, 0, tzinfo=UTC)) == "21 November 2026"


def test_a_moment_has_the_zone_of_the_office(locale: str) -> None:
    assert when(AFTERNOON) == "21 November 2026, 14.30 WIB"


@english
def test_a_moment_in_english(locale: str) -> None:
    assert when(AFTERNOON) == "21 November 2026, 14:30 WIB"


def test_numbers_and_money(locale: str) -> None:
    assert number(Decimal("1234.5")) == "1.234,5"
    assert money(1234567) == "Rp1.234.567"


@english
def test_numbers_and_money_in_english(locale: str) -> None:
    assert number(1234.5) == "1,234.5"
    assert money(1234567) == "Rp1,234,567"


@pytest.mark.parametrize(("count", "words"), [(120, "120 B"), (3400, "3,4 kB"), (12_000_000, "12 MB")])
def test_sizes(locale: str, count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=5), "baru saja"),
        (timedelta(hours=3), "3 jam yang lalu"),
        (timedelta(days=2), "2 hari yang lalu"),
    ],
)
def test_how_long_ago_tells_the_exact_time_too(locale: str, back: timedelta, words: str) -> None:
    shown = ago(MORNING - back)
    assert f">{words}</time>" in shown
    assert f'title="{when(MORNING - back)}"' in shown


def test_a_moment_to_the_second_for_columns(locale: str) -> None:
    assert exact(AFTERNOON) == "21-11-2026 14.30.00"


@english
def test_a_moment_to_the_second_in_english(locale: str) -> None:
    assert exact(AFTERNOON) == "21-11-2026 14:30:00"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ({"days": 3, "hours": 4, "minutes": 50}, "3 hari 4 jam"),
        ({"hours": 2, "minutes": 5}, "2 jam 5 menit"),
        ({"days": 1, "minutes": 7}, "1 hari 7 menit"),
        ({"minutes": 12, "seconds": 30}, "12 menit"),
        ({"seconds": 8}, "8 detik"),
        ({}, "0 detik"),
    ],
)
def test_a_span_has_two_units(locale: str, time: dict[str, int], words: str) -> None:
    assert lasted(timedelta(**time)) == words


@english
def test_a_span_in_english(locale: str) -> None:
    assert lasted(timedelta(days=1, hours=2)) == "1 day 2 hours"
