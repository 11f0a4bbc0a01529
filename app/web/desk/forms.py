"""Between a posted page and the form runtime: fields and files in, a form to draw out."""

from collections.abc import Mapping

from flask import request

from app.actions.attach import attach
from app.actions.look import TaskView
from app.form import FormView, decode, fill
from app.model.errors import LajurError
from app.model.form import Form
from app.model.instance import Attachment
from app.model.values import Json, Variables
from app.web.shared.house import office, user
from app.web.shared.languages import language

#: Buttons of a form that change the page and complete nothing.
CHANGES = frozenset({"_update", "_add", "_remove"})


def is_change() -> bool:
    """Whether the post only asks for the form again, with a row more or with the fields that now apply."""
    return bool(CHANGES & request.form.keys())


def posted(task: TaskView) -> Variables:
    """The answers on the posted page. Files that came with it are attached to the case first.

    Raises what `attach` raises.
    """
    if task.form is None:
        return {}
    fields = {name: request.form.getlist(name) for name in request.form}
    known = {file.digest: _as_answer(file) for file in task.case.attachments}
    return decode(task.form, fields, uploads=_uploads(task), known=known)


def drawn(
    task: TaskView, form: Form, answers: Variables | None = None, problems: Mapping[str, LajurError] | None = None
) -> FormView:
    """The form with what is known of the case or, if there are any, these answers and what is wrong with them."""
    known = {**task.case.instance.variables, **task.work.locals}
    return fill(
        form,
        known,
        answers=answers,
        problems=problems or {},
        now=office().clock(),
        zone=office().calendar.zone,
        locale=language(),
    )


def _uploads(task: TaskView) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for name in request.files:
        for file in request.files.getlist(name):
            if file.filename:
                kept = attach(
                    office(),
                    task.case.instance.id,
                    file.stream,
                    file.filename,
                    by=user(),
                    element=task.work.element,
                )
                found.setdefault(name, []).append(_as_answer(kept))
    return found


def _as_answer(file: Attachment) -> dict[str, Json]:
    return {"digest": file.digest, "name": file.name, "size": file.size, "media_type": file.media_type}
