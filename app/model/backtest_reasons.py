"""Why a back-test says what it says, in sentences. They name elements, flows and fields, and never a value."""

from app.model.advance import Kind
from app.model.changed_outline import ChangedOutline
from app.model.errors import LajurError, StepFailed
from app.model.recorded import Station, Way
from app.model.rehearsal import Stop


class Same(LajurError):
    """The same elements and flows in the same order, to the same end."""


class Alike(LajurError):
    """The same, but for elements that were added or taken out: {names}."""


class Unasked(LajurError):
    """The same, but these would not have been asked any more: {names}."""


class OtherWay(LajurError):
    """After {after} it went on to {then}; now it would go to {now}, and come to the same end."""


class OtherEnd(LajurError):
    """After {after} it went on to {then}; now it would go to {now}, and end at {end} instead of {ended}."""


class OnlyOtherEnd(LajurError):
    """It would end at {end} instead of {ended}."""


class Unanswered(LajurError):
    """After {after} it went on to {then}; now it would go to {now} and stop at {element}: nobody was asked this."""


class UnansweredAgain(LajurError):
    """After {after} it went on to {then}; now it would go to {now} and stop at {element}: nobody was asked so often."""


class Unserved(LajurError):
    """After {after} it went on to {then}; now it would go to {now} and stop at {element}: {topic} was not asked."""


class Missing(LajurError):
    """It would stop at {element}: the recorded answers lack {fields}."""


class Refusing(LajurError):
    """It would stop at {element}: the recorded answers are not accepted any more: {fields}."""


class Silent(LajurError):
    """It would wait at {element} without end: what ended this wait then does not happen any more."""


class Faulty(LajurError):
    """It would stop with an incident at {element}: {reason}"""


class FaultyAnyway(LajurError):
    """It would stop with an incident: {reason}"""


def of_fault(fault: LajurError, change: ChangedOutline) -> LajurError:
    """Why the draft could not go on."""
    if isinstance(fault, StepFailed):
        return Faulty(element=change.name(fault.element), reason=fault.reason)
    return FaultyAnyway(reason=fault)


def of_stop(stop: Stop, then: Way, now: Way, place: int, change: ChangedOutline) -> LajurError:
    """What a case would wait for; its way and the one it went then part at `place`."""
    element = change.name(stop.element)
    if stop.refused:
        fields = ", ".join(lack.label for lack in stop.lacks)
        kind = Missing if all(lack.missing for lack in stop.lacks) else Refusing
        return kind(element=element, fields=fields)
    if stop.silent:
        return Silent(element=element)
    way = _parting(then, now, place, change)
    if stop.kind is Kind.SERVICE:
        return Unserved(**way, element=element, topic=f"“{stop.topic}”")
    return (UnansweredAgain if stop.again else Unanswered)(**way, element=element)


def of_other_way(then: Way, now: Way, place: int, change: ChangedOutline) -> LajurError:
    """Where two ways to the same end part."""
    return OtherWay(**_parting(then, now, place, change))


def of_other_end(then: Way, now: Way, place: int | None, change: ChangedOutline) -> LajurError:
    """Where two ways to different ends part; they may not before the end."""
    ends = {"end": change.name(now.end), "ended": change.name(then.end)}
    if place is None:
        return OnlyOtherEnd(**ends)
    return OtherEnd(**_parting(then, now, place, change), **ends)


def _parting(then: Way, now: Way, place: int, change: ChangedOutline) -> dict[str, object]:
    before = _at(now, place - 1)
    return {
        "after": change.name(before.element if before else None),
        "then": change.place(_at(then, place)),
        "now": change.place(_at(now, place)),
    }


def _at(way: Way, place: int) -> Station | None:
    stations = way.stations
    return stations[place] if 0 <= place < len(stations) else None
