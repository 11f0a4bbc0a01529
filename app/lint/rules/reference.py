"""A reference leads to an element of the kind it names.

Source: BPMN 2.0 clause 8.2 (the attributes' types in the class diagrams); EXT reference checks.
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, Words, error
from app.model.finding import Finding
from app.notation.tags import EVENTS, FLOW_NODES, Node, children, kind, text

REASON = "An event whose message does not exist is never triggered."

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

_MISSING = "{name} refers to “{id}” as its {attribute}, but there is no such element in the file."
_OTHER_KIND = "{name} refers to “{id}” as its {attribute}, but that is {kind}."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.root.iter("{*}*"):
        if not kind(node):
            continue
        for name, value in _references(node):
            prefix, _, local = value.rpartition(":")
            if prefix and node.nsmap.get(prefix) != subject.root.get("targetNamespace"):
                continue
            target = subject.nodes.get(local)
            said = {"name": _owner(subject, node), "id": local, "attribute": name}
            if target is None:
                yield error(__name__, node, _MISSING, **said)
            elif kind(target) not in _KINDS[name]:
                yield error(__name__, node, _OTHER_KIND, kind=kind_words(kind(target)), **said)


def _references(node: Node) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        if name in _KINDS and value:
            yield str(name), str(value)
    for part in children(node, *_KINDS):
        yield kind(part), text(part)


def _owner(subject: Subject, node: Node) -> Words:
    """The flow node, pool or other element that a person sees on the diagram."""
    seen = (each for each in (node, *node.iterancestors()) if each.get("name") or kind(each) in FLOW_NODES)
    return subject.called(next(seen, node))
