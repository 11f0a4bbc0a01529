"""Under which rows of the table `app.lint.supported` an element of a diagram falls."""

from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.outline import HUMAN_TASKS, SERVICE_TASKS, Element, Loop
from app.model.ways import reached
from app.notation.tags import CAMUNDA, EVENTS, GATEWAYS, child, children, flag

_REPEATED = HUMAN_TASKS | SERVICE_TASKS
_LISTENERS = {f"{CAMUNDA}executionListener", f"{CAMUNDA}taskListener"}


def cases(subject: Subject, element: Element) -> Iterator[str]:
    """The keys of the table that tell of an element, the one of its type first."""
    if element.type in EVENTS:
        yield from _event(subject, element)
    elif element.type in SERVICE_TASKS:
        external = element.attributes.get("type") == "external"
        yield f"{element.type}.external" if external else element.type
    elif element.type in GATEWAYS:
        yield from _gateway(subject, element)
    else:
        yield _activity(subject, element)
    if element.loop:
        yield from _loop(subject, element, element.loop)
    yield from _marks(subject, element)
    yield from _flows(subject, element)


def _event(subject: Subject, element: Element) -> Iterator[str]:
    scope = subject.outline.elements.get(element.scope)
    place = "eventSubProcess" if element.type == "startEvent" and scope and scope.triggered_by_event else element.type
    key = f"{place}.{element.event or 'none'}"
    if element.type == "endEvent" and element.event == "error":
        yield f"{key}.caught" if _is_caught(subject, element) else key
    elif element.type == "intermediateCatchEvent" and element.timer and element.timer.kind == "timeCycle":
        yield f"{key}.cycle"
    else:
        yield key if element.interrupting else f"{key}.nonInterrupting"


def _is_caught(subject: Subject, thrown: Element) -> bool:
    """Whether a sub-process around the error has a boundary event, or the process an event sub-process, for it."""
    outline = subject.outline
    around = set()
    scope = outline.elements.get(thrown.scope)
    while scope:
        around.add(scope.id)
        scope = outline.elements.get(scope.scope)
    handlers = (
        each
        for each in outline.elements.values()
        if each.event == "error" and (each.attached_to in around or _begins_handler(subject, each))
    )
    return bool(around) and any(each.error_code in (None, thrown.error_code) for each in handlers)


def _begins_handler(subject: Subject, element: Element) -> bool:
    scope = subject.outline.elements.get(element.scope)
    return element.type == "startEvent" and scope is not None and scope.scope == subject.outline.process


def _gateway(subject: Subject, element: Element) -> Iterator[str]:
    node = subject.nodes[element.id]
    ahead = reached(subject.ways[element.id], subject.ways.__getitem__)
    loops = element.type == "inclusiveGateway" and element.id in ahead
    yield f"{element.type}.loop" if loops else element.type
    if element.type == "eventBasedGateway":
        if flag(node, "instantiate", default=False):
            yield "eventBasedGateway.instantiate"
        if node.get("eventGatewayType") == "Parallel":
            yield "eventBasedGateway.parallel"


def _activity(subject: Subject, element: Element) -> str:
    if element.type == "receiveTask":
        if flag(subject.nodes[element.id], "instantiate", default=False):
            return "receiveTask.instantiate"
        return "receiveTask.message" if element.message else "receiveTask"
    if element.type == "scriptTask":
        works = element.script and element.attributes.get("resultVariable")
        return "scriptTask.feel" if works else "scriptTask"
    if element.triggered_by_event:
        starts = (each for each in subject.outline.elements.values() if each.scope == element.id)
        start = next((each for each in starts if each.type == "startEvent"), None)
        if element.scope != subject.outline.process or start is None:
            return "eventSubProcess.nested"
        return next(_event(subject, start))
    return element.type


def _loop(subject: Subject, element: Element, loop: Loop) -> Iterator[str]:
    if loop.kind == "standard":
        yield "loop.standard"
        return
    several = child(subject.nodes[element.id], "multiInstanceLoopCharacteristics")
    if several is not None and next(children(several, "loopDataInputRef", "loopDataOutputRef"), None) is not None:
        yield "multiInstance.data"
    yield f"multiInstance.{loop.kind}" if element.type in _REPEATED else "multiInstance.other"
    if bool(loop.cardinality) == bool(loop.collection) or bool(loop.collection) != bool(loop.element_variable):
        yield "multiInstance.unknown"
    if loop.completion:
        yield "multiInstance.completion"


def _marks(subject: Subject, element: Element) -> Iterator[str]:
    node = subject.nodes[element.id]
    if flag(node, "isForCompensation", default=False):
        yield "compensation"
    extensions = child(node, "extensionElements")
    tags = set() if extensions is None else {each.tag for each in extensions}
    if f"{CAMUNDA}inputOutput" in tags:
        yield "extension.inputOutput"
    if tags & _LISTENERS:
        yield "extension.listener"
    if next(children(node, "dataInputAssociation", "dataOutputAssociation"), None) is not None:
        yield "dataAssociation"


def _flows(subject: Subject, element: Element) -> Iterator[str]:
    if element.type in GATEWAYS:
        return
    flows = subject.outline.outgoing(element.id)
    if any(flow.condition for flow in flows):
        yield "sequenceFlow.conditional"
    if len(flows) > 1:
        yield "sequenceFlow.fork"
