"""Adds the form that a task asks for: an empty one, to be filled with questions in the form editor."""

import json
import re

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source

RULES = frozenset({"form_missing"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")


def offer(subject: Subject, element: str) -> LajurError | None:
    form = _form(subject, element)
    if subject.forms is None or not _NAME.fullmatch(form) or form in subject.forms:
        return None
    return LajurError("Add the empty form “{form}”", form=form)


def mend(subject: Subject, source: Source, element: str) -> Mended:
    form = _form(subject, element)
    return Mended(source.data, {f"forms/{form}.form": empty_form(form)})


def empty_form(name: str) -> bytes:
    """The file of a form that asks nothing yet, as the form editor would save it."""
    form = {
        "id": name,
        "type": "default",
        "schemaVersion": 19,
        "executionPlatform": "Camunda Platform",
        "executionPlatformVersion": "7.21.0",
        "components": [],
    }
    return (json.dumps(form, indent=2) + "\n").encode()


def _form(subject: Subject, element: str) -> str:
    task = subject.outline.elements.get(element)
    return (task.form if task else None) or ""
