"""Where rehearsals are played: the draft, and what answers become on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from app.actions.backtest._answers import When, asked, filled, form_of, is_available, taken
from app.actions.backtest._case import DraftCase, Open
from app.model.definition import ProcessDefinition
from app.model.recorded import PastWait
from app.model.recording import Input
from app.model.rehearsal import Lack
from app.model.values import Json, Variables
from app.ports import Engine

#: Answers by element and field that are given wherever the recording has none.
Standing = Mapping[str, Mapping[str, Json]]


@dataclass(frozen=True)
class Scene:
    """The engine, the draft, the zone of the office, and answers that stand for missing ones."""

    engine: Engine
    draft: ProcessDefinition
    zone: tzinfo
    standing: Standing = field(default_factory=dict)

    def begin(self, at: datetime) -> DraftCase:
        """A case of the draft that has not started yet."""
        return DraftCase(self.engine, self.draft, at)

    def outputs(self, case: DraftCase, opened: Open, it: Input, then: PastWait, old: ProcessDefinition) -> Variables:
        """What recorded answers become on the draft. Raises NotTaken."""
        given = filled(it.outputs or {}, self.standing.get(opened.element, {}))
        if not then.by_hand:
            return given
        form = form_of(self.draft, opened.element)
        if form is None:
            return given if form_of(old, opened.element) is None else {}
        return taken(form, given, case.known(opened.wait), self._when(case))

    def stood_in(self, case: DraftCase, opened: Open) -> Variables:
        """What the standing answers for a wait become. Raises NotTaken."""
        answers: Mapping[str, Json] = self.standing.get(opened.element, {})
        if opened.wait.topic:
            return dict(answers)
        form = form_of(self.draft, opened.element)
        return taken(form, answers, case.known(opened.wait), self._when(case)) if form else {}

    def lacks(self, case: DraftCase, opened: Open) -> tuple[Lack, ...]:
        """The fields a person would have to fill in at a wait."""
        form = None if opened.wait.topic else form_of(self.draft, opened.element)
        return asked(form, case.known(opened.wait), self._when(case)) if form else ()

    def takes(self, case: DraftCase, element: str) -> bool:
        """Whether an answer may be given at an element now."""
        return is_available(case.where(element), case.variables, self._when(case))

    def _when(self, case: DraftCase) -> When:
        return When(case.now, self.zone)
