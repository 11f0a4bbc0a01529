"""BPMN XML of a drawing (see `tests.drawing`), as a modeler would save it, without the layout."""

from collections.abc import Mapping

from lxml import etree

from tests.drawing import Node, Scope, read

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_C = f"{{{CAMUNDA}}}"

_TASKS = {
    "": "userTask",
    "user": "userTask",
    "manual": "manualTask",
    "task": "task",
    "service": "serviceTask",
    "send": "sendTask",
    "rule": "businessRuleTask",
    "receive": "receiveTask",
    "script": "scriptTask",
}
_EXTERNAL = ("service", "send", "rule")
_GATEWAYS = {"": "exclusiveGateway", "and": "parallelGateway", "or": "inclusiveGateway", "event": "eventBasedGateway"}
_TIMERS = {"R": "timeCycle", "P": "timeDuration", "=": "timeDuration", "$": "timeDuration"}


def bpmn(drawing: str, *, process: str = "process", extra: str = "") -> bytes:
    """The BPMN XML of a drawing; `extra` is XML to put into the process as it is."""
    return _Writer().write(read(drawing, process), extra)


class _Writer:
    def __init__(self) -> None:
        self.root = etree.Element(f"{{{BPMN}}}definitions", nsmap={"bpmn": BPMN, "camunda": CAMUNDA, "xsi": XSI})
        self.root.set("targetNamespace", "http://lajur.example/bpmn")
        self.references: dict[tuple[str, str], str] = {}

    def write(self, top: Scope, extra: str) -> bytes:
        process = _add(self.root, "process", id=top.id, isExecutable="true")
        self.content(process, top)
        for element in etree.fromstring(f"<all xmlns:bpmn='{BPMN}'>{extra}</all>"):
            process.append(element)
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")

    def content(self, parent: etree._Element, scope: Scope) -> None:
        for node in scope.nodes.values():
            if node.id in scope.scopes:
                self.sub_process(parent, scope.scopes[node.id], node)
            else:
                {"(": self.event, "<": self.gateway}.get(node.shape, self.task)(parent, scope, node)
        for flow in scope.flows:
            element = _add(parent, "sequenceFlow", id=flow.id, sourceRef=flow.source, targetRef=flow.target)
            if flow.condition is not None:
                condition = _add(element, "conditionExpression", flow.condition)
                condition.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")

    def sub_process(self, parent: etree._Element, scope: Scope, node: Node) -> None:
        element = _add(parent, "subProcess", id=scope.id, triggeredByEvent="true" if scope.trigger else None)
        _add_loop(element, node.options)
        self.content(element, scope)

    def task(self, parent: etree._Element, scope: Scope, node: Node) -> None:
        main, options = node.options.get("", ""), node.options
        element = _add(parent, _TASKS[node.kind], id=node.id)
        if node.kind in _EXTERNAL:
            element.attrib.update({f"{_C}type": "external", f"{_C}topic": main or node.id})
        if node.kind == "receive":
            element.set("messageRef", self.reference("message", main))
        if "collect" in options:
            properties = etree.SubElement(_add(element, "extensionElements"), f"{_C}properties")
            etree.SubElement(properties, f"{_C}property", name="collect", value=options["collect"])
        _add_loop(element, options)
        if node.kind == "script":
            element.set("scriptFormat", "feel")
            if "result" in options:
                element.set(f"{_C}resultVariable", options["result"])
            _add(element, "script", main)

    def gateway(self, parent: etree._Element, scope: Scope, node: Node) -> None:
        leaving = [flow for flow in scope.flows if flow.source == node.id]
        default = None
        if any(flow.condition is not None for flow in leaving):
            default = next((flow.id for flow in leaving if flow.condition is None), None)
        _add(parent, _GATEWAYS[node.kind], id=node.id, default=default)

    def event(self, parent: etree._Element, scope: Scope, node: Node) -> None:
        element = _add(parent, node.options.get("tag") or _event_tag(node), id=node.id)
        if node.host:
            element.set("attachedToRef", node.host)
            element.set("cancelActivity", "true" if node.interrupting else "false")
        elif scope.trigger == "~" and not node.incoming:
            element.set("isInterrupting", "false")
        if node.kind:
            self.definition(element, node)

    def definition(self, event: etree._Element, node: Node) -> None:
        main = node.options.get("", "")
        element = _add(event, f"{node.kind}EventDefinition")
        if node.kind == "timer":
            _add(element, node.options.get("kind") or _TIMERS.get(main[:1], "timeDate"), main)
        elif main:
            element.set(f"{node.kind}Ref", self.reference(node.kind, main))

    def reference(self, kind: str, name: str) -> str:
        """The id of the message or error of this name; it is declared when it is first spoken of."""
        if (kind, name) not in self.references:
            self.references[kind, name] = f"{kind}_{len(self.references) + 1}"
            declared = etree.Element(f"{{{BPMN}}}{kind}", id=self.references[kind, name], name=name)
            if kind == "error":
                declared.set("errorCode", name)
            self.root.insert(len(self.references) - 1, declared)
        return self.references[kind, name]


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str | None) -> etree._Element:
    given = {name: value for name, value in attributes.items() if value is not None}
    element = etree.SubElement(parent, f"{{{BPMN}}}{tag}", given)
    element.text = text
    return element


def _add_loop(element: etree._Element, options: Mapping[str, str]) -> None:
    kind = next((kind for kind in ("parallel", "sequential") if kind in options), None)
    if "loop" in options:
        _add(element, "standardLoopCharacteristics")
    if kind is None:
        return
    loop = _add(element, "multiInstanceLoopCharacteristics", isSequential="true" if kind == "sequential" else "false")
    if options[kind]:
        loop.set(f"{_C}collection", options[kind])
    if "as" in options:
        loop.set(f"{_C}elementVariable", options["as"])
    if "times" in options:
        _add(loop, "loopCardinality", options["times"])
    if "until" in options:
        _add(loop, "completionCondition", options["until"])


def _event_tag(node: Node) -> str:
    if node.host:
        return "boundaryEvent"
    if not node.incoming:
        return "startEvent"
    if not node.outgoing:
        return "endEvent"
    return "intermediateCatchEvent" if node.kind else "intermediateThrowEvent"
