"""Functions on text, with and without regular expressions."""

import pytest

from app.feel import evaluate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('substring("Sambas", 4)', "bas"),
        ('substring("Sambas", -3, 2)', "ba"),
        ('substring("Sambas", 2, 2.9)', "am"),
        ('substring("Sambas", 2, 99)', "ambas"),
        ('substring("Sambas", 0)', None),
        ('substring("Sambas", 7)', None),
        ('substring("Sambas", 1, 0)', None),
        ('substring("🐎kuda", 2)', "kuda"),
        ('string length("🐎")', 1),
        ('upper case("straße")', "STRASSE"),
        ('lower case("KUBU RAYA")', "kubu raya"),
        ('substring before("530/02", "/")', "530"),
        ('substring before("530", "/")', ""),
        ('substring before("530", "")', ""),
        ('substring after("530/02", "/")', "02"),
        ('substring after("530", "/")', ""),
        ('substring after("530", "")', "530"),
        ('contains("Kubu Raya", "Raya")', True),
        ('starts with("Kubu Raya", "Kubu")', True),
        ('ends with("Kubu Raya", "Kubu")', False),
        ('string join(["a", null, "b"], ", ")', "a, b"),
        ('string join(["a", "b"])', "ab"),
        ("string join([1, 2])", None),
        ('trim("  a b ")', "a b"),
        ('is blank("  ")', True),
        ("string length(1)", None),
        ("string length(null)", None),
        ('string length(["abc"])', 3),
        ("string length()", None),
        ('string length("a", "b")', None),
        ('string length(text: "a")', None),
        ('string length(string: "abc")', 3),
        ('substring(start position: 2, string: "abc")', "bc"),
        ('substring(string: "abc")', None),
    ],
)
def test_functions_on_text(text: str, value: object) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'matches("23123", "^\d{5}$")', True),
        ('matches("Sambas", "amb")', True),
        ('matches("Sambas", "AMB")', False),
        ('matches("Sambas", "AMB", "i")', True),
        (r'matches("a\nb", "a.b")', False),
        (r'matches("a\nb", "a.b", "s")', True),
        (r'matches("a\rb", "a.b")', False),
        (r'matches("a\nb", "^b$", "m")', True),
        ('matches("ab", "a b", "x")', True),
        ('matches("a b", "a[ ]b", "x")', True),
        (r'matches("a", "\p{IsBasicLatin}")', True),
        (r'matches("é", "\P{IsBasicLatin}")', True),
        (r'matches("é", "[\p{IsBasicLatin}x]")', False),
        (r'matches("nama:1", "^\i\c*$")', True),
        (r'matches("1a", "^\I\c*$")', True),
        (r'matches(" ", "[\C]")', None),
        (r'matches(" ", "\C")', True),
        ('matches("e", "[a-z-[aeiou]]")', False),
        ('matches("f", "[a-z-[aeiou]]")', True),
        (r'matches("f", "[a-z-[\d]]")', None),
        ('matches("a.b", "a[.]b")', True),
        ('matches("a", "(")', None),
        ('matches("a", "a", "q")', None),
        (r'matches("aa", "(a)\1")', None),
        (f'matches("a", "{"a" * 1001}")', None),
        ('replace("2026/11/20", "/", "-")', "2026-11-20"),
        (r'replace("2026-11", "(\d+)-(\d+)", "$2.$1")', "11.2026"),
        ('replace("a", "a", "$0$0$7")', "aa"),
        (r'replace("a", "a", "\$1\\\\")', "$1\\"),
        ('replace("a", "a", "$")', None),
        ('replace("a", "x*", "-")', None),
        ('replace("a", "(", "-")', None),
        ('replace("ab", "(x)?b", "[$1]")', "a[]"),
        ('split("Pontianak; Sambas;", ";\\s*")', ["Pontianak", "Sambas", ""]),
        ('split("a", "x*")', None),
        ('split("a", "(")', None),
        (r'extract("NIB 9120, KBLI 23123", "\d+")', ["9120", "23123"]),
        ('extract("a", "(")', None),
        ('extract("a", "b")', []),
    ],
)
def test_functions_with_patterns(text: str, value: object) -> None:
    assert evaluate(text, {}) == value
