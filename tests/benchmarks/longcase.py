"""A case with a long history: its file is returned again and again, by the real engine, until it is complete."""

from dataclasses import replace

from app.actions.play import play
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.story import Story
from app.ports import Office, Stage, StageClock
from app.wiring import stage_for

SOP, STORY = "izin_perluasan", "returned_twice"
#: Where the story returns the file for the first time: three steps, and then a wait.
ROUND = slice(2, 5)


def long_case(office: Office, rounds: int) -> str:
    """Play the case into the books of an office; answers its number. A round makes 17 events."""
    bundle = shipped_bundle(SOP)
    story = _longer(read_stories(bundle.files[SCENARIOS])[STORY], rounds)
    clock = StageClock(story.starts_at)
    connectors = stage_for(bundle, story).office.connectors
    stage = Stage(replace(office, clock=clock, rehearsal=True, connectors=connectors), clock)
    played = play(stage, bundle, story, {})
    if played.failure:
        raise ValueError(played.failure)
    return played.number


def _longer(story: Story, rounds: int) -> Story:
    """The same story with as many returns more, and without a due date it cannot keep."""
    before, again, after = story.steps[: ROUND.start], story.steps[ROUND], story.steps[ROUND.stop :]
    return replace(story, steps=before + again * (rounds + 1) + after, clock_due=None)
