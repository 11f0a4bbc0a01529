"""Arithmetic, comparison, three-valued logic, `between`, `in`, `instance of`."""

import pytest

from app.feel import evaluate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("2 ** 3 ** 2", 64),
        ("-3 ** 2", 9),
        ("7 / 2", 3.5),
        ("1 / 0", None),
        ("0 / 0", None),
        ("10 ** 6144 * 10", None),
        ('"Dinas " + "Perindustrian"', "Dinas Perindustrian"),
        ('"1" + 1', None),
        ("null + 1", None),
        ("-null", None),
        ('-"a"', None),
        ("[1] + 1", None),
        ("1 + 2 > 2 and 3 - 1 = 2", True),
    ],
)
def test_arithmetic(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('@"2026-01-31" + @"P1M"', "2026-02-28"),
        ('@"2024-02-29" + @"P1Y"', "2025-02-28"),
        ('@"P1M" + @"2026-01-31"', "2026-02-28"),
        ('@"2026-01-31" - @"P2M"', "2025-11-30"),
        ('@"2026-11-20" + @"P5D"', "2026-11-25"),
        ('@"2026-11-20" + @"PT36H"', "2026-11-21"),
        ('@"2026-11-20" - @"PT1H"', "2026-11-19"),
        ('@"2026-11-25" - @"2026-11-20"', "P5D"),
        ('@"2026-11-20T23:30:00" + @"PT1H"', "2026-11-21T00:30:00"),
        ('@"2026-11-20T23:30:00" + @"P1M"', "2026-12-20T23:30:00"),
        ('@"2026-11-20T23:30:00" - @"P1M"', "2026-10-20T23:30:00"),
        ('@"2026-11-20T00:30:00" - @"PT1H"', "2026-11-19T23:30:00"),
        ('@"2026-11-20T08:00:00Z" - @"2026-11-20T08:00:00+07:00"', "PT7H"),
        ('@"2026-11-20T08:00:00Z" - @"2026-11-20T08:00:00"', None),
        ('@"2026-11-20T08:00:00Z" - @"2026-11-19"', "P1DT8H"),
        ('@"2026-11-20" - @"2026-11-19T08:00:00Z"', "PT16H"),
        ('@"23:30:00" + @"PT1H"', "00:30:00"),
        ('@"00:30:00" - @"PT1H"', "23:30:00"),
        ('@"10:00:00" - @"08:30:00"', "PT1H30M"),
        ('@"10:00:00Z" - @"08:30:00"', None),
        ('@"2026-03-29T01:30:00@Europe/Paris" + @"PT1H"', "2026-03-29T03:30:00+02:00"),
        ('@"P1D" + @"PT12H"', "P1DT12H"),
        ('@"P1Y" - @"P1M"', "P11M"),
        ('@"PT12H" - @"P1D"', "-PT12H"),
        ('@"P1Y" + @"P1M"', "P1Y1M"),
        ('@"P1D" * 1.5', "P1DT12H"),
        ('2 * @"P7M"', "P1Y2M"),
        ('@"P1D" / 2', "PT12H"),
        ('@"P1Y" / 5', "P2M"),
        ('@"P1D" / @"PT6H"', 4),
        ('@"P1Y" / @"P4M"', 3),
        ('@"P1D" / 0', None),
        ('-@"P1D"', "-P1D"),
        ('-(@"P1M" + @"P1M")', "-P2M"),
        ('@"P1D" + @"P1M"', None),
        ('@"999999999-12-31" + @"P1D"', None),
        ('@"999999999-12-31T00:00:00" + @"P1M"', None),
        ('@"P1000000000Y" + @"P1M"', None),
        ('@"9999-12-31T23:59:59@Asia/Jakarta" + @"PT1S"', "10000-01-01T00:00:00+07:00"),
    ],
)
def test_arithmetic_with_dates_and_durations(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 = 1.0", True),
        ("1 != 2", True),
        ('"a" < "b"', True),
        ('1 < "2"', None),
        ('1 = "1"', None),
        ('1 != "1"', None),
        ("null = null", True),
        ("null != 1", True),
        ("null < 1", None),
        ("true = true", True),
        ("true < false", None),
        ("[1, [2]] = [1, [2]]", True),
        ("[1] = [1, 2]", False),
        ('[1] = ["1"]', None),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ("{a: 1} = {b: 1}", False),
        ("[1..2] = [1..2]", True),
        ("[1..2] = [1..2)", False),
        ("(<10) = (<10)", True),
        ('@"2026-01-01" < @"2026-01-02"', True),
        ('@"08:00:00Z" = @"15:00:00+07:00"', True),
        ('@"08:00:00" = @"08:00:00Z"', None),
        ('@"2026-01-01T00:00:00Z" >= @"2026-01-01T07:00:00+07:00"', True),
        ('@"2026-01-01" = @"2026-01-01T00:00:00"', None),
        ('@"P1D" = @"PT24H"', True),
        ('@"P1Y" > @"P11M"', True),
        ('@"P1Y" = @"P365D"', None),
        ("1 < 2 = true", True),
    ],
)
def test_comparison(text: str, value: object) -> None:
    assert evaluate(text, {}) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true and true", True),
        ("true and null", None),
        ("false and null", False),
        ("null and false", False),
        ("true and 1", None),
        ("true or null", True),
        ("null or true", True),
        ("false or null", None),
        ("false or false", False),
        ("false or true and false", False),
        ("not(true)", False),
        ("not(null)", None),
        ("1 = 2 or 2 = 3 or 3 = 3", True),
    ],
)
def test_logic_has_three_values(text: str, value: object) -> None:
    assert evaluate(text, {}) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 between 1 and 5", True),
        ("0 between 1 and 5", False),
        ("null between 1 and 5", None),
        ("5 between 1 and 5 and true", True),
        ("5 in [1..5]", True),
        ("5 in [1..5)", False),
        ("5 in ]5..6]", False),
        ("5 in (1..5[", False),
        ("5 in (1..9)", True),
        ("5 in (1, 3, 5)", True),
        ("5 in (>3)", True),
        ("5 in > 3", True),
        ("5 in (<3, >=5)", True),
        ("5 in != 5", False),
        ("5 in [1, 5]", True),
        ("5 in [[4..6], 1]", True),
        ("[1, 2] in [[1, 2], 3]", True),
        ("[1, 2] in [1, 2]", True),
        ("5 in 5", True),
        ('5 in "5"', None),
        ("5 in (1 + 2) * 2", False),
        ("5 in (? > 3)", True),
        ("5 in [null..6]", None),
        ('5 in (1, "5")', False),
        ('5 in ["a".."b"]', None),
        ('["a"..1] = null', True),
    ],
)
def test_between_and_in(text: str, value: object) -> None:
    assert evaluate(text, {}) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 instance of number", True),
        ('"a" instance of number', False),
        ("null instance of Any", False),
        ("null instance of Null", True),
        ("[1, null] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("[] instance of list", True),
        ("{a: 1, b: 2} instance of context<a: number>", True),
        ("{b: 2} instance of context<a: number>", False),
        ("{} instance of context<>", True),
        ("[1..2] instance of range<number>", True),
        ("[1..2] instance of range<string>", False),
        ('@"P1D" instance of days and time duration', True),
        ('@"P1Y" instance of years and months duration', True),
        ('@"2026-01-01T00:00:00" instance of date and time', True),
        ("abs instance of function<number> -> number", True),
        ("(function() 1) instance of function", True),
        ("1 instance of function<>->Any", False),
        ("(function(x: function<number, number> -> number) 1) instance of Any", True),
    ],
)
def test_instance_of(text: str, value: object) -> None:
    assert evaluate(text, {}) is value
