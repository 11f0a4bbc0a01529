"""The XML schemas of BPMN 2.0."""

from app.notation.parse import parse
from app.notation.schema import schema_problems
from tests.notation.diagrams import bpmn, process


def test_a_file_with_foreign_attributes_and_elements_follows_the_schema():
    task = (
        '<userTask id="x" camunda:formRef="f"><extensionElements><camunda:properties/></extensionElements></userTask>'
    )
    shape = (
        '<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="izin"><bpmndi:BPMNShape bpmnElement="x" '
        'xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" bioc:fill="#eee">'
        '<dc:Bounds x="1" y="1" width="1" height="1"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>'
    )
    data = process(task).replace(b"</definitions>", shape.encode() + b"</definitions>")

    assert list(schema_problems(parse(data))) == []


def test_a_problem_is_told_with_line_element_and_plain_words():
    data = process('\n<userTask id="x">\n<pilihan/></userTask>')

    [(line, element, message)] = schema_problems(parse(data))

    assert line == len(data.decode().splitlines())
    assert element == "x"
    assert message.startswith("Element 'pilihan': This element is not expected.")
    assert "{" not in message


def test_a_problem_of_the_file_itself_has_no_element():
    [(_, element, message)] = schema_problems(parse(bpmn("<usulan/>")))

    assert element is None
    assert "usulan" in message
