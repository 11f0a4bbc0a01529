"""What the table of BPMN elements calls working, works: one small diagram for each row, played to its end."""

import pytest

from app.lint.cases import cases
from app.lint.rules import not_supported
from app.lint.subject import Subject
from app.lint.supported import SUPPORTED
from app.notation.diagram import read_diagram
from tests.drawing_xml import bpmn
from tests.engine.conftest import Play, definition_of

#: Rows of what is drawn and has no effect.
NO_EFFECT = {"dataObjectReference", "dataStoreReference", "dataAssociation", "textAnnotation", "participant"}
INNER = "\ninner:\n    (i) -> b -> (fault:error{E})"
EXAMPLES = {
    "startEvent.none": "(s) -> (e)",
    "endEvent.none": "(s) -> (e)",
    "endEvent.terminate": "(s) -> (e:terminate)",
    "endEvent.error.caught": f"(s) -> inner -> (e)\ninner ! (x:error{{E}}) -> (f){INNER}",
    "intermediateCatchEvent.timer": "(s) -> (t:timer{PT1H}) -> (e)",
    "intermediateCatchEvent.message": "(s) -> (m:message{m}) -> (e)",
    "intermediateThrowEvent.none": "(s) -> (half) -> (e)",
    "boundaryEvent.timer": "(s) -> a -> (e)\na ! (t:timer{PT1H}) -> (f)",
    "boundaryEvent.timer.nonInterrupting": "(s) -> a -> (e)\na ~ (t:timer{R3/PT1H}) -> (f)",
    "boundaryEvent.message": "(s) -> a -> (e)\na ! (m:message{m}) -> (f)",
    "boundaryEvent.message.nonInterrupting": "(s) -> a -> (e)\na ~ (m:message{m}) -> (f)",
    "boundaryEvent.error": "(s) -> a -> (e)\na ! (x:error{E}) -> (f)",
    "userTask": "(s) -> a:user -> (e)",
    "manualTask": "(s) -> a:manual -> (e)",
    "task": "(s) -> a:task -> (e)",
    "serviceTask.external": "(s) -> a:service{topic} -> (e)",
    "sendTask.external": "(s) -> a:send{topic} -> (e)",
    "businessRuleTask.external": "(s) -> a:rule{topic} -> (e)",
    "receiveTask.message": "(s) -> a:receive{m} -> (e)",
    "scriptTask.feel": "(s) -> a:script{1 + 1; result=two} -> (e)",
    "subProcess": "(s) -> inner -> (e)\ninner:\n    (i) -> b -> (ei)",
    "eventSubProcess.message": "(s) -> a -> (e)\n! x:\n    (m:message{m}) -> (f)",
    "eventSubProcess.message.nonInterrupting": "(s) -> a -> (e)\n~ x:\n    (m:message{m}) -> (f)",
    "eventSubProcess.timer": "(s) -> a -> (e)\n! x:\n    (t:timer{PT1H}) -> (f)",
    "eventSubProcess.timer.nonInterrupting": "(s) -> a -> (e)\n~ x:\n    (t:timer{PT1H}) -> (f)",
    "eventSubProcess.error": "(s) -> a -> (e)\n! x:\n    (x1:error{E}) -> (f)",
    "exclusiveGateway": "(s) -> <g> -[=true]-> (e)\n<g> -> (f)",
    "parallelGateway": "(s) -> <g:and> -> a -> <j:and> -> (e)\n<g:and> -> b -> <j:and>",
    "inclusiveGateway": "(s) -> <g:or> -[=true]-> a -> <j:or> -> (e)\n<g:or> -> <j:or>",
    "eventBasedGateway": "(s) -> <g:event> -> (m:message{m}) -> (e)\n<g:event> -> (t:timer{PT1H}) -> (f)",
    "multiInstance.parallel": "(s) -> a{parallel; times=3} -> (e)",
    "multiInstance.sequential": "(s) -> a{sequential=[1, 2]; as=n} -> (e)",
    "multiInstance.completion": "(s) -> a{parallel=[1, 2]; as=n; until=nrOfCompletedInstances = 1} -> (e)",
}


def test_every_row_of_the_table_has_an_example():
    assert {row for row, support in SUPPORTED.items() if support.works} - NO_EFFECT == EXAMPLES.keys()


@pytest.mark.parametrize("row", EXAMPLES)
def test_what_the_table_calls_working_is_let_through_and_works(row):
    xml = bpmn(EXAMPLES[row])
    subject = Subject(read_diagram(xml))
    assert row in {case for element in subject.outline.elements.values() for case in cases(subject, element)}
    assert list(not_supported.check(subject)) == []
    case = Play(definition_of(xml)).start()
    while not case.ended:
        case.do(next((element for element in case.open if element in "ab"), case.open[0]))
    assert case.end in ("e", "f")
