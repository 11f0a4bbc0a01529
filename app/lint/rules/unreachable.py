"""Every element can be reached from a start event.

Source: BPMN 2.0 clause 10.4.2 (if there is a start event, all other flow nodes must be the target of a flow);
EXT.115, EXT.150.
"""

from collections.abc import Iterator

from app.lint.graph import is_compensation
from app.lint.subject import Subject, error, is_event_sub_process, members, scopes
from app.model.finding import Finding
from app.model.ways import reached
from app.notation.tags import Node, children, flag, kind

REASON = "What is never reached is never done; often an arrow was forgotten."


def check(subject: Subject) -> Iterator[Finding]:
    for scope in scopes(subject.root):
        if next(children(scope, "startEvent"), None) is None:
            continue
        begins = [node.get("id", "") for node in members(scope) if _begins(subject, node)]
        found = reached(begins, lambda here: subject.ways.get(here, ()))
        for node in members(scope):
            if node.get("id", "") not in found:
                name = subject.called(node)
                yield error(
                    __name__,
                    node,
                    "{name} cannot be reached from the start; draw an arrow to it or delete it.",
                    name=name,
                )


def _begins(subject: Subject, node: Node) -> bool:
    if kind(node) == "startEvent" or is_event_sub_process(node) or is_compensation(node, subject.nodes):
        return True
    return flag(node, "instantiate", default=False)
