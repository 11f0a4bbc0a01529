"""A history is cut into the steps in which it was written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pytest

from app.model.errors import LajurError
from app.model.event import GENESIS, Event, Fact, Happening, chain
from app.model.steps import LogIncomplete, Unreadable, content, steps
from app.model.values import Json

NOW = datetime(2026, 3, 17, 2, tzinfo=UTC)


def history(*groups: Iterable[Fact], frozen: bool = False, actor: str = "user:ani") -> list[Event]:
    """The events of these groups, a minute apart unless time is frozen."""
    events: list[Event] = []
    for n, facts in enumerate(groups):
        head = events[-1].digest if events else GENESIS
        at = NOW if frozen else NOW + timedelta(minutes=n)
        made = chain(facts, instance="P-1", after=len(events), head=head, at=at, actor=actor, salts=repeat(b"s"))
        events.extend(made)
    return events


def fact(kind: Happening, element: str = "a", **payload: Json) -> Fact:
    return Fact(kind, element, payload=payload)


STARTED = fact(Happening.INSTANCE_STARTED)
PASSED = fact(Happening.ELEMENT_PASSED)
OPENED = fact(Happening.WORK_OPENED, token=1)
DONE = fact(Happening.WORK_COMPLETED, token=1)
WITHDRAWN = fact(Happening.WORK_CANCELLED, token=2)
CLOCK = fact(Happening.CLOCK_STARTED)
ENDED = fact(Happening.INSTANCE_ENDED)
CLAIMED = fact(Happening.WORK_CLAIMED)
CORRECTED = fact(Happening.VARIABLES_CORRECTED)
FAILED, INCIDENT = fact(Happening.WORK_FAILED), fact(Happening.INCIDENT_OPENED)
CANCELLED = fact(Happening.INSTANCE_CANCELLED, withdrawn=1)
OLD_CANCELLED = fact(Happening.INSTANCE_CANCELLED)
GROUPS = [
    [STARTED, PASSED, OPENED, CLOCK],
    [CLAIMED],
    [DONE, PASSED, WITHDRAWN, OPENED],
    [FAILED, INCIDENT],
    [INCIDENT],
    [CORRECTED],
    [DONE, PASSED, ENDED],
]


@pytest.mark.parametrize("frozen", [False, True], ids=["time goes on", "time stands still"])
def test_every_group_that_was_written_together_is_a_step(frozen: bool) -> None:
    found = steps(history(*GROUPS, frozen=frozen))
    assert [[event.kind for event in step.events] for step in found] == [[it.kind for it in group] for group in GROUPS]
    assert [step.cause.kind for step in found] == [group[0].kind for group in GROUPS]


@pytest.mark.parametrize("frozen", [False, True], ids=["time goes on", "time stands still"])
def test_a_cancellation_takes_exactly_its_own_withdrawals(frozen: bool) -> None:
    groups = [[STARTED, OPENED], [DONE, WITHDRAWN], [WITHDRAWN, CANCELLED]]
    found = steps(history(*groups, frozen=frozen))
    assert [len(step.events) for step in found] == [2, 2, 2]
    assert found[-1].cause.kind is Happening.INSTANCE_CANCELLED
    assert [event.kind for event in found[-1].followers] == [Happening.WORK_CANCELLED]


def test_an_old_cancellation_takes_all_withdrawals_of_its_moment() -> None:
    found = steps(history([STARTED, OPENED], [WITHDRAWN, WITHDRAWN, OLD_CANCELLED]))
    assert [len(step.events) for step in found] == [2, 3]


def test_a_cancellation_of_a_case_that_waits_for_nothing_stands_alone() -> None:
    cancelled = fact(Happening.INSTANCE_CANCELLED, withdrawn=0)
    assert [len(step.events) for step in steps(history([STARTED], [cancelled]))] == [1, 1]
    assert [len(step.events) for step in steps(history([cancelled]))] == [1]


def test_an_empty_history_has_no_steps() -> None:
    assert steps([]) == []


@pytest.mark.parametrize("missing", [1, 3])
def test_a_missing_event_is_named(missing: int) -> None:
    events = [event for event in history(*GROUPS) if event.number != missing]
    with pytest.raises(LogIncomplete, match=f"event {missing} is"):
        steps(events)


def test_what_no_cause_stands_before_is_named() -> None:
    with pytest.raises(LogIncomplete, match="event 2 is"):
        steps(history([CLAIMED], [PASSED]))
    with pytest.raises(LogIncomplete, match="event 3 is"):
        steps(history([STARTED, OPENED], [WITHDRAWN]))


def test_the_content_of_an_event_is_an_object_or_erased_or_unreadable() -> None:
    (event,) = history([fact(Happening.WORK_CLAIMED, token=7)])
    assert content(event) == {"token": 7}
    assert content(changed(event, None)) is None
    for payload in (b"{", b"[]", b"\xff", b"[" * 100_000):
        with pytest.raises(Unreadable, match="event 1"):
            content(changed(event, payload))
    assert issubclass(Unreadable, LajurError)


def changed(event: Event, payload: bytes | None) -> Event:
    return replace(event, payload=payload)
