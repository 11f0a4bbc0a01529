"""Names of the notation, and the few ways in which its XML is asked."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

#: An element of an XML tree.
Node = etree._Element  # noqa: SLF001 - lxml has no public name for the type

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"

TASKS = frozenset({
    "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "scriptTask",
    "callActivity",
})  # fmt: skip
SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
GATEWAYS = frozenset({
    "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway",
})  # fmt: skip
#: Flow nodes: what sequence flows may connect. The choreography nodes of BPMN are no part of a process.
FLOW_NODES = TASKS | SUB_PROCESSES | EVENTS | GATEWAYS
#: Elements whose text is an expression.
EXPRESSIONS = frozenset({
    "conditionExpression", "condition", "loopCardinality", "completionCondition", "loopCondition",
    "activationCondition", "timeDate", "timeDuration", "timeCycle", "transformation", "from", "to",
})  # fmt: skip


def kind(node: Node) -> str:
    """The BPMN tag of a node (`userTask`), or an empty text for what is no BPMN element."""
    return node.tag.removeprefix(BPMN) if isinstance(node.tag, str) and node.tag.startswith(BPMN) else ""


def children(node: Node, *kinds: str) -> Iterator[Node]:
    """The child elements of these BPMN tags in the order of the file; all BPMN children when none is named."""
    return node.iterchildren(*map(_written, kinds)) if kinds else (each for each in node.iterchildren() if kind(each))


@cache
def _written(tag: str) -> str:
    """A BPMN tag as lxml writes it."""
    return f"{BPMN}{tag}"


def child(node: Node, of: str) -> Node | None:
    return next(children(node, of), None)


def descendants(node: Node, *kinds: str) -> Iterator[Node]:
    """All elements of these BPMN tags below a node (or itself), in the order of the file."""
    return node.iter(*map(_written, kinds)) if kinds else iter(())


def text(node: Node | None) -> str:
    """What is written in an element, without comments and surrounding space."""
    return "" if node is None else str(node.xpath("string()")).strip()


def flag(node: Node, attribute: str, *, default: bool) -> bool:
    """A boolean attribute (`true`, `1`, `false`, `0`)."""
    value = node.get(attribute)
    return default if value is None else value.strip() in ("true", "1")


def reference(node: Node, attribute: str) -> str | None:
    """The id an attribute points to. References may be written as qualified names (`tns:Message_1`)."""
    value = node.get(attribute, "").strip()
    return value.rpartition(":")[2] or None


def by_id(root: Node) -> dict[str, Node]:
    """All BPMN elements that have an id. Where an id stands twice, the first one is meant."""
    found: dict[str, Node] = {}
    for node in root.iter():
        if kind(node) and (name := node.get("id")):
            found.setdefault(name, node)
    return found


def line(node: Node) -> int | None:
    """The line of the file in which an element begins."""
    number = node.sourceline
    return number if isinstance(number, int) else None
