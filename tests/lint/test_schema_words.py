"""What libxml2 says of a schema, in sentences for people."""

import pytest

from app.lint import Subject, lint
from app.notation.diagram import read_diagram

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p">'
TAIL = "</process></definitions>"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            '<task id="t"><outgoing>f</outgoing><incoming>f</incoming></task>',
            "The element <incoming> may not stand here",
        ),
        ('<task id="t"/><auditing id="l"/>', "here the BPMN 2.0 schema expects"),
        ('<sequenceFlow id="f" sourceRef="p"/>', "lacks its attribute “targetRef”"),
        ('<task id="t" warna="merah"/>', "The attribute “warna” of <task> is not known"),
        ('<task id="1 t"/>', "The attribute “id” of <task> cannot be “1 t”"),
        ('<inclusiveGateway id="g" gatewayDirection="Ke kiri"/>', "The attribute “gatewayDirection”"),
        ('<task id="t"><multiInstanceLoopCharacteristics isSequential="bukan"/></task>', "cannot be “bukan”"),
        ('<dataObject id="d"/>teks', "The file does not follow the BPMN 2.0 schema"),
    ],
)
def test_what_the_schema_does_not_allow_is_said_in_words(written: str, sentence: str) -> None:
    diagram = read_diagram(f"{HEAD}{written}{TAIL}".encode())
    said = [finding.sentence for finding in lint(Subject(diagram)) if finding.rule == "schema"]
    assert any(sentence in each for each in said), said
