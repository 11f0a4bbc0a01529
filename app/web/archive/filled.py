"""What was answered at each step of a case, with the labels of its own version's forms, and what stood there before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.model.event import Event, Happening
from app.model.form import Component
from app.model.frame import Frame
from app.model.values import Json
from app.web.archive.telling import Telling
from app.web.archive.values import NOTHING
from app.web.shared.answers import Answer as Read
from app.web.shared.answers import answer, as_text, fields_of, is_for_readers
from app.web.shared.formats import exact, size
from app.web.shared.languages import gettext
from reports.case_file import Answer, Sheet

#: Where an event says what was answered, and how the step is called that belongs to no activity.
TOLD = {
    Happening.INSTANCE_STARTED: "variables",
    Happening.WORK_COMPLETED: "outputs",
    Happening.VARIABLES_CORRECTED: "outputs",
}


def sheets(telling: Telling) -> Iterator[Sheet]:
    """A sheet for each step that answered something, or whose answers were erased."""
    homes = _Homes(telling)
    for (event, says), frame in zip(telling.record.events(), telling.frames, strict=True):
        if event.kind in TOLD:
            values = says.get(TOLD[event.kind])
            answers = list(homes.answers(event, frame, values)) if isinstance(values, dict) else []
            note = telling.gone(event) or str(says.get("reason", ""))
            if answers or note:
                yield Sheet(event.number, _called(telling, event), telling.who(event), exact(event.at), answers, note)


@dataclass(frozen=True)
class _Homes:
    """Where variables were last answered: a correction calls them as that form does."""

    telling: Telling
    homes: dict[str, str] = field(default_factory=dict)

    def answers(self, event: Event, frame: Frame, values: Mapping[str, Json]) -> Iterator[Answer]:
        before = {change.name: change.old for change in frame.changes if change.kept and change.old not in NOTHING}
        form = self._form(event.element, event.number)
        # In the order of the form; what no form knows (answers of systems) comes last.
        for name in [name for name in form if name in values] + [name for name in values if name not in form]:
            if event.element:
                self.homes[name] = event.element
            known = form.get(name) or self._form(self.homes.get(name), event.number).get(name)
            if is_for_readers(known) and (values[name] not in NOTHING or name in before):
                yield self._answer(name, values[name], before.get(name), known)

    def _form(self, element: str | None, number: int) -> Mapping[str, Component]:
        return fields_of(self.telling.record.case.definition_at(number), element) if element else {}

    def _answer(self, name: str, value: Json, old: Json, known: Component | None) -> Answer:
        new = answer(name, value, known, {})
        before = None if old is None else _plain(answer(name, old, known, {}))
        return Answer(new.label, _plain(new) if not new.table else "", new.table, before)


def _plain(read: Read) -> str:
    """An answer as text."""
    if read.files:
        return "\n".join(f"{file.name} ({size(file.size)})" for file in read.files)
    return as_text([read]).partition(":\n")[2] if read.table else read.text or "–"


def _called(telling: Telling, event: Event) -> str:
    if event.kind is Happening.INSTANCE_STARTED:
        return gettext("What the case began with")
    if event.kind is Happening.VARIABLES_CORRECTED:
        return gettext("Correction of data")
    return telling.activity(event.element)
