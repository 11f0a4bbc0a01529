"""Every event has a kind that BPMN allows at its place.

Source: BPMN 2.0 clause 10.4.5 (table 10.93, types of events); EXT.098, EXT.100, EXT.106, EXT.110, EXT.111, EXT.146,
EXT.148, EXT.149.
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, error, is_event_sub_process
from app.model.errors import LajurError
from app.model.finding import Finding
from app.notation.events import event_definitions
from app.notation.tags import EVENTS, Node, flag, kind

REASON = (
    "Not every event may stand everywhere: a start cannot catch an error, a boundary event cannot be without "
    "a kind. Engines ignore such events or fail late."
)

_START = frozenset({"none", "message", "timer", "conditional", "signal"})
_INTERRUPTING_START = frozenset({"message", "timer", "error", "escalation", "compensate", "conditional", "signal"})
_BOUNDARY = frozenset({"message", "timer", "error", "escalation", "cancel", "compensate", "conditional", "signal"})
#: What stops its activity or scope cannot let it go on.
_ALWAYS_INTERRUPTING = frozenset({"error", "cancel", "compensate"})
_PLACES = {
    "endEvent": frozenset({"none", "message", "error", "escalation", "cancel", "compensate", "signal", "terminate"}),
    "intermediateCatchEvent": frozenset({"message", "timer", "conditional", "link", "signal"}),
    "intermediateThrowEvent": frozenset({"none", "message", "escalation", "compensate", "link", "signal"}),
}

_KINDS = {
    "none": LajurError("an event without a kind"),
    "message": LajurError("a message event"),
    "timer": LajurError("a timer event"),
    "error": LajurError("an error event"),
    "escalation": LajurError("an escalation event"),
    "cancel": LajurError("a cancel event"),
    "compensate": LajurError("a compensation event"),
    "conditional": LajurError("a conditional event"),
    "signal": LajurError("a signal event"),
    "link": LajurError("a link event"),
    "terminate": LajurError("a terminate event"),
}
_EVENT_SUB_PROCESS = LajurError("a start event of an event sub-process")
_SUB_PROCESS = LajurError("a start event of a sub-process")
_NOT_INTERRUPTING = LajurError("a boundary event that interrupts nothing")


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*EVENTS):
        definitions = event_definitions(node, subject.nodes)
        kinds = [kind(each).removesuffix("EventDefinition") for each in definitions] or ["none"]
        for written in kinds:
            if written not in _allowed(node):
                sentence = "{name} is {what}, which {place} cannot be; change its kind."
                what = _KINDS.get(written) or LajurError("an event of the kind “{kind}”", kind=written)
                yield error(__name__, node, sentence, name=subject.called(node), what=what, place=_place(node))
        if "cancel" in kinds and not _in_transaction(subject, node):
            yield error(
                __name__, node, "{name} is a cancel event, but stands at no transaction.", name=subject.called(node)
            )


def _allowed(node: Node) -> frozenset[str]:
    if kind(node) == "boundaryEvent":
        return _BOUNDARY if flag(node, "cancelActivity", default=True) else _BOUNDARY - _ALWAYS_INTERRUPTING
    if kind(node) != "startEvent":
        return _PLACES[kind(node)]
    scope = node.getparent()
    if scope is not None and is_event_sub_process(scope):
        interrupting = flag(node, "isInterrupting", default=True)
        return _INTERRUPTING_START if interrupting else _INTERRUPTING_START - _ALWAYS_INTERRUPTING
    return _START if scope is not None and kind(scope) == "process" else frozenset({"none"})


def _place(node: Node) -> LajurError:
    scope = node.getparent()
    if kind(node) == "startEvent" and scope is not None and kind(scope) != "process":
        return _EVENT_SUB_PROCESS if is_event_sub_process(scope) else _SUB_PROCESS
    if kind(node) == "boundaryEvent" and not flag(node, "cancelActivity", default=True):
        return _NOT_INTERRUPTING
    return kind_words(kind(node))


def _in_transaction(subject: Subject, node: Node) -> bool:
    holder = subject.target(node, "attachedToRef") if kind(node) == "boundaryEvent" else node.getparent()
    return holder is not None and kind(holder) == "transaction"
