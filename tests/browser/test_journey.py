"""A whole case of Izin Perluasan in the browser: every activity by the people of its lane, up to the end."""

import time
from collections.abc import Mapping
from datetime import datetime

import pytest

from app.library.definition import read_definition
from app.library.demo import demo_people
from app.model.values import Json
from app.web.desk.sample import moved, told_on
from tests.browser.conftest import Come
from tests.browser.desk import Visitor
from tests.forms.told import BUNDLE, DEFAULTS, STORIES, VISITED, ZONE

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

DEFINITION = read_definition(BUNDLE)
LOGINS = {group: person.login for person in reversed(demo_people()) for group in person.groups}


def answers(task: str) -> Mapping[str, Json]:
    """The default answers of a task, as if its story were told today."""
    told = told_on(STORIES.values(), task).astimezone(ZONE).date()
    return {key: moved(value, datetime.now(ZONE).date() - told) for key, value in DEFAULTS[task].items()}


def person_of(task: str) -> str:
    return LOGINS[DEFINITION.group_of(task) or ""]


def do(visitor: Visitor, number: str, task: str, **more: Json) -> None:
    visitor.open_task(number)
    visitor.fill({**answers(task), **more})
    visitor.complete()


def test_a_case_goes_from_the_first_activity_to_its_end_and_the_diagram_shows_the_way(come: Come):
    people = {login: come(login) for login in dict.fromkeys(map(person_of, VISITED))}
    number = people["pemohon"].start()
    done: set[str] = {"mulai"}
    for task in VISITED:
        visitor = people[person_of(task)]
        visitor.open_task(number)
        states = visitor.states()
        assert states["active"] == {task}
        assert done <= states["done"]
        visitor.fill(answers(task))
        visitor.complete()
        done.add(task)
    page = people["pemohon"].page
    until = time.monotonic() + 20
    while page.get_by_text("IP berlaku efektif").count() == 0 and time.monotonic() < until:
        page.goto(f"/permohonan/{number}")
    states = people["pemohon"].states()
    assert states["active"] == set()
    assert done | {"kirim_ba", "notifikasi_oss", "notifikasi_pemohon", "e1_efektif"} <= states["done"]
    assert "SIMULASI" in page.inner_text("main")
