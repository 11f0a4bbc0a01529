"""Writes the diagram of a plan as BPMN 2.0, with its drawing."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from app.notation.geometry import Box, Point
from app.notation.tags import BPMN, BPMNDI, CAMUNDA, DC, DI, XSI, Node
from app.sopdoc.make.layout import Placed, lay_out
from app.sopdoc.make.plan import Flow, Plan
from app.sopdoc.make.plan import Node as FlowNode

#: The grey of what does not stand in the source, as the other diagrams have it.
_NAMESPACES: Any = {
    "bpmn": BPMN[1:-1],
    "bpmndi": BPMNDI[1:-1],
    "dc": DC[1:-1],
    "di": DI[1:-1],
    "xsi": XSI[1:-1],
    "camunda": CAMUNDA[1:-1],
}
IMPORTED = "Diimpor dari tabel SOP."
ADDED = "(tambahan) Tidak tertulis sebagai baris bernomor pada tabel yang diimpor."


def diagram_file(plan: Plan) -> bytes:
    """The BPMN file of a plan."""
    root = etree.Element(f"{BPMN}definitions", nsmap=_NAMESPACES)
    root.set("id", f"definisi_{plan.key}")
    root.set("targetNamespace", "http://lajur.example/bpmn")
    pool = _add(_add(root, "collaboration", id="kolaborasi"), "participant", id="kolam", name=plan.title)
    pool.set("processRef", plan.key)
    process = _add(root, "process", id=plan.key, name=plan.title, isExecutable="true")
    _add(process, "documentation").text = IMPORTED
    _lane_set(process, plan)
    for node in plan.nodes:
        _node(process, plan, node)
    for flow in plan.flows:
        _flow(process, flow)
    _drawing(root, plan, lay_out(plan))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _lane_set(process: Node, plan: Plan) -> None:
    lanes = _add(process, "laneSet", id="lajur")
    for index, name in enumerate(plan.lanes):
        lane = _add(lanes, "lane", id=name, name=plan.table.lanes[index])
        for node in plan.nodes:
            if node.lane == index:
                _add(lane, "flowNodeRef").text = node.id


def _node(process: Node, plan: Plan, node: FlowNode) -> None:
    found = _add(process, node.tag, id=node.id, name=node.name)
    if node.default:
        found.set("default", node.default)
    if node.tag == "userTask":
        form = {"formRef": node.id, "formRefBinding": "deployment", "candidateGroups": plan.groups[node.lane]}
        _camunda(found, form)
    elif node.tag == "serviceTask":
        _camunda(found, {"type": "external", "topic": f"{plan.groups[node.lane]}.{node.id}"})
    if node.added:
        _add(found, "documentation").text = ADDED
    number = None if node.row is None else plan.table.rows[node.row].number
    _properties(found, {"row": str(number)} if number else {"basis": "inferred"} if node.added else {})
    for flow in plan.flows:
        if flow.target == node.id:
            _add(found, "incoming").text = flow.id
    for flow in plan.flows:
        if flow.source == node.id:
            _add(found, "outgoing").text = flow.id


def _flow(process: Node, flow: Flow) -> None:
    found = _add(process, "sequenceFlow", id=flow.id)
    if flow.name:
        found.set("name", flow.name)
    found.set("sourceRef", flow.source)
    found.set("targetRef", flow.target)
    if flow.condition:
        condition = _add(found, "conditionExpression")
        condition.set(f"{XSI}type", "bpmn:tFormalExpression")
        condition.text = flow.condition


def _drawing(root: Node, plan: Plan, placed: Placed) -> None:
    diagram = etree.SubElement(root, f"{BPMNDI}BPMNDiagram", id="gambar")
    plane = etree.SubElement(diagram, f"{BPMNDI}BPMNPlane", id="bidang", bpmnElement="kolaborasi")
    _shape(plane, "kolam", placed.pool).set("isHorizontal", "true")
    for name, box in zip(plan.lanes, placed.lanes, strict=True):
        _shape(plane, name, box).set("isHorizontal", "true")
    for node in plan.nodes:
        _label(_shape(plane, node.id, placed.shapes[node.id]), placed.labels.get(node.id))
    for flow in plan.flows:
        edge = etree.SubElement(plane, f"{BPMNDI}BPMNEdge", id=f"{flow.id}_di", bpmnElement=flow.id)
        for point in placed.lines[flow.id]:
            etree.SubElement(edge, f"{DI}waypoint", _at(point))
        _label(edge, placed.labels.get(flow.id))


def _shape(plane: Node, element: str, box: Box) -> Node:
    shape = etree.SubElement(plane, f"{BPMNDI}BPMNShape", id=f"{element}_di", bpmnElement=element)
    _bounds(shape, box)
    return shape


def _label(drawn: Node, box: Box | None) -> None:
    if box is not None:
        _bounds(etree.SubElement(drawn, f"{BPMNDI}BPMNLabel"), box)


def _bounds(drawn: Node, box: Box) -> None:
    etree.SubElement(
        drawn, f"{DC}Bounds", {**_at((box.x, box.y)), "width": _number(box.width), "height": _number(box.height)}
    )


def _at(point: Point) -> dict[str, str]:
    return {"x": _number(point[0]), "y": _number(point[1])}


def _number(value: float) -> str:
    return f"{round(value, 2):.10g}"


def _properties(node: Node, pairs: Mapping[str, str]) -> None:
    if pairs:
        held = etree.SubElement(_add(node, "extensionElements"), f"{CAMUNDA}properties")
        for name, value in pairs.items():
            etree.SubElement(held, f"{CAMUNDA}property", name=name, value=value)


def _camunda(node: Node, pairs: Mapping[str, str]) -> None:
    for name, value in pairs.items():
        node.set(f"{CAMUNDA}{name}", value)


def _add(parent: Node, tag: str, **attributes: str) -> Node:
    return etree.SubElement(parent, f"{BPMN}{tag}", attributes)
