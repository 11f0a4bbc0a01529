"""A diagram follows the XML schemas of BPMN 2.0.

Reason: what the schema does not know, engine and modeler read differently or not at all.
Source: BPMN 2.0 chapter 15 (exchange formats).
"""

from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.finding import Finding, Severity
from app.notation.schema import schema_problems


def check(subject: Subject) -> Iterator[Finding]:
    for line, element, message in schema_problems(subject.root):
        sentence = f"The file does not follow the BPMN 2.0 schema: {message}"
        yield Finding("schema", Severity.ERROR, element, sentence, line)
