"""Plain data in, plain data out; values of FEEL for those who ask for them."""

from collections import OrderedDict
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest

from app.feel import FeelBudget, FeelTypeError, evaluate, evaluate_typed
from app.feel.durations import Days, Months
from app.feel.temporal import Date, DateTime, Time
from app.feel.values import Range


class Warna(StrEnum):
    HIJAU = "hijau"


@pytest.mark.parametrize(
    "value",
    [None, True, 5, -(2**62), 0.1, 1e300, "teks", [1, ["a", None]], {"a": {"b": [1.5]}}, {"": 1}],
)
def test_plain_data_comes_back_unchanged(value: object) -> None:
    assert evaluate("x", {"x": value}) == value


@pytest.mark.parametrize(
    "value",
    [
        object(),
        (1, 2),
        {1: 2},
        [{"a": object()}],
        b"bytes",
        {1, 2},
        Decimal(1),
        date(2026, 1, 1),
        float("nan"),
        float("inf"),
        OrderedDict(a=1),
        Warna.HIJAU,
        str,
        len,
    ],
)
def test_nothing_but_plain_data_goes_in(value: object) -> None:
    with pytest.raises(FeelTypeError, match="not plain data"):
        evaluate("x", {"x": value})


def test_an_int_that_no_number_can_hold_does_not_go_in() -> None:
    with pytest.raises(FeelTypeError, match="too large"):
        evaluate("x", {"x": 1 << 20_001})


def test_what_an_expression_does_not_read_does_not_matter() -> None:
    assert evaluate("1 + y", {"x": object(), "y": 1, 3: "kunci"}) == 2


@pytest.mark.parametrize("text", ["[1..2]", "abs", "[function() 1]", "{a: [1..2]}", "1e6000"])
def test_intervals_functions_and_giant_numbers_do_not_come_out(text: str) -> None:
    with pytest.raises(FeelTypeError):
        evaluate(text, {})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 / 3", 0.3333333333333333),
        ("9223372036854775808", 9.223372036854775808e18),
        ("-9223372036854775808", -9223372036854775808),
        ("2.0", 2),
        ("-0", 0),
        ("0.1 + 0.2", 0.3),
    ],
)
def test_numbers_come_out_whole_or_as_the_nearest_float(text: str, value: float) -> None:
    result = evaluate(text, {})
    assert result == value
    assert type(result) is type(value)


def test_input_is_limited_in_size() -> None:
    with pytest.raises(FeelBudget, match="10000 items"):
        evaluate("x", {"x": [0] * 10_001})
    with pytest.raises(FeelBudget, match="100000 characters"):
        evaluate("x", {"x": "a" * 100_001})
    deep: object = 1
    for _ in range(200):
        deep = [deep]
    with pytest.raises(FeelBudget, match="levels"):
        evaluate("x", {"x": deep})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.50", Decimal("1.50")),
        ('@"2026-11-20"', Date(2026, 11, 20)),
        ('@"08:00:00Z"', Time(8 * 3600 * 10**9, 0)),
        ('@"P1D"', Days(86_400 * 10**9)),
        ('@"P1Y"', Months(12)),
        ("[1..2)", Range(Decimal(1), Decimal(2), start_included=True, end_included=False)),
        ("[null]", [None]),
    ],
)
def test_typed_values_go_in_and_come_out(text: str, value: object) -> None:
    assert evaluate_typed(text, {}) == value
    assert evaluate_typed("x", {"x": value}) == value


def test_python_objects_do_not_go_in_where_types_are_allowed() -> None:
    with pytest.raises(FeelTypeError):
        evaluate_typed("x", {"x": object()})


def test_values_lead_back_to_the_standard_library() -> None:
    moment = evaluate_typed('@"2026-11-20T08:30:00.5@Asia/Pontianak"', {})
    assert isinstance(moment, DateTime)
    assert moment.native() == datetime(2026, 11, 20, 8, 30, 0, 500_000, tzinfo=ZoneInfo("Asia/Pontianak"))
    assert DateTime(Date(2026, 1, 1), Time(0, 0)).native() == datetime(2026, 1, 1, tzinfo=UTC)
    assert Time(3600 * 10**9).native() == time(1)
    assert Days(-1_500_000_000).timedelta() == timedelta(seconds=-1.5)
    with pytest.raises(ValueError, match="year"):
        Date(-5, 1, 1).native()
