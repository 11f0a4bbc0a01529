"""A demo history as it is planned: who brings which case, and what is done in it when. Plain facts.

What the engine and the machines make of it is not planned. Everything is drawn with dice that have a name, so that the
same seed gives the same plan; people act in office hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from app.model.calendar import WorkingCalendar
from app.model.demo_habits import Habits


class Deed(StrEnum):
    """What a person does in a demo history."""

    START = "start"
    CLAIM = "claim"
    HAND_OVER = "hand over"
    TASK = "task"
    COMMENT = "comment"
    ASK = "ask"
    REPLY = "reply"
    CANCEL = "cancel"
    COMPLAIN = "complain"
    ANSWER_COMPLAINT = "answer complaint"
    CLOSE_COMPLAINT = "close complaint"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Act:
    """A deed at a time (UTC); `step` is the number of the story's step that it does or prepares."""

    at: datetime
    deed: Deed
    step: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a story as the plan sees it: its element, whether it is the applicant's, whether he did it before,
    and the minutes of work it takes where a norm is proposed."""

    element: str
    applicant: bool
    again: bool
    norm: int | None


@dataclass(frozen=True, slots=True)
class Plot:
    """A story as the plan sees it, told of the cases that start from `since` until before `until`.

    `rest` is how long nobody does anything in the end (a period runs out); `follows` is the story whose case it takes
    up again. It may be told of `any_company`, or only of the one it names."""

    sop: str
    version: int
    name: str
    weight: float
    parts: tuple[Part, ...]
    rest: timedelta
    since: datetime
    until: datetime
    follows: str | None = None
    any_company: bool = True

    def is_told(self, at: datetime) -> bool:
        """Whether a case that starts then runs on this version."""
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company; `nib` is 13 digits and begins with 9999."""

    name: str
    nib: str


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case to be: `family` is the same for a case and those that take it up again, `round` is 1 for the first."""

    family: int
    round: int
    at: datetime
    plot: Plot
    company: Company
    seed: str


@dataclass(frozen=True)
class Period:
    """When a history plays, and how many of its cases are still on their way at its end."""

    since: datetime
    until: datetime
    running: float


@dataclass(frozen=True)
class Setting:
    """What plans are drawn from; `seed` begins the name of all dice."""

    habits: Habits
    calendar: WorkingCalendar
    plots: Sequence[Plot]
    period: Period
    seed: int


def dice_of(*name: object) -> Random:
    """The dice of this name, fresh: they always fall the same."""
    return Random("/".join(map(str, name)))  # noqa: S311 - a history is drawn, nothing is kept secret with it
