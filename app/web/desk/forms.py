"""Between a posted page and the form runtime: fields and files in, a form to draw out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from flask import request

from app.actions.attach import attach
from app.actions.look import TaskForm, TaskView
from app.form import FormView, decode, fill
from app.model.errors import LajurError
from app.model.form import Form, whole
from app.model.instance import Attachment
from app.model.values import Json, Variables
from app.web.shared.house import office, user
from app.web.shared.languages import language

#: Buttons of a form that change the page and complete nothing.
CHANGES = frozenset({"_update", "_add", "_remove", "_up", "_down"})


@dataclass(frozen=True)
class Typed:
    """What came with a post: the answers, and for fields whose file was refused the reason."""

    answers: Variables
    refused: Mapping[str, LajurError] = field(default_factory=dict)


def is_change() -> bool:
    """Whether the post only asks for the form again, with a row more or with the fields that now apply."""
    return bool(CHANGES & request.form.keys())


def posted(task: TaskForm) -> Typed:
    """The answers on the posted page. Files that came with it are attached to the case first."""
    if task.form is None:
        return Typed({})
    uploads: dict[str, list[Json]] = {}
    refused: dict[str, LajurError] = {}
    for name, file in request.files.items(multi=True):
        if file.filename:
            try:
                kept = uploaded(task, cast("BinaryIO", file.stream), file.filename)
            except LajurError as error:
                refused[name] = error
            else:
                uploads.setdefault(name, []).append(kept)
    return Typed(read(task, {name: request.form.getlist(name) for name in request.form}, uploads), refused)


def read(
    task: TaskForm, fields: Mapping[str, Sequence[str]], uploads: Mapping[str, Sequence[Json]] | None = None
) -> Variables:
    """The answers that these fields of a page give."""
    if task.form is None:
        return {}
    return decode(task.form, fields, uploads=uploads, known=_known(task, task.form))


def uploaded(task: TaskForm, stream: BinaryIO, name: str) -> dict[str, Json]:
    """Attach a file to the case of a task; answers it as a form knows it. Raises what `attach` raises."""
    return as_answer(attach(office(), task.instance.id, stream, name, by=user(), element=task.work.element))


def as_answer(file: Attachment) -> dict[str, Json]:
    """A file as the answers of a form hold it."""
    return {"digest": file.digest, "name": file.name, "size": file.size, "media_type": file.media_type}


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


def _known(task: TaskForm, form: Form) -> Mapping[str, Json]:
    if not any(part.type == "filepicker" for part in whole(form.components)):
        return {}
    with office().store.reading() as reader:
        return {file.digest: as_answer(file) for file in reader.attachments(task.instance.id)}
