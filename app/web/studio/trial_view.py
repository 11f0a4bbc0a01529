"""A trial, ready to be read: where the case stands on the diagram, what may be done, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from markupsafe import Markup

from app.actions.look import CaseView
from app.actions.studio.open_copy import Opened
from app.actions.studio.samples import stories
from app.actions.trial.look import Outcome, TrialView, errors_caught, outcomes
from app.model.errors import LajurError, NotFound
from app.model.instance import Status, WorkItem
from app.model.people import SUPERVISOR, User
from app.model.story import Story, StoryStep
from app.notation.badges import Badge
from app.notation.draw import draw_svg
from app.web.desk.track import standings, taken
from app.web.shared.answers import Answered, answered
from app.web.shared.drawing import diagram_of, inline
from app.web.shared.history import Entry, history
from app.web.shared.house import office
from app.web.shared.languages import gettext, sop_text
from app.web.shared.processes import lanes
from app.web.shared.record import Record
from app.web.shared.words import activity, row_number
from app.web.studio.trial_words import lines, plain, step_words

#: Who looks at a case on a stage: one who may read everything in it.
READER = User(0, SUPERVISOR, SUPERVISOR, frozenset({SUPERVISOR}))


@dataclass(frozen=True)
class Waiting:
    """Something the case waits for: the activity with the number of its row, and whose turn it is."""

    work: WorkItem
    number: int | None
    words: str
    lane: str

    @property
    def anchor(self) -> str:
        return f"buka-{self.work.id}"


@dataclass(frozen=True)
class System(Waiting):
    """A system that has been asked. `outcomes` are what it answers in the scenarios, `codes` errors that are caught."""

    outcomes: Sequence[Outcome]
    codes: Sequence[str]

    @property
    def lines(self) -> str:
        """The most usual answer, a value a line."""
        return lines(self.outcomes[0].values) if self.outcomes else ""


@dataclass(frozen=True)
class TrialPage:
    """What the page of a trial shows; `error` is why something could not be done."""

    opened: Opened
    view: TrialView
    error: str = ""

    @property
    def case(self) -> CaseView | None:
        return self.view.case

    @property
    def at(self) -> int:
        """How many steps the reader sees."""
        return len(self.view.trial.steps) if self.view.trial else 0

    @property
    def runs(self) -> bool:
        return self.case is not None and self.case.instance.status is Status.RUNNING

    @property
    def may_go_on(self) -> bool:
        return self.opened.editable and self.runs and self.view.misfit is None

    @property
    def end(self) -> str:
        """The end that was reached, in words."""
        case = self.case
        return activity(case.definition, case.instance.end) if case and case.instance.end else ""

    @cached_property
    def stories(self) -> Sequence[Story]:
        return list(stories(office(), self.opened.bundle).values())

    @property
    def follow_ups(self) -> Sequence[Story]:
        """The scenarios whose case may be taken up again."""
        try:
            rule = office().read(self.opened.bundle).sop.follow_up
        except LajurError:
            return []
        return [story for story in self.stories if rule and story.ends in rule.after]

    @cached_property
    def tasks(self) -> Sequence[Waiting]:
        return [self.waiting(work) for work in self.view.tasks]

    @cached_property
    def messages(self) -> Sequence[Waiting]:
        return [self.waiting(work) for work in self.view.messages]

    @cached_property
    def timers(self) -> Sequence[Waiting]:
        return [self.waiting(work) for work in self.view.timers]

    @cached_property
    def incidents(self) -> Sequence[Waiting]:
        return [self.waiting(work) for work in self.view.incidents]

    @cached_property
    def systems(self) -> Sequence[System]:
        found = []
        for work in self.view.services:
            it = self.waiting(work)
            known = outcomes(office(), self.opened, work.element)
            found.append(System(work, it.number, it.words, it.lane, known, errors_caught(self.view, work.element)))
        return found

    @property
    def steps(self) -> Sequence[tuple[int, str]]:
        """The steps with their numbers, the last one first."""
        told = self.view.trial.steps if self.view.trial else ()
        return [(number, self.step_words(step)) for number, step in enumerate(told, 1)][::-1]

    @property
    def why_misfit(self) -> str:
        """Why a step cannot be taken any more, or the case cannot begin."""
        misfit = self.view.misfit
        return plain(self.case.definition if self.case else None, misfit.why) if misfit else ""

    def step_words(self, step: StoryStep) -> str:
        return step_words(self.case.definition if self.case else None, step)

    @cached_property
    def record(self) -> Record | None:
        return Record(self.case, READER) if self.case else None

    @cached_property
    def answered(self) -> Sequence[Answered]:
        return answered(self.record) if self.record else []

    @cached_property
    def history(self) -> Sequence[Entry]:
        return history(self.record) if self.record else []

    @cached_property
    def picture(self) -> Markup | None:
        """The diagram with the tokens; figures lead to what can be done there."""
        if self.record is None:
            return None
        drawing = draw_svg(
            diagram_of(self.record.case.definition),
            states=standings(self.record),
            taken=taken(self.record),
            badges=self._badges() if self.may_go_on else {},
            prefix="coba",
        )
        return inline(drawing)

    def _badges(self) -> dict[str, Badge]:
        copy = self.opened.copy.id
        found = {
            it.work.element: Badge("▸", url_for("studio.trial_task", copy_id=copy, element=it.work.element), it.words)
            for it in self.tasks
        }
        found |= {it.work.element: Badge("▸", f"#{it.anchor}", it.words) for it in self.systems}
        return found | {it.work.element: Badge("!", f"#{it.anchor}", it.words, "incident") for it in self.incidents}

    def waiting(self, work: WorkItem) -> Waiting:
        if self.case is None:
            raise NotFound
        definition = self.case.definition
        lane = definition.outline.lanes.get(definition.outline.elements[work.element].lane or "")
        words = lanes(definition).get(work.group or "") or (sop_text(definition, lane.name) if lane else "")
        number = row_number(definition, work.element)
        return Waiting(work, number, activity(definition, work.element, work.name), words or gettext("The system"))
