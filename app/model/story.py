"""An acceptance story of an SOP (`scenarios.toml`): who does what, and where the case must end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.model.errors import LajurError
from app.model.values import Json, Variables

#: How many steps a story may have.
STEPS = 500
#: A date, or the date of a moment.
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?", re.ASCII)


class Deed(StrEnum):
    TASK = "task"  #: complete the open user task of this element
    SEND = "send"  #: send the message this element waits for
    WAIT = "wait"  #: move the clock by an ISO 8601 duration; what is due happens
    RETRY = "retry"  #: a supervisor retries the incident at this element
    SERVICE = "service"  #: the system of this element answers; the answers are what it says besides the usual
    FAIL = "fail"  #: the system of this element fails for good, which is an incident
    THROW = "throw"  #: the system of this element answers with the BPMN error `code`


#: A story that says when a system answers, or fails, says so of all of them: none answers by itself.
DIRECTIONS = frozenset({Deed.SERVICE, Deed.FAIL, Deed.THROW})


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step: the deed, its element (or duration) and the answers that differ from the defaults."""

    deed: Deed
    subject: str
    answers: Variables = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """`ends` is the end event that must be reached, `passes` and `avoids` elements that must (not) have been touched.

    `services` are the outputs of service tasks by element, `failing` how often each fails before it works.
    `continues` names the story whose case this one takes up again.
    """

    name: str
    title: str
    title_en: str
    steps: tuple[StoryStep, ...]
    ends: str
    starts_at: datetime
    defaults: Mapping[str, Variables] = field(default_factory=dict)
    services: Mapping[str, Variables] = field(default_factory=dict)
    failing: Mapping[str, int] = field(default_factory=dict)
    passes: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    continues: str | None = None
    clock_due: date | None = None

    @property
    def directed(self) -> bool:
        """Whether systems wait for the steps that say what they answer."""
        return any(step.deed in DIRECTIONS for step in self.steps)


@dataclass(frozen=True, slots=True)
class StoryTold:
    """What came of a story: `failure` is the sentence that says what did not hold, None when all did; `says` is the
    same for any language, `step` the step that could not be taken, counted from 1. `events` counts the history of its
    case, `elements` and `flows` are those that a token has gone through."""

    name: str
    title: str
    title_en: str
    ends: str
    events: int
    failure: str | None = None
    says: LajurError | None = None
    step: int | None = None
    elements: frozenset[str] = frozenset()
    flows: frozenset[str] = frozenset()


def moved(value: Json, by: timedelta) -> Json:
    """An answer with all its dates moved; times of the day stay."""
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if isinstance(value, dict):
        return {name: moved(item, by) for name, item in value.items()}
    found = DAY.fullmatch(value) if isinstance(value, str) else None
    return f"{date.fromisoformat(found[1]) + by}{found[2] or ''}" if found else value
