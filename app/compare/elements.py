"""What a diagram says of one element, in words a clerk reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.outline import Element, Loop
from app.notation import tags
from app.notation.diagram import Diagram
from app.notation.read import read_element
from app.notation.tags import FLOW_NODES, Node

#: What is compared by itself; everything else belongs to the element it stands in.
COMPARED = FLOW_NODES | {
    "sequenceFlow", "messageFlow", "association", "dataInputAssociation", "dataOutputAssociation", "participant",
    "lane", "process", "textAnnotation", "group", "dataObjectReference", "dataStoreReference", "message", "error",
    "signal", "escalation",
}  # fmt: skip
#: Says again what flows and lanes say of themselves.
_ECHOES = frozenset({"incoming", "outgoing", "flowNodeRef"})
_FLOWS = frozenset({"sequenceFlow", "messageFlow", "association"})
#: The form is told by its name; that it comes with the SOP is so with every form of this house.
_OF_FORMS = frozenset({"formRef", "formRefBinding"})
_ATTRIBUTES = {"candidateGroups": "candidates", "topic": "topic", "assignee": "assignee"}


@dataclass(frozen=True, slots=True)
class Fact:
    """What identifies a value, and how it is shown: lanes and elements are shown by their names."""

    key: str
    shown: str


#: Facts by what they are of; only those that are there.
Facts = Mapping[str, Fact]
Own = tuple[str, tuple[tuple[str, str], ...], str, tuple[object, ...]]


def facts_of(node: Node, diagram: Diagram) -> Facts:
    """The facts of an element, without those that are empty."""
    kind = tags.kind(node)
    told = _flow(node, diagram) if kind in _FLOWS else _node(node, diagram)
    return {what: fact for what, fact in told if fact.key}


def name_of(node: Node, diagram: Diagram) -> str:
    """What people call an element: its name, the text of an annotation; of a flow without a name where it leads."""
    kind = tags.kind(node)
    if kind == "textAnnotation":
        return tags.text(tags.child(node, "text"))
    name = node.get("name", "")
    if not name and kind in _FLOWS:
        return " → ".join(_named(tags.reference(node, end), diagram).shown for end in ("sourceRef", "targetRef"))
    return name


def own(node: Node) -> Own:
    """Everything that is written in an element but its id, its echoes, and what is compared by itself."""
    attributes = tuple(sorted((str(name), str(value)) for name, value in node.attrib.items() if name != "id"))
    parts = (child for child in node.iterchildren() if isinstance(child.tag, str))
    inner = tuple(own(child) for child in parts if tags.kind(child) not in COMPARED | _ECHOES)
    return str(node.tag), attributes, (node.text or "").strip(), inner


def _flow(node: Node, diagram: Diagram) -> Iterator[tuple[str, Fact]]:
    yield "name", _plain(node.get("name", ""))
    yield "from", _named(tags.reference(node, "sourceRef"), diagram)
    yield "to", _named(tags.reference(node, "targetRef"), diagram)
    yield "condition", _plain(tags.text(tags.child(node, "conditionExpression")))
    yield "documentation", _plain(_documentation(node))


def _node(node: Node, diagram: Diagram) -> Iterator[tuple[str, Fact]]:
    kind = tags.kind(node)
    known = diagram.outline.elements.get(node.get("id", ""))
    element = known or read_element(node, diagram.nodes, name=name_of(node, diagram))
    yield "name", _plain(element.name)
    yield "type", _plain(kind)
    yield "lane", _named(element.lane, diagram)
    yield "parent", _named(_outer(node, diagram), diagram)
    yield "attached to", _named(element.attached_to, diagram)
    yield from _event(element)
    if known is not None and "formRef" in element.attributes:
        yield "form", _plain(element.attributes["formRef"])
    yield "default flow", _default(element, diagram)
    yield "loop", _plain(_loop(element.loop))
    yield "script", _plain(element.script or "")
    for name, value in element.attributes.items():
        if name not in _OF_FORMS:
            yield _ATTRIBUTES.get(name, name), _plain(value)
    for name, value in element.properties.items():
        yield name, _plain(value)
    yield "documentation", _plain(element.documentation)


def _event(element: Element) -> Iterator[tuple[str, Fact]]:
    yield "event", _plain(element.event)
    yield "timer", _plain(element.timer.text if element.timer else "")
    yield "message", _plain(element.message or "")
    yield "error code", _plain(element.error_code or "")
    yield "condition", _plain(element.condition or "")
    if not element.interrupting:
        yield "interrupting", _plain("false")


def _default(element: Element, diagram: Diagram) -> Fact:
    flow = diagram.nodes.get(element.default_flow or "")
    return Fact(element.default_flow or "", name_of(flow, diagram) if flow is not None else element.default_flow or "")


def _loop(loop: Loop | None) -> str:
    if loop is None:
        return ""
    parts = (loop.kind, loop.collection, loop.element_variable, loop.cardinality, loop.completion)
    return ", ".join(part for part in parts if part)


def _outer(node: Node, diagram: Diagram) -> str | None:
    """The lane or sub-process around an element, where it is not the process itself."""
    outer = next(node.iterancestors(*(f"{tags.BPMN}{kind}" for kind in ("lane", *tags.SUB_PROCESSES))), None)
    return None if outer is None or node is diagram.process else outer.get("id")


def _documentation(node: Node) -> str:
    return "\n\n".join(tags.text(part) for part in tags.children(node, "documentation"))


def _named(name: str | None, diagram: Diagram) -> Fact:
    node = diagram.nodes.get(name or "")
    return Fact(name or "", (node.get("name") if node is not None else None) or name or "")


def _plain(text: str) -> Fact:
    return Fact(text, text)
