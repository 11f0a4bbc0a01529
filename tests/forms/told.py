"""Plays the answers of the acceptance stories against the forms alone: no engine, no store, no page."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.form import fill, validate
from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.errors import Invalid
from app.model.story import Deed, Story
from app.model.values import Json
from tests.forms.test_forms_files import FORMS

BUNDLE = shipped_bundle("izin_perluasan")
SOP = read_definition(BUNDLE).sop
STORIES = read_stories(BUNDLE.files["bpmn/scenarios.toml"])
DEFAULTS = STORIES["field_visit"].defaults
ZONE = ZoneInfo("Asia/Pontianak")

Variables = dict[str, Json]


def told(story: Story) -> tuple[Variables, datetime, Mapping[str, tuple[Variables, datetime]]]:
    """Fold a story: the variables and the time at its end, and as they were before each task (the last time)."""
    variables: Variables = {**SOP.variables, "nomor_kasus": "IP-2026-00001", "kasus_asal": None}
    now = story.starts_at
    if story.continues:
        earlier, now, _ = told(STORIES[story.continues])
        variables |= {key: value for key, value in earlier.items() if key in SOP.follow_up.carry}
        variables |= {"nomor_kasus": "IP-2027-00001", "kasus_asal": "IP-2026-00001"}
    moments: dict[str, tuple[Variables, datetime]] = {}
    for step in story.steps:
        if step.deed is Deed.WAIT:
            now += duration(step.subject)
        elif step.deed is not Deed.RETRY:
            moments[step.subject] = (dict(variables), now)
            answers = {**story.defaults[step.subject], **step.answers}
            variables |= validate(FORMS[step.subject], answers, variables, now=now, zone=ZONE)
    return variables, now, moments


def duration(text: str) -> timedelta:
    days, hours = re.fullmatch(r"P(?:(\d+)D)?(?:T(\d+)H)?", text).groups("0")
    return timedelta(days=int(days), hours=int(hours))


VISITED = [step.subject for step in STORIES["field_visit"].steps if step.deed is Deed.TASK]


@cache
def visit() -> tuple[Variables, datetime, Mapping[str, tuple[Variables, datetime]]]:
    """The field visit: the ordinary way, with nothing left out."""
    return told(STORIES["field_visit"])


def before(task: str) -> tuple[Variables, datetime]:
    """What is known when a task opens: in the field visit, or after it for a task that it does without."""
    variables, now, moments = visit()
    return moments.get(task, (variables, now))


def problems(task: str, answers: Mapping[str, Json], known: Mapping[str, Json]) -> set[str]:
    """The fields that are wrong when `answers` override the default answers of a task of the field visit."""
    variables, now = before(task)
    try:
        validate(FORMS[task], {**DEFAULTS[task], **answers}, {**variables, **known}, now=now, zone=ZONE)
    except Invalid as invalid:
        return set(invalid.problems)
    return set()


def warnings(task: str, answers: Mapping[str, Json]) -> set[str]:
    """The fields a person is warned of then."""
    variables, now = before(task)
    view = fill(FORMS[task], variables, answers={**DEFAULTS[task], **answers}, now=now, zone=ZONE)
    return {field.path for field in view.warnings}
