"""Functions on lists and contexts, and those that make one value out of many."""

import pytest

from app.feel import evaluate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("list contains([1, null], null)", True),
        ("list contains([1, 2], 3)", False),
        ("count([1, 2, 3])", 3),
        ("count([])", 0),
        ("count(1, 2, 3)", 3),
        ("count(5)", 1),
        ("count(null)", None),
        ("sublist([1, 2, 3], 2)", [2, 3]),
        ("sublist([1, 2, 3], -2, 1)", [2]),
        ("sublist([1, 2, 3], 4)", None),
        ("sublist([1, 2, 3], 2, 3)", None),
        ("append([1], 2, [3])", [1, 2, [3]]),
        ("append(null, 1)", None),
        ("concatenate([1], [2, 3], 4)", [1, 2, 3, 4]),
        ("insert before([1, 3], 2, 2)", [1, 2, 3]),
        ("insert before([1, 3], 5, 2)", None),
        ("remove([1, 2, 3], -1)", [1, 2]),
        ("remove([1, 2, 3], 0)", None),
        ("list replace([1, 2, 3], 2, 9)", [1, 9, 3]),
        ("list replace([1, 2, 3], 9, 9)", None),
        ("list replace([1, 2, 3], function(item, newItem) item > 1, 9)", [1, 9, 9]),
        ("list replace([1, 2, 3], function(item, newItem) item, 9)", None),
        ("reverse([1, 2])", [2, 1]),
        ("index of([1, 2, 1], 1)", [1, 3]),
        ("union([1, 2], [2, 3])", [1, 2, 3]),
        ("distinct values([1, 2, 1.0, null, null])", [1, 2, None]),
        ("duplicate values([1, 2, 1, 1, 3, 3])", [1, 3]),
        ("flatten([1, [2, [3]], []])", [1, 2, 3]),
        ("sort([3, 1, 2])", [1, 2, 3]),
        ('sort(["b", 1])', None),
        ('sort(list: ["b", "a"], precedes: function(x, y) x < y)', ["a", "b"]),
        ("sort([1, 2], function(x) true)", None),
        ("sort([2, 1], before)", [1, 2]),
        ("sort([2, 1], abs)", None),
        ("partition([1, 2, 3], 2)", [[1, 2], [3]]),
        ("partition([1, 2, 3], 0)", None),
        ("partition([], 3)", []),
        ("is empty([])", True),
        ("is empty([null])", False),
    ],
)
def test_functions_on_lists(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min([3, 1, 2])", 1),
        ("min(3, 1, 2)", 1),
        ('max("a", "c", "b")', "c"),
        ('max(@"2026-01-01", @"2026-02-01")', "2026-02-01"),
        ("max([])", None),
        ('max(1, "a")', None),
        ("max([true])", None),
        ("sum([1, 2.5])", 3.5),
        ("sum(1, 2)", 3),
        ("sum([])", None),
        ("sum([1, null])", None),
        ("product([2, 3, 4])", 24),
        ("product([])", None),
        ("mean([1, 2])", 1.5),
        ("mean([])", None),
        ("median([3, 1, 2])", 2),
        ("median([4, 1, 2, 3])", 2.5),
        ("median([])", None),
        ("stddev([2, 4, 4, 4, 5, 5, 7, 9]) ** 2 * 7", 32),
        ("stddev([1])", None),
        ("mode([1, 2, 2, 3, 3])", [2, 3]),
        ("mode([])", []),
        ("all([true, true])", True),
        ("all([true, null])", None),
        ("all([null, false])", False),
        ("all([])", True),
        ("any(false, true)", True),
        ("any([false, null])", None),
        ("any([])", False),
        ("any(1, 2)", None),
    ],
)
def test_functions_of_many_values(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('context([{key: "a", value: 1}, {key: "b", value: null}])', {"a": 1, "b": None}),
        ('context({key: "a", value: 1})', {"a": 1}),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', None),
        ("context([{key: 1, value: 1}])", None),
        ('context([{key: "a"}])', None),
        ("context([1])", None),
        ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
        ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": 2}}),
        ('context put({a: 1}, ["a", "b"], 2)', None),
        ("context put({a: 1}, [1], 2)", None),
        ("context put({a: 1}, [], 2)", None),
        ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": 2, "b": 3}),
        ("context merge([1])", None),
        ('get value({a: 1}, "a")', 1),
        ('get value({a: 1}, "b")', None),
        ('get value({a: {b: 1}}, ["a", "b"])', 1),
        ('get value({a: 1}, ["a", "b"])', None),
        ('get value(key: "a", m: {a: 1})', 1),
        ("get entries({a: 1})", [{"key": "a", "value": 1}]),
        ("get entries(1)", None),
    ],
)
def test_functions_on_contexts(text: str, value: object) -> None:
    assert evaluate(text, {}) == value
