"""What a template cannot do: reach out, run on, or take a value for something else than a value."""

import builtins
import os
import socket
from collections.abc import Callable
from time import process_time

import pytest

from app.letters import LetterFailed, fill, read_template
from app.letters.fill import MOST_STEPS, MOST_TEXT
from app.model.paper import Paper, Paragraph, Run
from app.model.template import Template
from tests.letters.conftest import FACTS, template_of, text_of

Filled = Callable[..., Paper]
HOSTILE = {
    "template": "{{ 1 + 1 }} {% for x in [1] %}x{% endfor %}",
    "markdown": "# **a** | b\n\n- c\n\n---\n\n| d |\n|---|",
    "html": "<b>a</b><script>alert(1)</script><para>&amp;&#0;",
    "marks": "\ue0000\ue001 \ue0020\ue001",
    "right-to-left": "\u202eabc\u202c العربية",
    "emoji": "👩‍👩‍👧‍👦 🏭",
    "long": "x" * 10_000,
    "styles": "{.halaman}",
    "fields": "a :: b",
    "nothing": "\0\x07\x1b",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_value_is_printed_as_it_is_wherever_it_stands(filled: Filled, value: str):
    body = "{{ x }}\n\n# a {{ x }}\n\nNama :: {{ x }}\n\n- {{ x }}\n\n| {{ x }} |\n|---|\n| {{ x }} |\n\n**{{ x }}**\n"

    paragraph, heading, fields, listing, table, bold = filled(body, 'hal = "{{ x }}"\n', x=value).blocks

    assert text_of(paragraph) == value
    assert text_of(heading) == f"a {value}"
    assert fields.rows[0][1][0].text == value
    assert listing.items[0][0].runs[0].text == value
    assert (table.columns[0].heading[0].text, table.rows[0][0][0].text) == (value, value)
    assert text_of(bold) == value


def test_what_looks_like_a_mark_in_a_template_is_taken_out(filled: Filled):
    assert filled("a\ue0000\ue001 {{ x }}", x="b").blocks == (Paragraph((Run("a0 b"),)),)


@pytest.mark.parametrize(
    "expression",
    [
        "x.__class__",
        'x["__class__"]',
        "x.__class__.__mro__",
        "x.append",
        "surat.__init__",
        "langkah.keys",
        "environ",
        "penandatangan.__dict__",
    ],
)
def test_no_attribute_of_an_object_of_python_is_reached(filled: Filled, expression: str):
    [paragraph] = filled(f"[{{{{ {expression} }}}}]", x=["a"]).blocks

    assert text_of(paragraph) == "[]"


@pytest.mark.parametrize(
    "body",
    [
        '{{ open("/etc/passwd") }}',
        '{{ __import__("os") }}',
        '{{ eval("1") }}',
        "{% include /etc/passwd %}",
        "{% import os %}",
        "{{ lambda: 1 }}",
    ],
)
def test_what_would_reach_out_cannot_even_be_read(body: str):
    assert template_of(body).problem


def test_filling_opens_no_file_no_environment_and_no_network(monkeypatch: pytest.MonkeyPatch):
    template = template_of(
        "{{ tanggal(x) }} {{ terbilang(12) }} {% for i in [1] %}{{ i }}{% endfor %}\n\n| a |\n|---|\n"
    )

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError

    with monkeypatch.context() as closed:
        closed.setattr(builtins, "open", refuse)
        closed.setattr(os, "environ", None)
        closed.setattr(socket, "socket", refuse)
        paper = fill(template, {"x": "2026-11-25"}, FACTS)

    assert paper.blocks


def test_markup_of_the_template_itself_is_no_html_no_link_and_no_picture(filled: Filled):
    body = "<b>a</b> [b](file:///etc/passwd) ![c](http://x) <http://x> `d`"

    [paragraph] = filled(body).blocks

    assert text_of(paragraph) == body


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in l %}{% for b in l %}{% for c in l %}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in for i in 1..9999 return i %}{% for b in for i in 1..9999 return i %}{% endfor %}{% endfor %}",
        "{{ sum(for a in 1..9000, b in 1..9000 return a * b) }}",
        "{% for a in for i in 1..9000 return i %}{{ terbilang(999999999999) }}{% endfor %}",
        "{% for a in for i in 1..9000 return i %}" + "x" * 1000 + "{% endfor %}",
        "{% for a in for i in 1..9000 return i %}{{ x }}{% endfor %}",
    ],
)
def test_what_wants_too_much_ends_soon_with_a_sentence(body: str):
    began = process_time()

    with pytest.raises(LetterFailed) as failed:
        fill(template_of(body), {"x": "y" * 10_000, "l": [1] * 1_000}, FACTS)

    assert process_time() - began < 5
    assert str(failed.value).startswith("The letter reports/templates/surat.md cannot be made: ")


def test_a_budget_names_what_was_too_much():
    with pytest.raises(LetterFailed, match=f"more than {MOST_TEXT} characters"):
        fill(template_of("{% for a in for i in 1..100 return i %}" + "x" * 10_000 + "{% endfor %}"), {}, FACTS)
    assert MOST_STEPS == 300_000


def test_a_template_with_a_problem_makes_no_letter():
    broken: Template = read_template(b"x", "reports/templates/surat.md")

    with pytest.raises(LetterFailed, match="line 1: a template begins"):
        fill(broken, {}, FACTS)


def test_the_same_input_gives_the_same_paper():
    template = template_of("{{ a }} {{ tanggal(surat.tanggal) }}")

    assert fill(template, {"a": "b"}, FACTS) == fill(template, {"a": "b"}, FACTS)
