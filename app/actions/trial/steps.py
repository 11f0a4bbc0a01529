"""What an analyst does in a trial: begin it, take a step, go back. Nothing of it leaves the stage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from json import dumps

from app.actions.acting import PAUSE, act, later
from app.actions.studio.access import Closed, held, must_edit
from app.actions.studio.open_copy import Opened, opened
from app.actions.trial.replay import begun, keep, must_be_playable, replayed, stage_of
from app.feel.durations import Days
from app.lint.iso8601 import is_duration
from app.model.bundle import SCENARIOS
from app.model.errors import Conflict, LajurError, NotFound, TooLarge
from app.model.people import User
from app.model.story import STEPS, Deed, Story, StoryStep
from app.model.trial import SIZE, Trial, as_json
from app.ports import Office

#: How far the clock can be moved at once.
FARTHEST = timedelta(days=3660)
MICROSECOND = timedelta(microseconds=1)


class GoneOn(Conflict):
    """This trial has gone on meanwhile, perhaps in another window; here is where it stands."""


class Outdated(Conflict):
    """The story does not fit the files any more; first go back to the last step that holds."""


def trial_of(office: Office, copy_id: int, *, by: User) -> Trial | None:
    """What a person has played on a working copy so far."""
    with office.store.reading() as reader:
        return reader.trial(copy_id, by.id)


def begin(office: Office, copy_id: int, *, by: User, starts_at: datetime | None = None, continues: str = "") -> Trial:
    """Begin a trial anew, by default when the first scenario begins, so that its answers fit. `continues` names the
    scenario whose case it takes up again. Raises a LajurError when it cannot begin; then the old trial stays."""
    found = editable(office, copy_id, by)
    must_be_playable(office, found.bundle)
    moment = starts_at or usual_start(office, found)
    trial = Trial(copy_id, by.id, found.bundle.ground, moment, office.clock(), continues=continues)
    performance = begun(office, found.bundle, trial)
    keep_trial(office, trial, by)
    keep(office, found.bundle, trial, performance)
    return trial


def take(office: Office, copy_id: int, step: StoryStep, *, at: int, by: User) -> Trial:
    """Take the next step. `at` is how many steps the person has seen.

    Raises GoneOn, Outdated, Invalid for answers that a form does not take, NotOpen, or another LajurError: then nothing
    has happened.
    """
    found = editable(office, copy_id, by)
    must_be_playable(office, found.bundle)
    trial = seen(office, copy_id, at, by)
    if len(trial.steps) >= STEPS:
        raise LajurError("A trial has {most} steps at most.", most=STEPS)
    after = replace(trial, digest=found.bundle.ground, steps=(*trial.steps, step), saved_at=office.clock())
    if len(dumps(as_json(after.steps)).encode()) > SIZE:
        raise TooLarge("The answers of a trial are {limit} at most.", limit=f"{SIZE // 2**20} MB")
    now = replayed(office, found.bundle, trial, take=True)
    if now.misfit is not None or now.performance is None:
        raise Outdated
    now.performance.take(step)
    keep_trial(office, after, by, before=trial)
    keep(office, found.bundle, after, now.performance)
    return after


def go_back(office: Office, copy_id: int, to: int, *, at: int, by: User) -> Trial:
    """Take back all steps but the first `to`. Raises GoneOn."""
    editable(office, copy_id, by)
    trial = seen(office, copy_id, at, by)
    back = replace(trial, steps=trial.steps[: max(to, 0)], saved_at=office.clock())
    keep_trial(office, back, by, before=trial)
    return back


def throw_away(office: Office, copy_id: int, *, by: User) -> None:
    """Throw a trial away; nothing happens when there is none."""
    editable(office, copy_id, by)
    with office.store.writing() as unit:
        unit.discard_trial(copy_id, by.id)
        unit.commit()


def open_scenario(office: Office, copy_id: int, name: str, *, by: User, before: str = "") -> Trial:
    """A scenario as a trial, to go on from its end, or from where an element `before` is open or would be passed.

    Where it stops to hold, the trial ends. Raises NotFound for a scenario that there is not.
    """
    found = editable(office, copy_id, by)
    must_be_playable(office, found.bundle)
    stories = office.stories(found.bundle.files.get(SCENARIOS, b""))
    if name not in stories:
        raise NotFound
    steps = _told(office, found, stories[name], before)
    trial = Trial(copy_id, by.id, found.bundle.ground, stories[name].starts_at, office.clock(), steps[:STEPS])
    trial = replace(trial, continues=stories[name].continues or "", scenario="" if before else name)
    keep_trial(office, trial, by)
    return trial


def usual_start(office: Office, found: Opened) -> datetime:
    """When the first scenario begins; now when there is none."""
    try:
        stories = list(office.stories(found.bundle.files.get(SCENARIOS, b"")).values())
    except LajurError:
        stories = []
    return stories[0].starts_at if stories else office.clock().replace(second=0, microsecond=0)


def wait(text: str) -> StoryStep:
    """The step that moves the clock: by so many days, or by an ISO 8601 duration. Raises a LajurError."""
    text = text.strip().upper()
    duration = f"P{text}D" if text.isascii() and text.isdigit() else text
    if not is_duration(duration):
        raise LajurError("“{text}” is not a duration: write days, or for example P3D or PT4H.", text=text[:40])
    now = datetime(2000, 1, 1, tzinfo=UTC)
    if later(now, duration) - now > FARTHEST:
        raise LajurError("The clock can be moved by {days} days at once.", days=FARTHEST.days)
    return StoryStep(Deed.WAIT, duration)


def wait_until(now: datetime, due: datetime) -> StoryStep:
    """The step that moves the clock to a moment: at a step, a little time passes of itself."""
    left = max(due - now - PAUSE, timedelta())
    return wait(str(Days(left // MICROSECOND * 1000)))


def _told(office: Office, found: Opened, story: Story, before: str) -> tuple[StoryStep, ...]:
    """The steps of a story with all their answers, and those of systems, up to an element."""
    stage = stage_of(office, found.bundle, story)
    told: tuple[StoryStep, ...] = ()
    try:
        performance = act(stage, found.bundle, story, office.stories(found.bundle.files.get(SCENARIOS, b"")))
        for step in story.steps:
            told = tuple(performance.told)
            performance.take(step)
            if before and performance.has_passed(before):
                return told
            if before and performance.is_open(before):
                break
    except LajurError:
        return told
    return tuple(performance.told)


def editable(office: Office, copy_id: int, by: User) -> Opened:
    """A working copy that a person may play on. Raises Forbidden, NotFound or Closed."""
    must_edit(by)
    found = opened(office, copy_id, by=by)
    if not found.editable:
        raise Closed
    return found


def seen(office: Office, copy_id: int, at: int, by: User) -> Trial:
    """The trial, when it has as many steps as the person has seen. Raises GoneOn."""
    trial = trial_of(office, copy_id, by=by)
    if trial is None or len(trial.steps) != at:
        raise GoneOn
    return trial


def keep_trial(office: Office, trial: Trial, by: User, *, before: Trial | None = None) -> None:
    """Keep a trial, if it still is as it was `before`. Raises GoneOn, NotFound or Closed."""
    with office.store.writing() as unit:
        held(unit, trial.copy)
        if before is not None and unit.trial(trial.copy, by.id) != before:
            raise GoneOn
        unit.save_trial(trial)
        unit.commit()
