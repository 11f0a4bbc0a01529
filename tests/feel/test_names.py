"""Names: with spaces, with signs, known and unknown, and what `names` says of them."""

import pytest

from app.feel import UnknownFunction, UnknownVariable, evaluate, evaluate_typed, names, parse


@pytest.mark.parametrize(
    ("text", "variables", "value"),
    [
        ("Luas Lahan * 2", {"Luas Lahan": 3}, 6),
        ("Luas   Lahan * 2", {"Luas Lahan": 3}, 6),
        ("tgl-terbit - tgl-berlaku", {"tgl-terbit": 5, "tgl-berlaku": 3}, 2),
        ("tgl - terbit", {"tgl": 5, "terbit": 3}, 2),
        ("hari in pekan", {"hari in pekan": 5}, 5),
        ("line 2 + 1", {"line 2": 1}, 2),
        ("a.b", {"a": {"b": 1}}, 1),
        ("Pemohon's nama", {"Pemohon's nama": "Sari"}, "Sari"),
        ("alamat/kota", {"alamat/kota": "Sambas"}, "Sambas"),
        ("for tgl-a in [1, 2] return tgl-a", {}, [1, 2]),
        ("some x-y in [1, 2] satisfies x-y = 2", {}, True),
        ("lib.tambah satu(1)", {}, None),
        ("{lib: {tambah satu: function(x) x + 1}, r: lib.tambah satu(1)}.r", {}, 2),
        ("naïve", {"naïve": 1}, 1),
        ("🐎", {"🐎": 1}, 1),
        ("in stock", {"in stock": 4}, 4),
        ("1", {"a#b": 1, "-": 2, "{a-b}": 3}, 1),
        ("date", {"date": "x"}, "x"),
        ('date("2026-01-01").year', {"date": "x"}, 2026),
        ("count(xs)", {"count": 7, "xs": [1]}, 1),
        ("x.item", {"x": {"item": 1}}, 1),
        ("(5)", {"((": 1, "": 2, "5": 3}, 5),
    ],
)
def test_names_are_found(text: str, variables: dict[str, object], value: object) -> None:
    if value is None:
        with pytest.raises(UnknownVariable):
            evaluate(text, variables)
    else:
        assert evaluate(text, variables) == value
        assert evaluate_typed(parse("=1"), variables) == 1


def test_an_expression_that_was_read_before_its_odd_names_were_known_is_read_again() -> None:
    expression = parse("tgl-terbit")
    assert evaluate(expression, {"tgl": 5, "terbit": 3}) == 2
    assert evaluate(expression, {"tgl-terbit": 7}) == 7


def test_an_unknown_variable_is_an_error_with_its_place() -> None:
    with pytest.raises(UnknownVariable) as caught:
        evaluate('=hasil = "lengkap" and luas > 3', {"hasil": "lengkap"})
    assert caught.value.name == "luas"
    assert caught.value.position == 23
    sentence = 'The expression =hasil = "lengkap" and luas > 3 needs luas, which is not known here.'
    assert str(caught.value) == sentence


def test_an_unknown_variable_is_null_when_not_strict() -> None:
    assert evaluate_typed("tidak_ada", {}, strict=False) is None


def test_a_missing_entry_is_null() -> None:
    assert evaluate("pemohon.nib", {"pemohon": {}}) is None


def test_a_function_that_does_not_exist_is_found_when_reading() -> None:
    with pytest.raises(UnknownFunction, match="calls hapus semua, and there is no such function") as caught:
        parse("1 + hapus semua(2)")
    assert caught.value.position == 4


def test_a_function_handed_in_may_be_called() -> None:
    twice = evaluate_typed("function(x) x * 2", {})
    assert evaluate_typed("twice(4)", {"twice": twice}) == 8


def test_a_name_that_no_item_has_is_unknown_in_a_filter_of_plain_values() -> None:
    with pytest.raises(UnknownVariable):
        evaluate("[1, 2][tidak_ada > 1]", {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('hasil = "lengkap" and luas > batas.atas', {"hasil", "luas", "batas"}),
        ("sum(mesin.nilai)", {"mesin"}),
        ("mesin[nilai > 50 and item.nama = x]", {"mesin"}),
        ("for x in xs, y in x return x + y + z", {"xs", "z"}),
        ("for i in 1..n return partial[-1]", {"n"}),
        ("some x in xs satisfies x > k", {"xs", "k"}),
        ("{a: 1, b: a + c}", {"c"}),
        ("function(x) x + y", {"y"}),
        ("{f: function(x) x, r: f(q)}", {"q"}),
        ("nilai in (1, ? > batas)", {"nilai", "batas"}),
        ("sort(xs, function(a, b) a < b)", {"xs"}),
        ("pakai(abs)", set()),
        ("[lo..hi]", {"lo", "hi"}),
        ("${empty catatan || skor ge 3}", {"catatan", "skor"}),
        ("x instance of number", {"x"}),
        ("if a then -b else c between d and e", {"a", "b", "c", "d", "e"}),
        ("1 + 2", set()),
    ],
)
def test_names_are_the_variables_an_expression_reads(text: str, expected: set[str]) -> None:
    if text.startswith("pakai"):
        with pytest.raises(UnknownFunction):
            names(text)
    else:
        assert names(text) == expected
        assert names(parse(text)) == expected
