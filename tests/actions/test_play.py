"""What a story may say wrong is told in a sentence."""

from datetime import UTC, datetime

import pytest

from app.actions import acting
from app.actions.acting import later
from app.actions.play import play
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.errors import LajurError
from app.wiring import stage_for


def test_a_machine_that_never_comes_to_rest_ends_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "RESTLESS", 0)
    bundle = shipped_bundle("izin_perluasan")
    stories = read_stories(bundle.files[SCENARIOS])
    story = stories["field_visit"]
    assert play(stage_for(bundle, story), bundle, story, stories).failure == "The process never comes to rest."


@pytest.mark.parametrize("text", ["besok", 'P1D") + foo(', "-P1D", ""])
def test_a_wait_must_be_a_duration(text: str) -> None:
    with pytest.raises(LajurError, match="is not a duration"):
        later(datetime(2026, 3, 17, tzinfo=UTC), text)


@pytest.mark.parametrize("text", ["P9000Y", "P99999999999D"])
def test_the_clock_of_a_story_does_not_leave_the_calendar(text: str) -> None:
    with pytest.raises(LajurError, match=r"cannot go so far|is not a duration"):
        later(datetime(2026, 3, 17, tzinfo=UTC), text)
