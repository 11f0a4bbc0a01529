"""What there is to draw: what a person sees now, in their language."""

from typing import Any

import pytest

from app.form import FieldView, FormView
from app.model.errors import LajurError
from tests.form.conftest import Desk


def only(view: FormView) -> FieldView:
    (field,) = view.fields
    return field


NAMA = {"type": "textfield", "key": "nama", "label": "Nama", "properties": {"label_en": "Name"}}


def test_a_field_holds_the_variable_of_its_name(desk):
    assert only(desk(NAMA).view({"nama": "PT Maju"})).value == "PT Maju"


@pytest.mark.parametrize(("default", "shown"), [("PMDN", "PMDN"), ('="PM" + asal', "PMA"), (None, None)])
def test_at_first_a_field_without_a_variable_holds_its_default(desk, default, shown):
    assert only(desk({**NAMA, "defaultValue": default}).view({"nama": None, "asal": "A"})).value == shown


def test_a_default_may_read_a_field_above(desk):
    form = desk({**NAMA, "defaultValue": "PT"}, {"type": "textfield", "key": "y", "defaultValue": '=nama + " Maju"'})
    assert [one.value for one in form.view().fields] == ["PT", "PT Maju"]


def test_what_was_answered_stays_and_what_was_not_asked_yet_holds_its_default(desk):
    form = desk({**NAMA, "defaultValue": "PT"})
    assert only(form.view({"nama": "lama"}, {"nama": ""})).value is None
    assert only(form.view({}, {})).value == "PT"


def test_with_problems_a_form_is_drawn_as_it_was_checked(desk):
    form = desk({**NAMA, "defaultValue": "PT", "validate": {"required": True}})
    view = form.checked_view({})
    assert (only(view).value, str(only(view).problem)) == (None, "Fill in this field.")
    assert [one.path for one in view.problems] == ["nama"]


def test_texts_are_in_the_language_of_the_reader(desk):
    radio = {
        "type": "radio",
        "key": "x",
        "description": "Pilih",
        "values": [{"value": "ya", "label": "Ya", "label_en": "Yes"}],
        "properties": {"description_en": "Choose"},
    }
    form = desk(NAMA, radio)
    indonesian, english = form.view().fields, form.view(locale="en").fields
    assert [one.label for one in indonesian] == ["Nama", "x"]
    assert [one.label for one in english] == ["Name", "x"]
    assert (indonesian[1].description, english[1].description) == ("Pilih", "Choose")
    assert (indonesian[1].options[0].label, english[1].options[0].label) == ("Ya", "Yes")


def test_the_words_of_a_form_are_in_the_language_of_the_reader(desk):
    form = desk({**NAMA, "properties": {"check": "=false", "check_message": "Salah.", "check_message_en": "Wrong."}})
    assert str(form.checked_view({"nama": "a"}).problems[0].problem) == "Salah."
    assert str(form.checked_view({"nama": "a"}, locale="en").problems[0].problem) == "Wrong."
    alone = desk({**NAMA, "validate": {"pattern": "^b", "patternErrorMessage": "Awali dengan b."}})
    assert str(alone.checked_view({"nama": "a"}, locale="en").problems[0].problem) == "Awali dengan b."


def test_numbers_in_a_problem_are_written_as_the_reader_writes_them(desk):
    form = desk({"type": "number", "key": "x", "validate": {"min": 1500000.5}})
    assert str(form.checked_view({"x": 1}).problems[0].problem) == "Enter 1.500.000,5 or more."
    assert str(form.checked_view({"x": 1}, locale="en").problems[0].problem) == "Enter 1,500,000.5 or more."


def test_templates_show_values_and_nothing_where_there_is_none(desk):
    label = "{{perusahaan}}: {{ luas }} m2, {{lulus}}, {{daftar}}, [{{tidak_ada}}], [{{orang}}], [{{1 + }}]"
    with_hole = label.replace("[{{1 + }}]", "[{{assert(1, false)}}]")
    form = desk({**NAMA, "label": with_hole, "properties": {}})
    variables: dict[str, Any] = {
        "perusahaan": "PT {{7*7}}",
        "luas": 12500.5,
        "lulus": True,
        "daftar": ["a", 1],
        "orang": {"nip": 1},
    }
    assert only(form.view(variables)).label == "PT {{7*7}}: 12.500,5 m2, ya, a, 1, [], [], []"


def test_a_text_may_be_a_formula_as_a_whole(desk):
    assert only(desk({**NAMA, "label": '="Nama " + badan'}).view({"badan": "PT"})).label == "Nama PT"
    text = desk({"type": "text", "text": "=badan"}).view({"badan": "<b>PT</b>"})
    assert only(text).html == "<p>&lt;b&gt;PT&lt;/b&gt;</p>"


def test_hidden_components_are_not_there(desk):
    form = desk(NAMA, {"type": "separator", "conditional": {"hide": '=nama = "a"'}})
    assert [one.type for one in form.view({"nama": "a"}).fields] == ["textfield"]
    assert [one.type for one in form.view({"nama": "b"}).fields] == ["textfield", "separator"]


def test_the_default_of_a_field_is_there_when_it_appears(desk):
    form = desk(
        {"type": "checkbox", "key": "ada"}, {**NAMA, "defaultValue": "PT", "conditional": {"hide": "=not(ada)"}}
    )
    assert form.view({}, form.answers({"ada": ["", "on"]})).fields[1].value == "PT"


def test_a_warning_waits_until_something_was_answered(desk):
    custom = {"check": "=false", "check_message": "Periksa.", "check_level": "warning"}
    form = desk({**NAMA, "properties": custom})
    assert not form.view({"nama": "a"}).warnings
    assert form.view({}, {"nama": "a"}).warnings


def test_fields_that_others_depend_on_are_marked(desk):
    form = desk(
        {"type": "checkbox", "key": "ada"},
        {**NAMA, "conditional": {"hide": "=not(ada)"}},
        {"type": "number", "key": "x", "properties": {"check": "=x > nama", "check_message": "-"}},
    )
    assert [one.updates for one in form.view({"ada": True}).fields] == [True, False, False]
    assert form.view().changes
    assert not desk(NAMA).view().changes


def test_inputs_hold_numbers_and_moments_as_the_reader_writes_them(desk):
    number = desk({"type": "number", "key": "x"})
    assert only(number.view({"x": 1234.5})).value == "1234,5"
    assert only(number.view({"x": 1234.5}, locale="en")).value == "1234.5"
    assert only(number.view({}, {"x": "dua"})).value == "dua"
    moment = desk({"type": "datetime", "key": "x", "subtype": "datetime"})
    assert only(moment.view({"x": "2026-03-17T02:00:00Z"})).value == "2026-03-17T09:00"
    assert only(moment.view({}, {"x": "2026-03-17T09:00"})).value == "2026-03-17T09:00"
    assert only(moment.view({}, {"x": "besok"})).value == "besok"
    local = desk({"type": "datetime", "key": "x", "subtype": "datetime", "timeSerializingFormat": "no_timezone"})
    assert only(local.view({"x": "2026-03-17T09:00:00"})).value == "2026-03-17T09:00"


@pytest.mark.parametrize(
    ("component", "attributes"),
    [
        ({"type": "number", "decimalDigits": 0}, {"type": "text", "inputmode": "numeric", "autocomplete": "off"}),
        ({"type": "number"}, {"type": "text", "inputmode": "decimal", "autocomplete": "off"}),
        ({"type": "datetime"}, {"type": "date"}),
        ({"type": "datetime", "subtype": "time"}, {"type": "time"}),
        ({"type": "datetime", "subtype": "datetime"}, {"type": "datetime-local"}),
        (
            {"type": "filepicker", "accept": ".pdf", "multiple": True},
            {"type": "file", "accept": ".pdf", "multiple": ""},
        ),
        ({"type": "filepicker"}, {"type": "file"}),
        ({"type": "textfield"}, {"type": "text"}),
        (
            {"type": "textfield", "validate": {"validationType": "email"}},
            {"type": "email", "inputmode": "email", "autocomplete": "email"},
        ),
        ({"type": "image", "source": "/static/peta.png"}, {"src": "/static/peta.png"}),
    ],
)
def test_a_native_input_knows_what_is_typed_into_it(desk, component, attributes):
    key = {} if component["type"] == "image" else {"key": "x"}
    assert only(desk({**component, **key}).view()).attributes == attributes


def test_components_of_a_row_share_sixteen_columns(desk):
    def spans(*layouts: dict[str, Any]) -> list[int]:
        return [
            one.span for one in desk(*({"type": "separator", "layout": layout} for layout in layouts)).view().fields
        ]

    assert spans({}, {}) == [16, 16]
    assert spans({"row": "a", "columns": 10}, {"row": "a", "columns": None}) == [10, 6]
    assert spans({"row": "a"}, {"row": "a"}, {"row": "b"}) == [8, 8, 16]
    assert spans({"row": "a", "columns": 16}, {"row": "a"}) == [16, 2]


LIST: dict[str, Any] = {
    "type": "dynamiclist",
    "path": "mesin",
    "label": "Mesin",
    "defaultRepetitions": 2,
    "properties": {"row_label": "Mesin", "row_label_en": "Machine"},
    "components": [
        {"type": "textfield", "id": "m", "key": "nama", "defaultValue": "Boiler", "validate": {"required": True}}
    ],
}


def test_a_list_offers_rows_with_their_defaults(desk):
    rows = only(desk(LIST).view()).rows
    assert [(row.path, row.title, row.fields[0].value) for row in rows] == [
        ("mesin.0", "Mesin 1", "Boiler"),
        ("mesin.1", "Mesin 2", "Boiler"),
    ]
    assert only(desk(LIST).view(locale="en")).rows[1].title == "Machine 2"


def test_a_list_shows_the_rows_it_has(desk):
    form = desk(LIST)
    assert [row.fields[0].value for row in only(form.view({"mesin": [{"nama": "Silo"}]})).rows] == ["Silo"]
    added = form.answers({"mesin.0.nama": "Silo", "_add": "mesin"})
    assert [row.fields[0].value for row in only(form.view({}, added)).rows] == ["Silo", "Boiler"]
    assert only(form.view({}, form.answers({"mesin": ""}))).rows == ()


def test_a_list_may_be_full_or_fixed(desk):
    assert only(desk(LIST).view()).moves
    assert not only(desk({**LIST, "allowAddRemove": False}).view()).moves
    full = desk({**LIST, "properties": {"max_rows": 2}}).view()
    assert only(full).full
    assert not only(desk(LIST).view()).full


def test_a_problem_in_a_row_says_in_which(desk):
    (problem,) = desk(LIST).checked_view({"mesin": [{"nama": "a"}, {"nama": ""}, {"nama": None}]}).problems[:1]
    assert (problem.within, problem.path) == ("Mesin 2", "mesin.1.nama")


def test_a_list_without_a_default_repetition_offers_one_row(desk):
    plain = {key: value for key, value in LIST.items() if key != "defaultRepetitions"}
    assert len(only(desk(plain).view()).rows) == 1


def test_tables_show_rows_of_a_variable(desk):
    form = desk(
        {
            "type": "table",
            "dataSource": "=mesin",
            "columns": [{"label": "Nama", "label_en": "Name", "key": "nama"}, {"key": "jumlah"}],
        }
    )
    rows = {"mesin": [{"nama": "A", "jumlah": 12000}, "x", {"nama": None}]}
    assert only(form.view(rows)).head == ("Nama", "jumlah")
    assert only(form.view(rows, locale="en")).head == ("Name", "jumlah")
    assert only(form.view(rows)).body == (("A", "12.000"), ("", ""))
    assert only(form.view()).body == ()


def test_the_columns_of_a_table_may_be_computed(desk):
    form = desk({"type": "table", "dataSource": "=mesin", "columnsExpression": "=kolom"})
    view = form.view({"mesin": [{"a": 1}], "kolom": [{"label": "A", "key": "a"}]})
    assert (only(view).head, only(view).body) == (("A",), (("1",),))


def test_files_that_were_given_are_listed_and_anything_else_is_not(desk):
    file = {"digest": "ab", "name": "a.pdf", "size": 3, "media_type": "application/pdf"}
    form = desk({"type": "filepicker", "key": "x"})
    assert only(form.view({"x": [file, "ab", {"digest": 1}]})).value == [file]
    assert only(form.view({"x": "ab"})).value == []
    assert form.view().has_files
    assert not desk(NAMA).view().has_files


def test_a_variable_of_another_kind_is_shown_as_text(desk):
    assert only(desk(NAMA).view({"nama": 10437})).value == "10437"
    assert only(desk(NAMA).view({"nama": ["a", "b"]})).value == "a, b"


def test_the_facts_of_a_problem_that_are_no_numbers_stay_as_they_are():
    view = Desk([NAMA]).view({}, {}, problems={"nama": LajurError("{name} has it.", name="Ani")})
    assert str(only(view).problem) == "Ani has it."


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("## Judul", "<h4>Judul</h4>\n"),
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>\n"),
        ("[a](https://contoh.id)", '<p><a href="https://contoh.id">a</a></p>\n'),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("![a](https://contoh.id/a.png)", '<p>!<a href="https://contoh.id/a.png">a</a></p>\n'),
        ("\ue0000\ue001", "<p>0</p>\n"),
        ("**{{nama}}**", '<p><strong><span class="form-filled">*&lt;b&gt;*\n{{7*7}}</span></strong></p>\n'),
    ],
)
def test_markdown_is_set_without_foreign_markup(desk, written, html):
    assert only(desk({"type": "text", "text": written}).view({"nama": "*<b>*\n{{7*7}}"})).html == html
