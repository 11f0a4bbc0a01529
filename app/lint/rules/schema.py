"""A diagram follows the XML schemas of BPMN 2.0.

Source: BPMN 2.0 chapter 15 (exchange formats).
"""

from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.notation.schema import schema_problems

REASON = "What the schema does not know, engine and editor read differently or not at all."


def check(subject: Subject) -> Iterator[Finding]:
    for line, element, message in schema_problems(subject.root):
        says = LajurError("The file does not follow the BPMN 2.0 schema: {message}", message=message)
        yield Finding("schema", Severity.ERROR, element, says, line)
