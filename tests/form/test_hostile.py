"""Nothing that is posted or typed breaks a form, is run, or gets past it."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.errors import Invalid
from tests.form.conftest import Desk, Page
from tests.form.test_macros import ALL

FORM = Desk(
    [
        *ALL,
        {"type": "select", "key": "u", "valuesKey": "daftar"},
        {"type": "radio", "key": "v", "valuesExpression": "=daftar"},
        {"type": "number", "key": "w", "validate": {"min": "=c", "required": True}},
        {"type": "textfield", "key": "x", "readonly": "=e", "conditional": {"hide": '=f = "ya"'}},
        {"type": "text", "text": "{{x}}", "properties": {"check": "=c > w", "check_message": "Salah."}},
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from([*(str(component.get("key", "m")) for component in ALL), "u", "v", "w", "x", "daftar"])
NAMES = (
    KEYS
    | st.sampled_from(["m.0", "m.0.jumlah", "m.999.benar", "m.0.0", "m..jumlah", "_add", "_remove"])
    | st.text(max_size=8)
)


def goes_through(answers: dict[str, Any], variables: dict[str, Any]) -> None:
    try:
        FORM.taken(answers, **variables)
    except Invalid as invalid:
        Page(FORM.view(variables, answers, problems=invalid.problems))
    Page(FORM.view(variables, answers, locale="en"))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, st.lists(st.text(max_size=12), max_size=3), max_size=12))
def test_any_posted_page_is_answered_with_problems_at_most(posted):
    goes_through(FORM.answers(posted), {})


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=8), st.dictionaries(KEYS, JSON, max_size=8))
def test_any_answers_of_another_program_are_answered_with_problems_at_most(answers, variables):
    goes_through(answers, variables)


@pytest.mark.parametrize(
    "typed", ["{{7*7}}", "=7*7", "{% raw %}", "{nama}", "%(nama)s", "${7*7}", "<b>7</b>", "[a](/b)"]
)
def test_what_a_person_types_is_never_computed_or_taken_for_markup(typed):
    form = Desk(
        [
            {"type": "textfield", "key": "nama", "label": "{{nama}}", "description": "{{nama}}"},
            {"type": "text", "text": "{{nama}}"},
            {"type": "radio", "key": "x", "valuesExpression": "=[nama]"},
        ]
    )
    assert form.taken({"nama": typed}) == {"nama": typed, "x": None}
    page = Page(form.view({}, {"nama": typed}))
    assert page.one("//input[@name='nama']").get("value") == typed
    assert page.one("//label[@for='f-nama']").text_content() == typed
    assert page.one("//span[@class='form-filled']").text_content() == typed
    assert page.one("//input[@type='radio']").get("value") == typed
    assert not page.root.xpath("//b | //div[@class='form-text']//a")


def test_a_sentence_with_braces_typed_by_a_person_is_shown_as_it_is():
    form = Desk([{"type": "number", "key": "x"}])
    problem = Page(form.checked_view({"x": "1.234"}, locale="en")).text("//*[@id='f-x-error']")
    assert problem == "Error: Is 1.234 meant as 1234 or as 1,2340? Please write it that way."
    assert "{kelas}" not in Page(form.checked_view({"x": "{kelas}"})).text("//*[@id='f-x-error']")


def test_a_pattern_made_to_take_for_ever_is_quick():
    form = Desk([{"type": "textfield", "key": "x", "validate": {"pattern": "^(a+)+$"}}])
    began = time.process_time()
    assert form.problems({"x": "a" * 50_000 + "b"})
    assert time.process_time() - began < 1


def test_a_page_full_of_rows_within_rows_is_quick():
    inner = [{"type": "dynamiclist", "id": "i", "path": "b", "components": [{"type": "number", "id": "n", "key": "c"}]}]
    form = Desk([{"type": "dynamiclist", "path": "a", "components": inner}])
    posted = {f"a.{row}.b.{number}.c": "1" for row in range(100) for number in range(100)}
    began = time.process_time()
    assert set(form.problems(form.answers(posted))) == {"a", *(f"a.{row}.b" for row in range(51))}
    assert time.process_time() - began < 2
