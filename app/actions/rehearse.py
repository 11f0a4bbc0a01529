"""Play all stories of an SOP."""

from collections.abc import Callable, Mapping
from time import monotonic

from app.actions.play import Played, play
from app.model.bundle import Bundle
from app.model.errors import Refused
from app.model.story import Story, StoryTold
from app.ports import Stage

#: How long all stories of an SOP may take together, in seconds. The eighteen of Izin Perluasan take two.
PATIENCE = 120.0


def rehearse(
    bundle: Bundle,
    stories: Mapping[str, Story],
    stage_for: Callable[[Story], Stage],
    clock: Callable[[], float] = monotonic,
) -> tuple[StoryTold, ...]:
    """Play all stories, each on a stage of its own. Raises Refused when they take longer than PATIENCE."""
    last, told = clock() + PATIENCE, []
    for story in stories.values():
        told.append(told_of(play(stage_for(story), bundle, story, stories)))
        if clock() > last:
            raise Refused("The scenarios take longer than {seconds} seconds.", seconds=round(PATIENCE))
    return tuple(told)


def told_of(played: Played) -> StoryTold:
    """A played story without its events."""
    story = played.story
    return StoryTold(
        story.name,
        story.title,
        story.title_en,
        story.ends,
        len(played.events),
        played.failure,
        played.says,
        played.step,
        played.passed,
        played.flows,
    )
