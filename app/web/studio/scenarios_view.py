"""The scenarios of a working copy, ready to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from app.actions.studio.open_copy import Opened
from app.actions.studio.problems import count_problems
from app.actions.studio.samples import stories
from app.actions.trial.coverage import Coverage, Way
from app.actions.trial.replay import played
from app.model.bundle import SCENARIOS
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.story import Story, StoryTold
from app.notation.coverage import Count, draw_coverage
from app.web.shared.drawing import diagram_of, inline
from app.web.shared.house import office
from app.web.shared.languages import gettext, ngettext, sentence, sop_text
from app.web.shared.words import Chip, activity
from app.web.studio.trial_words import step_words, story_title, told_words


@dataclass(frozen=True)
class Line:
    """A scenario in the list, and what came of it; nothing when it has not been played."""

    story: Story
    title: str
    end: str
    passes: str
    told: StoryTold | None
    chip: Chip
    why: str


@dataclass(frozen=True)
class Never:
    """An element or flow that no scenario goes through, and from where it can be tried."""

    id: str
    words: str
    way: Way | None


@dataclass(frozen=True)
class ScenariosPage:
    """`told` is what came of all scenarios; None as long as nobody has played them on these files. `problem` is why
    they cannot be played, or cannot even be read."""

    opened: Opened
    stories: Mapping[str, Story]
    definition: ProcessDefinition | None
    told: Sequence[StoryTold] | None
    problem: str
    errors: int

    @cached_property
    def lines(self) -> list[Line]:
        results = {told.name: told for told in self.told or ()}
        return [line_of(self.definition, story, results.get(story.name)) for story in self.stories.values()]

    @property
    def failed(self) -> int:
        return sum(told.failure is not None for told in self.told or ())

    @cached_property
    def coverage(self) -> Coverage | None:
        if self.definition is None or not self.told:
            return None
        return Coverage(self.definition.outline, self.told)

    @property
    def headline(self) -> str:
        """How much of the diagram is played, in a sentence."""
        played, count = self.coverage.share if self.coverage else (0, 0)
        facts = {"played": played, "count": count, "share": 100 * played // max(count, 1)}
        return gettext("The scenarios go through %(played)s of %(count)s elements and flows (%(share)s%%).", **facts)

    @cached_property
    def never(self) -> list[Never]:
        coverage, definition = self.coverage, self.definition
        if coverage is None or definition is None:
            return []
        return [Never(name, words_of(definition, name), coverage.way_to(name)) for name in coverage.never]

    @cached_property
    def picture(self) -> Markup | None:
        """The diagram with how many scenarios go through each part of it."""
        coverage, definition = self.coverage, self.definition
        if coverage is None or definition is None:
            return None
        counts = {
            name: Count(times, _title(definition, name, times), "" if times else f"#belum-{name}")
            for name, times in (*coverage.elements.items(), *coverage.flows.items())
        }
        drawing = draw_coverage(diagram_of(definition), counts, prefix="skenario")
        return inline(drawing)


@dataclass(frozen=True)
class OnePage:
    """One scenario, and what has just come of it; `told` is None when it cannot be played: then `problem` says why."""

    opened: Opened
    story: Story
    definition: ProcessDefinition | None
    told: StoryTold | None
    problem: str
    error: str

    @cached_property
    def line(self) -> Line:
        return line_of(self.definition, self.story, self.told)

    @property
    def steps(self) -> list[str]:
        return [step_words(self.definition, step) for step in self.story.steps]

    @cached_property
    def picture(self) -> Markup | None:
        if self.told is None or self.definition is None:
            return None
        gone = self.told.elements | self.told.flows
        counts = {name: Count(1, words_of(self.definition, name)) for name in gone}
        drawing = draw_coverage(diagram_of(self.definition), counts, prefix="skenario", numbered=False)
        return inline(drawing)


def scenarios_page(opened: Opened, problem: str = "") -> ScenariosPage:
    """The scenarios as they were saved last, with what is known of them without playing."""
    stories: Mapping[str, Story] = {}
    try:
        stories = office().stories(opened.bundle.files.get(SCENARIOS, b""))
    except LajurError as error:
        problem = problem or sentence(error)
    told = office().rehearsed.get(opened.bundle.digest)
    errors = count_problems(office(), opened.bundle).errors
    return ScenariosPage(opened, stories, definition_of(opened), told, problem, errors)


def one_page(opened: Opened, name: str, error: str = "") -> OnePage:
    """A scenario, played now. Raises NotFound."""
    story = stories(office(), opened.bundle).get(name)
    if story is None:
        raise NotFound
    try:
        told, problem = played(office(), opened.bundle, name), ""
    except LajurError as refused:
        told, problem = None, sentence(refused)
    return OnePage(opened, story, definition_of(opened), told, problem, error)


def line_of(definition: ProcessDefinition | None, story: Story, told: StoryTold | None) -> Line:
    """A scenario with what came of it, in words."""
    passes = ", ".join(activity(definition, element) for element in story.passes)
    if told is None:
        chip, why = Chip(gettext("not played"), "quiet"), ""
    elif told.failure is None:
        chip, why = Chip(gettext("holds"), "good"), ""
    else:
        chip, why = Chip(gettext("does not hold"), "bad"), failure_words(definition, story, told)
    return Line(story, story_title(story), activity(definition, story.ends), passes, told, chip, why)


def failure_words(definition: ProcessDefinition | None, story: Story, told: StoryTold) -> str:
    """Why a scenario does not hold, in the reader's language, with the step that could not be taken."""
    says = told_words(told, definition)
    if told.step is None or told.step > len(story.steps):
        return says
    step = step_words(definition, story.steps[told.step - 1])
    return gettext("Step %(number)s (%(step)s): %(why)s", number=told.step, step=step, why=says)


def words_of(definition: ProcessDefinition, name: str) -> str:
    """An element by its name; a flow by its own name, or by where it leads from and to."""
    flow = definition.outline.flows.get(name)
    if flow is None:
        return sop_text(definition, definition.outline.elements[name].name) or name
    source, target = words_of(definition, flow.source), words_of(definition, flow.target)
    ends = gettext("from “%(source)s” to “%(target)s”", source=source, target=target)
    return f"{sop_text(definition, flow.name)} ({ends})" if flow.name else ends


def _title(definition: ProcessDefinition, name: str, times: int) -> str:
    words = words_of(definition, name)
    if not times:
        return gettext("%(what)s: never played", what=words)
    return ngettext("%(what)s: in %(num)d scenario", "%(what)s: in %(num)d scenarios", times, what=words)


def definition_of(opened: Opened) -> ProcessDefinition | None:
    """The files of a working copy, read; None while they cannot be."""
    try:
        return office().read(opened.bundle)
    except LajurError:
        return None
