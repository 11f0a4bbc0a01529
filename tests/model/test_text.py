"""Text that people type freely is kept as typed, in one spelling."""

import pytest

from app.model.errors import LajurError
from app.model.text import LONGEST_REASON, free_text, must_be_reason, remark
from tests.hostile.texts import TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_it_holds_it_stays(text: str) -> None:
    assert free_text(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("a\x00b\x1b[31mc\x7f\x0bd\te", "ab[31mcd\te"),
        (" \n rata \n ", "rata"),
        ("\x00", ""),
    ],
)
def test_line_ends_are_one_and_what_nobody_sees_is_left_out(typed: str, kept: str) -> None:
    assert free_text(typed) == kept


def test_a_reason_may_be_left_out_where_it_need_not_be_given() -> None:
    assert remark(" \x00 ") == ""
    with pytest.raises(LajurError, match="give a reason"):
        must_be_reason(" \x00 ")


def test_a_reason_has_an_end() -> None:
    assert must_be_reason("x" * LONGEST_REASON) == "x" * LONGEST_REASON
    with pytest.raises(LajurError, match="2000 characters at most; yours has 10000"):
        must_be_reason("x" * 10_000)
