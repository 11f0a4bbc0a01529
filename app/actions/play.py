"""Play a story of an SOP on a stage: the real engine and actions over books in memory, with a clock of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.actions.acting import Performance, act
from app.model.bundle import Bundle
from app.model.errors import Invalid, LajurError
from app.model.event import Event
from app.model.instance import ProcessInstance
from app.model.story import Story
from app.model.touch import passed
from app.ports import Stage


@dataclass(frozen=True)
class Played:
    """The result of a story: `says` is what did not hold, None when all did. `events` are the history of its case,
    `step` is the step that could not be taken, counted from 1."""

    story: Story
    says: LajurError | None
    number: str = ""
    events: tuple[Event, ...] = ()
    due: str | None = None
    step: int | None = None

    @property
    def failure(self) -> str | None:
        """What did not hold, as a sentence in English."""
        return None if self.says is None else _sentence(self.says)

    @property
    def elements(self) -> frozenset[str]:
        return frozenset(event.element for event in self.events if event.element)

    @property
    def flows(self) -> frozenset[str]:
        return frozenset(event.flow for event in self.events if event.flow)

    @property
    def passed(self) -> frozenset[str]:
        """The elements that a token has gone through."""
        return passed(self.events)


def play(stage: Stage, bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> Played:
    """Play a story from its start to its end. The bundle must be without errors (`deploy.without_errors`).

    Never raises for what the story or the SOP does wrong.
    """
    performance: Performance | None = None
    taken = 0
    try:
        performance = act(stage, bundle, story, stories)
        for step in story.steps:
            performance.take(step)
            taken += 1
        says = _judge(story, performance.case, performance.events)
    except LajurError as error:
        says = error
    if performance is None:
        return Played(story, says)
    case = performance.case
    due = case.clock.due.isoformat() if case.clock.due else None
    failed = None if taken == len(story.steps) else taken + 1
    return Played(story, says, case.number, performance.events, due, failed)


def _judge(story: Story, case: ProcessInstance, events: tuple[Event, ...]) -> LajurError | None:
    """What did not hold, or None."""
    touched = {event.element for event in events if event.element}
    if case.end != story.ends:
        end = case.end or LajurError("no end")
        return LajurError("ended at {end} instead of {ends}", end=end, ends=story.ends)
    if missed := [element for element in story.passes if element not in touched]:
        return LajurError("did not pass {elements}", elements=", ".join(missed))
    if wrong := [element for element in story.avoids if element in touched]:
        return LajurError("passed {elements}", elements=", ".join(wrong))
    if story.clock_due and case.clock.due != story.clock_due:
        due = case.clock.due or LajurError("no day")
        return LajurError("the service clock is due on {due} instead of {day}", due=due, day=story.clock_due)
    return None


def _sentence(error: LajurError) -> str:
    if isinstance(error, Invalid):
        return "; ".join(f"{field}: {problem}" for field, problem in error.problems.items())
    return str(error)
