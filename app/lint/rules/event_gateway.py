"""After an event-based gateway come two or more catching events or receive tasks, and nothing else leads to them.

Source: BPMN 2.0 clause 10.5.6; EXT.136 - EXT.142.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import event_facts
from app.notation.tags import Node, child, flag, kind, reference

REASON = (
    "The gateway waits for the first of its events; a condition, another kind of element or a second way in "
    "would bypass the race."
)

_EVENTS = frozenset({"message", "timer", "signal", "conditional"})

_TOO_FEW = "The event gateway {name} has {count} outgoing flows; it needs at least two events to choose from."
_CONDITION = "A flow that leaves the event gateway {name} has a condition; delete it: the event decides."
_BOTH = "Message events and receive tasks both follow the event gateway {name}; use one of them."
_BEGINS = "The event gateway {name} begins the process, but a flow leads to it; delete the flow."
_OTHER_KIND = (
    "{name} follows the event gateway {gateway}; only a timer, message, signal or conditional event or a receive task "
    "may."
)
_SECOND_WAY = "{name} follows an event gateway, so no other flow may lead to it; join the flows behind it."
_BOUNDARY = "{name} follows an event gateway, so no boundary event may sit on it."


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each("eventBasedGateway"):
        name = subject.called(gateway)
        for sentence in _gateway(subject, gateway):
            yield error(__name__, gateway, sentence, name=name, count=len(subject.outgoing(gateway)))
        for flow in subject.outgoing(gateway):
            target = subject.target(flow, "targetRef")
            if target is not None:
                for sentence in _target(subject, target):
                    yield error(__name__, target, sentence, name=subject.called(target), gateway=name)


def _gateway(subject: Subject, gateway: Node) -> Iterator[str]:
    flows = subject.outgoing(gateway)
    if len(flows) < 2:
        yield _TOO_FEW
    if any(child(flow, "conditionExpression") is not None for flow in flows):
        yield _CONDITION
    targets = [node for flow in flows if (node := subject.target(flow, "targetRef")) is not None]
    kinds = {kind(node) if kind(node) == "receiveTask" else event_facts(node, subject.nodes).event for node in targets}
    if {"receiveTask", "message"} <= kinds:
        yield _BOTH
    if flag(gateway, "instantiate", default=False) and subject.incoming(gateway):
        yield _BEGINS


def _target(subject: Subject, target: Node) -> Iterator[str]:
    catches = kind(target) == "intermediateCatchEvent" and event_facts(target, subject.nodes).event in _EVENTS
    if not catches and kind(target) != "receiveTask":
        yield _OTHER_KIND
    if len(subject.incoming(target)) > 1:
        yield _SECOND_WAY
    hosts = (reference(event, "attachedToRef") for event in subject.each("boundaryEvent"))
    if target.get("id") in hosts:
        yield _BOUNDARY
