"""Where a trial stands: its steps taken again on a fresh stage, or the stage of a moment ago."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from json import dumps
from time import monotonic

from app.actions.acting import Performance, act
from app.actions.play import play
from app.actions.rehearse import told_of
from app.actions.studio.problems import count_problems
from app.model.bundle import SCENARIOS, Bundle
from app.model.errors import LajurError, NotFound, Refused
from app.model.story import Story, StoryStep, StoryTold
from app.model.trial import Trial, as_json
from app.ports import Office, Stage

#: How long taking all steps again may last, in seconds.
PATIENCE = 20.0
#: So many stages are kept while somebody plays on them.
KEPT = 24


class NotPlayable(Refused):
    """There are errors in this working copy ({count}); it can be played when they are mended."""


@dataclass(frozen=True)
class Misfit:
    """A step that the files do not allow any more, counted from 1 (0: the case cannot even begin), and why."""

    number: int
    step: StoryStep | None
    why: LajurError


@dataclass(frozen=True)
class Replayed:
    """The case of a trial, as far as its steps could be taken; None when it cannot begin."""

    performance: Performance | None
    misfit: Misfit | None = None


def must_be_playable(office: Office, bundle: Bundle) -> None:
    """Raises NotPlayable: what the rules call an error may keep a machine busy for ever."""
    if count := count_problems(office, bundle).errors:
        raise NotPlayable(count=count)


def replayed(
    office: Office, bundle: Bundle, trial: Trial, *, take: bool = False, clock: Callable[[], float] = monotonic
) -> Replayed:
    """A trial on the files as they are now, which must be playable.

    `take`: the caller will go on with the stage, so nobody else may use it. Raises Refused when it takes too long.
    """
    key = _key(bundle, trial)
    known = office.stages.pop(key, None) if take else office.stages.get(key)
    if known is not None:
        return Replayed(known)
    last = clock() + PATIENCE
    try:
        performance = begun(office, bundle, trial)
    except LajurError as why:
        return Replayed(None, Misfit(0, None, why))
    for number, step in enumerate(trial.steps, 1):
        try:
            performance.take(step)
        except LajurError as why:
            return Replayed(_before(office, bundle, trial, number), Misfit(number, step, why))
        if clock() > last:
            raise Refused("Taking all steps again lasts longer than {seconds} seconds.", seconds=round(PATIENCE))
    if not take:
        keep(office, bundle, trial, performance)
    return Replayed(performance)


def begun(office: Office, bundle: Bundle, trial: Trial) -> Performance:
    """The case of a trial before its first step. Raises a LajurError when it cannot begin."""
    stories = office.stories(bundle.files.get(SCENARIOS, b"")) if trial.continues else {}
    if trial.continues and trial.continues not in stories:
        raise LajurError("There is no scenario “{name}” any more.", name=trial.continues)
    story = Story("-", "", "", (), "", trial.starts_at, continues=trial.continues or None)
    stage = stage_of(office, bundle, stories.get(trial.continues, story))
    return act(stage, bundle, story, stories, directed=True)


def stage_of(office: Office, bundle: Bundle, story: Story) -> Stage:
    """A fresh stage for a story. Raises Refused where nothing can be tried."""
    if office.stage is None:
        raise Refused("Nothing can be tried here.")
    return office.stage(bundle, story)


def played(office: Office, bundle: Bundle, name: str) -> StoryTold:
    """What comes of one scenario. Raises NotPlayable, NotFound, or Refused."""
    must_be_playable(office, bundle)
    stories = office.stories(bundle.files.get(SCENARIOS, b""))
    if name not in stories:
        raise NotFound
    return told_of(play(stage_of(office, bundle, stories[name]), bundle, stories[name], stories))


def keep(office: Office, bundle: Bundle, trial: Trial, performance: Performance) -> None:
    """Keep the stage on which a trial stands, for the next request."""
    office.stages[_key(bundle, trial)] = performance
    for oldest in list(office.stages)[:-KEPT]:
        office.stages.pop(oldest, None)


def _before(office: Office, bundle: Bundle, trial: Trial, number: int) -> Performance | None:
    """The case as it stood before the step that fails: half of that step may have been taken."""
    return replayed(office, bundle, replace(trial, steps=trial.steps[: number - 1])).performance


def _key(bundle: Bundle, trial: Trial) -> str:
    told = [trial.copy, trial.person, bundle.digest, trial.starts_at.isoformat(), trial.continues]
    return sha256(dumps([*told, as_json(trial.steps)]).encode()).hexdigest()
