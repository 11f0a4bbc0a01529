"""A message flow leads from one pool to another, out of what sends and into what receives.

A start event does not send, an end event does not receive; where a message flow is drawn to a start event or from an
end event, that event is one of a message. Source: BPMN 2.0 clause 9.3 and 7.6.2 (table 7.5); EXT.008, EXT.009,
EXT.031, EXT.102, EXT.103, EXT.108, EXT.109, EXT.119.
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import event_definitions
from app.notation.tags import BPMN, SUB_PROCESSES, TASKS, Node, kind, reference

REASON = "The diagram would tell of a message that is never sent."

_SENDS = TASKS | SUB_PROCESSES | {"participant", "endEvent", "intermediateThrowEvent"}
_RECEIVES = TASKS | SUB_PROCESSES | {"participant", "startEvent", "intermediateCatchEvent", "boundaryEvent"}
_MESSAGE_EVENTS = frozenset({"endEvent", "startEvent"})

_NOT_SENDS = (
    "{end}, {kind}, does not send the message of “{name}”. Draw the message flow elsewhere, or make it a message event."
)
_NOT_RECEIVES = (
    "{end}, {kind}, does not receive the message of “{name}”. Draw the message flow elsewhere, or make it a message "
    "event."
)


def check(subject: Subject) -> Iterator[Finding]:
    for flow in subject.each("messageFlow"):
        source, target = subject.target(flow, "sourceRef"), subject.target(flow, "targetRef")
        name = flow.get("name") or flow.get("id")
        if source is None or target is None:
            yield error(
                __name__,
                flow,
                "The message flow “{name}” leads from or to nothing; connect it or delete it.",
                name=name,
            )
            continue
        if _pool(source) == _pool(target):
            yield error(
                __name__, flow, "The message flow “{name}” stays within a pool; use a sequence flow.", name=name
            )
        for end, allowed, sentence in ((source, _SENDS, _NOT_SENDS), (target, _RECEIVES, _NOT_RECEIVES)):
            if kind(end) not in allowed or not _has_message(subject, end):
                said = {"end": subject.called(end), "kind": kind_words(kind(end))}
                yield error(__name__, flow, sentence, name=name, **said)


def _has_message(subject: Subject, node: Node) -> bool:
    definitions = event_definitions(node, subject.nodes)
    return kind(node) not in _MESSAGE_EVENTS or any(kind(each) == "messageEventDefinition" for each in definitions)


def _pool(node: Node) -> str | None:
    """The process of a pool or of what stands in it; an empty pool has none and goes by its own id."""
    if kind(node) == "participant":
        return reference(node, "processRef") or node.get("id")
    return next((process.get("id") for process in node.iterancestors(f"{BPMN}process")), None)
