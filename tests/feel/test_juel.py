"""The other spelling: `${…}` and `#{…}` of the modelers people come from."""

import pytest

from app.feel import FeelBudget, FeelSyntaxError, UnknownFunction, evaluate, parse

VARIABLES = {
    "hasil": "lengkap",
    "skor": 7,
    "setuju": True,
    "catatan": "",
    "mesin": [{"nama": "bubut"}, {"nama": "frais"}],
    "pemohon": {"nama": "Sari", "alamat": {"kota": "Sambas"}},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${hasil == 'lengkap'}", True),
        ('#{hasil == "lengkap"}', True),
        ("  ${hasil != 'lengkap'}  ", False),
        ("${hasil eq 'lengkap' and skor gt 5}", True),
        ("${hasil ne 'lengkap' || skor >= 7}", True),
        ("${skor lt 7 or skor le 7}", True),
        ("${skor > 5 && skor < 10 && setuju}", True),
        ("${!setuju}", False),
        ("${not setuju}", False),
        ("${empty catatan}", True),
        ("${not empty hasil}", True),
        ("${!empty mesin}", True),
        ("${setuju ? 'ya' : 'tidak'}", "ya"),
        ("${skor > 9 ? 'A' : skor > 6 ? 'B' : 'C'}", "B"),
        ("${mesin[0].nama}", "bubut"),
        ("${mesin[5]}", None),
        ("${pemohon['nama']}", "Sari"),
        ("${pemohon.alamat.kota}", "Sambas"),
        ("${pemohon[1]}", None),
        ("${skor + 1 * 2}", 9),
        ("${(skor + 1) * 2 / 4}", 4),
        ("${skor mod 4}", 3),
        ("${skor % 4 + 1}", 4),
        ("${2 * 7 % 4 * 3}", 6),
        ("${14 div 4}", 3.5),
        ("${-skor}", -7),
        ("${- -skor}", 7),
        ("${null}", None),
        ("${true}", True),
        ("${1.5e1}", 15),
        (r"${'it\'s'}", "it's"),
        ("${pemohon.in}", None),
    ],
)
def test_the_common_part_of_both_languages(text: str, value: object) -> None:
    assert evaluate(text, VARIABLES) == value


@pytest.mark.parametrize("text", ["${execution.getVariable('x')}", "${mesin.size()}", "${fn(1)}", "${''.getClass()}"])
def test_java_is_not_called(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="calls Java"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["${", "${}", "${1 +}", "${a b}", "${a[1}", "${(a}", "${a ? b}", "${a = 1}", "${'a}", "${a.}", "${a; b}"]
)
def test_what_does_not_fit_is_a_syntax_error(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        parse(text)


@pytest.mark.parametrize("text", ['"Harga ${skor}"', '"#{skor}"'])
def test_braces_within_a_text_are_text(text: str) -> None:
    assert evaluate(text, VARIABLES) == text[1:-1]


def test_text_around_the_braces_is_no_expression() -> None:
    with pytest.raises(FeelSyntaxError):
        parse("Yth. ${nama}")


def test_places_count_from_the_beginning_of_the_text() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse(" ${skor == }")
    assert caught.value.position == 11


@pytest.mark.parametrize("text", ["${" + "(" * 80 + "}", "${" + "!" * 80 + "a}", "${a" + ".b" * 80 + "}"])
def test_depth_is_limited_here_as_well(text: str) -> None:
    with pytest.raises(FeelBudget):
        parse(text)


def test_words_of_one_spelling_are_names_in_the_other() -> None:
    assert evaluate("empty", {"empty": 1}) == 1
    with pytest.raises(UnknownFunction):
        evaluate("empty(catatan)", VARIABLES)
