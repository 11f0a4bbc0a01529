"""An acceptance story of an SOP (`scenarios.toml`): who does what, and where the case must end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.model.values import Variables


class Deed(StrEnum):
    TASK = "task"  #: complete the open user task of this element
    SEND = "send"  #: send the message this element waits for
    WAIT = "wait"  #: move the clock by an ISO 8601 duration; what is due happens
    RETRY = "retry"  #: a supervisor retries the incident at this element


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step: the deed, its element (or duration) and the answers that differ from the defaults."""

    deed: Deed
    subject: str
    answers: Variables = field(default_factory=dict)


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
