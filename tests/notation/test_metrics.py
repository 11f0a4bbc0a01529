"""How wide texts are."""

from app.notation.metrics import text_width, wrap


def test_lines_are_broken_at_words_and_only_then_in_words():
    assert wrap("Memeriksa berkas", 70, 12) == ["Memeriksa", "berkas"]
    assert wrap("a\nb", 70, 12) == ["a", "b"]
    assert wrap("iiiiWWWW", 30, 12) == ["iiiiW", "WW", "W"]
    assert wrap("", 70, 12) == []


def test_wide_letters_count_more_than_narrow_ones():
    assert text_width("WWW", 10) > text_width("iii", 10) * 4
    assert text_width("Ω", 10) == text_width("n", 10)
