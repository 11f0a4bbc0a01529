"""Flow nodes, sequence flows, processes and lanes have an id.

Source: house rule (BPMN 2.0 leaves it open).
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, error
from app.model.errors import LajurError
from app.model.finding import Finding
from app.notation.tags import FLOW_NODES, Node, kind

REASON = "Forms, rights and the history of a case name elements by id."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("process", "lane", "sequenceFlow", *FLOW_NODES):
        if not node.get("id"):
            if name := " ".join(node.get("name", "").split()):
                yield error(__name__, node, "“{name}”, {kind}, has no id; give it one.", name=name, kind=_kind(node))
            else:
                yield error(__name__, node, "{kind} has no id; give it one.", kind=_kind(node))


def _kind(node: Node) -> LajurError:
    return kind_words(kind(node))
