"""Makes SpiffWorkflow's spec of a process from its outline.

SpiffWorkflow's parsers are not used: they drop what they do not know without a word (flow ids, link events, the kind
of an event sub-process) and make Python of every expression.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import cast

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from app.engine.events import EndEvent, ErrorEnd, ScriptTask, TerminateEnd
from app.engine.gateways import EventGateway, ExclusiveGateway, InclusiveGateway, ParallelGateway
from app.engine.loops import MultiInstance
from app.engine.node import Activity, Node, Path
from app.engine.refuse import refusals
from app.engine.scopes import ErrorStart, EventStart, SubProcess
from app.engine.waits import Boundary, RaceNode, WaitNode
from app.model.outline import HUMAN_TASKS, SERVICE_TASKS, Element, Outline

_NODES: dict[tuple[str, str], Callable[..., Node]] = {
    **{(kind, ""): WaitNode for kind in HUMAN_TASKS | SERVICE_TASKS},
    ("receiveTask", ""): RaceNode,
    ("scriptTask", ""): ScriptTask,
    ("subProcess", ""): SubProcess,
    ("exclusiveGateway", ""): ExclusiveGateway,
    ("parallelGateway", ""): ParallelGateway,
    ("inclusiveGateway", ""): InclusiveGateway,
    ("eventBasedGateway", ""): EventGateway,
    ("startEvent", ""): Node,
    ("startEvent", "timer"): EventStart,
    ("startEvent", "message"): EventStart,
    ("startEvent", "error"): ErrorStart,
    ("endEvent", ""): EndEvent,
    ("endEvent", "terminate"): TerminateEnd,
    ("endEvent", "error"): ErrorEnd,
    ("intermediateThrowEvent", ""): Node,
    ("intermediateCatchEvent", "timer"): RaceNode,
    ("intermediateCatchEvent", "message"): RaceNode,
    ("boundaryEvent", "timer"): Boundary,
    ("boundaryEvent", "message"): Boundary,
    ("boundaryEvent", "error"): Node,
}

#: What the engine runs: BPMN tag and kind of event definition.
SUPPORTED = frozenset(_NODES)


def compiled(outline: Outline) -> BpmnProcessSpec:
    """The spec of a process; its node `spec.root` is the process itself.

    Raises Refused with a sentence for the first thing that would not work.
    """
    for refusal in refusals(outline, SUPPORTED):
        raise refusal
    spec = BpmnProcessSpec(outline.process)
    root = SubProcess(spec, Element(id=outline.process, type="process", name=outline.name))
    nodes: dict[str, Node] = {outline.process: root}
    for element in outline.elements.values():
        nodes[element.id] = _node(spec, element)
    for flow in outline.flows.values():
        nodes[flow.source].paths.append(Path(flow, nodes[flow.target]))
    for element in outline.elements.values():
        _attach(nodes, element, outline)
    spec.root = root
    return spec


def _node(spec: BpmnProcessSpec, element: Element) -> Node:
    build = _NODES[element.type, element.event]
    if element.loop is None:
        return build(spec, element)
    return MultiInstance(spec, element, element.loop, build(spec, element, suffix="[]"))


def _attach(nodes: dict[str, Node], element: Element, outline: Outline) -> None:
    """Tell a node, or the node it belongs to, what its place in the diagram means."""
    node = nodes[element.id]
    if element.type == "boundaryEvent":
        host = cast("Activity", nodes[element.attached_to or ""])
        (host.catchers if element.event == "error" else host.boundaries).append(node)
    elif element.type == "startEvent":
        _attach_start(nodes, node, element)
    elif isinstance(node, ParallelGateway):
        node.incoming = frozenset(flow.id for flow in outline.incoming(element.id))
    elif isinstance(node, InclusiveGateway):
        node.reaches = _reaches(element.id, outline)


def _attach_start(nodes: dict[str, Node], node: Node, element: Element) -> None:
    inside = cast("SubProcess", nodes[element.scope])
    inside.start = node
    if isinstance(node, EventStart | ErrorStart):
        node.handler = inside
        around = cast("SubProcess", nodes[inside.element.scope])
        (around.triggers if isinstance(node, EventStart) else around.handlers).append(node)


def _reaches(gateway: str, outline: Outline) -> dict[str, frozenset[str]]:
    """For each element, the incoming flows of `gateway` by which a token there can come without passing it before."""
    found: dict[str, set[str]] = defaultdict(set)
    for flow in outline.incoming(gateway):
        for element in _upstream(flow.source, gateway, outline):
            found[element].add(flow.id)
    return {element: frozenset(flows) for element, flows in found.items()}


def _upstream(element: str, gateway: str, outline: Outline) -> Iterable[str]:
    seen, todo = {gateway}, [element]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo.extend(flow.source for flow in outline.incoming(here))
            host = outline.elements[here].attached_to
            todo.extend([host] if host else [])
    return seen - {gateway}
