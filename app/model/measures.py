"""Figures of one case: how long it stayed where, by which way it came, how it ended (`app.model.measuring`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

#: The outcome of a case that a person closed. No element can be called so.
CANCELLED = "!cancelled"


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long something took: by the clock on the wall, and within office hours."""

    gross: int
    office: int


NO_TIME = Seconds(0, 0)


@dataclass(frozen=True, slots=True)
class Stay:
    """One time that a case was at an activity, from its opening until it was done.

    `number` is that of the event that completed it, `day` the day of the office on which that was. `visit` counts the
    times the case has come here: 1, 2, ...; 0 for the further items of a multi-instance task. `whole` = `waited` (until
    somebody claimed it) + `worked` + `stopped` (by an incident). Nobody knows how long it waited and was worked on when
    it was completed without being claimed: both are None. What a system does is never waited for.
    """

    number: int
    element: str
    day: date
    opened: datetime
    done: datetime
    visit: int
    whole: Seconds
    waited: Seconds | None
    worked: Seconds | None
    stopped: Seconds


@dataclass(frozen=True)
class CaseEnd:
    """How a case ended, and all that is counted on that day.

    `outcome` is the end event, or CANCELLED. `late` says whether the service clock stopped after the promised day
    (None: it never stopped), `used` how many working days it had run. `repeats` counts the activities done once more,
    `flows` and `passed` the sequence flows taken and the gateways and events passed. `variant` names the way it went.
    """

    outcome: str
    whole: Seconds
    late: bool | None
    used: int | None
    variant: str
    repeats: int
    flows: Mapping[str, int]
    passed: Mapping[str, int]


@dataclass(frozen=True)
class CaseMeasure:
    """What a history says of one case after `events` events. `ended`, `ended_on` and `end` are None while it runs.

    `path` are the activities in the order they were done.
    """

    events: int
    started: datetime
    started_on: date
    ended: datetime | None = None
    ended_on: date | None = None
    end: CaseEnd | None = None
    path: tuple[str, ...] = ()
    stays: tuple[Stay, ...] = ()


def variant(path: Iterable[str]) -> str:
    """The name of a way: equal for cases that did the same activities in the same order."""
    return sha256("\n".join(path).encode()).hexdigest()[:16]
