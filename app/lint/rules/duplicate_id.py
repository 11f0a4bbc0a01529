"""Every id stands once in a file.

Reason: references and the history of a case name elements by id. Source: BPMN 2.0 clause 8.2.1 (BaseElement, id).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import kind, line


def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, int | None] = {}
    for node in subject.root.iter("{*}*"):
        name = node.get("id")
        if not name or not (kind(node) or "BPMN" in str(node.tag)):
            continue
        if name in seen:
            yield error(
                __name__, node, f"The id “{name}” stands twice (first in line {seen[name]}); give one a new id."
            )
        seen.setdefault(name, line(node))
