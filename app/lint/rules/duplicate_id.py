"""Every id stands once in a file.

Source: BPMN 2.0 clause 8.2.1 (BaseElement, id).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import kind, line

REASON = "Everything else names elements by their id: forms, rights and the history of a case."


def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, int | None] = {}
    for node in subject.root.iter("{*}*"):
        name = node.get("id")
        if not name or not (kind(node) or "BPMN" in str(node.tag)):
            continue
        if name in seen:
            sentence = "The id “{id}” stands twice (first in line {first}); give one a new id."
            yield error(__name__, node, sentence, id=name, first=seen[name])
        seen.setdefault(name, line(node))
