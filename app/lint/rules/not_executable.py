"""The process is marked as executable.

Source: BPMN 2.0 clause 10.3.1 (isExecutable).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import flag

REASON = "Only executable processes run; so a mere sketch is not deployed by mistake."


def check(subject: Subject) -> Iterator[Finding]:
    process = subject.diagram.process
    if not flag(process, "isExecutable", default=False):
        yield error(
            __name__,
            process,
            "The process {process} is not executable; tick “Executable” in the modeler.",
            process=subject.called(process),
        )
    elif process.get("processType") == "Public":
        yield error(
            __name__,
            process,
            "The process {process} is public and cannot be executable; make it private.",
            process=subject.called(process),
        )
