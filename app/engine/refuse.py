"""What the engine does not run, it refuses: nothing is ever passed over in silence."""

from collections import Counter
from collections.abc import Collection, Iterator

from app.model.errors import Refused
from app.model.outline import Element, Outline, SequenceFlow

_CONDITIONAL = {"exclusiveGateway", "inclusiveGateway"}
_BEHIND_EVENT_GATEWAY = {"intermediateCatchEvent", "receiveTask"}
_HOSTS = {"userTask", "manualTask", "task", "serviceTask", "sendTask", "businessRuleTask", "receiveTask", "scriptTask"}


def refusals(outline: Outline, supported: Collection[tuple[str, str]]) -> Iterator[Refused]:
    """Why the engine cannot run a process, one sentence for each reason, in the order of the file."""
    for element in outline.elements.values():
        if (element.type, element.event) not in supported:
            what = f"{element.event} {element.type}".strip()
            yield Refused("{element}: {what} is not supported.", element=element.id, what=what)
        else:
            yield from _element(element, outline)
    for flow in outline.flows.values():
        yield from _flow(flow, outline)
    yield from _starts(outline)


def _element(element: Element, outline: Outline) -> Iterator[Refused]:
    if element.is_service and not element.attributes.get("topic"):
        yield Refused("{element}: it has no topic (camunda:topic), so nobody would do it.", element=element.id)
    if element.type == "scriptTask" and not (element.script and element.attributes.get("resultVariable")):
        yield Refused("{element}: it needs a FEEL expression and a camunda:resultVariable.", element=element.id)
    if element.event == "timer" and not (element.timer and element.timer.text.strip()):
        yield Refused("{element}: its timer says no time.", element=element.id)
    if element.type == "boundaryEvent":
        yield from _boundary(element, outline)
    if element.loop is not None:
        yield from _loop(element)


def _boundary(element: Element, outline: Outline) -> Iterator[Refused]:
    host = outline.elements.get(element.attached_to or "")
    if host is None or host.type not in _HOSTS | {"subProcess"} or host.triggered_by_event:
        yield Refused("{element}: it is not attached to a task or sub-process.", element=element.id)
    if element.event == "error" and not element.interrupting:
        yield Refused("{element}: an error always interrupts.", element=element.id)


def _loop(element: Element) -> Iterator[Refused]:
    loop = element.loop
    if element.type not in _HOSTS or loop is None or loop.kind not in ("parallel", "sequential"):
        yield Refused("{element}: this kind of loop is not supported.", element=element.id)
    elif not loop.collection and not loop.cardinality:
        yield Refused("{element}: it says neither a collection nor how many.", element=element.id)


def _flow(flow: SequenceFlow, outline: Outline) -> Iterator[Refused]:
    source, target = outline.elements.get(flow.source), outline.elements.get(flow.target)
    if source is None or target is None or source.scope != target.scope:
        yield Refused("{flow}: it does not lead from an element to another of its scope.", flow=flow.id)
        return
    choosing = source.type in _CONDITIONAL
    if flow.condition is not None and not choosing:
        yield Refused("{flow}: only gateways can have conditions on the flows that leave them.", flow=flow.id)
    alone = len(outline.outgoing(source.id)) == 1 or source.default_flow == flow.id
    if source.type == "exclusiveGateway" and flow.condition is None and not alone:
        yield Refused("{flow}: it has no condition and is not the default flow.", flow=flow.id)
    if source.type == "eventBasedGateway" and (target.type not in _BEHIND_EVENT_GATEWAY):
        yield Refused("{flow}: only catching events may follow an event-based gateway.", flow=flow.id)
    if target.type in ("startEvent", "boundaryEvent") or target.triggered_by_event or source.triggered_by_event:
        yield Refused("{flow}: no flow can lead there.", flow=flow.id)


def _starts(outline: Outline) -> Iterator[Refused]:
    starts = [element for element in outline.elements.values() if element.type == "startEvent"]
    count = Counter(start.scope for start in starts)
    scopes = {element.id: element for element in outline.elements.values() if element.type == "subProcess"}
    for scope in (outline.process, *scopes):
        if count[scope] != 1:
            yield Refused("{scope}: it needs exactly one start event.", scope=scope)
    for start in starts:
        scope_element = scopes.get(start.scope)
        if bool(start.event) != bool(scope_element and scope_element.triggered_by_event):
            yield Refused("{element}: only event sub-processes begin with an event, and they must.", element=start.id)
