"""No expression runs long, however it is written."""

import sys
import time
from collections.abc import Callable

import pytest

from app.feel import FeelBudget, FeelError, evaluate, parse, unary_tests
from tests.feel.hostile import HOSTILE, VARIABLES


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1" + "+1" * 5000, "more than 10000 characters"),
        ("(" * 61 + "1" + ")" * 61, "more than 60 levels of brackets"),
        ("[" * 61 + "]" * 61, "more than 60 levels of brackets"),
        ("if a then b else " * 61 + "c", "more than 60 levels of brackets"),
        ("a" + ".b" * 61, "more than 60 steps of a path"),
        ("a instance of " + "list<" * 61, "more than 60 levels of brackets"),
        ("for i in 1..10001 return i", "more than 10000 items in a list"),
        ("for i in 1..1000, j in 1..1000 return i + j + i", "more than 50000 steps"),
        ("for i in 1..101, j in 1..100 return 1", "more than 10000 items in a list"),
        ("some i in 1..9999, j in 1..9999 satisfies i * j < 0", "more than 50000 steps"),
        ('{f: function(x) "a" + f(x), r: f(1)}.r', "more than 120 levels of calls"),
        ("{f: function(n) if n = 0 then 0 else f(n - 1) + f(n - 1), r: f(13)}.r", "more than 50000 steps"),
        ("for i in 1..30 return [partial, partial]", "more than 50000 steps"),
        ("s + s", "more than 100000 characters in a text"),
        ("for i in 1..10000 return s", "more than 50000 steps"),
        ('replace(s, "x", "yy")', "more than"),
        ("l = l and l = l and l = l and l = l and l = l", "more than 50000 steps"),
        ("concatenate(l, l)", "more than 10000 items in a list"),
    ],
)
def test_the_limits(text: str, sentence: str) -> None:
    with pytest.raises(FeelBudget, match=sentence):
        evaluate(text, {"s": "x" * 60_000, "l": list(range(10_000)), "a": {}, "b": 1, "c": 1})


def test_what_is_just_within_the_limits_is_computed() -> None:
    assert evaluate("(" * 55 + "1" + ")" * 55, {}) == 1
    assert evaluate("1" + "+1" * 4_999, {}) == 5_000
    assert evaluate("sum(for i in 1..10000 return i)", {}) == 50_005_000
    assert evaluate("count(mesin[nilai > 3])", {"mesin": [{"nilai": n} for n in range(2000)]}) == 1996


def test_a_stack_that_is_nearly_used_up_is_an_error_of_the_expression() -> None:
    def deep(levels: int) -> object:
        return deep(levels - 1) if levels else parse("(" * 40 + "4711" + ")" * 40)

    depth, frame = 0, sys._getframe()
    while frame.f_back:
        depth, frame = depth + 1, frame.f_back
    with pytest.raises(FeelBudget, match="stack"):
        deep(sys.getrecursionlimit() - depth - 60)


@pytest.mark.parametrize("text", HOSTILE, ids=[f"idea {number}" for number, _ in enumerate(HOSTILE)])
def test_hostile_expressions_end_soon_in_a_harmless_value_or_an_error(text: str) -> None:
    begin = time.perf_counter()
    for result in (attempt(lambda: evaluate(text, VARIABLES)), attempt(lambda: unary_tests(text, 1, VARIABLES))):
        if isinstance(result, FeelError):
            assert str(result)
            assert result.expression == text
        else:
            assert result is None or isinstance(result, bool | int | float | str | list | dict)
            assert "object at 0x" not in str(result)[:1000]
    assert time.perf_counter() - begin < 3


def attempt(run: Callable[[], object]) -> object:
    try:
        return run()
    except FeelError as error:
        return error
