"""A trial: a story that an analyst is writing while he plays a working copy. Nothing of it is a case of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.model.story import Deed, StoryStep
from app.model.values import Json

#: How many bytes of JSON the steps of a trial may be.
SIZE = 2 * 2**20


@dataclass(frozen=True, slots=True)
class Trial:
    """What a person has played on a working copy so far; he has one trial of each.

    `digest` names the files it was played on last. `continues` is the scenario whose case it takes up again, `scenario`
    the one it was opened from, both empty when there is none. Times are UTC.
    """

    copy: int
    person: int
    digest: str
    starts_at: datetime
    saved_at: datetime
    steps: tuple[StoryStep, ...] = ()
    continues: str = ""
    scenario: str = ""


def as_json(steps: Iterable[StoryStep]) -> list[Json]:
    """Steps as the books keep them: deed, subject, answers, code."""
    return [[step.deed.value, step.subject, dict(step.answers), step.code] for step in steps]


def from_json(kept: Iterable[tuple[str, str, dict[str, Json], str]]) -> tuple[StoryStep, ...]:
    """The steps that `as_json` has written."""
    return tuple(StoryStep(Deed(deed), subject, answers, code) for deed, subject, answers, code in kept)
