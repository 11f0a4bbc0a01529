"""The answers of the acceptance stories against the forms they are given to."""

import pytest

from app.form import decode, fill, validate
from app.model.story import Deed, Story
from tests.forms.test_forms_files import FORMS, level
from tests.forms.told import DEFAULTS, STORIES, VISITED, ZONE, before, problems, told, visit, warnings


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_answer_of_a_story_is_valid(story: Story):
    told(story)


@pytest.mark.parametrize("task", DEFAULTS)
def test_the_default_answers_of_a_task_are_valid(task: str):
    assert problems(task, {}, {}) == set()


def test_every_form_has_default_answers():
    assert DEFAULTS.keys() == FORMS.keys()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_answers_nothing_that_its_form_does_not_ask(story: Story):
    for step in story.steps:
        if step.deed in (Deed.TASK, Deed.SEND):
            asked = {component.key for component in level(FORMS[step.subject].components) if not component.readonly}
            assert step.answers.keys() <= asked
            assert story.defaults[step.subject].keys() <= asked


@pytest.mark.parametrize("task", VISITED)
def test_no_answer_of_the_field_visit_raises_a_warning(task: str):
    assert warnings(task, {}) == set()


def test_the_stories_reach_every_end():
    assert {story.ends for story in STORIES.values()} == {
        "e1_efektif",
        "e2_belum_siap",
        "e3_komitmen_lain",
        "e4_ditarik",
        "e5_lewat_masa",
        "e6_bukan_kewenangan",
    }


@pytest.mark.parametrize("npwp", ["990000010000000", "0990000010000000"])
def test_an_npwp_is_kept_with_16_digits(npwp: str):
    known, now = before("ajukan_izin")
    given = validate(FORMS["ajukan_izin"], {**DEFAULTS["ajukan_izin"], "npwp": npwp}, known, now=now, zone=ZONE)
    assert given["npwp16"] == "0990000010000000"


def test_the_place_and_the_increase_are_computed():
    variables, _, _ = visit()
    assert (variables["kab_kota"], variables["persen_penambahan"]) == ("Kabupaten Sanggau", 50)


def test_each_return_counts_one_round():
    variables, _, _ = told(STORIES["returned_twice"])
    assert variables["ronde"] == 3


def test_a_corrected_record_is_a_new_version():
    assert visit()[0]["bap_versi"] == 1
    assert told(STORIES["head_of_division_returns_record"])[0]["bap_versi"] == 2


#: Tasks that ask for nothing new: the form as it is offered can be sent at once.
ONE_CLICK = ["surat_pengantar", "disposisi_kabid", "laporan_hasil", "perintah_unggah", "penugasan_unggah"]


#: Numbers that the steps before have given out.
GIVEN = {"nomor_spt": "1/SPT", "nomor_bap": "1/BAP", "nomor_surat": "1/SP"}


@pytest.mark.parametrize("task", ONE_CLICK)
def test_one_click_is_enough_for(task: str):
    told_before, now = before(task)
    known = {**told_before, **GIVEN}
    view = fill(FORMS[task], known, now=now, zone=ZONE)
    validate(FORMS[task], decode(FORMS[task], posted(view.fields)), known, now=now, zone=ZONE)


def posted(fields) -> dict[str, list[str]]:
    """What a browser sends when a form is submitted as it was drawn."""
    sent: dict[str, list[str]] = {}
    for field in fields:
        for row in field.rows:
            sent |= posted(row.fields)
        if field.options:
            sent[field.path] = [choice.value for choice in field.options if choice.chosen]
        elif isinstance(field.value, str):
            sent[field.path] = [field.value]
    return sent
