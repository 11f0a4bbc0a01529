"""A back-test: what would have become of finished cases on a changed definition, the *draft*.

The recorded inputs of a case are played on the draft (`app.actions.backtest.rehearse`); here the way it went then and
the way it goes now are compared. Times are those of the recording. How long people would have taken for what they were
never asked nobody knows: nothing is said of durations.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from app.model.backtest_reasons import Alike, Same, Unasked, of_fault, of_other_end, of_other_way, of_stop
from app.model.changed_outline import ChangedOutline
from app.model.errors import LajurError, StepFailed
from app.model.recorded import Move, Station, Way
from app.model.rehearsal import Rehearsal, Stop


class Outcome(StrEnum):
    """What a back-test says of a case, the worst last."""

    SAME = "same"  #: the same elements and flows in the same order
    ALIKE = "alike"  #: the same, but for elements that were added or taken out
    UNUSED = "unused"  #: the same, but somebody would not have been asked any more
    OTHER_WAY = "other_way"  #: another way to the same end
    ENDS_ELSEWHERE = "ends_elsewhere"  #: another end
    WANTS_ANSWER = "wants_answer"  #: it stops: the draft asks for what nobody has answered then
    FAULT = "fault"  #: it stops: the draft cannot go on (an incident)
    UNTESTABLE = "untestable"  #: it cannot be played any more


@dataclass(frozen=True)
class Verdict:
    """What a back-test says of one case.

    `then` is told in the draft's names for flows that were only drawn anew. `difference` is the place, counted from 0
    over all stations, at which the ways part; None where they do not. `unused` are the elements whose recorded answers
    nobody would have asked for. `stopped_at` is where a case stops for want of an answer or with a fault.
    """

    outcome: Outcome
    reason: LajurError
    then: Way = field(default_factory=Way)
    now: Way = field(default_factory=Way)
    difference: int | None = None
    stop: Stop | None = None
    unused: tuple[str, ...] = ()
    stopped_at: str | None = None


def judge(then: Way, rehearsal: Rehearsal, change: ChangedOutline) -> Verdict:
    """Compare the way of a finished case with its rehearsal on the draft."""
    then, now, stop, fault = change.told_anew(then), rehearsal.way, rehearsal.stop, rehearsal.fault
    place = parting(then, now)
    at = None
    if fault is not None:
        outcome, reason = Outcome.FAULT, of_fault(fault, change)
        at = fault.element if isinstance(fault, StepFailed) else None
    elif stop is not None:
        outcome, reason, at = Outcome.WANTS_ANSWER, of_stop(stop, then, now, place or 0, change), stop.element
    else:
        outcome, reason = _compared(then, rehearsal, place, change)
    return Verdict(outcome, reason, then, now, place, stop, rehearsal.unused, at)


def untestable(reason: LajurError) -> Verdict:
    """The verdict on a case that cannot be played."""
    return Verdict(Outcome.UNTESTABLE, reason)


def parting(then: Way, now: Way) -> int | None:
    """The place at which two ways part. Within one move the order does not matter: it is that of the file."""
    place = 0
    for there, here in zip_longest(then.moves, now.moves, fillvalue=()):
        if there != here and sorted(there, key=_key) != sorted(here, key=_key):
            return place + _in_common(there, here)
        place += len(there)
    return None


def _compared(then: Way, rehearsal: Rehearsal, place: int | None, change: ChangedOutline) -> tuple[Outcome, LajurError]:
    now = rehearsal.way
    if (then.over, then.end) != (now.over, now.end):
        return Outcome.ENDS_ELSEWHERE, of_other_end(then, now, place, change)
    if place is None:
        return Outcome.SAME, Same()
    if change.common(then) != change.common(now):
        return Outcome.OTHER_WAY, of_other_way(then, now, place, change)
    if rehearsal.unused:
        return Outcome.UNUSED, Unasked(names=change.names(rehearsal.unused))
    return Outcome.ALIKE, Alike(names=change.names(change.foreign(now, then)))


def _in_common(there: Move, here: Move) -> int:
    """How many stations two moves have in common at their beginning."""
    pairs = zip(there, here, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(there), len(here)))


def _key(station: Station) -> tuple[str, str, str]:
    return station.kind, station.element, station.flow or ""
