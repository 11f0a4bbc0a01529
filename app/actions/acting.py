"""Act a story out, step by step: one case on a stage, with the real engine and the real actions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.actions._enter import Wish, enter
from app.actions.complete import complete
from app.actions.perform import MACHINES, give_back, lease, lease_of, perform
from app.actions.props import with_props
from app.actions.retry import retry
from app.actions.signing import SIMULATION
from app.actions.start import may_start, start
from app.feel import evaluate
from app.lint.iso8601 import is_duration
from app.model.advance import Kind
from app.model.bundle import Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import Conflict, LajurError
from app.model.event import Event
from app.model.instance import ProcessInstance, WorkItem, WorkState
from app.model.people import SUPERVISOR, User
from app.model.story import DIRECTIONS, Deed, Story, StoryStep
from app.model.touch import passed
from app.ports import Answer, ConnectorFailed, Office, Request, Stage

#: A machine that never comes to rest within so many steps is a fault of the story or the diagram.
RESTLESS = 200
OWNER = "stage"
#: What passes before somebody does the next thing.
PAUSE = timedelta(minutes=1)


class NotOpen(Conflict):
    """{element} is not open; open are: {open}."""


class FailedAsTold(ConnectorFailed):
    """A system that fails because a step says so."""

    template = LajurError("The system has failed, as was said.").template

    def __init__(self) -> None:
        super().__init__(self.template, permanent=True)


class TooFar(LajurError):
    """The clock cannot go so far."""


class Performance:
    """A case that is acted out. `told` are the steps so far with all their answers, those of systems among them."""

    def __init__(self, stage: Stage, story: Story, cast: Mapping[str, User], *, directed: bool) -> None:
        self.stage, self.told = stage, list[StoryStep]()
        self._story, self._cast, self._directed = story, cast, directed
        self._case = 0

    @property
    def case(self) -> ProcessInstance:
        """The case as it stands now."""
        with self.stage.office.store.reading() as reader:
            found = reader.instance(self._case)
        if found is None:
            raise LajurError("The case has not started.")
        return found

    @property
    def events(self) -> tuple[Event, ...]:
        """The history of the case."""
        with self.stage.office.store.reading() as reader:
            return tuple(reader.history(self._case))

    def is_open(self, element: str) -> bool:
        """Whether something waits at an element."""
        with self.stage.office.store.reading() as reader:
            return any(work.element == element for work in reader.work_items(self._case, open_only=True))

    def has_passed(self, element: str) -> bool:
        """Whether a token has gone through an element."""
        return element in passed(self.events)

    def begin(self, process: ProcessDefinition, linked_to: str | None) -> None:
        """Start the case. Raises what `start` raises."""
        applicant = next((user for user in self._cast.values() if may_start(process, user)), None)
        if applicant is None:
            raise LajurError("Nobody may start this process: the lane in which it begins has no group.")
        try:
            self._case = start(self.stage.office, process.key, by=applicant, linked_to=linked_to).id
            self._rest()
        except OverflowError:
            raise TooFar from None

    def take(self, step: StoryStep) -> None:
        """Take a step, and let machines work until nothing is due. Raises a LajurError when it cannot be taken; then
        nothing more can be acted out here."""
        try:
            if step.deed not in DIRECTIONS:
                self.stage.clock.now += PAUSE
            if step.deed is Deed.WAIT:
                self.stage.clock.now = later(self.stage.clock.now, step.subject)
                self.told.append(step)
            else:
                self._act(step, self._work(step))
            self._rest()
        except OverflowError:
            raise TooFar from None

    def _act(self, step: StoryStep, work: WorkItem) -> None:
        office = self.stage.office
        if step.deed is Deed.RETRY:
            retry(office, work.id, by=self._cast[SUPERVISOR])
        elif step.deed in DIRECTIONS:
            step = replace(step, answers={**self._story.services.get(step.subject, {}), **step.answers})
            self._serve(step, work)
        else:
            step = replace(step, answers={**self._story.defaults.get(step.subject, {}), **step.answers})
            person = self._cast.get(work.group or "")
            if person is None:
                raise LajurError("Nobody works on {element}: its lane has no group.", element=work.element)
            answers = with_props(office, self.case, step.answers, by=person)
            complete(office, work.id, answers, by=person, proof=SIMULATION)
        self.told.append(step)

    def _serve(self, step: StoryStep, work: WorkItem) -> None:
        """Let the system of a service task answer as the step says."""
        office = replace(self.stage.office, connectors={work.topic or "": _Told(step)})
        for leased in lease_of(office, OWNER, work.instance):
            if leased.id == work.id:
                perform(office, leased, OWNER)
            else:
                give_back(office, leased, OWNER)

    def _work(self, step: StoryStep) -> WorkItem:
        with self.stage.office.store.reading() as reader:
            waiting = reader.work_items(self._case, open_only=True)
        for work in waiting:
            if work.element == step.subject and _is_meant(step.deed, work):
                return work
        raise NotOpen(element=step.subject, open=", ".join(work.element for work in waiting) or "-")

    def _rest(self) -> None:
        """Let machines work until nothing is due; where steps say what systems answer, only the clock."""
        kinds = (Kind.TIMER,) if self._directed else MACHINES
        for _ in range(RESTLESS):
            due = lease(self.stage.office, OWNER, kinds=kinds)
            if not due:
                return
            for work in due:
                perform(self.stage.office, work, OWNER)
                self._note(work)
        raise LajurError("The process never comes to rest.")

    def _note(self, work: WorkItem) -> None:
        """What a system has answered by itself, as the step that says so."""
        if work.kind is not Kind.SERVICE:
            return
        with self.stage.office.store.reading() as reader:
            after = reader.work_item(work.id)
        failed = after is not None and after.state is WorkState.INCIDENT
        answers = {} if failed else self._story.services.get(work.element, {})
        self.told.append(StoryStep(Deed.FAIL if failed else Deed.SERVICE, work.element, answers))


@dataclass(frozen=True)
class _Told:
    """A system that answers as a step says."""

    step: StoryStep

    def call(self, request: Request, *, now: datetime) -> Answer:  # noqa: ARG002 - what is said is said
        if self.step.deed is Deed.FAIL:
            raise FailedAsTold
        return Answer(self.step.answers, self.step.code if self.step.deed is Deed.THROW else None)


def act(
    stage: Stage, bundle: Bundle, story: Story, stories: Mapping[str, Story], *, directed: bool | None = None
) -> Performance:
    """The case of a story that has just begun, after the one that it continues. The bundle must be without errors.

    `directed` says whether systems wait for the steps that say what they answer, by default as the story has it.
    Raises a LajurError when it cannot begin.
    """
    process = stage.office.read(bundle)
    _deploy(stage.office, process)
    cast = _cast(stage.office, process)
    earlier = None
    if story.continues:
        before = stories[story.continues]
        performance = act(stage, bundle, before, stories)
        for step in before.steps:
            performance.take(step)
        earlier = performance.case.number
    else:
        stage.clock.now = story.starts_at
    performance = Performance(stage, story, cast, directed=story.directed if directed is None else directed)
    performance.begin(process, earlier)
    return performance


def later(now: datetime, duration: str) -> datetime:
    """The moment an ISO 8601 duration after `now`. Raises LajurError for what is none, TooFar for what has no date."""
    value = evaluate("now() + duration(given)", {"given": duration}, now=now) if is_duration(duration) else None
    if not isinstance(value, str):
        raise LajurError("{text} is not a duration.", text=duration[:40])
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise TooFar from None


def _is_meant(deed: Deed, work: WorkItem) -> bool:
    if deed is Deed.RETRY:
        return work.state is WorkState.INCIDENT
    if deed in DIRECTIONS:
        return work.kind is Kind.SERVICE and work.state is WorkState.OPEN
    return True


def _deploy(office: Office, process: ProcessDefinition) -> None:
    """Straight into the books of the stage: what the gate says of the files is asked once and not for every story."""
    with office.store.writing() as unit:
        enter(unit, Wish(process.key, process.bundle, "system", "", office.clock()))
        unit.commit()


def _cast(office: Office, process: ProcessDefinition) -> dict[str, User]:
    """One person for each group of the process, and a supervisor."""
    groups = sorted({*process.sop.groups.values(), SUPERVISOR})
    with office.store.writing() as unit:
        known = {group: unit.user_by_login(group) for group in groups}
        cast = {group: known[group] or unit.add_user(group, group, [group], "") for group in groups}
        unit.commit()
    return cast
