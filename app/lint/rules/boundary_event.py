"""A boundary event sits on an activity of its own process, no flow leads to it, and at least one leaves it.

Source: BPMN 2.0 clause 10.4.4 (intermediate events attached to an activity); EXT.110 - EXT.114.
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import event_facts
from app.notation.tags import SUB_PROCESSES, TASKS, Node, kind, reference

REASON = (
    "It is triggered while its activity is under way, and what happens then begins at it. Without a host or a "
    "way on, nothing would happen."
)


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("boundaryEvent"):
        for problem in (_host(subject, node), _incoming(subject, node), _outgoing(subject, node)):
            if problem:
                yield problem


def _host(subject: Subject, node: Node) -> Finding | None:
    host = subject.target(node, "attachedToRef")
    name = subject.called(node)
    if reference(node, "attachedToRef") is None or host is None:
        sentence = "The boundary event {name} sits on nothing; attach it to a task or sub-process."
        return error(__name__, node, sentence, name=name)
    called = subject.called(host)
    if kind(host) not in TASKS | SUB_PROCESSES:
        sentence = "The boundary event {name} sits on {host}, {kind}; attach it to a task."
        return error(__name__, node, sentence, name=name, host=called, kind=kind_words(kind(host)))
    if host.getparent() is not node.getparent():
        sentence = "The boundary event {name} stands in another process than {host}, which it is attached to."
        return error(__name__, node, sentence, name=name, host=called)
    return None


def _incoming(subject: Subject, node: Node) -> Finding | None:
    if not subject.incoming(node):
        return None
    flow = subject.called(subject.incoming(node)[0])
    sentence = "{flow} leads to the boundary event {name}; delete it."
    return error(__name__, node, sentence, flow=flow, name=subject.called(node))


def _outgoing(subject: Subject, node: Node) -> Finding | None:
    leaves = bool(subject.outgoing(node))
    compensates = event_facts(node, subject.nodes).event == "compensate"
    if compensates and leaves:
        sentence = "A flow leaves the compensation event {name}; use an association to the compensating task."
        return error(__name__, node, sentence, name=subject.called(node))
    if not compensates and not leaves:
        sentence = "No flow leaves the boundary event {name}; draw what happens when it is triggered."
        return error(__name__, node, sentence, name=subject.called(node))
    return None
