"""A form file is read strictly: what could not be drawn or checked as written is refused with a sentence."""

import json

import pytest

from app.form import Formula, fields, formulas, read_form
from app.form.misfits import misfits
from app.model.errors import Refused
from app.model.form import Option
from tests.form.conftest import as_file

NAMA = {"type": "textfield", "id": "f1", "key": "nama"}


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_form(data, "uji")
    return str(refused.value)


def of(**component: object) -> str:
    return refusal(as_file([{**NAMA, **component}]))


def test_a_form_is_known_by_the_name_of_its_file():
    assert read_form(as_file([NAMA]), "uji").id == "uji"
    assert "it must be the name of the file" in refusal(as_file([], id="lain"))


def test_a_component_carries_its_texts_in_both_languages():
    component = {
        **NAMA,
        "type": "radio",
        "label": "Hasil",
        "description": "Pilih satu",
        "values": [{"value": "ya", "label": "Ya", "label_en": "Yes"}, {"value": "tidak"}],
        "validate": {"required": True},
        "conditional": {"hide": "=nama = null"},
        "properties": {"label_en": "Result", "description_en": "Choose one"},
    }
    form = read_form(as_file([component]), "uji")
    (read,) = form.components
    assert (read.label, read.label_en) == ("Hasil", "Result")
    assert (read.description, read.description_en) == ("Pilih satu", "Choose one")
    assert read.options == (Option("ya", "Ya", "Yes"), Option("tidak", "tidak"))
    assert read.required
    assert read.hide == "=nama = null"
    assert form.english == {"Hasil": "Result", "Ya": "Yes"}


@pytest.mark.parametrize("button", [{"action": "submit", "label": "Kirim"}, {"label": "Kirim"}])
def test_the_button_that_sends_a_form_is_left_out_as_the_page_has_its_own(button):
    data = as_file([{"type": "button", "id": "b", **button}])
    assert read_form(data, "uji").components == ()
    assert misfits(data, "uji") == ()


@pytest.mark.parametrize("button", [{"action": "reset"}, {"action": "submit", "conditional": {"hide": "=ya"}}])
def test_any_other_button_is_refused_with_a_sentence_that_names_it(button):
    data = as_file([{"type": "button", "id": "b", "label": "Ulang", **button}])
    with pytest.raises(Refused, match=r"component b: A button that resets a form, or comes and goes, is not shown"):
        read_form(data, "uji")
    assert [each.place for each in misfits(data, "uji")] == ["Ulang"]


def test_the_label_of_a_date_may_stand_in_date_label():
    date = {"type": "datetime", "id": "d", "key": "tanggal", "subtype": "date", "dateLabel": "Tanggal"}
    assert read_form(as_file([date]), "uji").components[0].label == "Tanggal"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "uji", "id": "uji"}', "twice in one object"),
        (b'{"id": NaN}', "not a number of JSON"),
        (b"[]", "does not hold a form"),
        (b" " * 1_000_001, "larger than 1000000 bytes"),
        (b'{"id": "uji"}', "schemaVersion must be 18 or 19"),
        (b'{"id": "uji", "schemaVersion": 19}', "components must be a list"),
        (b'{"id": "uji", "schemaVersion": 19, "components": [1]}', "must be an object"),
        (b'{"id": "uji", "schemaVersion": 19, "components": [], "script": ""}', "script is not supported"),
    ],
)
def test_a_file_that_is_no_form_is_refused(data, words):
    sentence = refusal(data)
    assert words in sentence
    assert sentence.startswith("Form uji, component uji: ")


@pytest.mark.parametrize(
    ("component", "words"),
    [
        ({"type": "signature"}, "type signature is not supported"),
        ({"type": "html", "content": "<b>"}, "Markdown instead"),
        ({"type": "iframe", "url": "https://contoh.id"}, "inside a form"),
        ({"type": "documentPreview"}, "inside a form"),
        ({"colour": "red"}, "colour is not supported"),
        ({"label": 7}, "label cannot be 7"),
        ({"disabled": "yes"}, 'disabled cannot be "yes"'),
        ({"validate": {"min": 1}}, "min is not supported"),
        ({"validate": {"required": "ya"}}, "required cannot be"),
        ({"validate": []}, "validate must hold properties"),
        ({"validate": {"validationType": "iban"}}, "validationType cannot be"),
        ({"properties": {"chek": "=true"}}, "chek is not supported"),
        ({"properties": {"check": "=true"}}, "check_message"),
        ({"properties": {"check": "true"}}, "check cannot be"),
        ({"conditional": {"show": "=true"}}, "show is not supported"),
        ({"conditional": {"hide": "true"}}, "hide cannot be"),
        ({"layout": {"columns": 17}}, "16 columns"),
        ({"layout": {"columns": True}}, "16 columns"),
        ({"layout": {"width": 3}}, "width is not supported"),
        ({"appearance": {"icon": "x"}}, "icon is not supported"),
        ({"id": "a b"}, "needs an id"),
        ({"id": None}, "needs an id"),
        ({"key": "alamat.jalan"}, "A key is a letter"),
        ({"key": ""}, "A key is a letter"),
        ({"key": 3}, "key cannot be 3"),
        ({"key": "_add"}, "A key is a letter"),
        ({"key": "nomor_kasus"}, "nomor_kasus is taken"),
        ({"key": "csrf_token"}, "csrf_token is taken"),
        ({"key": "null"}, "null is taken"),
        ({"label": "{{#if a}}x{{/if}}"}, "Conditions and loops"),
        ({"label": "{{ #loop a}}x{{/loop}}"}, "Conditions and loops"),
        ({"type": "text", "text": "[x](https://contoh.id/{{nama}})"}, "no part of a link"),
        ({"type": "text", "text": '[x](/a "{{nama}}")'}, "no part of a link"),
        ({"type": "text", "text": "{{1 +}}"}, "formula in text cannot be read"),
        ({"conditional": {"hide": "=1 +"}}, "formula in hide cannot be read"),
        ({"conditional": {"hide": "=parent.nama = 1"}}, "parent is not supported"),
        ({"type": "image", "source": "https://contoh.id/a.png"}, "one of this server"),
        ({"type": "image", "source": "//contoh.id/a.png"}, "one of this server"),
        ({"type": "radio", "key": "nama"}, "exactly one of"),
        ({"type": "radio", "key": "nama", "values": [], "valuesKey": "x"}, "exactly one of"),
        ({"type": "radio", "key": "nama", "values": "ya"}, "values must be a list"),
        ({"type": "radio", "key": "nama", "values": ["ya"]}, "needs a value"),
        ({"type": "radio", "key": "nama", "values": [{"value": 1}]}, "must be text"),
        ({"type": "radio", "key": "nama", "values": [{"value": "a", "icon": "x"}]}, "icon is not supported"),
        ({"type": "radio", "key": "nama", "values": [{"value": "a"}, {"value": "a"}]}, "option a is there twice"),
        ({"type": "group", "path": "alamat", "components": []}, "path is not supported"),
        ({"type": "group", "components": {}}, "components must be a list"),
    ],
)
def test_a_component_that_could_not_be_drawn_or_checked_is_refused(component, words):
    component = {"id": "f1", **(component if "type" in component else {**NAMA, **component})}
    assert words in refusal(as_file([component]))


@pytest.mark.parametrize("pattern", ["(", "(?=a)b", r"(a)\1", "(a{1000}){1000}", "((a{100}){100}){100}"])
def test_a_pattern_that_cannot_be_matched_in_linear_time_is_refused(pattern):
    sentence = of(validate={"pattern": pattern})
    assert sentence.startswith("Form uji, component nama: The pattern")


def test_a_pattern_that_is_no_unicode_is_refused():
    assert "cannot be used" in of(validate={"pattern": "\ud800"})


def test_two_components_cannot_have_the_same_key_or_id():
    other = {**NAMA, "id": "f2"}
    assert "key nama is used twice" in refusal(as_file([NAMA, other]))
    assert "key nama is used twice" in refusal(as_file([NAMA, {"type": "group", "id": "g", "components": [other]}]))
    assert "id f1 is used twice" in refusal(as_file([NAMA, {**NAMA, "key": "lain"}]))
    assert "key nama is used twice" in refusal(as_file([NAMA, {"type": "separator", "id": "nama"}]))


def test_a_row_of_a_list_has_names_of_its_own():
    rows = {"type": "dynamiclist", "id": "l", "path": "pemilik", "components": [{**NAMA, "id": "f2"}]}
    form = read_form(as_file([NAMA, rows]), "uji")
    assert fields(form) == {"nama", "pemilik"}


def test_a_list_whose_rows_move_cannot_hold_read_only_fields():
    rows = {"type": "dynamiclist", "id": "l", "path": "pemilik", "components": [{**NAMA, "readonly": True}]}
    assert "read-only" in refusal(as_file([rows]))
    assert read_form(as_file([{**rows, "allowAddRemove": False}]), "uji")


def test_a_form_has_limits():
    deep: dict[str, object] = NAMA
    for number in range(5):
        deep = {"type": "group", "id": f"g{number}", "components": [deep]}
    assert "5 levels" in refusal(as_file([deep]))
    many = [{"type": "separator", "id": f"s{number}"} for number in range(501)]
    assert "more than 500" in refusal(as_file(many))


def test_the_formulas_of_a_form_are_listed_for_the_checks_of_a_deploy():
    rows = {
        "type": "dynamiclist",
        "id": "l",
        "path": "mesin",
        "components": [
            {"type": "number", "id": "n", "key": "jumlah", "validate": {"max": "=batas"}},
            {"type": "select", "id": "s", "key": "jenis", "valuesKey": "daftar"},
        ],
    }
    text = {"type": "text", "id": "t", "text": "Halo {{ nama }}", "properties": {"text_en": "=nama"}}
    amount = {"type": "number", "id": "j", "key": "total", "appearance": {"prefixAdorner": "{{mata_uang}}"}}
    form = read_form(as_file([NAMA, text, amount, {"type": "group", "id": "g", "components": [rows]}]), "uji")
    top = frozenset({"nama", "total", "mesin"})
    assert list(formulas(form)) == [
        Formula("t", "text", "=nama", top),
        Formula("t", "text_en", "=nama", top),
        Formula("total", "prefixAdorner", "=mata_uang", top),
        Formula("jumlah", "max", "=batas", top | {"jumlah", "jenis"}),
        Formula("jenis", "valuesKey", "=daftar", top | {"jumlah", "jenis"}),
    ]


def test_a_disabled_field_gives_no_variable_and_may_show_one_of_the_system():
    form = read_form(as_file([{**NAMA, "key": "nomor_kasus", "disabled": True}]), "uji")
    assert fields(form) == frozenset()


@pytest.mark.parametrize("data", [b'"\\ud800"', json.dumps({"id": "uji", "schemaVersion": True}).encode()])
def test_odd_but_valid_json_is_refused_as_well(data):
    assert refusal(data)
