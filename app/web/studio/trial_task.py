"""The form of a task in a trial: drawn and checked as for the staff, with files that are only named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.actions.studio.open_copy import Opened
from app.actions.trial import steps
from app.actions.trial.look import TrialTask, TrialView, task, view
from app.actions.trial.samples import sample_answers, stand_in, with_stand_ins
from app.form import FormView, decode, fill
from app.model.errors import Conflict, Invalid, LajurError
from app.model.people import ANALYST
from app.model.story import StoryStep
from app.model.values import Json, Variables
from app.web.desk.forms import CHANGES
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import language, sentence
from app.web.studio.copy import asked
from app.web.studio.room import room
from app.web.studio.trial import shown, to_trial
from app.web.studio.trial_posted import at
from app.web.studio.trial_view import TrialPage, Waiting

SAMPLE, FILES = "_sample", "_files"
MOST_FILES = 200
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Desk:
    """The copy, its trial and the task that is open there."""

    opened: Opened
    view: TrialView
    task: TrialTask


@room.get("/<int:copy_id>/coba/tugas/<element>")
@entrance(ANALYST)
def trial_task(copy_id: int, element: str) -> ResponseReturnValue:
    return _drawn(_desk(copy_id, element), None)


@room.post("/<int:copy_id>/coba/tugas/<element>")
@entrance(ANALYST)
def complete_trial_task(copy_id: int, element: str) -> ResponseReturnValue:
    desk = _desk(copy_id, element)
    try:
        answers = _answers(desk)
        if {SAMPLE, FILES, *CHANGES} & request.form.keys():
            return _drawn(desk, answers)
        steps.take(office(), copy_id, StoryStep(desk.task.deed, element, answers), at=at(), by=user())
    except Invalid as invalid:
        return _drawn(desk, _typed(desk), invalid), invalid.status
    except Conflict as conflict:
        return shown(copy_id, sentence(conflict)), conflict.status
    return to_trial(copy_id)


def _desk(copy_id: int, element: str) -> Desk:
    """Raises NotFound where nothing is open, for people to do."""
    opened = asked(copy_id)
    seen = view(office(), opened, by=user())
    return Desk(opened, seen, task(seen, element))


def _answers(desk: Desk) -> Variables:
    """What was posted, or what a button puts in its place. Raises Invalid for a file that could not be attached."""
    if SAMPLE in request.form:
        return sample_answers(office(), desk.opened, desk.task)
    typed = _typed(desk)
    if refused := _refused():
        raise Invalid(refused)
    return with_stand_ins(desk.task.form, typed) if FILES in request.form and desk.task.form else typed


def _typed(desk: Desk) -> Variables:
    if desk.task.form is None:
        return {}
    uploads: dict[str, list[Json]] = {}
    refused = _refused()
    for name, file in request.files.items(multi=True):
        if file.filename and name not in refused:
            uploads.setdefault(name, []).append(stand_in(file.filename))
    posted = {name: request.form.getlist(name) for name in request.form}
    return decode(desk.task.form, posted, uploads=uploads, known=_known())


def _known() -> dict[str, Json]:
    """The files that stood on the form before, by digest."""
    found: dict[str, Json] = {}
    for told in request.form.getlist("_stand_in")[:MOST_FILES]:
        digest, _, name = told.partition(" ")
        if DIGEST.fullmatch(digest):
            found[digest] = {**stand_in(name), "digest": digest}
    return found


def _refused() -> dict[str, LajurError]:
    """The fields for files with a file that could not be attached to a case, and why."""
    found: dict[str, LajurError] = {}
    for name, file in request.files.items(multi=True):
        try:
            stand_in(file.filename or "x.pdf")
        except LajurError as error:
            found[name] = error
    return found


def _drawn(desk: Desk, answers: Variables | None, invalid: Invalid | None = None) -> str:
    form = _form(desk.task, answers, invalid.problems if invalid else {})
    page = TrialPage(desk.opened, desk.view)
    waiting: Waiting = page.waiting(desk.task.work)
    return render_template(
        "studio/trial_task.html",
        opened=desk.opened,
        page=page,
        waiting=waiting,
        task=desk.task,
        form=form,
        error=sentence(invalid) if invalid and not (form and form.problems) else "",
        has_samples=bool(sample_answers(office(), desk.opened, desk.task)),
        stand_ins=list(_files(answers)),
    )


def _form(task: TrialTask, answers: Variables | None, problems: Mapping[str, LajurError]) -> FormView | None:
    if task.form is None:
        return None
    zone = office().calendar.zone
    return fill(task.form, task.known, now=task.now, zone=zone, answers=answers, problems=problems, locale=language())


def _files(value: "Json | Variables") -> Iterator[str]:
    """Digest and name of the files in answers, at any depth."""
    if isinstance(value, list):
        yield from (told for item in value for told in _files(item))
    elif isinstance(value, Mapping) and "media_type" in value and "digest" in value:
        yield f"{value['digest']} {value.get('name', '')}"
    elif isinstance(value, Mapping):
        yield from (told for item in value.values() for told in _files(item))
