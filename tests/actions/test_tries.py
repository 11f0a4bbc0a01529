"""Who tries something too often is held back, and nobody else; all nodes count together."""

from datetime import timedelta

import pytest

from app.actions.tries import Limit, TooOften, must_not_be_too_often, note_try
from tests.actions.conftest import Desk

CODES = Limit("codes", 2, timedelta(hours=1))


def tried(desk: Desk, limit: Limit, sender: str) -> None:
    must_not_be_too_often(desk.office, limit, sender)
    note_try(desk.office, limit, sender)


def test_one_too_many_within_the_window_is_refused(desk: Desk) -> None:
    tried(desk, CODES, "a")
    tried(desk, CODES, "a")
    with pytest.raises(TooOften, match="60 minutes"):
        tried(desk, CODES, "a")


def test_others_and_other_things_are_not_held_back(desk: Desk) -> None:
    for _ in range(CODES.times):
        tried(desk, CODES, "a")
    tried(desk, CODES, "b")
    tried(desk, Limit("links", 1, timedelta(hours=1)), "a")


def test_when_the_window_has_passed_one_may_go_on(desk: Desk) -> None:
    for _ in range(CODES.times):
        tried(desk, CODES, "a")
    desk.go_on(hours=1, seconds=1)
    tried(desk, CODES, "a")
