"""Between a posted page and the form runtime: fields and files in, a form to draw out."""

from collections.abc import Iterable, Mapping
from typing import BinaryIO, cast

from flask import request

from app.actions.attach import attach
from app.actions.look import TaskForm, TaskView
from app.form import FormView, decode, fill
from app.model.errors import LajurError
from app.model.form import Component, Form
from app.model.instance import Attachment
from app.model.values import Json, Variables
from app.web.shared.house import office, user
from app.web.shared.languages import language

#: Buttons of a form that change the page and complete nothing.
CHANGES = frozenset({"_update", "_add", "_remove"})


def is_change() -> bool:
    """Whether the post only asks for the form again, with a row more or with the fields that now apply."""
    return bool(CHANGES & request.form.keys())


def posted(task: TaskForm) -> Variables:
    """The answers on the posted page. Files that came with it are attached to the case first.

    Raises what `attach` raises.
    """
    if task.form is None:
        return {}
    fields = {name: request.form.getlist(name) for name in request.form}
    return decode(task.form, fields, uploads=_uploads(task), known=_known(task, task.form))


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


def _uploads(task: TaskForm) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for field, file in request.files.items(multi=True):
        if file.filename:
            element = task.work.element
            stream = cast("BinaryIO", file.stream)
            kept = attach(office(), task.instance.id, stream, file.filename, by=user(), element=element)
            found.setdefault(field, []).append(_as_answer(kept))
    return found


def _known(task: TaskForm, form: Form) -> Mapping[str, Json]:
    if not _asks_for_files(form.components):
        return {}
    with office().store.reading() as reader:
        return {file.digest: _as_answer(file) for file in reader.attachments(task.instance.id)}


def _asks_for_files(components: Iterable[Component]) -> bool:
    return any(part.type == "filepicker" or _asks_for_files(part.components) for part in components)


def _as_answer(file: Attachment) -> dict[str, Json]:
    return {"digest": file.digest, "name": file.name, "size": file.size, "media_type": file.media_type}
