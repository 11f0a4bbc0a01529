"""`[[letters]]` of `sop.toml` become rules, or are refused with a sentence."""

import pytest

from app.library.sop_toml import read_sop
from app.model.errors import Refused
from app.model.register import Book, LetterRule
from tests.library.test_sop_toml import SMALLEST

LETTERS = (
    SMALLEST
    + """
[[letters]]
book = "keluar"
element = "terbit"
when = "=setuju"
number = "=nomor"
subject = "Surat cuti"

[[letters]]
book = "masuk"
element = "ajukan"
"""
)


def test_a_rule_says_which_step_writes_what_into_which_book() -> None:
    assert read_sop(LETTERS.encode(), "cuti").letters == (
        LetterRule(Book.OUTGOING, "terbit", "=setuju", {"number": "=nomor", "subject": "Surat cuti"}),
        LetterRule(Book.INCOMING, "ajukan"),
    )


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ('"masuk"', '"tamu"', r"line 23: “letters\.book” must be one of “masuk”, “keluar”, “ekspedisi”, “disposisi”"),
        ('subject = "S', 'perihal = "S', r"line 20: “letters\.perihal” is not known here"),
        ('element = "ajukan"', "", r"“letters\.element” is missing"),
        ('book = "masuk"\nelement = "ajukan"', 'book = "keluar"\nelement = "terbit"', "stands in “keluar” already"),
    ],
)
def test_what_a_rule_may_not_say_is_refused(written: str, instead: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_sop(LETTERS.replace(written, instead, 1).encode(), "cuti")
