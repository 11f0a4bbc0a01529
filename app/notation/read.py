"""Reads the outline of the executable process from the XML of a diagram."""

from collections.abc import Iterator, Mapping

from app.model.errors import Refused
from app.model.outline import Element, Lane, Loop, Outline, SequenceFlow
from app.notation import tags
from app.notation.events import event_facts
from app.notation.tags import CAMUNDA, Node, child, children, descendants, flag, reference, text

#: Elements, flows and lanes of a file. The largest SOPs that people read have a tenth of it.
MOST_ELEMENTS = 3000


def read_outline(root: Node) -> Outline:
    """What the executable process of a diagram says.

    A diagram that breaks the rules of BPMN is read as far as it goes: what has no id is left out, a flow without
    source or target has an empty one, a reference that leads nowhere is None. Telling of that is the work of lint.
    Raises Refused when there is no process, or more than one that is executable, or more than MOST_ELEMENTS.
    """
    _refuse_too_many(root)
    process = executable_process(root)
    known = tags.by_id(root)
    lanes = {name: _lane(lane) for lane in descendants(process, "lane") if (name := lane.get("id"))}
    placed = _Placed(process, known, lanes)
    nodes = (node for node in descendants(process, *tags.FLOW_NODES) if node.get("id"))
    flows = (node for node in descendants(process, "sequenceFlow") if node.get("id"))
    return Outline(
        process=process.get("id", ""),
        name=process.get("name") or _pool_name(root, process.get("id")),
        elements={node.get("id", ""): read_element(node, known, placed.lane_of(node)) for node in nodes},
        flows={node.get("id", ""): _flow(node) for node in flows},
        lanes=lanes,
    )


def _refuse_too_many(root: Node) -> None:
    count = sum(1 for _ in descendants(root, "lane", "sequenceFlow", *tags.FLOW_NODES))
    if count > MOST_ELEMENTS:
        raise Refused(
            "The diagram has {count} elements and flows; {limit} are allowed. Divide it into several SOPs.",
            count=count,
            limit=MOST_ELEMENTS,
        )


def executable_process(root: Node) -> Node:
    """The process that is meant to run: the one marked as executable, else one that a pool shows, else the first.

    Raises Refused as `read_outline` does.
    """
    processes = list(children(root, "process"))
    executable = [process for process in processes if flag(process, "isExecutable", default=False)]
    if len(executable) > 1:
        names = ", ".join(process.get("name") or process.get("id") or "without a name" for process in executable)
        raise Refused(
            "The diagram has {count} executable processes ({names}). Leave one; draw the others as empty pools.",
            count=len(executable),
            names=names,
        )
    shown = {reference(pool, "processRef") for pool in descendants(root, "participant")}
    candidates = executable or [process for process in processes if process.get("id") in shown] or processes
    if not candidates:
        raise Refused("The diagram has no process: draw a start event, tasks and an end event.")
    return candidates[0]


def _pool_name(root: Node, process: str | None) -> str:
    pools = (pool for pool in descendants(root, "participant") if reference(pool, "processRef") == process)
    return next((pool.get("name", "") for pool in pools), "")


class _Placed:
    """In which lane an element stands."""

    def __init__(self, process: Node, known: Mapping[str, Node], lanes: Mapping[str, Lane]) -> None:
        self._known = known
        self._lanes = lanes
        # A lane is followed by its children, so of several that list a node the innermost is the last.
        self._listed = {
            text(ref): name
            for lane in descendants(process, "lane")
            if (name := lane.get("id"))
            for ref in children(lane, "flowNodeRef")
        }

    def lane_of(self, node: Node) -> str | None:
        """The innermost lane that lists the node, or else its host (for a boundary event) or its sub-process."""
        listed = self._listed.get(node.get("id", ""))
        if listed:
            return self._named(listed)
        outer = self._known.get(reference(node, "attachedToRef") or "")
        if outer is None or tags.kind(outer) == "boundaryEvent":
            outer = node.getparent()
        return self.lane_of(outer) if outer is not None and tags.kind(outer) in tags.FLOW_NODES else None

    def _named(self, lane: str) -> str:
        """The lane itself, or for a lane without a name the next outer one that has a name."""
        outer: str | None = lane
        while outer and not self._lanes[outer].name:
            outer = self._lanes[outer].parent
        return outer or lane


def _lane(node: Node) -> Lane:
    parents = (outer.get("id") for outer in node.iterancestors(f"{tags.BPMN}lane"))
    return Lane(id=node.get("id", ""), name=node.get("name", ""), parent=next(parents, None))


def _flow(node: Node) -> SequenceFlow:
    return SequenceFlow(
        id=node.get("id", ""),
        source=reference(node, "sourceRef") or "",
        target=reference(node, "targetRef") or "",
        name=node.get("name", ""),
        condition=text(child(node, "conditionExpression")) or None,
        scope=_scope(node),
    )


def read_element(node: Node, known: Mapping[str, Node], lane: str | None = None, name: str | None = None) -> Element:
    """The facts of one element. `known` are all elements of the file by id; `name` is given if it is no attribute."""
    facts = event_facts(node, known)
    return Element(
        id=node.get("id", ""),
        type=tags.kind(node),
        name=node.get("name", "") if name is None else name,
        lane=lane,
        scope=_scope(node),
        event=facts.event,
        attached_to=reference(node, "attachedToRef"),
        interrupting=flag(node, "cancelActivity", default=True) and flag(node, "isInterrupting", default=True),
        triggered_by_event=flag(node, "triggeredByEvent", default=False),
        default_flow=reference(node, "default"),
        timer=facts.timer,
        message=facts.message,
        error_code=facts.error_code,
        condition=facts.condition,
        loop=_loop(node),
        script=_script(node),
        documentation="\n\n".join(text(part) for part in children(node, "documentation")),
        attributes=dict(_attributes(node)),
        properties=dict(properties(node)),
    )


def _scope(node: Node) -> str:
    parent = node.getparent()
    return "" if parent is None else parent.get("id", "")


def _loop(node: Node) -> Loop | None:
    standard = child(node, "standardLoopCharacteristics")
    if standard is not None:
        return Loop(
            "standard", cardinality=standard.get("loopMaximum", ""), completion=text(child(standard, "loopCondition"))
        )
    several = child(node, "multiInstanceLoopCharacteristics")
    if several is None:
        return None
    return Loop(
        kind="sequential" if flag(several, "isSequential", default=False) else "parallel",
        collection=several.get(f"{CAMUNDA}collection", ""),
        element_variable=several.get(f"{CAMUNDA}elementVariable", ""),
        cardinality=text(child(several, "loopCardinality")),
        completion=text(child(several, "completionCondition")),
    )


def _script(node: Node) -> str | None:
    """The text of a script that is written in FEEL; other languages are never run and therefore not read."""
    if node.get("scriptFormat", "").strip().lower() != "feel":
        return None
    return text(child(node, "script"))


def _attributes(node: Node) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        if str(name).startswith(CAMUNDA):
            yield str(name).removeprefix(CAMUNDA), str(value)


def properties(node: Node) -> Iterator[tuple[str, str]]:
    """The pairs of `camunda:property` that an element carries."""
    for extension in children(node, "extensionElements"):
        for pair in extension.iterfind(f"{CAMUNDA}properties/{CAMUNDA}property"):
            yield pair.get("name", ""), pair.get("value", "")
