"""Answers to begin with: what the scenarios answer at a task, and files that stand in for real ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import PurePath

from app.actions.acting import later
from app.actions.attach import MEDIA_TYPES, UnsupportedFile, safe_name
from app.actions.studio.open_copy import Opened
from app.actions.studio.samples import stories
from app.actions.trial.look import TrialTask
from app.form.walk import flat
from app.model.form import Form
from app.model.story import Deed, Story, moved
from app.model.values import Json, Variables
from app.ports import Office


def sample_answers(office: Office, found: Opened, task: TrialTask) -> Variables:
    """What the scenarios answer at a task as a rule, as if they were told at the time of the trial; else nothing."""
    told = list(stories(office, found.bundle).values())
    return usual_answers(told, task.work.element, task.form, task.now, office.calendar.zone)


def usual_answers(
    stories: Sequence[Story], element: str, form: Form | None, now: datetime, zone: tzinfo
) -> dict[str, Json]:
    """What stories answer at an element as a rule (for the evidence of a system's step: in its form), with days as if
    it were done `now`; nothing when they say nothing."""
    defaults = next((story.defaults for story in stories), {})
    known = defaults.get(element) or defaults.get(form.id if form else "") or {}
    if not known:
        return {}
    passed = now.astimezone(zone).date() - told_on(stories, element).astimezone(zone).date()
    return {name: moved(value, passed) for name, value in known.items()}


def told_on(stories: Iterable[Story], element: str) -> datetime:
    """When a task is done in the first story that does it; the beginning of the first story if none does."""
    stories = list(stories)
    for story in stories:
        now = story.starts_at
        for step in story.steps:
            if step.subject == element:
                return now
            now = later(now, step.subject) if step.deed is Deed.WAIT else now
    return stories[0].starts_at


def stand_in(name: str) -> dict[str, Json]:
    """A file that is only named: no bytes of it are kept, and on the stage a sample takes its place.

    Raises UnsupportedFile for what could not be attached to a case.
    """
    safe = safe_name(name)
    ending = PurePath(safe).suffix.lower()
    media_type = next((known for known, endings in MEDIA_TYPES.items() if ending in endings), None)
    if media_type is None:
        raise UnsupportedFile(name=safe)
    return {"digest": sha256(safe.encode()).hexdigest(), "name": safe, "size": 0, "media_type": media_type}


def with_stand_ins(form: Form, answers: Variables) -> dict[str, Json]:
    """The answers with a file that stands in where a field for files has none. Rows of lists stay as they are."""
    pickers = [component for component in flat(form.components) if component.type == "filepicker"]
    missing = {component.key: component.raw for component in pickers if not answers.get(component.key)}
    return {**answers, **{key: [stand_in(f"{key}{_ending(raw)}")] for key, raw in missing.items()}}


def _ending(raw: Mapping[str, object]) -> str:
    """An ending that a field for files takes."""
    accepted = str(raw.get("accept") or "")
    return ".jpg" if "image" in accepted or ".jp" in accepted else ".png" if ".png" in accepted else ".pdf"
