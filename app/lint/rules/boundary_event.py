"""A boundary event sits on an activity of its own process, no flow leads to it, and at least one leaves it.

Reason: it is triggered while its activity runs, and the way on begins at it. A compensation event has no flow but an
association. Source: BPMN 2.0 clause 10.4.4 (intermediate events attached to an activity); EXT.110 - EXT.114.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import event_facts
from app.notation.tags import SUB_PROCESSES, TASKS, Node, kind, reference


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("boundaryEvent"):
        for sentence in (_host(subject, node), _incoming(subject, node), _outgoing(subject, node)):
            if sentence:
                yield error(__name__, node, sentence)


def _host(subject: Subject, node: Node) -> str | None:
    host = subject.target(node, "attachedToRef")
    name = subject.called(node)
    if reference(node, "attachedToRef") is None or host is None:
        return f"The boundary event {name} sits on nothing; attach it to a task or sub-process."
    if kind(host) not in TASKS | SUB_PROCESSES:
        return f"The boundary event {name} sits on the {kind(host)} {subject.called(host)}; attach it to a task."
    if host.getparent() is not node.getparent():
        return (
            f"The boundary event {name} stands in another process than {subject.called(host)}, which it is attached to."
        )
    return None


def _incoming(subject: Subject, node: Node) -> str | None:
    if not subject.incoming(node):
        return None
    return f"{subject.called(subject.incoming(node)[0])} leads to the boundary event {subject.called(node)}; delete it."


def _outgoing(subject: Subject, node: Node) -> str | None:
    leaves = bool(subject.outgoing(node))
    compensates = event_facts(node, subject.nodes).event == "compensate"
    if compensates and leaves:
        return (
            f"A flow leaves the compensation event {subject.called(node)}; use an association to the compensating task."
        )
    if not compensates and not leaves:
        return f"No flow leaves the boundary event {subject.called(node)}; draw what happens when it is triggered."
    return None
