"""Answers are checked field by field, then together; what is taken has one spelling."""

from typing import Any

import pytest

from app.model.errors import Invalid, LajurError
from tests.form.conftest import NOW, ZONE, Desk

YES_NO = [{"value": "ya", "label": "Ya"}, {"value": "tidak", "label": "Tidak"}]
FILE = {"digest": "ab", "name": "a.pdf", "size": 3, "media_type": "application/pdf"}


def field(kind: str, **more: Any) -> dict[str, Any]:
    choice = {"values": YES_NO} if kind in ("radio", "select", "checklist", "taglist") else {}
    return {"type": kind, "key": "x", **choice, **more}


@pytest.mark.parametrize(
    ("component", "answer", "taken"),
    [
        (field("textfield"), "  PT Maju ", "PT Maju"),
        (field("textfield"), "   ", None),
        (field("textfield"), None, None),
        (field("textarea"), "a\n\tb", "a\n\tb"),
        (field("number"), 5, 5),
        (field("number"), "1.234,5", 1234.5),
        (field("number"), 0, 0),
        (field("number", validate={"required": True}), 0, 0),
        (field("number", decimalDigits=2), 1.25, 1.25),
        (field("number", increment=0.1), 0.3, 0.3),
        (field("checkbox"), None, False),
        (field("checkbox"), True, True),
        (field("radio"), "ya", "ya"),
        (field("select"), "", None),
        (field("checklist"), ["ya", "tidak"], ["ya", "tidak"]),
        (field("taglist"), None, []),
        (field("datetime", subtype="date"), "2026-03-17", "2026-03-17"),
        (field("datetime", subtype="date", disallowPassedDates=True), "2026-03-17", "2026-03-17"),
        (field("datetime", subtype="time"), "14:30:00", "14:30"),
        (field("datetime", subtype="time", disallowPassedDates=True), "00:00", "00:00"),
        (field("datetime", subtype="datetime"), "2026-03-17T14:30", "2026-03-17T14:30:00+07:00"),
        (field("datetime", subtype="datetime"), "2026-03-17T07:30:00+00:00", "2026-03-17T14:30:00+07:00"),
        (
            field("datetime", subtype="datetime", timeSerializingFormat="utc_normalized"),
            "2026-03-17T14:30",
            "2026-03-17T07:30:00Z",
        ),
        (
            field("datetime", subtype="datetime", timeSerializingFormat="no_timezone"),
            "2026-03-17T14:30",
            "2026-03-17T14:30:00",
        ),
        (field("filepicker"), [FILE], [FILE]),
        (field("filepicker"), None, []),
        (field("textfield", validate={"validationType": "email"}), "budi@contoh.id", "budi@contoh.id"),
        (field("textfield", validate={"validationType": "phone"}), "+62 812-3456-7890", "+62 812-3456-7890"),
        (field("textfield", validate={"validationType": "custom", "pattern": "^[0-9]{5}$"}), "10437", "10437"),
    ],
)
def test_a_right_answer_is_taken_in_its_one_spelling(desk, component, answer, taken):
    assert desk(component).taken({"x": answer}) == {"x": taken}


@pytest.mark.parametrize(
    ("component", "answer", "sentence"),
    [
        (field("textfield", validate={"required": True}), " ", "Fill in this field."),
        (field("number", validate={"required": True}), None, "Fill in this field."),
        (field("checkbox", validate={"required": True}), False, "Tick this box."),
        (field("radio", validate={"required": True}), None, "Choose one of the options."),
        (field("checklist", validate={"required": True}), [], "Choose at least one of the options."),
        (field("filepicker", validate={"required": True}), [], "Choose a file."),
        (field("datetime", validate={"required": True}), "", "Fill in this field."),
        (field("textfield"), 7, "Enter text."),
        (field("textfield"), {"a": 1}, "Enter text."),
        (field("textfield"), "a\x00b", "This text holds characters that cannot be kept."),
        (field("textfield"), "a\ud800", "This text holds characters that cannot be kept."),
        (field("textarea"), "é" * 50_001, "This text is too long: 100000 bytes are the most."),
        (field("textfield", validate={"minLength": 20}), "pendek", "Enter at least 20 characters."),
        (field("textfield", validate={"maxLength": "=2 + 1"}), "panjang", "Enter at most 3 characters."),
        (
            field("textfield", validate={"validationType": "email"}),
            "budi@contoh",
            "Enter an e-mail address, such as nama@contoh.id.",
        ),
        (
            field("textfield", validate={"validationType": "phone"}),
            "dua",
            "Enter a telephone number, such as 0812 3456 7890.",
        ),
        (field("textfield", validate={"pattern": "^[0-9]+$"}), "a", "This does not have the right form."),
        (
            field("textfield", validate={"pattern": "^[0-9]+$", "patternErrorMessage": "Angka saja."}),
            "a",
            "Angka saja.",
        ),
        (field("number"), "dua", "Enter a number, such as 1250 or 12,5."),
        (field("number"), "1.234", "Is 1.234 meant as 1234 or as 1,2340? Please write it that way."),
        (field("number"), True, "Enter a number, such as 1250 or 12,5."),
        (field("number"), [1], "Enter a number, such as 1250 or 12,5."),
        (field("number"), float("nan"), "Enter a number, such as 1250 or 12,5."),
        (field("number"), 10**15, "Enter a number of at most 15 digits."),
        (field("number"), 0.1234567890123456, "Enter a number of at most 15 digits."),
        (field("number", validate={"min": 1}), 0, "Enter 1 or more."),
        (field("number", validate={"max": "=10 * 2"}), 21, "Enter 20 or less."),
        (field("number", decimalDigits=0), 1.5, "Enter a whole number."),
        (field("number", decimalDigits=2), 1.555, "Enter at most 2 digits after the decimal sign."),
        (field("number", increment=0.5), 1.2, "Enter a multiple of 0.5."),
        (field("checkbox"), "on", "Tick this box or leave it empty."),
        (field("radio"), "mungkin", "Choose one of the options."),
        (field("select"), ["ya"], "Choose one of the options."),
        (field("checklist"), ["ya", "mungkin"], "Choose among the options."),
        (field("checklist"), "ya", "Choose among the options."),
        (field("taglist"), [1], "Choose among the options."),
        (field("datetime"), "17/03/2026", "Enter a date as year-month-day, such as 2026-03-17."),
        (field("datetime"), 20260317, "Enter a date as year-month-day, such as 2026-03-17."),
        (field("datetime", subtype="date"), "2026-02-30", "Enter a date as year-month-day, such as 2026-03-17."),
        (field("datetime", subtype="time"), "25:00", "Enter a time, such as 14:30."),
        (field("datetime", subtype="datetime"), "besok", "Enter a date and a time, such as 2026-03-17 14:30."),
        (
            field("datetime", subtype="datetime"),
            "0001-01-01T00:00:00+23:00",
            "Enter a date and a time, such as 2026-03-17 14:30.",
        ),
        (field("datetime", disallowPassedDates=True), "2026-03-16", "This date has passed; choose a later one."),
        (
            field("datetime", subtype="datetime", disallowPassedDates=True),
            "2026-03-16T23:59",
            "This date has passed; choose a later one.",
        ),
        (
            field("datetime", subtype="datetime", disallowPassedDates=True, timeSerializingFormat="no_timezone"),
            "2026-03-16T23:59",
            "This date has passed; choose a later one.",
        ),
        (field("filepicker"), "ab", "Choose a file."),
        (field("filepicker"), [{"digest": "ab"}], "Choose a file."),
        (field("filepicker"), [FILE, FILE], "Choose one file only."),
    ],
)
def test_a_wrong_answer_is_met_with_a_sentence(desk, component, answer, sentence):
    assert desk(component).problems({"x": answer}) == {"x": sentence}


def test_today_begins_where_the_office_is(desk):
    """At 2:00 UTC it is 9:00 in Pontianak; at 18:00 UTC the next day has begun there."""
    form = desk(field("datetime", disallowPassedDates=True))
    assert form.problems({"x": "2026-03-16"})
    assert not form.problems({"x": "2026-03-17"})


def test_a_problem_carries_its_facts_for_the_translation(desk):
    with pytest.raises(Invalid) as invalid:
        desk(field("textfield", validate={"minLength": 20})).taken({"x": "pendek"})
    problem = invalid.value.problems["x"]
    assert isinstance(problem, LajurError)
    assert (problem.template, problem.facts) == ("Enter at least {n} characters.", {"n": 20})


def test_options_may_come_from_a_variable_or_a_formula(desk):
    people = [{"value": "a", "label": "Ani"}, "b", 3, None, ["-"], {"label": "Citra"}, {"nip": "1"}]
    for source in ({"valuesKey": "tim"}, {"valuesExpression": "=tim"}):
        form = desk({"type": "radio", "key": "x", **source})
        for right in ("a", "b", "3", "Citra"):
            assert form.taken({"x": right}, tim=people) == {"x": right}
        assert form.problems({"x": "z"}, tim=people)
        assert form.problems({"x": "a"}) == {"x": "Choose one of the options."}


def test_a_hidden_field_is_neither_asked_nor_taken(desk):
    form = desk(
        field("radio"),
        {
            "type": "textfield",
            "key": "alasan",
            "validate": {"required": True},
            "conditional": {"hide": '=x != "tidak"'},
        },
    )
    assert form.taken({"x": "ya", "alasan": "rahasia"}) == {"x": "ya"}
    assert form.problems({"x": "tidak"}) == {"alasan": "Fill in this field."}
    assert form.taken({"x": "tidak", "alasan": "hujan"}) == {"x": "tidak", "alasan": "hujan"}


def test_what_hangs_on_a_hidden_answer_is_hidden_too_even_above_it(desk):
    form = desk(
        {"type": "textfield", "key": "atas", "conditional": {"hide": "=tengah = null"}},
        {"type": "textfield", "key": "tengah", "conditional": {"hide": "=bawah != true"}},
        {"type": "checkbox", "key": "bawah"},
    )
    assert form.taken({"atas": "a", "tengah": "t", "bawah": True}) == {"atas": "a", "tengah": "t", "bawah": True}
    assert form.taken({"atas": "a", "tengah": "t", "bawah": False}) == {"bawah": False}


def test_a_hidden_group_or_list_takes_everything_inside_along(desk):
    inner = {"type": "textfield", "id": "i", "key": "nama", "validate": {"required": True}}
    hidden = {"conditional": {"hide": "=true"}}
    form = desk(
        {
            "type": "group",
            "components": [inner, {"type": "expression", "id": "e", "key": "e", "expression": "=1"}],
            **hidden,
        },
        {"type": "dynamiclist", "path": "daftar", "components": [{**inner, "id": "j"}], **hidden},
    )
    assert form.taken({"nama": "a", "daftar": [{"nama": "b"}]}) == {}


def test_a_read_only_field_keeps_what_it_held_whatever_is_posted(desk):
    form = desk(field("textfield", readonly=True, validate={"required": True, "minLength": 5}))
    assert form.taken({"x": "palsu"}, x="asli") == {"x": "asli"}
    assert form.taken({"x": "palsu"}) == {"x": None}
    assert desk(field("textfield", readonly=True, defaultValue="04")).taken({"x": "palsu"}) == {"x": "04"}
    assert desk(field("number", readonly=True, defaultValue="=a + 1")).taken({"x": 9}, a=1) == {"x": 2}


def test_a_field_may_be_read_only_by_a_condition(desk):
    form = desk({"type": "checkbox", "key": "kunci"}, field("textfield", readonly="=kunci"))
    assert form.taken({"kunci": True, "x": "baru"}, x="lama") == {"kunci": True, "x": "lama"}
    assert form.taken({"kunci": False, "x": "baru"}, x="lama") == {"kunci": False, "x": "baru"}


def test_a_disabled_field_is_neither_taken_nor_checked(desk):
    form = desk(field("textfield", disabled=True, readonly="=false", validate={"required": True}))
    assert form.taken({"x": "palsu"}, x="asli") == {}


def test_unknown_answers_are_dropped(desk):
    assert desk(field("textfield")).taken({"x": "a", "nomor_kasus": "IP-1", "y": 1}) == {"x": "a"}


def test_expressions_are_computed_here_from_variables_and_answers(desk):
    form = desk(
        field("number"),
        {"type": "expression", "key": "ronde", "expression": "=ronde + 1"},
        {"type": "expression", "key": "dua_kali", "expression": "=x * 2"},
        {"type": "expression", "key": "gagal", "expression": "=assert(x, false)"},
    )
    assert form.taken({"x": 4, "ronde": 99}, ronde=1) == {"x": 4, "ronde": 2, "dua_kali": 8, "gagal": None}


def test_limits_are_read_from_variables(desk):
    form = desk(field("number", validate={"max": "=batas"}))
    assert form.problems({"x": 9}, batas=8) == {"x": "Enter 8 or less."}
    assert form.taken({"x": 9}) == {"x": 9}
    assert form.taken({"x": 9}, batas="delapan") == {"x": 9}
    assert form.taken({"x": 9}, batas=True) == {"x": 9}


# ---- rows


def machines(**more: Any) -> dict[str, Any]:
    inner = [
        {"type": "textfield", "id": "m1", "key": "nama", "validate": {"required": True}},
        {"type": "number", "id": "m2", "key": "jumlah", "validate": {"max": "=paling_banyak"}},
        {"type": "textfield", "id": "m3", "key": "negara", "defaultValue": "Indonesia"},
        {"type": "expression", "id": "m4", "key": "ganda", "expression": "=jumlah * 2"},
    ]
    return {"type": "dynamiclist", "path": "mesin", "components": inner, **more}


def test_rows_are_checked_one_by_one(desk):
    rows = [{"nama": "Boiler", "jumlah": 2}, {"jumlah": 9, "negara": "x"}]
    assert desk(machines()).problems({"mesin": rows}, paling_banyak=5) == {
        "mesin.1.nama": "Fill in this field.",
        "mesin.1.jumlah": "Enter 5 or less.",
    }
    assert desk(machines()).taken({"mesin": rows[:1]}) == {
        "mesin": [{"nama": "Boiler", "jumlah": 2, "negara": None, "ganda": 4}]
    }


def test_a_row_left_as_it_was_offered_is_left_out(desk):
    form = desk(machines(), {"type": "expression", "key": "banyak", "expression": "=count(mesin)"})
    taken = form.taken({"mesin": [{"negara": "Indonesia", "nama": " "}, {"nama": "Boiler"}]})
    assert [row["nama"] for row in taken["mesin"]] == ["Boiler"]
    assert taken["banyak"] == 1


def test_a_list_may_ask_for_more_or_fewer_rows(desk):
    form = desk(machines(properties={"min_rows": 2, "max_rows": 3}))
    assert form.problems({"mesin": [{"nama": "A"}]}) == {"mesin": "Rows to fill in: at least 2."}
    assert form.problems({"mesin": [{"nama": "A"}] * 4}) == {"mesin": "Rows to fill in: at most 3."}
    assert not form.problems({"mesin": [{"nama": "A"}] * 2})


def test_a_list_takes_fifty_rows(desk):
    assert desk(machines()).problems({"mesin": [{"nama": "A"}] * 999}) == {"mesin": "Rows to fill in: at most 50."}


@pytest.mark.parametrize("rows", [None, "a", 7, {"0": {}}, [1, None, "x", []]])
def test_rows_that_are_none_are_empty(desk, rows):
    assert desk(machines()).taken({"mesin": rows}) == {"mesin": []}


def test_a_list_of_fixed_rows_keeps_what_people_cannot_change(desk):
    inner = [
        {"type": "textfield", "id": "i1", "key": "syarat", "readonly": True},
        {"type": "radio", "id": "i2", "key": "ada", "values": YES_NO, "validate": {"required": True}},
    ]
    form = desk(
        {
            "type": "dynamiclist",
            "path": "periksa",
            "allowAddRemove": False,
            "defaultValue": '=[{syarat: "NIB"}, {syarat: "NPWP"}]',
            "components": inner,
        }
    )
    answers = {"periksa": [{"syarat": "palsu", "ada": "ya"}, {"ada": "tidak"}, {"syarat": "lebih", "ada": "ya"}]}
    assert form.taken(answers) == {"periksa": [{"syarat": "NIB", "ada": "ya"}, {"syarat": "NPWP", "ada": "tidak"}]}
    assert form.problems({}) == {
        "periksa.0.ada": "Choose one of the options.",
        "periksa.1.ada": "Choose one of the options.",
    }
    again = form.taken({"periksa": [{"ada": "ya"}]}, periksa=[{"syarat": "KTP"}])
    assert again == {"periksa": [{"syarat": "KTP", "ada": "ya"}]}


# ---- checks of several fields


def check(formula: str, **more: Any) -> dict[str, Any]:
    return {"check": formula, "check_message": "Jumlah tidak cocok.", "check_message_en": "The sum is wrong.", **more}


CAPACITY = [
    {"type": "number", "key": "sebelum", "validate": {"required": True}},
    {"type": "number", "key": "tambahan"},
    {"type": "number", "key": "sesudah", "properties": check("=sesudah = sebelum + tambahan")},
]


def test_a_check_reads_several_answers(desk):
    form = desk(*CAPACITY)
    assert not form.problems({"sebelum": 0.1, "tambahan": 0.2, "sesudah": 0.3})
    assert form.problems({"sebelum": 1, "tambahan": 2, "sesudah": 4}) == {"sesudah": "Jumlah tidak cocok."}


def test_a_check_waits_until_what_it_reads_is_filled_in_and_right(desk):
    form = desk(*CAPACITY)
    assert not form.problems({"sebelum": 1, "sesudah": 4})
    assert form.problems({"tambahan": 2, "sesudah": 4}) == {"sebelum": "Fill in this field."}
    assert list(form.problems({"sebelum": 1, "tambahan": "dua", "sesudah": 4})) == ["tambahan"]


@pytest.mark.parametrize("formula", ["=asing = 1", "=null", "=1", "=sebelum + 1"])
def test_a_check_that_is_not_true_speaks(desk, formula):
    form = desk({"type": "number", "key": "sebelum", "properties": check(formula)})
    assert form.problems({"sebelum": 1}) == {"sebelum": "Jumlah tidak cocok."}


def test_a_check_may_read_an_unticked_box(desk):
    form = desk({"type": "checkbox", "key": "setuju", "properties": check("=setuju")})
    assert form.problems({"setuju": False}) == {"setuju": "Jumlah tidak cocok."}


def test_a_check_may_stand_on_any_component(desk):
    text = {"type": "text", "text": "Jumlah", "properties": check("=sebelum > 1")}
    total = {"type": "expression", "key": "total", "expression": "=sebelum", "properties": check("=total > 1")}
    form = desk({"type": "number", "key": "sebelum"}, text, total)
    assert form.problems({"sebelum": 1}) == {"c1": "Jumlah tidak cocok.", "total": "Jumlah tidak cocok."}


def test_a_check_in_a_row_reads_the_row_and_what_is_outside(desk):
    inner = [
        {"type": "number", "id": "r1", "key": "mulai"},
        {"type": "number", "id": "r2", "key": "selesai", "properties": check("=mulai <= selesai and selesai <= batas")},
    ]
    form = desk({"type": "number", "key": "batas"}, {"type": "dynamiclist", "path": "masa", "components": inner})
    rows = [{"mulai": 1, "selesai": 2}, {"mulai": 2, "selesai": 1}, {"mulai": "x", "selesai": 0}]
    assert list(form.problems({"batas": 5, "masa": rows})) == ["masa.2.mulai", "masa.1.selesai"]
    assert not form.problems({"masa": rows[:2]})


def test_a_check_of_a_list_waits_until_its_rows_are_right(desk):
    form = desk(machines(properties=check("=count(mesin) > 2")))
    assert list(form.problems({"mesin": [{"nama": "A"}, {"negara": "x"}]})) == ["mesin.1.nama"]
    assert form.problems({"mesin": [{"nama": "A"}]}) == {"mesin": "Jumlah tidak cocok."}


def test_a_warning_does_not_hold_anybody_up(desk):
    form = desk({"type": "number", "key": "sebelum", "properties": check("=sebelum > 1", check_level="warning")})
    assert form.taken({"sebelum": 1}) == {"sebelum": 1}
    assert [one.path for one in form.view({}, {"sebelum": 1}).warnings] == ["sebelum"]


def test_now_is_the_time_of_the_step():
    form = Desk([{"type": "expression", "key": "hari", "expression": "=today()"}])
    assert form.taken({}) == {"hari": NOW.astimezone(ZONE).date().isoformat()}
