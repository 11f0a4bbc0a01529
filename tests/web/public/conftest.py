"""The small office with a survey, numbers that differ, and a process that has ended."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from app.library.survey import questionnaire
from app.ports import Office
from tests.web.conftest import Person
from tests.web.conftest import office as plain_office

__all__ = ["plain_office"]


@pytest.fixture
def office(plain_office: Office) -> Office:
    drawn = count(1)
    return replace(plain_office, survey=questionnaire(), salts=lambda: next(drawn).to_bytes(16, "little"))


@pytest.fixture
def somebody(visitor: Callable[[], Person]) -> Person:
    """Somebody at a browser who has not signed in, with the page of complaints open."""
    person = visitor()
    person.get("/pengaduan")
    return person
