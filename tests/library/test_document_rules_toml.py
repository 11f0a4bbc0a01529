"""`[[document_rules]]` of `sop.toml` become rules, or are refused with a sentence."""

import pytest

from app.library.sop_toml import read_sop
from app.model.document_rule import DocumentRule
from app.model.errors import Refused
from tests.library.test_sop_toml import SMALLEST

RULES = (
    SMALLEST
    + """
[[document_rules]]
element = "unggah"
field = "berkas"
require = "=berkas != null"
message = "Belum ada berkas."
message_en = "There is no file."

[[document_rules]]
element = "terbit"
require = "=terbit.unggah != null"
message = "Belum diunggah."
"""
)


def test_a_rule_says_what_must_be_true_before_a_step_is_completed() -> None:
    assert read_sop(RULES.encode(), "cuti").document_rules == (
        DocumentRule("unggah", "=berkas != null", "Belum ada berkas.", "There is no file.", "berkas"),
        DocumentRule("terbit", "=terbit.unggah != null", "Belum diunggah."),
    )


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ('"=berkas != null"', '"berkas"', r"“document_rules\.require” must be FEEL after ="),
        ('message = "Belum diunggah."', "", r"“document_rules\.message” is missing"),
        ('field = "berkas"', 'isian = "berkas"', r"“document_rules\.isian” is not known here"),
    ],
)
def test_what_is_wrong_in_a_rule_is_told(written: str, instead: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_sop(RULES.replace(written, instead).encode(), "cuti")
