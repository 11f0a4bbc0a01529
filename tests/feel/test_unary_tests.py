"""Tests in a cell of a decision table."""

import pytest

from app.feel import FeelSyntaxError, UnknownVariable, unary_tests


@pytest.mark.parametrize(
    ("cell", "value", "passes"),
    [
        ("-", 5, True),
        ("", 5, True),
        ("  ", None, True),
        ("5", 5, True),
        ("-5", -5, True),
        ("> 3", 5, True),
        ("<= 3", 5, False),
        ("!= 3", 5, True),
        ("= 5", 5, True),
        ("[1..5]", 5, True),
        ("]1..5[", 5, False),
        ("1, 3, > 4", 5, True),
        ('"lengkap", "tidak lengkap"', "lengkap", True),
        ('not("lengkap")', "lengkap", False),
        ("not(1, [4..6])", 5, False),
        ("not(> 9)", 5, True),
        ("not(true)", False, True),
        ("not(true) and true", True, False),
        ("? > 3 and ? < batas", 5, True),
        ("odd(?)", 5, True),
        ('starts with(?, "Kab")', "Kabupaten Sambas", True),
        ("batas", 9, True),
        ("null", None, True),
        ("daftar", 2, True),
        ("true", True, True),
        ("false", False, True),
        ("> 3", "a", False),
        ('@"2026-01-01"', "2026-01-01", False),
    ],
)
def test_a_value_passes_or_not(cell: str, value: object, passes: bool) -> None:
    assert unary_tests(cell, value, {"batas": 9, "daftar": [1, 2]}) is passes


def test_names_may_be_unknown_when_not_strict() -> None:
    assert unary_tests("> tidak_ada", 5, {}, strict=False) is False
    with pytest.raises(UnknownVariable):
        unary_tests("> tidak_ada", 5, {})


@pytest.mark.parametrize("cell", ["> ", "1 2", "not(1", ",", "- 1 1"])
def test_what_is_no_test_is_a_syntax_error(cell: str) -> None:
    with pytest.raises(FeelSyntaxError):
        unary_tests(cell, 5, {})
