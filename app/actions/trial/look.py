"""What a trial shows: where the case stands, what it waits for, what may be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.actions import look
from app.actions._work import Held
from app.actions.acting import Performance
from app.actions.complete import form_of, is_available
from app.actions.look import CaseView
from app.actions.studio.open_copy import Opened
from app.actions.studio.samples import stories
from app.actions.trial.replay import Misfit, must_be_playable, replayed
from app.actions.trial.steps import trial_of
from app.model.advance import Kind
from app.model.errors import LajurError, NotFound
from app.model.form import Form
from app.model.instance import WorkItem, WorkState
from app.model.people import SUPERVISOR, User
from app.model.story import Deed, Story
from app.model.trial import Trial
from app.model.values import Variables
from app.ports import Office


@dataclass(frozen=True)
class TrialView:
    """A trial as its player sees it. `case` is None when it has not begun, cannot begin, or cannot be played: then
    `problem` says why. `changed` tells that files were saved since the last step, `now` is the time on the stage."""

    trial: Trial | None
    case: CaseView | None = None
    now: datetime | None = None
    misfit: Misfit | None = None
    problem: LajurError | None = None
    changed: bool = False

    @property
    def tasks(self) -> Sequence[WorkItem]:
        """What people have to do."""
        return self._open(Kind.USER)

    @property
    def services(self) -> Sequence[WorkItem]:
        """What systems have to answer."""
        return self._open(Kind.SERVICE)

    @property
    def timers(self) -> Sequence[WorkItem]:
        """What falls due, the first one first."""
        return sorted(self._open(Kind.TIMER), key=lambda work: (work.due_at is None, work.due_at, work.id))

    @property
    def messages(self) -> Sequence[WorkItem]:
        """What somebody may send now."""
        return self.case.sendable if self.case else ()

    @property
    def incidents(self) -> Sequence[WorkItem]:
        """What has stopped and must be tried again."""
        work = self.case.work if self.case else ()
        return [item for item in work if item.state is WorkState.INCIDENT]

    def _open(self, kind: Kind) -> Sequence[WorkItem]:
        work = self.case.work if self.case else ()
        return [item for item in work if item.state is WorkState.OPEN and item.kind is kind]


@dataclass(frozen=True)
class TrialTask:
    """A task or message that is open in a trial, with its form (None: nothing to fill in) and what is known there."""

    work: WorkItem
    form: Form | None
    known: Variables
    now: datetime

    @property
    def deed(self) -> Deed:
        return Deed.SEND if self.work.kind is Kind.MESSAGE else Deed.TASK


@dataclass(frozen=True)
class Outcome:
    """What a system may answer: `values`, as the scenarios `stories` have it."""

    values: Variables
    stories: Sequence[str]


def view(office: Office, found: Opened, *, by: User) -> TrialView:
    """The trial of a person on a working copy. Never raises for what its files or steps do wrong."""
    trial = trial_of(office, found.copy.id, by=by)
    try:
        must_be_playable(office, found.bundle)
        if trial is None:
            return TrialView(None)
        now = replayed(office, found.bundle, trial)
    except LajurError as problem:
        return TrialView(trial, problem=problem)
    changed = trial.digest != found.bundle.ground
    if now.performance is None:
        return TrialView(trial, misfit=now.misfit, changed=changed)
    clock = now.performance.stage.clock
    return TrialView(trial, case_of(now.performance), clock.now, now.misfit, changed=changed)


def task(shown: TrialView, element: str) -> TrialTask:
    """The oldest task or message that is open at an element. Raises NotFound."""
    if shown.case is None or shown.now is None:
        raise NotFound
    work = next((item for item in (*shown.tasks, *shown.messages) if item.element == element), None)
    if work is None:
        raise NotFound
    held = Held(work, shown.case.instance, shown.case.definition)
    known = {**shown.case.instance.variables, **work.locals}
    return TrialTask(work, form_of(held, shown.case.definition.outline.elements[element]), known, shown.now)


def outcomes(office: Office, found: Opened, element: str) -> Sequence[Outcome]:
    """What the system of an element answers in the scenarios, the most usual answer first."""
    known: list[tuple[Variables, list[str]]] = []
    for story in stories(office, found.bundle).values():
        for values in _answers(story, element):
            names = next((names for other, names in known if other == values), None)
            if names is None:
                known.append((values, names := []))
            names.append(story.title)
    known.sort(key=lambda each: -len(each[1]))
    return [Outcome(values, names) for values, names in known]


def errors_caught(view: TrialView, element: str) -> Sequence[str]:
    """The codes of BPMN errors that are caught at an element."""
    elements = view.case.definition.outline.elements.values() if view.case else ()
    codes = (each.error_code for each in elements if each.attached_to == element and each.event == "error")
    return sorted({code for code in codes if code})


def case_of(performance: Performance) -> CaseView:
    """The case of a performance with all there is to see of it, and the messages that somebody may send."""
    office = performance.stage.office
    with office.store.reading() as reader:
        supervisor = reader.user_by_login(SUPERVISOR)
    if supervisor is None:
        raise NotFound
    found = look.case(office, performance.case.number, supervisor)
    elements, variables = found.definition.outline.elements, found.instance.variables
    open_ones = [work for work in found.work if work.kind is Kind.MESSAGE and work.state is WorkState.OPEN]
    sendable = [work for work in open_ones if is_available(office, elements[work.element], variables)]
    # The files of a stage are samples: nobody needs to open them.
    return replace(found, sendable=sendable, attachments=())


def _answers(story: Story, element: str) -> Iterator[Variables]:
    usual = story.services.get(element)
    if usual is not None and not story.directed:
        yield usual
    for step in story.steps:
        if step.deed is Deed.SERVICE and step.subject == element:
            yield {**(usual or {}), **step.answers}
