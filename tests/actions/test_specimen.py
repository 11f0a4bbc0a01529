"""Letters for looking at."""

from dataclasses import replace

import pytest

from app.actions.specimen import specimen, specimens
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.errors import LajurError, NotFound
from app.wiring import stage_for

BUNDLE = shipped_bundle("izin_perluasan_magetan")
STORIES = read_stories(BUNDLE.files[SCENARIOS])


def test_the_second_sample_comes_from_the_second_story_that_issues_the_letter():
    first, second = (specimen(BUNDLE, STORIES, "buat_bap", n, lambda story: stage_for(BUNDLE, story)) for n in (1, 2))

    assert first.story.name != second.story.name
    assert first.template == second.template == "buat_bap"


def test_more_samples_than_stories_are_a_sentence():
    with pytest.raises(NotFound, match="stories issue the letter buat_bap"):
        specimen(BUNDLE, STORIES, "buat_bap", 99, lambda story: stage_for(BUNDLE, story))


def test_a_letter_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(NotFound, match="There is no letter “surat”; there are: buat_bap, daftar_berkas"):
        specimen(BUNDLE, STORIES, "surat", 1, lambda story: stage_for(BUNDLE, story))


def test_a_story_that_does_not_hold_makes_no_letters():
    story = replace(STORIES["field_visit"], ends="nirgends")

    with pytest.raises(LajurError, match="field_visit does not hold"):
        list(specimens(stage_for(BUNDLE, story), BUNDLE, story, STORIES))
