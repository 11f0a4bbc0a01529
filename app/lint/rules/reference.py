"""A reference leads to an element of the kind it names.

Reason: an event whose message does not exist is never triggered. Source: BPMN 2.0 clause 8.2 (the attributes' types in
the class diagrams); EXT reference checks.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import EVENTS, FLOW_NODES, Node, children, kind, text

_TASKS_AND_EVENTS = FLOW_NODES - {"startEvent"}
#: Attribute or child element -> the kinds of elements it may name.
_KINDS = {
    "messageRef": {"message"},
    "signalRef": {"signal"},
    "errorRef": {"error"},
    "escalationRef": {"escalation"},
    "processRef": {"process"},
    "operationRef": {"operation"},
    "inMessageRef": {"message"},
    "outMessageRef": {"message"},
    "dataObjectRef": {"dataObject"},
    "dataStoreRef": {"dataStore"},
    "categoryValueRef": {"categoryValue"},
    "activityRef": _TASKS_AND_EVENTS - EVENTS,
    "itemSubjectRef": {"itemDefinition"},
    "itemRef": {"itemDefinition"},
}
"""References into other files (`import`) are written with a prefix of their own and are not followed."""


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.root.iter("{*}*"):
        if not kind(node):
            continue
        for name, value in _references(node):
            sentence = _broken(subject, node, name, value)
            if sentence:
                yield error(__name__, node, f"{_owner(subject, node)} {sentence}")


def _references(node: Node) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        if name in _KINDS and value:
            yield str(name), str(value)
    for part in children(node, *_KINDS):
        yield kind(part), text(part)


def _broken(subject: Subject, node: Node, name: str, value: str) -> str | None:
    prefix, _, local = value.rpartition(":")
    if prefix and node.nsmap.get(prefix) != subject.root.get("targetNamespace"):
        return None
    target = subject.nodes.get(local)
    if target is None:
        return f"refers to “{local}” as its {name}, but there is no such element in the file."
    if kind(target) not in _KINDS[name]:
        return f"refers to “{local}” as its {name}, but that is a {kind(target)}."
    return None


def _owner(subject: Subject, node: Node) -> str:
    """The flow node, pool or other element that a person sees on the diagram."""
    seen = (each for each in (node, *node.iterancestors()) if each.get("name") or kind(each) in FLOW_NODES)
    return subject.called(next(seen, node))
