"""The answers of the acceptance stories against the forms they are given to, and the answers that must be refused."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.form import validate
from app.form.read import read_form
from app.library.stories import read_stories
from app.model.errors import Invalid
from app.model.story import Deed, Story
from app.model.values import Json
from tests.forms.test_forms_files import FORMS, level

ROOT = Path(__file__).parents[2]
STORIES = read_stories((ROOT / "bpmn" / "izin_perluasan" / "scenarios.toml").read_bytes())
DEFAULTS = STORIES["field_visit"].defaults
ZONE = ZoneInfo("Asia/Pontianak")
FIRST = {"ronde": 1, "masa_perbaikan": "P30D", "masa_pengajuan": "P365D", "kasus_asal": None}
#: What a linked second round takes over: what the applicant has answered.
CARRIED = {
    component.key
    for form in ("ajukan_izin", "ajukan_verifikasi", "data_industri")
    for component in level(FORMS[form].components)
}

Variables = dict[str, Json]


def told(story: Story) -> tuple[Variables, datetime, Mapping[str, tuple[Variables, datetime]]]:
    """Fold a story: the variables and the time at its end, and as they were before each task (the last time)."""
    variables: Variables = {**FIRST, "nomor_kasus": "IP-2026-00001"}
    now = story.starts_at
    if story.continues:
        earlier, now, _ = told(STORIES[story.continues])
        variables |= {key: value for key, value in earlier.items() if key in CARRIED}
        variables |= {"nomor_kasus": "IP-2027-00001", "kasus_asal": "IP-2026-00001"}
    before: dict[str, tuple[Variables, datetime]] = {}
    for step in story.steps:
        if step.deed is Deed.WAIT:
            now += duration(step.subject)
        elif step.deed is not Deed.RETRY:
            before[step.subject] = (dict(variables), now)
            answers = {**story.defaults[step.subject], **step.answers}
            variables |= validate(FORMS[step.subject], answers, variables, now=now, zone=ZONE)
    return variables, now, before


def duration(text: str) -> timedelta:
    days, hours = re.fullmatch(r"P(?:(\d+)D)?(?:T(\d+)H)?", text).groups("0")
    return timedelta(days=int(days), hours=int(hours))


VISIT, END, BEFORE = told(STORIES["field_visit"])


def problems(task: str, answers: Mapping[str, Json], variables: Mapping[str, Json] = {}) -> set[str]:
    """The fields that are wrong when `answers` override the default answers of a task of the field visit."""
    known, now = BEFORE.get(task, (VISIT, END))
    try:
        validate(FORMS[task], {**DEFAULTS[task], **answers}, {**known, **variables}, now=now, zone=ZONE)
    except Invalid as invalid:
        return set(invalid.problems)
    return set()
