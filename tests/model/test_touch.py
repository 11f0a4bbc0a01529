"""What the archive searches by is drawn from the log."""

from app.model.event import Fact, Happening
from app.model.touch import Touch, touches
from tests.store.cases import case, step


def test_a_case_is_touched_by_who_acts_and_by_what_is_passed_once_each() -> None:
    facts = [
        Fact(Happening.INSTANCE_STARTED),
        Fact(Happening.ELEMENT_PASSED, "mulai"),
        Fact(Happening.WORK_OPENED, "periksa"),
        Fact(Happening.WORK_COMPLETED, "periksa"),
        Fact(Happening.ELEMENT_PASSED, "mulai"),
        Fact(Happening.INCIDENT_OPENED, "kirim"),
        Fact(Happening.WORK_CANCELLED, "lupa"),
    ]
    _, events = step(case(), *facts)
    assert touches(events) == {
        (Touch.ACTOR, "user:sri"),
        (Touch.ELEMENT, "mulai"),
        (Touch.ELEMENT, "periksa"),
        (Touch.INCIDENT, "kirim"),
    }


def test_nothing_touches_a_case_in_which_nothing_has_happened() -> None:
    assert touches([]) == frozenset()
