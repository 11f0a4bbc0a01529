"""What the engine does not run, it refuses with a sentence that names the element."""

import pytest

from app.engine import SpiffEngine
from app.engine.compile import SUPPORTED
from app.engine.refuse import refusals
from app.model.errors import Refused
from tests.drawing_xml import bpmn
from tests.engine.conftest import START, Play, definition_of

BAD = {
    "(s) -> (tell:signal) -> (e)": "tell: signal intermediateCatchEvent is not supported.",
    "(s) -> (e:signal)": "e: signal endEvent is not supported.",
    "(s) -> (go:link{tag=intermediateThrowEvent}) -> (e)": "go: link intermediateThrowEvent is not supported.",
    "(s) -> (undo:compensate{tag=intermediateThrowEvent}) -> (e)": (
        "undo: compensate intermediateThrowEvent is not supported."
    ),
    "(s) -> (up:escalation{tag=intermediateThrowEvent}) -> (e)": (
        "up: escalation intermediateThrowEvent is not supported."
    ),
    "(s) -> (when:conditional) -> (e)": "when: conditional intermediateCatchEvent is not supported.",
    "(s) -> a -> (e)\na ! (b:signal) -> (e)": "b: signal boundaryEvent is not supported.",
    "(s:message{m}) -> (e)": "s: only event sub-processes begin with an event, and they must.",
    "(s) -> inner -> (e)\ninner:\n    (i:timer{P1D}) -> (ei)": (
        "i: only event sub-processes begin with an event, and they must."
    ),
    "(s) -> (e)\n! odd:\n    (i) -> (ei)": "i: only event sub-processes begin with an event, and they must.",
    "(s) -> (e)\n! odd:\n    (i:signal) -> (ei)": "i: signal startEvent is not supported.",
    "a -> (e)": "process: it needs exactly one start event.",
    "(s) -> a -> (e)\n(t) -> a": "process: it needs exactly one start event.",
    "(s) -> inner -> (e)\ninner:\n    a -> (ei)": "inner: it needs exactly one start event.",
    "(s) -> a{loop} -> (e)": "a: this kind of loop is not supported.",
    "(s) -> a{parallel} -> (e)": "a: it says neither a collection nor how many.",
    "(s) -> inner{parallel=x} -> (e)\ninner:\n    (i) -> (ei)": "inner: this kind of loop is not supported.",
    "(s) -> a -[=x]-> (e)": "a_e: only gateways can have conditions on the flows that leave them.",
    "(s) -> <x> -> (e)\n<x> -> (f)": "x_e: it has no condition and is not the default flow.",
    "(s) -> <x:event> -> a -> (e)": "x_a: only catching events may follow an event-based gateway.",
    "(s) -> a -> (e)\na ~ (b:error) -> (e)": "b: an error always interrupts.",
    "(s) -> a -> (e)\n(t) ! (b:timer{P1D}) -> (e)": "b: it is not attached to a task or sub-process.",
    "(s) -> a -> inner -> (e)\n! inner:\n    (i:message{m}) -> (ei)": "a_inner: no flow can lead there.",
    "(s) -> n:script{; result=x} -> (e)": "n: it needs a FEEL expression and a camunda:resultVariable.",
    "(s) -> n:script{1} -> (e)": "n: it needs a FEEL expression and a camunda:resultVariable.",
    "(s) -> (n:timer) -> (e)": "n: its timer says no time.",
}


@pytest.mark.parametrize("drawing", BAD, ids=BAD.values())
def test_a_diagram_that_would_not_work_is_refused(make, drawing):
    with pytest.raises(Refused) as refusal:
        make(drawing)
    assert str(refusal.value) == BAD[drawing]


XML = {
    "<bpmn:callActivity id='x'/>": "x: callActivity is not supported.",
    "<bpmn:transaction id='x'/>": "x: transaction is not supported.",
    "<bpmn:adHocSubProcess id='x'/>": "x: adHocSubProcess is not supported.",
    "<bpmn:complexGateway id='x'/>": "x: complexGateway is not supported.",
    "<bpmn:serviceTask id='x'/>": "x: it has no topic (camunda:topic), so nobody would do it.",
    "<bpmn:sequenceFlow id='x' sourceRef='s' targetRef='nowhere'/>": (
        "x: it does not lead from an element to another of its scope."
    ),
    "<bpmn:subProcess id='x'><bpmn:startEvent id='y'/></bpmn:subProcess>"
    "<bpmn:sequenceFlow id='z' sourceRef='s' targetRef='y'/>": (
        "z: it does not lead from an element to another of its scope."
    ),
}


@pytest.mark.parametrize("extra", XML, ids=XML.values())
def test_what_no_drawing_can_show_is_refused_too(extra):
    definition = definition_of(bpmn("(s) -> a -> (e)", extra=extra))
    with pytest.raises(Refused) as refusal:
        SpiffEngine().start(definition, {}, now=START)
    assert str(refusal.value) == XML[extra]


def test_all_reasons_are_found_in_the_order_of_the_file():
    extra = "<bpmn:serviceTask id='x'/><bpmn:sequenceFlow id='y' sourceRef='s' targetRef='nowhere'/>"
    outline = definition_of(bpmn("(s) -> (tell:signal) -> (e)", extra=extra)).outline
    assert [reason.facts.get("element") or reason.facts["flow"] for reason in refusals(outline, SUPPORTED)] == [
        "tell",
        "x",
        "y",
    ]


def test_what_has_no_effect_is_no_reason_to_refuse():
    extra = "<bpmn:dataObject id='d'/><bpmn:textAnnotation id='t'/><bpmn:dataStoreReference id='r'/>"
    assert Play(definition_of(bpmn("(s) -> a -> (e)", extra=extra))).start().open == ["a"]
