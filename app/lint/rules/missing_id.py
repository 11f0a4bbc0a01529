"""Flow nodes, sequence flows, processes and lanes have an id.

Reason: forms, rights and the history of a case name elements by id. Source: house rule (BPMN 2.0 leaves it open).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import FLOW_NODES, kind


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("process", "lane", "sequenceFlow", *FLOW_NODES):
        if not node.get("id"):
            name = node.get("name")
            named = f" named “{name}”" if name else ""
            yield error(__name__, node, f"A {kind(node)}{named} has no id; give it one.")
