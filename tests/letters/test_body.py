"""What may stand in the body of a template, and the sentences for what may not."""

from collections.abc import Callable

import pytest

from app.letters.body import MOST_DEPTH, MOST_TAGS
from app.model.paper import Column, Fields, Heading, Listing, PageBreak, Paper, Paragraph, Picture, Pictures, Rule, Run
from app.model.paper import Table as Grid
from app.model.template import Template

Read = Callable[..., Template]
Filled = Callable[..., Paper]
Told = Callable[..., str]


def plain(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_a_hole_is_filled_with_what_its_expression_gives(told: Told):
    assert told("Kepada {{ nama }}, {{ 1 + 1 }} berkas.", nama="PT Contoh") == "Kepada PT Contoh, 2 berkas."


def test_what_is_missing_is_printed_as_nothing(told: Told):
    assert told("[{{ nama }}|{{ orang.nama }}|{{ tanggal(tgl) }}]") == "[||]"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(True, "ya"), (False, "tidak"), (2026, "2026"), (2.5, "2,5"), (["a", None, "b"], "a, b"), ({"a": 1}, "")],
)
def test_values_are_printed_for_the_reader_of_a_letter(told: Told, value: object, printed: str):
    assert told("[{{ x }}]", x=value) == f"[{printed}]"


def test_days_are_printed_in_indonesian(told: Told):
    assert told('{{ date("2026-11-25") }}, {{ date and time("2026-11-25T10:00:00Z") }}') == ", ".join(
        ["25 November 2026"] * 2
    )


def test_a_day_without_a_calendar_is_printed_as_nothing(told: Told):
    assert told('[{{ date("-0044-03-15") }}{{ duration("P1D") }}]') == "[]"


def test_bold_and_italic_are_kept_and_values_take_their_look(filled: Filled):
    [paragraph] = filled("Nama: **{{ nama }}** dan *miring*", nama="PT").blocks

    assert paragraph == Paragraph((Run("Nama: "), Run("PT", bold=True), Run(" dan "), Run("miring", italic=True)))


def test_only_the_branch_that_holds_is_printed(told: Told):
    body = "{% if n > 2 %}banyak{% elif n = 2 %}dua{% else %}sedikit{% endif %}"

    assert [told(body, n=n) for n in (3, 2, 1, None)] == ["banyak", "dua", "sedikit", "sedikit"]


def test_without_else_nothing_may_be_printed(told: Told):
    assert told("a{% if n = 1 %}b{% endif %}c", n=2) == "ac"


def test_a_loop_repeats_its_body_and_counts(told: Told):
    assert told("{% for x in xs %}{{ urut }}. {{ x.a }}; {% endfor %}.", xs=[{"a": "p"}, {"a": "q"}]) == "1. p; 2. q; ."


def test_a_loop_over_what_is_no_list_prints_nothing(told: Told):
    assert told("a{% for x in xs %}b{% endfor %}", xs="text") == "a"


def test_names_of_a_loop_hide_others_and_are_gone_after_it(told: Told):
    assert told("{% for x in [1] %}{% for x in [2] %}{{ x }}{% endfor %}{{ x }}{% endfor %}{{ x }}", x="a") == "21a"


def test_rows_of_a_table_are_repeated(filled: Filled):
    body = "| No | Nama |\n|:-:|--------:|\n{% for o in orang %}\n| {{ urut }} | {{ o }} |\n{% endfor %}\n"

    [table] = filled(body, orang=["A | B", "**C**"]).blocks

    heads = (Column(plain("No"), 3.0, "center"), Column(plain("Nama"), 9.0, "right"))
    assert table == Grid(heads, ((plain("1"), plain("A | B")), (plain("2"), plain("**C**"))))


def test_a_table_without_rows_has_its_head(filled: Filled):
    [table] = filled("| No |\n|---|\n").blocks

    assert table == Grid((Column(plain("No"), 3.0),), ())


def test_items_are_repeated(filled: Filled):
    [listing] = filled("{% for x in xs %}\n1. {{ x }}\n{% endfor %}", xs=["a", "b"]).blocks

    assert listing == Listing(((Paragraph(plain("a")),), (Paragraph(plain("b")),)))


def test_lists_may_begin_at_another_number_and_stand_in_each_other(filled: Filled):
    [listing] = filled("3. a\n   - b\n").blocks

    assert listing == Listing(((Paragraph(plain("a")), Listing(((Paragraph(plain("b")),),), ordered=False)),), start=3)


def test_lines_with_two_colons_are_fields(filled: Filled):
    [fields] = filled("Nama :: {{ nama }}\n**NIB** :: satu :: dua", nama="A :: B").blocks

    assert fields == Fields(((plain("Nama"), plain("A :: B")), ((Run("NIB", bold=True),), plain("satu :: dua"))))


def test_the_colons_of_a_field_may_be_bold(filled: Filled):
    [fields] = filled("Nama **::** satu").blocks

    assert fields == Fields((((Run("Nama "), Run("::", bold=True), Run(" satu")), ()),))


def test_a_value_makes_no_field(filled: Filled):
    [paragraph] = filled("{{ nama }}", nama="Nama :: PT").blocks

    assert paragraph == Paragraph(plain("Nama :: PT"))


def test_a_paragraph_whose_values_are_missing_is_left_out(filled: Filled):
    assert filled("{{ a }} {{ b }}\n\nIsi").blocks == (Paragraph(plain("Isi")),)


def test_headings_rules_new_pages_and_styles(filled: Filled):
    body = "# Judul\n\n### III\n\n---\n\n{.halaman}\n\n{.tengah}\nIsi\n\n{.polos}\n\n| a |\n|---|\n| b |\n"

    heading, third, rule, new_page, middle, bare = filled(body).blocks

    assert (heading, third) == (Heading(plain("Judul"), 1), Heading(plain("III"), 3))
    assert (rule, new_page, middle) == (Rule(), PageBreak(), Paragraph(plain("Isi"), "tengah"))
    assert isinstance(bare, Grid)
    assert bare.style == "polos"


def test_a_line_may_be_ended(told: Told):
    assert told("satu\\\ndua\ntiga") == "satu\ndua tiga"


def test_photos_are_the_pictures_among_files(filled: Filled):
    files = [
        {"name": "a.jpg", "digest": "d1", "media_type": "image/jpeg"},
        {"name": "b.pdf", "digest": "d2", "media_type": "application/pdf"},
        {"keterangan": "Mesin", "name": "c.png", "digest": "d3", "media_type": "image/png"},
        "no file",
    ]

    assert filled("{% foto f %}\n{% foto satu %}\n", f=files, satu=files[0]).blocks == (
        Pictures((Picture("d1", "a.jpg"), Picture("d3", "Mesin"), Picture("d1", "a.jpg"))),
    )


def test_without_photos_there_is_no_block(filled: Filled):
    assert filled("{% foto f %}\n").blocks == ()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("a\n{{ 1 + }}", "line 6: The expression 1 + needs a name at character 4"),
        ("{{ kirim(1) }}", "line 5: The expression kirim(1) calls kirim"),
        ("{% if a %}b", "line 5: “{% if a %}” is not closed by {% endif %}"),
        ("{% for a in b %}c", "line 5: “{% for a in b %}” is not closed by {% endfor %}"),
        ("{% if a %}b{% endfor %}", "line 5: “{% if a %}” is not closed by {% endif %}"),
        ("{% if a %}b{% else %}c{% else %}d{% endif %}", "line 5: “{% if a %}” is not closed by {% endif %}"),
        ("a\n\n{% endif %}", "line 7: “endif” closes nothing that is open"),
        ("{% include x %}", "line 5: “{% include x %}” is no block; there are if, for and foto"),
        ("{% for 1 in b %}{% endfor %}", "line 5: “{% for 1 in b %}” is no block; there are if, for and foto"),
        ("a {{ b", "line 5: “{{” is not closed, or not open"),
        ("a\n{% if b", "line 6: “{%” is not closed, or not open"),
        ("a %} b", "line 5: “%}” is not closed, or not open"),
        ("{.aneh}\n", "line 5: “{.aneh}” is no style; there are halaman"),
        ("{% if a %}" * (MOST_DEPTH + 2), f"line 5: blocks stand in each other more than {MOST_DEPTH} deep"),
        ("{{ a }}" * (MOST_TAGS + 1), f"line 5: the template has more than {MOST_TAGS} parts"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(read: Read, body: str, problem: str):
    template = read(body)

    assert str(template.problem).startswith(problem)
    assert template.body == ()
