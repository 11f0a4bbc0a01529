"""How long activities waited and were worked on, told by the history alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from json import dumps

import pytest

from app.model.event import Event, Happening
from app.model.outline import Element, Outline
from app.web.archive.spells import Spell, spells

START = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
OUTLINE = Outline(
    "p",
    "",
    {"periksa": Element("periksa", "userTask"), "batas": Element("batas", "boundaryEvent", event="timer")},
    {},
    {},
)


def events(*kinds: Happening, element: str = "periksa", **says: object) -> list[Event]:
    """These events of one token, an hour apart."""
    payload = dumps({"token": 7, **says}).encode()
    return [
        Event("1", number, START + timedelta(hours=number), kind, "user:a", element, None, payload, b"", b"", b"")
        for number, kind in enumerate(kinds, 1)
    ]


HOUR = timedelta(hours=1)


def test_work_waits_until_it_is_taken_and_is_worked_on_until_it_is_done() -> None:
    found = spells(events(Happening.WORK_OPENED, Happening.WORK_CLAIMED, Happening.WORK_COMPLETED), OUTLINE)
    assert found.spells == {1: Spell(1), 2: Spell(1, waited=HOUR), 3: Spell(1, worked=HOUR)}
    (visit,) = found.visits
    assert (visit.number, visit.element, visit.opened, visit.closed) == (1, "periksa", START + HOUR, START + 3 * HOUR)


def test_work_that_nobody_took_only_waited() -> None:
    assert spells(events(Happening.WORK_OPENED, Happening.WORK_COMPLETED), OUTLINE).spells[2] == Spell(1, waited=HOUR)


@pytest.mark.parametrize("back", [Happening.WORK_RELEASED, Happening.INCIDENT_OPENED])
def test_what_was_given_back_or_has_stopped_waits_again(back: Happening) -> None:
    found = spells(events(Happening.WORK_OPENED, Happening.WORK_CLAIMED, back, Happening.WORK_CLAIMED), OUTLINE).spells
    assert (found[3], found[4]) == (Spell(1, worked=HOUR), Spell(1, waited=HOUR))


def test_what_was_handed_over_stays_in_hands() -> None:
    kinds = (Happening.WORK_OPENED, Happening.WORK_CLAIMED, Happening.WORK_HANDED_OVER, Happening.WORK_COMPLETED)
    found = spells(events(*kinds), OUTLINE).spells
    assert (found[3], found[4]) == (Spell(1, worked=HOUR), Spell(1, worked=HOUR))


def test_an_activity_that_is_opened_again_is_another_visit() -> None:
    once = (Happening.WORK_OPENED, Happening.WORK_COMPLETED)
    found = spells(events(*once, *once), OUTLINE)
    assert [visit.number for visit in found.visits] == [1, 2]
    assert found.spells[4].visit == 2


def test_what_is_open_has_no_end() -> None:
    (visit,) = spells(events(Happening.WORK_OPENED, Happening.WORK_CLAIMED), OUTLINE).visits
    assert visit.closed is None


def test_a_timer_is_nobodys_work() -> None:
    found = spells(events(Happening.WORK_OPENED, Happening.WORK_COMPLETED, element="batas"), OUTLINE)
    assert (found.spells, found.visits) == ({}, ())


def erased(event: Event) -> Event:
    return replace(event, payload=None)


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_what_lost_its_content_belongs_to_the_oldest_visit_at_its_element(lost: int) -> None:
    whole = events(Happening.WORK_OPENED, Happening.WORK_CLAIMED, Happening.WORK_COMPLETED)
    spoiled = [erased(event) if place == lost else event for place, event in enumerate(whole)]
    assert spells(spoiled, OUTLINE) == spells(whole, OUTLINE)


def test_other_events_at_the_element_are_no_end_of_its_visit() -> None:
    found = spells(events(Happening.WORK_OPENED, Happening.CLOCK_PAUSED, token=None), OUTLINE)
    assert found.spells.keys() == {1}


def test_a_taking_without_an_opening_is_passed_over() -> None:
    assert spells(events(Happening.WORK_CLAIMED), OUTLINE).spells == {}
