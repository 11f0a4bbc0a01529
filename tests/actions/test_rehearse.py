"""Playing all stories before a deploy."""

from itertools import count

import pytest

from app.actions.rehearse import PATIENCE, rehearse
from app.actions.studio.minimal import minimal_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.errors import Refused
from app.wiring import rehearsed, stage_for

BUNDLE = minimal_bundle("surat")


def test_every_story_is_told_with_what_came_of_it() -> None:
    wrong = BUNDLE.files[SCENARIOS].replace(b'pilihan_2 = "tidak"', b'pilihan_2 = "ya"')
    held, failed = rehearsed(BUNDLE.replacing(SCENARIOS, wrong))
    assert (held.name, held.failure, held.events > 5) == ("complete", None, True)
    assert (failed.name, failed.failure) == (
        "sent_back",
        "mengajukan_permohonan is not open; open are: menyampaikan_hasil.",
    )


def test_stories_that_take_too_long_are_refused() -> None:
    stories = read_stories(BUNDLE.files[SCENARIOS])
    clock = (number * (PATIENCE + 1) for number in count())
    with pytest.raises(Refused, match="longer than 120 seconds"):
        rehearse(BUNDLE, stories, lambda story: stage_for(BUNDLE, story), lambda: next(clock))


def test_no_stories_are_no_trouble() -> None:
    assert rehearsed(BUNDLE.replacing(SCENARIOS, b"")) == ()
