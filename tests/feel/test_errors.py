"""Errors are sentences that know the expression and the place."""

import pytest

from app.feel import FeelError, FeelSyntaxError, evaluate, parse


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1 +", 3),
        ("=1 +", 4),
        (" = 1 +", 6),
        ("(1", 2),
        ("1 2", 2),
        ("a # b", 2),
        ("if a then b", 11),
        ("for x in y", 10),
        ("for 1 in y return y", 4),
        ("{a 1}", 4),
        ("{1: 2}", 1),
        ("f(a: 1, 2)", 10),
        ("x instance 5", 11),
        ("x instance of 5", 14),
        ("x.5", 1),
        ("x.[1]", 2),
        ("a between 1 or 2", 12),
        ('@"kapan"', 1),
        ("@x", 1),
        ('"\\UFFFFFF"', 0),
        ("/* komentar", 0),
        ("[1..2", 5),
        ("", 0),
        ("a and", 5),
        ("function(x y", 12),
        ("a\x00", 1),
        ("a b\ud800", 3),
    ],
)
def test_a_syntax_error_points_to_its_place(text: str, position: int) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse(text)
    assert caught.value.position == position
    assert caught.value.expression == text
    assert caught.value.facts["place"] == position + 1
    assert f"character {position + 1}" in str(caught.value)


def test_a_long_expression_is_shortened_in_the_sentence_only() -> None:
    text = "1 + " * 100
    with pytest.raises(FeelError) as caught:
        parse(text)
    assert caught.value.expression == text
    assert len(str(caught.value.facts["expression"])) == 120


def test_the_sentence_names_what_is_wanted_and_what_is_there() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        evaluate("if a else b", {})
    assert str(caught.value) == "The expression if a else b needs then at character 6, where it has else."
    assert caught.value.facts["wanted"] == "then"


def test_braces_in_an_expression_do_no_harm_to_its_sentence() -> None:
    with pytest.raises(FeelError) as caught:
        evaluate("{x: {0.__class__}}", {})
    assert "{x: {0.__class__}}" in str(caught.value)
