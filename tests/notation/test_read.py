"""The outline of a diagram."""

import pytest

from app.model.errors import Refused
from app.model.outline import Element, Lane, Loop, Outline, SequenceFlow, Timer
from app.notation.diagram import read_diagram
from tests.notation.diagrams import bpmn, process


def outline(content: str, more: str = "") -> Outline:
    return read_diagram(process(content, more)).outline


def element(content: str, more: str = "", name: str = "x") -> Element:
    return outline(content, more).elements[name]


def test_elements_and_flows_come_in_the_order_of_the_file():
    read = outline(
        '<startEvent id="mulai"/><userTask id="periksa" name="Memeriksa"/><endEvent id="selesai"/>'
        '<sequenceFlow id="a" name="Masuk" sourceRef="mulai" targetRef="periksa"/>'
        '<sequenceFlow id="b" sourceRef="periksa" targetRef="selesai">'
        "<conditionExpression>\n  lengkap <!-- ya -->= true\n</conditionExpression></sequenceFlow>"
    )

    assert (read.process, read.name) == ("izin", "Izin")
    assert list(read.elements) == ["mulai", "periksa", "selesai"]
    assert list(read.flows.values()) == [
        SequenceFlow("a", "mulai", "periksa", "Masuk", scope="izin"),
        SequenceFlow("b", "periksa", "selesai", condition="lengkap = true", scope="izin"),
    ]


def test_the_name_of_the_pool_stands_in_for_a_process_without_a_name():
    pool = '<collaboration id="c"><participant id="p" name="Dinas" processRef="izin"/></collaboration>'

    read = read_diagram(bpmn(f'{pool}<process id="izin" isExecutable="true"/>')).outline

    assert read.name == "Dinas"


def test_several_executable_processes_are_refused():
    with pytest.raises(Refused, match=r"2 executable processes \(Satu, dua\)"):
        read_diagram(bpmn('<process id="satu" name="Satu" isExecutable="true"/><process id="dua" isExecutable="1"/>'))


def test_a_file_without_a_process_is_refused():
    with pytest.raises(Refused, match="no process"):
        read_diagram(bpmn(""))


def test_a_diagram_that_nobody_could_read_is_refused():
    with pytest.raises(Refused, match="3001 elements and flows; 3000 are allowed"):
        outline("".join(f'<task id="t{number}"/>' for number in range(3001)))


def test_without_an_executable_process_the_one_of_a_pool_is_read():
    pool = '<collaboration id="c"><participant id="p" processRef="b"/></collaboration>'

    assert read_diagram(bpmn(f'{pool}<process id="a"/><process id="b"/>')).outline.process == "b"


def test_an_element_of_a_sub_process_knows_its_scope():
    read = outline('<subProcess id="luar"><subProcess id="dalam"><userTask id="x"/></subProcess></subProcess>')

    assert [read.elements[name].scope for name in ("luar", "dalam", "x")] == ["izin", "luar", "dalam"]


def test_an_event_sub_process_says_so():
    read = outline(
        '<subProcess id="x" triggeredByEvent="true"><startEvent id="s" isInterrupting="false"/></subProcess>'
    )

    assert read.elements["x"].triggered_by_event
    assert not read.elements["s"].interrupting


def test_the_facts_of_the_camunda_dialect_are_read():
    read = element(
        '<userTask id="x" camunda:formRef="bap" camunda:candidateGroups="kasi"><documentation>Satu.</documentation>'
        "<documentation>Dua.</documentation><extensionElements><camunda:properties>"
        '<camunda:property name="basis" value="inferred"/></camunda:properties></extensionElements></userTask>'
    )

    assert read.attributes == {"formRef": "bap", "candidateGroups": "kasi"}
    assert read.properties == {"basis": "inferred"}
    assert read.documentation == "Satu.\n\nDua."
    assert read.form == "bap"


@pytest.mark.parametrize("kind", ["timeDate", "timeDuration", "timeCycle"])
def test_a_timer_is_read_as_written(kind: str):
    read = element(
        f'<boundaryEvent id="x" attachedToRef="t" cancelActivity="false"><timerEventDefinition><{kind}> P5D </{kind}>'
        "</timerEventDefinition></boundaryEvent>"
    )

    assert (read.event, read.timer, read.attached_to, read.interrupting) == ("timer", Timer(kind, "P5D"), "t", False)


def test_a_timer_without_a_time_has_none():
    read = element('<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>')

    assert (read.event, read.timer) == ("timer", None)


@pytest.mark.parametrize(
    ("declared", "name"),
    [('<message id="m" name="Jawaban"/>', "Jawaban"), ('<message id="m"/>', "m"), ("", None)],
    ids=["by name", "by id", "unknown"],
)
def test_a_message_goes_by_its_name(declared: str, name: str | None):
    event = '<intermediateCatchEvent id="x"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>'
    task = '<receiveTask id="y" messageRef="m"/>'

    read = outline(event + task, declared)

    assert [each.message for each in read.elements.values()] == [name, name]


def test_references_may_be_qualified_names():
    task = '<receiveTask id="x" messageRef="tns:m"/>'

    assert element(task, '<message id="m" name="Jawaban"/>').message == "Jawaban"


def test_an_error_goes_by_its_code():
    event = '<endEvent id="x"><errorEventDefinition errorRef="e"/></endEvent>'

    assert element(event, '<error id="e" errorCode="OSS-1"/>').error_code == "OSS-1"


def test_a_condition_event_has_its_condition():
    event = (
        '<intermediateCatchEvent id="x"><conditionalEventDefinition><condition>a &gt; 1</condition>'
        "</conditionalEventDefinition></intermediateCatchEvent>"
    )

    assert element(event).condition == "a > 1"


def test_an_event_definition_may_stand_elsewhere():
    references = "<eventDefinitionRef>habis</eventDefinitionRef><eventDefinitionRef>lain</eventDefinitionRef>"
    event = f'<endEvent id="x">{references}</endEvent>'

    assert element(event, '<terminateEventDefinition id="habis"/>').event == "terminate"


def test_an_event_with_several_definitions_is_multiple():
    event = '<endEvent id="x"><terminateEventDefinition/><signalEventDefinition/></endEvent>'

    assert element(event).event == "multiple"


def test_a_multi_instance_task_has_its_loop():
    task = (
        '<userTask id="x"><multiInstanceLoopCharacteristics isSequential="true" camunda:collection="tim" '
        'camunda:elementVariable="orang"><completionCondition>selesai</completionCondition>'
        "</multiInstanceLoopCharacteristics></userTask>"
    )

    assert element(task).loop == Loop("sequential", "tim", "orang", completion="selesai")


def test_a_cardinality_makes_a_parallel_loop():
    task = (
        '<userTask id="x"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>'
        "</multiInstanceLoopCharacteristics></userTask>"
    )

    assert element(task).loop == Loop("parallel", cardinality="3")


def test_a_standard_loop_is_read():
    task = (
        '<userTask id="x"><standardLoopCharacteristics loopMaximum="3"><loopCondition>lagi</loopCondition>'
        "</standardLoopCharacteristics></userTask>"
    )

    assert element(task).loop == Loop("standard", cardinality="3", completion="lagi")


@pytest.mark.parametrize(("language", "script"), [("feel", "1 + 1"), ("FEEL", "1 + 1"), ("javascript", None)])
def test_only_scripts_in_feel_are_read(language: str, script: str | None):
    task = f'<scriptTask id="x" scriptFormat="{language}"><script>1 + <!-- satu -->1</script></scriptTask>'

    assert element(task).script == script


LANES = """<laneSet><lane id="kasi" name="Kasi"><flowNodeRef>t</flowNodeRef><flowNodeRef>x</flowNodeRef>
  <flowNodeRef>sub</flowNodeRef><childLaneSet><lane id="loket" name="Loket"><flowNodeRef>x</flowNodeRef></lane>
  <lane id="tanpa_nama"><flowNodeRef>t</flowNodeRef></lane></childLaneSet></lane></laneSet>"""


def test_the_innermost_lane_is_the_one_an_element_stands_in():
    read = outline(f'{LANES}<userTask id="x"/><userTask id="t"/>')

    assert read.elements["x"].lane == "loket"
    assert read.lanes["loket"] == Lane("loket", "Loket", parent="kasi")


def test_a_lane_without_a_name_falls_back_to_the_one_around_it():
    assert element(f'{LANES}<userTask id="t"/>', name="t").lane == "kasi"


def test_a_single_lane_needs_no_name():
    lane = '<laneSet><lane id="satu"><flowNodeRef>x</flowNodeRef></lane></laneSet>'

    assert element(f'{lane}<userTask id="x"/>').lane == "satu"


def test_a_boundary_event_stands_in_the_lane_of_its_host():
    event = '<userTask id="x"/><boundaryEvent id="batas" attachedToRef="x"/><boundaryEvent id="b" attachedToRef="b"/>'

    read = outline(f"{LANES}{event}")

    assert read.elements["batas"].lane == "loket"
    assert read.elements["b"].lane is None


def test_what_stands_in_a_sub_process_stands_in_its_lane():
    read = outline(f'{LANES}<subProcess id="sub"><userTask id="dalam"/></subProcess><userTask id="luar"/>')

    assert read.elements["dalam"].lane == "kasi"
    assert read.elements["luar"].lane is None


def test_a_broken_diagram_is_read_as_far_as_it_goes():
    read = outline(
        '<userTask name="tanpa id"/><sequenceFlow id="f"/><userTask id="x" default="f"/><laneSet><lane/></laneSet>'
    )

    assert list(read.elements) == ["x"]
    assert read.elements["x"].default_flow == "f"
    assert read.flows["f"] == SequenceFlow("f", "", "", scope="izin")
    assert read.lanes == {}


def test_a_diagram_knows_the_line_of_an_element():
    diagram = read_diagram(b"<?xml version='1.0'?>\n" + process('\n<userTask id="x"/>'))

    assert diagram.line("x") == len(process("").decode().splitlines()) + 2
    assert diagram.line("tidak_ada") is None
    assert diagram.line(None) is None
