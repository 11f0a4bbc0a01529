"""`if`, `for`, `some`, `every`, lists, contexts, filters, paths and functions."""

import pytest

from app.feel import FeelSyntaxError, evaluate, evaluate_typed

MESIN = [{"nama": "bubut", "nilai": 40}, {"nama": "frais", "nilai": 75}, {"nama": "las", "nilai": None}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('if 2 > 1 then "ya" else "tidak"', "ya"),
        ('if null then "ya" else "tidak"', "tidak"),
        ("if 1 then 2 else 3", 3),
        ("if false then 1 else if true then 2 else 3", 2),
        ("1 + if true then 1 else 2", 2),
        ("for x in [1, 2, 3] return x * 10", [10, 20, 30]),
        ("for x in [1, 2], y in [10, 20] return x + y", [11, 21, 12, 22]),
        ("for x in [[1, 2], [3]], y in x return y", [1, 2, 3]),
        ("for x in 1..3 return x", [1, 2, 3]),
        ("for x in 3..1 return x", [3, 2, 1]),
        ("for x in [1..3] return x", [1, 2, 3]),
        ("for x in (1..4) return x", [2, 3]),
        ("for x in (1..2) return x", []),
        ('for x in @"2026-12-31"..@"2027-01-01" return string(x)', ["2026-12-31", "2027-01-01"]),
        ('for x in [@"2026-12-31"..@"2027-01-01"] return day of week(x)', ["Thursday", "Friday"]),
        ("for x in 5 return x", [5]),
        ("for x in null return x", None),
        ("for x in 1..null return x", None),
        ('for x in 1..@"2026-01-01" return x', None),
        ("for x in [3..1] return x", None),
        ('for x in ["a".."c"] return x', None),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", [1, 1, 2, 6, 24]),
        ("for i in 1..3 return partial", [[], [[]], [[], [[]]]]),
        ("some x in [1, 5] satisfies x > 3", True),
        ("some x in [1, 2] satisfies x > 3", False),
        ("some x in [1, null] satisfies x > 3", None),
        ("some x in [] satisfies true", False),
        ("every x in [4, 5] satisfies x > 3", True),
        ("every x in [4, 1] satisfies x > 3", False),
        ("every x in [4, null] satisfies x > 3", None),
        ("every x in null satisfies true", None),
        ("some x in [1, 2], y in [3, 4] satisfies x + y = 6", True),
    ],
)
def test_choices_loops_and_quantifiers(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mesin[1].nama", "bubut"),
        ("mesin[-1].nama", "las"),
        ("mesin[4]", None),
        ("mesin[0]", None),
        ("mesin[count(mesin)].nama", "las"),
        ("mesin.nama", ["bubut", "frais", "las"]),
        ("mesin[nilai > 50].nama", ["frais"]),
        ('mesin[item.nama = "las"].nilai', [None]),
        ("mesin[nilai > batas].nama", ["frais"]),
        ("mesin[tahun > 2000]", []),
        ("mesin[posisi].nama", "frais"),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("[1, 2, 3][true]", [1, 2, 3]),
        ("[][1]", None),
        ("[][item > 1]", []),
        ("[][tidak_ada > 1]", []),
        ("null[1]", None),
        ("null[item > 1]", []),
        ("100[1]", 100),
        ("100[item > 5]", [100]),
        ("[{item: 1}, {item: 5}][item > 2]", [{"item": 5}]),
        ("mesin[1].nama.panjang", None),
        ("null.nama", None),
        ('"teks".panjang', None),
        ("{for: 1}.for", 1),
    ],
)
def test_filters_and_paths(text: str, value: object) -> None:
    assert evaluate(text, {"mesin": MESIN, "batas": 50, "posisi": 2}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 2, b: a * 3}.b", 6),
        ("{a: 1, b: {c: a + 1}}.b.c", 2),
        ("{luas (m2): 1}", None),
        ('{"luas (m2)": 1}', {"luas (m2)": 1}),
        ("{a-b: 1, c: a-b + 1}.c", 2),
        ("{a, b: 1}", None),
        ("{a: 1,}", None),
        ("[1,]", None),
        ("abs(1,)", None),
        ("modulo(10, divisor: 3)", None),
    ],
)
def test_entries_see_the_entries_before_them(text: str, value: object) -> None:
    if value is None:
        with pytest.raises(FeelSyntaxError):
            evaluate(text, {})
    else:
        assert evaluate(text, {}) == value


def test_a_context_names_nothing_twice() -> None:
    with pytest.raises(FeelSyntaxError, match="names a twice") as caught:
        evaluate("{a: 1, a: 2}", {})
    assert caught.value.position == 7


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{f: function(x, y) x - y, r: f(5, 3)}.r", 2),
        ("{f: function(x, y) x - y, r: f(y: 5, x: 3)}.r", -2),
        ("(function(x) x + 1)(2)", 3),
        ("(function(x: number) x)(2)", 2),
        ('(function(x: number) x)("2")', None),
        ("(function(x: number) x)([2])", 2),
        ("(function(x: list<number>) x)(2)", [2]),
        ("(function(x: string) x)(null)", None),
        ("(function(x) x)()", None),
        ("{f: function(x) x, r: f(z: 1)}.r", None),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", 120),
        ("{k: 3, f: function(x) x * k, r: for i in [1, 2] return f(i)}.r", [3, 6]),
        ("sort([3, 1, 2], function(a, b) a > b)", [3, 2, 1]),
        ("(function(f) f(-4))(abs)", 4),
        ("{f: function(a-b) a-b + 1, r: f(2)}.r", 3),
        ('"teks"(1)', None),
        ("null()", None),
        ("123(1)", None),
    ],
)
def test_functions_of_the_expression(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


def test_a_function_from_outside_is_refused() -> None:
    with pytest.raises(FeelSyntaxError, match="from outside"):
        evaluate('function(x) external {java: {class: "java.lang.Math"}}', {})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[1..5).start", 1),
        ("[1..5).end included", False),
        ("]1..5].start included", False),
        ("[1..5[.end", 5),
        ("(>= 5).start", 5),
        ("(< 5).end", 5),
        ("(= 5).start included", True),
        ('@"2026-11-20".weekday', 5),
        ('@"2026-11-20".month', 11),
        ('@"2026-11-20T08:30:15.5+07:00".second', 15.5),
        ('@"2026-11-20T08:30:15@Asia/Pontianak".time offset', "PT7H"),
        ('@"2026-11-20T08:30:15@Asia/Pontianak".timezone', "Asia/Pontianak"),
        ('@"2026-11-20T08:30:15".timezone', None),
        ('@"08:30:15".hour', 8),
        ('@"08:30:15".time offset', None),
        ('@"P1DT2H3M4S".minutes', 3),
        ('-@"P1DT2H".hours', -2),
        ('(-@"P1DT2H").hours', -2),
        ('@"P1DT2H3M4S".seconds', 4),
        ('@"P1DT2H3M4S".days', 1),
        ('@"P14M".years', 1),
        ('@"P14M".months', 2),
        ('(-@"P14M").months', -2),
        ('@"P14M".days', None),
    ],
)
def test_properties(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


def test_an_interval_ends_at_a_bracket_that_cannot_begin_a_filter() -> None:
    assert evaluate("[1..10[ = [1..10)", {}) is True
    assert evaluate("5 in [1..xs[2]]", {"xs": [3, 9]}) is True
    assert evaluate_typed("[1..10[", {}) == evaluate_typed("[1..10)", {})
