"""After an event-based gateway come two or more catching events or receive tasks, and nothing else leads to them.

Reason: the gateway waits for the first of its events; a condition, another kind of element or a second way in would
bypass the race. Message events and receive tasks are not mixed. Source: BPMN 2.0 clause 10.5.6; EXT.136 - EXT.142.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import event_facts
from app.notation.tags import Node, child, flag, kind, reference

_EVENTS = frozenset({"message", "timer", "signal", "conditional"})


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each("eventBasedGateway"):
        for sentence in _gateway(subject, gateway):
            yield error(__name__, gateway, sentence)
        for flow in subject.outgoing(gateway):
            target = subject.target(flow, "targetRef")
            for sentence in _target(subject, gateway, target) if target is not None else ():
                yield error(__name__, target if target is not None else flow, sentence)


def _gateway(subject: Subject, gateway: Node) -> Iterator[str]:
    name = subject.called(gateway)
    flows = subject.outgoing(gateway)
    if len(flows) < 2:
        yield f"The event gateway {name} has {len(flows)} outgoing flows; it needs at least two events to choose from."
    if any(child(flow, "conditionExpression") is not None for flow in flows):
        yield f"A flow that leaves the event gateway {name} has a condition; delete it: the event decides."
    targets = [node for flow in flows if (node := subject.target(flow, "targetRef")) is not None]
    kinds = {kind(node) if kind(node) == "receiveTask" else event_facts(node, subject.nodes).event for node in targets}
    if {"receiveTask", "message"} <= kinds:
        yield f"Message events and receive tasks both follow the event gateway {name}; use one of them."
    if flag(gateway, "instantiate", default=False) and subject.incoming(gateway):
        yield f"The event gateway {name} begins the process, but a flow leads to it; delete the flow."


def _target(subject: Subject, gateway: Node, target: Node) -> Iterator[str]:
    name = subject.called(target)
    catches = kind(target) == "intermediateCatchEvent" and event_facts(target, subject.nodes).event in _EVENTS
    if not catches and kind(target) != "receiveTask":
        yield (
            f"{name} follows the event gateway {subject.called(gateway)}; only a timer, message, signal or conditional "
            "event or a receive task may."
        )
    if len(subject.incoming(target)) > 1:
        yield f"{name} follows an event gateway, so no other flow may lead to it; join the flows behind it."
    hosts = (reference(event, "attachedToRef") for event in subject.each("boundaryEvent"))
    if target.get("id") in hosts:
        yield f"{name} follows an event gateway, so no boundary event may sit on it."
