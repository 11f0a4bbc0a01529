"""Changes to a drawing for tests of moving, and a case that is moved while it is played."""

from collections.abc import Callable
from hashlib import sha256

from lxml import etree

from app.engine import SpiffEngine
from app.model.advance import Passage, Passing, Saved
from app.model.definition import ProcessDefinition
from app.model.event import Event, Happening
from app.model.migration import Move, Reason, Situation, obstacles
from app.model.trail import trail
from tests.drawing_xml import BPMN
from tests.engine.conftest import START, Play, definition_of

KINDS = {
    Passing.OPENED: Happening.WORK_OPENED,
    Passing.COMPLETED: Happening.WORK_COMPLETED,
    Passing.PASSED: Happening.ELEMENT_PASSED,
    Passing.CANCELLED: Happening.WORK_CANCELLED,
}


def event(number: int, passage: Passage) -> Event:
    """A passage as the history tells of it, without what is not looked at."""
    return Event("T", number, START, KINDS[passage.what], "system", passage.element, passage.flow, b"{}", b"", b"", b"")


def changed(xml: bytes, change: Callable[[etree._Element], None]) -> ProcessDefinition:
    root = etree.fromstring(xml)
    change(root)
    return definition_of(etree.tostring(root))


def relabelled(xml: bytes) -> ProcessDefinition:
    """The same diagram with other names everywhere, other lanes, documentation, and the process under another id."""

    def change(root: etree._Element) -> None:
        process = root.find(f"{{{BPMN}}}process")
        assert process is not None
        process.set("id", "renamed")
        lanes = etree.SubElement(etree.SubElement(process, f"{{{BPMN}}}laneSet"), f"{{{BPMN}}}lane", id="lane_new")
        for node in process.iter():
            name = node.get("id")
            if name and node not in (process, lanes):
                node.set("name", f"Baru {name}")
                text = etree.Element(f"{{{BPMN}}}documentation")
                text.text = "Lain."
                node.insert(0, text)
        for node in process:
            if node.get("id") and not node.tag.endswith("sequenceFlow"):
                etree.SubElement(lanes, f"{{{BPMN}}}flowNodeRef").text = node.get("id")

    return changed(xml, change)


def redrawn(xml: bytes) -> ProcessDefinition:
    """The same diagram with every arrow drawn anew: all of them have other ids."""

    def change(root: etree._Element) -> None:
        for flow in root.iter(f"{{{BPMN}}}sequenceFlow"):
            old, new = flow.get("id") or "", "f" + sha256((flow.get("id") or "").encode()).hexdigest()[:8]
            flow.set("id", new)
            for node in root.iter():
                if node.get("default") == old:
                    node.set("default", new)

    return changed(xml, change)


def with_step(xml: bytes, nth: int) -> ProcessDefinition:
    """The same diagram with a step in the middle of one of its arrows, as a modeler inserts it."""

    def change(root: etree._Element) -> None:
        flows = list(root.iter(f"{{{BPMN}}}sequenceFlow"))
        nodes = {node.get("id"): node for node in root.iter()}
        # Behind an event-based gateway nothing but an event may stand.
        flows = [it for it in flows if not nodes[it.get("sourceRef")].tag.endswith("eventBasedGateway")]
        flow = flows[nth % len(flows)]
        target, scope = flow.get("targetRef") or "", flow.getparent()
        assert scope is not None
        etree.SubElement(scope, f"{{{BPMN}}}userTask", id="second")
        etree.SubElement(scope, f"{{{BPMN}}}sequenceFlow", id="second_on", sourceRef="second", targetRef=target)
        flow.set("targetRef", "second")

    return changed(xml, change)


def without_step(xml: bytes, nth: int) -> tuple[str, ProcessDefinition]:
    """The same diagram without one of its plain tasks, and which one it was."""
    taken = ""

    def change(root: etree._Element) -> None:
        nonlocal taken
        flows = list(root.iter(f"{{{BPMN}}}sequenceFlow"))
        hosts = {node.get("attachedToRef") for node in root.iter()}
        tasks = [node for node in root.iter(f"{{{BPMN}}}userTask") if node.get("id") not in hosts]
        task = tasks[nth % len(tasks)] if tasks else None
        if task is not None:
            taken = task.get("id") or ""
            (out,) = (flow for flow in flows if flow.get("sourceRef") == taken)
            for flow in flows:
                if flow.get("targetRef") == taken:
                    flow.set("targetRef", out.get("targetRef") or "")
            for gone in (task, out):
                parent = gone.getparent()
                assert parent is not None
                parent.remove(gone)

    new = changed(xml, change)
    return taken, new


def reasons(case: Play, new: ProcessDefinition, first: ProcessDefinition | None = None) -> list[Reason]:
    """What stands in the way of a case that has gone all of its way on one definition."""
    old = first or case.definition
    assert case.state is not None
    events = [event(number, passage) for number, passage in enumerate(case.passages, 1)]
    way = trail(events, {old.digest: old.outline}, old.digest)
    tokens = SpiffEngine().tokens(case.definition, Saved(case.state, case.variables))
    return obstacles(Move(case.definition, new, Situation(tokens, way)))


def sentences(case: Play, new: ProcessDefinition) -> list[str]:
    return [str(reason.sentence) for reason in reasons(case, new)]


def move(case: Play, new: ProcessDefinition) -> Play:
    """The case goes on in the new definition."""
    assert case.state is not None
    saved = Saved(case.state, case.variables)
    after = SpiffEngine().move(case.definition, new, saved)
    assert after.variables is saved.variables
    case.definition, case.state = new, after.state
    return case


def twin(case: Play) -> Play:
    """The same case once more, on its own from now on."""
    other = Play(case.definition)
    other.__dict__.update({**case.__dict__, "passages": [*case.passages], "waits": {**case.waits}})
    return other
