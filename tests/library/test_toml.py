"""A TOML file says what it may say, or is refused with a sentence that names key and line."""

import pytest

from app.library.toml import Table, read_toml
from app.model.errors import Refused


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(Refused, match=r"sop\.toml is not written in UTF-8 \(byte 10\)"):
        read_toml('title = "é"'.encode("latin-1"), "sop.toml")


def test_a_file_that_is_not_toml_is_refused_with_the_place() -> None:
    with pytest.raises(Refused, match=r"sop\.toml is not valid TOML: .*line 2"):
        read_toml(b'title = "x"\ntitle 2', "sop.toml")


def test_a_file_nested_beyond_all_measure_is_refused() -> None:
    with pytest.raises(Refused, match="not valid TOML"):
        read_toml(b"a = " + b"[" * 100_000, "sop.toml")


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert read_toml(b'\xef\xbb\xbftitle = "x"', "sop.toml").text("title") == "x"


def test_the_line_is_that_of_the_key_in_its_own_table() -> None:
    """
    days = "five"
    [clock]
      # days = 4
      days = "five"
    """
    table = _read(test_the_line_is_that_of_the_key_in_its_own_table.__doc__)
    with pytest.raises(Refused, match=r"^sop\.toml, line 5: “clock\.days” must be a whole number$"):
        table.table("clock").number("days")


def test_a_missing_key_is_reported_at_the_head_of_its_table() -> None:
    """
    [clock] # the promise
    starts = "f"
    """
    table = _read(test_a_missing_key_is_reported_at_the_head_of_its_table.__doc__)
    with pytest.raises(Refused, match=r"^sop\.toml, line 2: “clock\.days” is missing$"):
        table.table("clock").number("days")


def test_a_missing_key_of_the_whole_file_has_no_line() -> None:
    with pytest.raises(Refused, match=r"^sop\.toml: “title” is missing$"):
        _read("").text("title")


def test_of_several_tables_of_one_name_the_right_one_is_named() -> None:
    """
    [[legal_basis]]
    text = "UU"
    [[legal_basis]]
    text = 4
    """
    table = _read(test_of_several_tables_of_one_name_the_right_one_is_named.__doc__)
    first, second = table.tables("legal_basis")
    assert first.text("text") == "UU"
    with pytest.raises(Refused, match=r"^sop\.toml, line 5: “legal_basis\.text” must be a text$"):
        second.text("text")


def test_a_wrong_table_is_reported_where_it_begins() -> None:
    """
    [rows.a]
    number = 1
    """
    table = _read(test_a_wrong_table_is_reported_where_it_begins.__doc__)
    with pytest.raises(Refused, match=r"^sop\.toml, line 2: “rows\.a” must be a text$"):
        table.table("rows").text("a")


@pytest.mark.parametrize("value", ["-1", "true", "1.5", '"1"'])
def test_a_number_is_whole_and_not_negative(value: str) -> None:
    with pytest.raises(Refused, match="“days” must be a whole number"):
        _read(f"days = {value}").number("days")


def test_a_list_of_texts_holds_nothing_else() -> None:
    assert _read("related = ['a']").texts("related") == ("a",)
    with pytest.raises(Refused, match="“related” must be a list of texts"):
        _read("related = ['a', 1]").texts("related")


def test_a_list_of_tables_holds_nothing_else() -> None:
    with pytest.raises(Refused, match="“legal_basis” must be a list of tables"):
        _read("legal_basis = ['UU']").tables("legal_basis")


def test_words_are_the_texts_of_a_table() -> None:
    assert _read('lane = "manual"').words() == {"lane": "manual"}
    with pytest.raises(Refused, match="“lane” must be a text"):
        _read("lane = 1").words()


def test_a_key_that_nobody_asked_for_is_refused_with_what_may_stand_there() -> None:
    with pytest.raises(Refused, match=r"line 1: “titel” is not known here; what may stand here is “title”"):
        _read('titel = "x"').read(lambda table: table.text("title", ""))


def _read(text: str | None) -> Table:
    return read_toml((text or "").encode(), "sop.toml")
