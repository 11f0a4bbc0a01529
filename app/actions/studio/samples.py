"""Sample values for looking at forms and letters: what the scenarios of a working copy answer. Nothing runs, nothing is
kept, so it works while a working copy is in pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.actions.acting import later
from app.actions.studio.facts import outline_of
from app.facts import read_facts
from app.feel import FeelError, evaluate
from app.form import read_form, validate
from app.model.bundle import SCENARIOS, SOP, Bundle
from app.model.errors import Invalid, LajurError
from app.model.form import Form
from app.model.story import DIRECTIONS, Deed, Story
from app.model.values import Json, Variables
from app.ports import Office


@dataclass(frozen=True)
class Sample:
    """What is known of a case after a step of a story. `answers` are those of the step itself, `days` the day on which
    each element was done."""

    story: Story | None
    variables: Variables
    answers: Variables
    days: Mapping[str, str]


def stories(office: Office, bundle: Bundle) -> Mapping[str, Story]:
    """The scenarios of a bundle by name; none while they cannot be read."""
    try:
        return office.stories(bundle.files.get(SCENARIOS, b""))
    except LajurError:
        return {}


def sample(office: Office, bundle: Bundle, element: str, story: str = "") -> Sample:
    """What is known when an element has been done in a scenario: the one that is named, else the first that does it,
    else what all scenarios answer as a rule."""
    known = stories(office, bundle).values()
    telling = next((each for each in known if each.name == story), None)
    telling = telling or next((each for each in known if _does(each, element)), None) or next(iter(known), None)
    return _Telling(office, bundle).told(telling, element)


def telling(office: Office, bundle: Bundle, element: str) -> Sequence[Story]:
    """The scenarios in which an element is done."""
    return [each for each in stories(office, bundle).values() if _does(each, element)]


def _does(story: Story, element: str) -> bool:
    return any(step.subject == element for step in story.steps) or element in story.services


class _Telling:
    """Tells a story step by step: its answers, and what the forms compute from them."""

    def __init__(self, office: Office, bundle: Bundle) -> None:
        self.office, self.bundle = office, bundle
        self.zone = office.calendar.zone
        self.forms = {name: each for name in bundle.form_paths() if (each := _form(bundle, name))}
        outline = outline_of(bundle)
        self.form_of = {each.id: each.form for each in outline.elements.values()} if outline else {}

    def told(self, story: Story | None, element: str) -> Sample:
        variables = {**self._first(), "nomor_kasus": "CONTOH-0001"}
        if story is None:
            return Sample(None, variables, {}, {})
        now, days, answers = story.starts_at, {}, {}
        for outputs in story.services.values():
            variables |= outputs
        for step in story.steps:
            if step.deed is Deed.WAIT:
                now = later(now, step.subject)
                continue
            if step.deed in DIRECTIONS:
                variables |= step.answers
                continue
            now += timedelta(minutes=1)
            answers = {**story.defaults.get(step.subject, {}), **step.answers}
            variables |= self._given(step.subject, answers, variables, now)
            days[step.subject] = now.astimezone(self.zone).date().isoformat()
            if step.subject == element:
                return Sample(story, variables, answers, days)
        own = story.defaults.get(element, {})
        return Sample(story, {**_all(story), **variables, **own}, own, days)

    def _given(self, element: str, answers: Variables, known: Variables, now: datetime) -> Variables:
        form = self.forms.get(self.form_of.get(element) or element)
        if form is None:
            return answers
        try:
            return {**answers, **validate(form, answers, known, now=now, zone=self.zone)}
        except Invalid:
            return answers

    def _first(self) -> dict[str, Json]:
        """The variables a new case begins with."""
        try:
            facts = read_facts(self.bundle.files.get(SOP, b"")).get("variables")
        except LajurError:
            return {}
        found = facts.items() if isinstance(facts, dict) else ()
        return {name: _computed(value) for name, value in found}


def _all(story: Story) -> dict[str, Json]:
    return {name: value for answers in story.defaults.values() for name, value in answers.items()}


def _computed(value: Json) -> Json:
    if not isinstance(value, str) or not value.startswith("="):
        return value
    try:
        return evaluate(value, {})
    except FeelError:
        return None


def _form(bundle: Bundle, name: str) -> Form | None:
    try:
        return read_form(bundle.files[f"forms/{name}.form"], name)
    except LajurError:
        return None
