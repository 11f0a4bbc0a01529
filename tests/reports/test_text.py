"""Whatever a text looks like, it is printed as it is."""

from datetime import UTC, datetime

import pytest

from reports.page import Furniture, typeset
from reports.text import MOST_LINES, clean, clean_lines, markup, paragraph
from tests.reports.papers import text

PLAIN = Furniture("Judul", "Dinas", "id", datetime(2026, 1, 1, tzinfo=UTC))


def printed(words: str) -> str:
    return text(typeset(PLAIN, [paragraph(words)]))


@pytest.mark.parametrize(
    "words",
    ["<b>tebal</b>", "<img src='x'/>", "</para>", "&amp; & &#65;", "<a href=x>", "{{ nama }}", "%(nama)s {nama}"],
)
def test_markup_and_template_code_are_text(words):
    assert words in printed(words)


def test_controls_and_marks_that_turn_the_writing_are_taken_out():
    assert clean("a\x00b\x1b[31m\u202ec\u200b \ud83d") == "ab[31mc"


def test_whatever_separates_words_is_one_blank():
    assert clean("  satu\tdua\xa0 tiga\n") == "satu dua tiga"


def test_lines_stay_lines_without_empty_ones_at_the_ends():
    assert clean_lines("\n\n satu \n\n dua\r\n \n") == ["satu", "", "dua"]
    assert markup("a\nb") == "a<br/>b"


def test_text_from_right_to_left_is_printed():
    assert set("שלום") <= set(printed("שלום"))


def test_a_word_of_ten_thousand_letters_goes_on_over_lines_and_pages():
    assert printed("x" * 10_000).count("x") == 10_000


def test_an_empty_text_is_an_empty_paragraph():
    assert markup("\x00\n") == ""
    assert "Halaman 1 dari 1" in printed("")


def test_of_thousands_of_lines_the_last_ones_run_on_and_no_word_is_lost() -> None:
    lines = clean_lines("\n".join(f"baris {number}" for number in range(5_000)))

    assert len(lines) == MOST_LINES
    assert " ".join(lines).split() == [word for number in range(5_000) for word in ("baris", str(number))]
