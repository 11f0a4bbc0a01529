"""Marks the process as one that runs."""

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import flag

RULES = frozenset({"not_executable"})


def offer(subject: Subject, element: str) -> LajurError | None:
    process = subject.diagram.process
    if process.get("id") != element or flag(process, "isExecutable", default=False):
        return None
    return LajurError("Mark the process as executable")


def mend(_: Subject, source: Source, element: str) -> Mended:
    source.set(source.find(element), "isExecutable", "true")
    return Mended(source.changed())
