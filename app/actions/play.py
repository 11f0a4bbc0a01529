"""Play a story of an SOP on a stage: the real engine and actions over books in memory, with a clock of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.actions.complete import complete
from app.actions.deploy import deploy
from app.actions.perform import lease, perform
from app.actions.props import with_props
from app.actions.retry import retry
from app.actions.signing import SIMULATION
from app.actions.start import may_start, start
from app.feel import evaluate
from app.model.bundle import Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import Invalid, LajurError
from app.model.event import Event
from app.model.instance import ProcessInstance, WorkItem, WorkState
from app.model.people import SUPERVISOR, User
from app.model.story import Deed, Story, StoryStep
from app.ports import Office

#: A machine that never comes to rest within so many steps is a fault of the story or the diagram.
RESTLESS = 200
OWNER = "stage"


@dataclass
class StageClock:
    """A clock that only moves when the story says so."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Stage:
    """Where a story is played: an office over books in memory, and the clock of that office."""

    office: Office
    clock: StageClock


@dataclass(frozen=True)
class Played:
    """The result of a story: `failure` is None when all held. `events` are the history of its case."""

    story: Story
    failure: str | None
    number: str = ""
    events: tuple[Event, ...] = ()
    due: str | None = None

    @property
    def elements(self) -> frozenset[str]:
        return frozenset(event.element for event in self.events if event.element)

    @property
    def flows(self) -> frozenset[str]:
        return frozenset(event.flow for event in self.events if event.flow)


def play(stage: Stage, bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> Played:
    """Play a story from its start to its end. Never raises for what the story or the SOP does wrong."""
    deploy(stage.office, bundle, by=None)
    cast = _cast(stage.office, stage.office.read(bundle))
    case: ProcessInstance | None = None
    try:
        case = _play(stage, bundle, story, stories, cast)
        failure = _judge(stage, story, case)
    except LajurError as error:
        failure = _sentence(error)
    return _told(stage, story, case, failure)


def _play(
    stage: Stage, bundle: Bundle, story: Story, stories: Mapping[str, Story], cast: Mapping[str, User]
) -> ProcessInstance:
    earlier = None
    if story.continues:
        earlier = _play(stage, bundle, stories[story.continues], stories, cast).number
    else:
        stage.clock.now = story.starts_at
    process = stage.office.read(bundle)
    applicant = next(user for user in cast.values() if may_start(process, user))
    case = start(stage.office, process.key, by=applicant, linked_to=earlier)
    _rest(stage)
    for step in story.steps:
        _take(stage, story, case, step, cast)
        _rest(stage)
    with stage.office.store.reading() as reader:
        return reader.instance(case.id) or case


def _take(
    stage: Stage,
    story: Story,
    case: ProcessInstance,
    step: StoryStep,
    cast: Mapping[str, User],
) -> None:
    stage.clock.now += timedelta(minutes=1)
    if step.deed is Deed.WAIT:
        stage.clock.now = later(stage.clock.now, step.subject)
        return
    work = _open_work(stage, case, step)
    if step.deed is Deed.RETRY:
        retry(stage.office, work.id, by=cast[SUPERVISOR])
        return
    person = cast[work.group or ""]
    answers = with_props(stage.office, case, {**story.defaults.get(step.subject, {}), **step.answers}, by=person)
    complete(stage.office, work.id, answers, by=person, proof=SIMULATION)


def _open_work(stage: Stage, case: ProcessInstance, step: StoryStep) -> WorkItem:
    with stage.office.store.reading() as reader:
        waiting = reader.work_items(case.id, open_only=True)
    for work in waiting:
        if work.element == step.subject and (step.deed is not Deed.RETRY or work.state is WorkState.INCIDENT):
            return work
    open_now = ", ".join(work.element for work in waiting) or "-"
    raise LajurError("{element} is not open; open are: {open}.", element=step.subject, open=open_now)


def _rest(stage: Stage) -> None:
    """Let machines work until nothing is due."""
    for _ in range(RESTLESS):
        due = lease(stage.office, OWNER)
        if not due:
            return
        for work in due:
            perform(stage.office, work, OWNER)
    raise LajurError("The process never comes to rest.")


def _judge(stage: Stage, story: Story, case: ProcessInstance) -> str | None:
    """The sentence that says what did not hold, or None."""
    played = _told(stage, story, case, None)
    if case.end != story.ends:
        return f"ended at {case.end or 'no end'} instead of {story.ends}"
    if missed := [element for element in story.passes if element not in played.elements]:
        return f"did not pass {', '.join(missed)}"
    if touched := [element for element in story.avoids if element in played.elements]:
        return f"passed {', '.join(touched)}"
    if story.clock_due and case.clock.due != story.clock_due:
        return f"the service clock is due on {case.clock.due} instead of {story.clock_due}"
    return None


def _told(stage: Stage, story: Story, case: ProcessInstance | None, failure: str | None) -> Played:
    if case is None:
        return Played(story, failure)
    with stage.office.store.reading() as reader:
        events = tuple(reader.history(case.id))
    return Played(story, failure, case.number, events, case.clock.due.isoformat() if case.clock.due else None)


def _sentence(error: LajurError) -> str:
    if isinstance(error, Invalid):
        return "; ".join(f"{field}: {problem}" for field, problem in error.problems.items())
    return str(error)


def _cast(office: Office, process: ProcessDefinition) -> dict[str, User]:
    """One person for each group of the process, and a supervisor."""
    groups = sorted({*process.sop.groups.values(), SUPERVISOR})
    with office.store.writing() as unit:
        known = {group: unit.user_by_login(group) for group in groups}
        cast = {group: known[group] or unit.add_user(group, group, [group], "") for group in groups}
        unit.commit()
    return cast


def later(now: datetime, duration: str) -> datetime:
    """The moment an ISO 8601 duration after `now`. Raises LajurError for what is none."""
    value = evaluate("now() + duration(given)", {"given": duration}, now=now)
    if not isinstance(value, str):
        raise LajurError("{text} is not a duration.", text=duration)
    return datetime.fromisoformat(value)
