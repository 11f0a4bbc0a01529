"""From the fields of a posted page to answers."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.form.conftest import Desk

NAMA = {"type": "textfield", "key": "nama"}
MESIN: dict[str, Any] = {
    "type": "dynamiclist",
    "path": "mesin",
    "components": [
        {"type": "textfield", "id": "m1", "key": "merek"},
        {"type": "number", "id": "m2", "key": "jumlah"},
        {
            "type": "dynamiclist",
            "id": "m3",
            "path": "suku",
            "components": [{"type": "textfield", "id": "m4", "key": "nama"}],
        },
    ],
}
FILE = {"digest": "ab", "name": "a.pdf", "size": 3, "media_type": "application/pdf"}
OTHER = {**FILE, "digest": "cd", "name": "b.pdf"}


def test_text_stays_as_typed_with_plain_line_ends(desk):
    assert desk(NAMA).answers({"nama": "  PT\r\nMaju "}) == {"nama": "  PT\nMaju "}


def test_a_number_becomes_a_number_and_stays_text_where_it_is_none(desk):
    form = desk({"type": "number", "key": "luas", "decimalDigits": 2})
    assert form.answers({"luas": "1.234,5"}) == {"luas": 1234.5}
    assert form.answers({"luas": "1.234"}) == {"luas": 1234}
    assert form.answers({"luas": "luas"}) == {"luas": "luas"}
    assert form.answers({"luas": ""}) == {"luas": ""}


def test_a_box_is_ticked_or_not(desk):
    form = desk({"type": "checkbox", "key": "benar"})
    assert form.answers({"benar": ["", "on"]}) == {"benar": True}
    assert form.answers({"benar": [""]}) == {"benar": False}


def test_choices_become_text_or_a_list(desk):
    options = [{"value": "a"}, {"value": "b"}]
    form = desk(
        {"type": "radio", "key": "satu", "values": options}, {"type": "checklist", "key": "semua", "values": options}
    )
    assert form.answers({"satu": ["", "a"], "semua": ["", "a", "b"]}) == {"satu": "a", "semua": ["a", "b"]}
    assert form.answers({"satu": "", "semua": ""}) == {"satu": "", "semua": []}


def test_what_was_not_posted_is_left_out(desk):
    assert desk(NAMA, MESIN).answers({"lain": "x"}) == {}


def test_an_empty_list_of_values_is_nothing(desk):
    assert desk(NAMA).answers({"nama": []}) == {"nama": ""}


def test_read_only_and_disabled_fields_are_not_taken(desk):
    form = desk({**NAMA, "readonly": True}, {**NAMA, "key": "lain", "disabled": True})
    assert form.answers({"nama": "palsu", "lain": "palsu"}) == {}


def test_fields_of_a_group_are_taken_as_if_it_were_not_there(desk):
    assert desk({"type": "group", "components": [{**NAMA, "id": "n"}]}).answers({"nama": "PT"}) == {"nama": "PT"}


def test_rows_are_taken_in_the_order_of_their_numbers_without_gaps(desk):
    posted = {"mesin.7.merek": "C", "mesin.0.merek": "A", "mesin.2.jumlah": "2", "mesin.x.merek": "-", "mesinx.0": "-"}
    assert desk(MESIN).answers(posted) == {"mesin": [{"merek": "A"}, {"jumlah": 2}, {"merek": "C"}]}


def test_lists_stand_inside_rows(desk):
    assert desk(MESIN).answers({"mesin.0.suku.1.nama": "baut"}) == {"mesin": [{"suku": [{"nama": "baut"}]}]}


def test_a_row_may_be_added(desk):
    form = desk(MESIN)
    assert form.answers({"mesin.0.merek": "A", "_add": "mesin"}) == {"mesin": [{"merek": "A"}, {}]}
    assert form.answers({"_add": "mesin"}) == {"mesin": [{}]}
    assert form.answers({"mesin.0": "", "_add": "mesin.0.suku"}) == {"mesin": [{"suku": [{}]}]}


def test_a_row_may_be_taken_out(desk):
    posted = {"mesin": "", "mesin.0.merek": "A", "mesin.1.merek": "B"}
    assert desk(MESIN).answers({**posted, "_remove": "mesin.0"}) == {"mesin": [{"merek": "B"}]}
    assert desk(MESIN).answers({"mesin": "", "mesin.0.merek": "A", "_remove": "mesin.0"}) == {"mesin": []}


def test_a_list_holds_fifty_rows_and_one_to_complain_about(desk):
    posted = {f"mesin.{number}.merek": "A" for number in range(200)}
    assert len(desk(MESIN).answers(posted)["mesin"]) == 51
    full = {f"mesin.{number}.merek": "A" for number in range(50)}
    assert len(desk(MESIN).answers({**full, "_add": "mesin"})["mesin"]) == 50


def test_files_are_those_kept_and_those_that_came(desk):
    form = desk({"type": "filepicker", "key": "berkas", "multiple": True})
    known = {"ab": FILE}
    assert form.answers({"berkas": ["", "ab", "ab", "xx"]}, uploads={"berkas": [OTHER]}, known=known) == {
        "berkas": [FILE, OTHER]
    }
    assert form.answers({}, uploads={"berkas": [OTHER]}) == {"berkas": [OTHER]}
    assert form.answers({"berkas": ""}, known=known) == {"berkas": []}


def test_a_new_file_takes_the_place_of_the_only_one(desk):
    form = desk({"type": "filepicker", "key": "berkas"})
    assert form.answers({"berkas": "ab"}, uploads={"berkas": [OTHER]}, known={"ab": FILE}) == {"berkas": [OTHER]}
    assert form.answers({"berkas": "ab"}, known={"ab": FILE}) == {"berkas": [FILE]}


def test_a_file_in_a_row_makes_the_row(desk):
    rows = {**MESIN, "components": [{"type": "filepicker", "id": "p", "key": "foto"}]}
    assert desk(rows).answers({}, uploads={"mesin.0.foto": [FILE]}) == {"mesin": [{"foto": [FILE]}]}


@given(st.text())
def test_any_text_typed_comes_back_as_it_was(text):
    typed = text.replace("\r\n", "\n")
    assert Desk([{"type": "textarea", "key": "uraian"}]).answers({"uraian": text}) == {"uraian": typed}


def test_a_row_moves_by_one_place_and_stops_at_the_ends(desk):
    posted = {f"mesin.{number}.merek": name for number, name in enumerate("ABC")}

    def order(**button: str) -> str:
        return "".join(row["merek"] for row in desk(MESIN).answers({**posted, **button})["mesin"])

    assert order(_up="mesin.2") == "ACB"
    assert order(_down="mesin.0") == "BAC"
    assert order(_up="mesin.0") == order(_down="mesin.2") == order(_up="mesin.x") == order(_up="lain.1") == "ABC"
