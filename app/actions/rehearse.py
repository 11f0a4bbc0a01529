"""Play all stories of an SOP."""

from collections.abc import Callable, Mapping, MutableMapping
from hashlib import sha256
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
    known: MutableMapping[str, StoryTold] | None = None,
) -> tuple[StoryTold, ...]:
    """Play all stories, each on a stage of its own. Raises Refused when they take longer than PATIENCE.

    `known` holds what came of stories before: the same story on the same files is not played again.
    """
    last, told = clock() + PATIENCE, []
    known = {} if known is None else known
    for story in stories.values():
        key = _key(bundle, story, stories)
        if key not in known:
            known[key] = told_of(play(stage_for(story), bundle, story, stories))
        told.append(known[key])
        if clock() > last:
            raise Refused("The scenarios take longer than {seconds} seconds.", seconds=round(PATIENCE))
    return tuple(told)


def _key(bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> str:
    """What a story comes to depends on the files, on itself, and on the stories it continues."""
    chain, each = [bundle.ground], story
    while each.name not in chain:
        chain += [each.name, repr(each)]
        each = stories.get(each.continues or "", each)
    return sha256("\n".join(chain).encode()).hexdigest()


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
