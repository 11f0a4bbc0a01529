"""The process is marked as executable.

Reason: engines run only such processes; a drawing that is not meant to run is not deployed by mistake.
Source: BPMN 2.0 clause 10.3.1 (isExecutable).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import flag


def check(subject: Subject) -> Iterator[Finding]:
    process = subject.diagram.process
    if not flag(process, "isExecutable", default=False):
        yield error(
            __name__,
            process,
            f"The process {subject.called(process)} is not executable; tick “Executable” in the modeler.",
        )
    elif process.get("processType") == "Public":
        yield error(
            __name__,
            process,
            f"The process {subject.called(process)} is public and cannot be executable; make it private.",
        )
