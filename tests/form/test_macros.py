"""The macros make a page that works in a browser without scripts and with a screen reader."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form.conftest import Desk, Page

NAMA = {
    "type": "textfield",
    "key": "nama",
    "label": "Nama",
    "description": "Menurut NIB",
    "validate": {"required": True},
}
OPTIONS = [{"value": "ya", "label": "Ya"}, {"value": "tidak", "label": "Tidak"}]
FILE = {"digest": "ab", "name": "<akta>.pdf", "size": 2048, "media_type": "application/pdf"}


def test_a_field_has_a_label_and_a_description(desk, page):
    drawn = page(desk(NAMA).view({"nama": "PT Maju"}))
    field = drawn.one("//input[@name='nama']")
    assert drawn.text("//label[@for='f-nama']") == "Nama (required)"
    assert (field.get("id"), field.get("value"), field.get("aria-required")) == ("f-nama", "PT Maju", "true")
    assert drawn.text(f"//*[@id='{field.get('aria-describedby')}']") == "Menurut NIB"


def test_a_problem_stands_beside_its_field_and_in_the_summary(desk, page):
    drawn = page(desk(NAMA).checked_view({}))
    field = drawn.one("//input[@name='nama']")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") == "f-nama-error f-nama-help"
    assert drawn.text("//*[@id='f-nama-error']") == "Error: Fill in this field."
    summary = drawn.one("//*[@role='alert'][@tabindex='-1']")
    assert summary.xpath("string(.//p)") == "Please correct 1 answer."
    (link,) = summary.xpath(".//a")
    assert link.get("href") == "#f-nama"
    assert drawn.one(f"//*[@id='{link.get('href')[1:]}']") is field


def test_a_warning_is_told_apart_from_a_problem(desk, page):
    custom = {"check": "=false", "check_message": "Periksa lagi.", "check_level": "warning"}
    drawn = page(desk({**NAMA, "properties": custom}).view({}, {"nama": "a"}))
    assert drawn.one("//input[@name='nama']").get("aria-invalid") is None
    assert drawn.text("//*[@id='f-nama-warning']") == "Please note: Periksa lagi."
    assert drawn.text("//*[@role='status']//li") == "Nama: Periksa lagi."
    assert not drawn.root.xpath("//*[@role='alert']")


ALL: list[dict[str, Any]] = [
    {"type": "textfield", "key": "a", "appearance": {"prefixAdorner": "Rp", "suffixAdorner": "/tahun"}},
    {"type": "textarea", "key": "b"},
    {"type": "number", "key": "c"},
    {"type": "datetime", "key": "d", "subtype": "datetime"},
    {"type": "checkbox", "key": "e"},
    {"type": "radio", "key": "f", "values": OPTIONS},
    {"type": "select", "key": "g", "values": OPTIONS},
    {"type": "checklist", "key": "h", "values": OPTIONS},
    {"type": "taglist", "key": "i", "values": OPTIONS},
    {"type": "filepicker", "key": "j", "multiple": True},
    {"type": "group", "id": "k", "label": "Kelompok", "components": [{"type": "number", "id": "k1", "key": "k2"}]},
    {"type": "group", "id": "l", "components": [{"type": "number", "id": "l1", "key": "l2"}], "showOutline": True},
    {
        "type": "dynamiclist",
        "path": "m",
        "label": "Daftar",
        "components": [
            {"type": "checkbox", "id": "m1", "key": "benar"},
            {"type": "number", "id": "m2", "key": "jumlah"},
        ],
    },
    {"type": "table", "dataSource": "=m", "columns": [{"label": "Jumlah", "key": "jumlah"}], "label": "Tabel"},
    {"type": "table", "dataSource": "=m", "columns": []},
    {"type": "text", "text": "Halo **{{a}}**"},
    {"type": "image", "source": "/static/peta.png", "alt": "Peta {{a}}"},
    {"type": "separator"},
    {"type": "spacer", "height": 20},
    {"type": "expression", "key": "z", "expression": "=c"},
    {"type": "datetime", "key": "t", "subtype": "time"},
]
ANSWERS: dict[str, Any] = {
    "a": "PT <Maju> & 'Jaya' \"x\"",
    "b": "\nbaris\n\n dua </textarea>",
    "c": 1234.5,
    "d": "2026-03-17T09:00:00+07:00",
    "e": True,
    "f": "ya",
    "g": "tidak",
    "h": ["ya", "tidak"],
    "i": [],
    "j": [FILE],
    "k2": 0,
    "l2": None,
    "m": [{"benar": False, "jumlah": 1}, {"benar": True, "jumlah": 1.234}],
    "t": "14:30",
}


def test_what_is_drawn_and_posted_back_untouched_is_the_same_answer(desk, page):
    form = desk(*ALL)
    drawn = page(form.view(ANSWERS))
    posted = form.answers(drawn.posts(), known={"ab": FILE})
    again = form.taken(posted)
    assert again == {**ANSWERS, "b": "baris\n\n dua </textarea>", "z": 1234.5}


def test_an_empty_form_posts_empty_answers(desk, page):
    form = desk(*ALL)
    posted = page(form.view()).posts()
    assert form.taken(form.answers(posted)) == form.taken({})


def test_ids_are_unique_and_every_label_and_description_leads_somewhere(desk, page):
    broken = {**ANSWERS, "c": "x", "f": "x", "h": ["x"], "e": "x", "m": [{"jumlah": "x"}], "j": "x", "d": "x"}
    for view in (desk(*ALL).view(ANSWERS), desk(*ALL).checked_view(broken)):
        root = page(view).root
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        referred = [*root.xpath("//@for"), *" ".join(root.xpath("//@aria-describedby")).split()]
        referred += [link[1:] for link in root.xpath("//*[@role='alert']//a/@href")]
        assert set(referred) <= set(ids)
        for control in root.xpath("//input[@type!='hidden'] | //select | //textarea"):
            assert root.xpath("//label[@for=$id]", id=control.get("id")), control.get("name")


def test_there_is_no_inline_style_and_no_script(desk, page):
    root = page(desk(*ALL).view(ANSWERS)).root
    assert not root.xpath("//script | //style | //@style")
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def test_choices_are_a_set_of_fields_with_a_legend(desk, page):
    form = desk({"type": "radio", "key": "f", "label": "Hasil", "values": OPTIONS, "validate": {"required": True}})
    drawn = page(form.checked_view({}))
    fieldset = drawn.one("//fieldset[@role='radiogroup']")
    assert fieldset.xpath("string(legend)") == "Hasil (required)"
    assert (fieldset.get("aria-invalid"), fieldset.get("aria-describedby")) == ("true", "f-f-error")
    assert drawn.one("//*[@role='alert']//a").get("href") == "#f-f-1"


def test_several_choices_say_on_each_box_that_something_is_wrong(desk, page):
    form = desk({"type": "checklist", "key": "h", "values": OPTIONS, "validate": {"required": True}})
    boxes = page(form.checked_view({})).root.xpath("//input[@type='checkbox']")
    assert [box.get("aria-invalid") for box in boxes] == ["true", "true"]


def test_rows_are_added_and_removed_by_posting(desk, page):
    form = desk(ALL[12])
    first = page(form.view())
    assert first.one("//button[@name='_add']").get("formnovalidate") is not None
    second = page(form.view({}, form.answers(first.posts(("_add", "m")))))
    assert second.root.xpath("//fieldset[@class='form-row']/legend/text()") == ["1", "2"]
    third = page(form.view({}, form.answers(second.posts(("_remove", "m.1")))))
    assert len(third.root.xpath("//fieldset[@class='form-row']")) == 1
    fourth = page(form.view({}, form.answers(third.posts(("_remove", "m.0")))))
    assert not fourth.root.xpath("//fieldset[@class='form-row']")


def test_a_full_or_fixed_list_has_no_button(desk, page):
    fixed = page(desk({**ALL[12], "allowAddRemove": False}).view())
    assert not fixed.root.xpath("//button[@name]")
    full = page(desk({**ALL[12], "properties": {"max_rows": 1}}).view())
    assert full.root.xpath("//button/@name") == ["_remove"]


def test_a_conditional_field_appears_after_an_update(desk, page):
    form = desk(
        {"type": "checkbox", "key": "kuasa", "label": "Dikuasakan"},
        {**NAMA, "conditional": {"hide": "=kuasa != true"}},
    )
    first = page(form.view())
    assert not first.root.xpath("//input[@name='nama']")
    assert first.one("//*[@data-updates]//input[@type='checkbox']").get("name") == "kuasa"
    posted = first.posts(("_update", "1"))
    posted["kuasa"].append("on")
    second = page(form.view({}, form.answers(posted)))
    assert second.one("//input[@name='nama']").get("value") == ""
    assert second.one("//input[@type='checkbox']").get("checked") is not None


def test_without_conditions_there_is_nothing_to_update(desk, page):
    assert not page(desk(NAMA).view()).root.xpath("//button[@name='_update']")


def test_enter_in_a_field_submits_the_form_and_nothing_else(desk, page):
    """A browser presses the first button of a form when Enter is typed."""
    first = page(desk(*ALL).view(ANSWERS)).root.xpath("//button")[0]
    assert (first.get("type"), first.get("name")) == ("submit", None)


@pytest.mark.parametrize("component", ALL[:10], ids=lambda component: component["type"])
def test_what_cannot_be_changed_is_shown_and_not_posted_as_an_answer(desk, page, component):
    for lock in ({"readonly": True}, {"disabled": True}):
        form = desk({**component, **lock})
        drawn = page(form.view(ANSWERS))
        controls = drawn.root.xpath("//input[@type!='hidden'] | //select | //textarea")
        assert controls
        assert all(one.get("disabled") is not None or one.get("readonly") is not None for one in controls)
        assert form.answers(drawn.posts()) == {}


def test_files_that_are_there_can_be_let_go(desk, page):
    form = desk({**ALL[9], "accept": ".pdf,.jpg"})
    drawn = page(form.view({"j": [FILE]}))
    assert drawn.text("//ul/li") == "Keep <akta>.pdf (2.0 kB)"
    assert drawn.one("//input[@type='file']").get("accept") == ".pdf,.jpg"
    assert form.answers(drawn.posts(), known={"ab": FILE}) == {"j": [FILE]}
    posted = {**drawn.posts(), "j": [""]}
    assert form.answers(posted, known={"ab": FILE}) == {"j": []}


def test_tables_have_headings(desk, page):
    drawn = page(desk(ALL[13]).view({"m": [{"jumlah": 2}]}))
    assert drawn.text("//table/caption") == "Tabel"
    assert drawn.one("//th[@scope='col']").text == "Jumlah"
    assert drawn.one("//td").text == "2"


def test_a_check_on_a_computed_value_has_a_place_to_be_shown(desk, page):
    custom = {"check": "=z > 1", "check_message": "Kurang."}
    total = {"type": "expression", "key": "z", "expression": "=1", "properties": custom}
    drawn = page(desk(total).checked_view({}))
    assert drawn.text("//*[@id='f-z-error']") == "Error: Kurang."
    assert drawn.text("//*[@role='alert']//a[@href='#f-z']") == "Kurang."
    named = page(desk({**total, "properties": {**custom, "label": "Jumlah"}}).checked_view({}))
    assert named.text("//*[@role='alert']//li") == "Jumlah: Kurang."


TYPED = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("\n\t<>&\"'{}%"), max_size=60)


@given(TYPED)
def test_any_text_typed_is_escaped_in_the_page_and_comes_back(text):
    form = Desk([{"type": "textarea", "key": "uraian"}, {"type": "text", "text": "Ditulis: {{uraian}}"}])
    drawn = Page(form.view({}, {"uraian": text}))
    (area,) = drawn.root.xpath("//textarea")
    assert (area.text or "") == text.strip()
    assert drawn.root.xpath("string(//span[@class='form-filled'])") == text.strip()
    assert form.answers(drawn.posts()) == {"uraian": text.strip()}


def test_rows_that_may_be_moved_have_buttons_for_the_ways_there_are(desk, page):
    inner = {"type": "textfield", "key": "merek", "label": "Merek"}
    list_ = {"type": "dynamiclist", "path": "mesin", "label": "Mesin", "components": [{"id": "m", **inner}]}
    rows = {"mesin": [{"merek": "A"}, {"merek": "B"}, {"merek": "C"}]}
    moving = page(desk({**list_, "properties": {"order": True}}).view(rows))
    assert moving.root.xpath("//button[@name='_up']/@value") == ["mesin.1", "mesin.2"]
    assert moving.root.xpath("//button[@name='_down']/@value") == ["mesin.0", "mesin.1"]
    still = page(desk(list_).view(rows))
    assert still.root.xpath("//button[@name='_up' or @name='_down']") == []
