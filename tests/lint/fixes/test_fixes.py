"""A fix makes its finding go away, and changes nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.lint import Subject, lint
from app.lint.fixes import NothingToMend, mended, offer
from app.lint.fixes.duration_written import as_duration
from app.model.errors import LajurError
from app.model.form import Component, Form, Option
from app.notation.diagram import read_diagram
from app.notation.edit import NotByBytes, Source
from tests.lint.test_rules import BAD, name, subject_of

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Ditulis dengan tangan: 'kutip', tab\tdan  spasi tetap. -->
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
\ttargetNamespace='https://lajur.example/uji'>\r
  <b:process isExecutable="true" id="izin" name="Izin &amp; Rekomendasi" >
    <b:startEvent id="mulai"/><b:endEvent id="tamat"/><b:endEvent id="batal"/>
    <b:userTask id='periksa' name="Memeriksa > berkas"><!-- <b:sequenceFlow id="ya"/> --></b:userTask>
    <b:exclusiveGateway id="hasil" name="Hasil?" />
    <b:sequenceFlow id="a" sourceRef="mulai" targetRef="periksa"/>
    <b:sequenceFlow id="b" sourceRef="periksa" targetRef="hasil"/>
    <b:sequenceFlow id="ya" sourceRef="hasil" targetRef="tamat">
      <b:conditionExpression x:type="b:tFormalExpression">=putusan = "setuju"</b:conditionExpression>
    </b:sequenceFlow>
    <b:sequenceFlow name="Ditolak" id="tidak" sourceRef="hasil" targetRef="batal"/>
"""
TAIL = """  </b:process>
</b:definitions>
"""
OPTIONS = (Option("setuju", "Disetujui & lanjut"), Option("tolak", "Ditolak"))
FORM = Form("periksa", (Component("Field_1", "radio", "putusan", "Putusan", options=OPTIONS),))
FORMS = {"periksa": FORM}
TIMER = """    <b:boundaryEvent id="batas" attachedToRef="periksa"><b:timerEventDefinition id="t1">
      <b:timeDuration x:type="b:tFormalExpression">{}</b:timeDuration></b:timerEventDefinition></b:boundaryEvent>
    <b:sequenceFlow id="c" sourceRef="batas" targetRef="batal"/>
"""
LOOSE = (
    '    <b:task id="z"><b:outgoing>lepas</b:outgoing></b:task>\n    <b:sequenceFlow id="lepas" sourceRef="z"/>\n'
    '    <di:BPMNEdge id="e" bpmnElement="lepas"><p x="1"/></di:BPMNEdge>\n'
)
PLAIN = (
    '    <b:sequenceFlow id="polos" sourceRef="hasil" targetRef="batal" name="P"><b:conditionExpression>=ya'
    "</b:conditionExpression></b:sequenceFlow>\n"
)
LANES = (
    '    <b:laneSet><b:lane id="lajur"><b:flowNodeRef>periksa</b:flowNodeRef>\n'
    "      <b:flowNodeRef>tiada</b:flowNodeRef></b:lane></b:laneSet>\n"
)
#: fix -> element, what is put into the drawing above, and what the fix makes of a piece of it.
CASES: Mapping[str, tuple[str, str, str, tuple[tuple[str, str], ...]]] = {
    "the only way without a condition becomes the default": (
        "default_flow",
        "hasil",
        "",
        (('name="Hasil?" />', 'name="Hasil?" default="tidak" />'),),
    ),
    "a branch is called as the choice of the form": (
        "branch_named",
        "ya",
        "",
        (
            (
                'id="ya" sourceRef="hasil" targetRef="tamat">',
                'id="ya" sourceRef="hasil" targetRef="tamat" name="Disetujui &amp; lanjut">',
            ),
        ),
    ),
    "an arrow in the air is deleted with its drawing": (
        "flow_removed",
        "lepas",
        LOOSE,
        (
            ("<b:outgoing>lepas</b:outgoing>", ""),
            ('\n    <b:sequenceFlow id="lepas" sourceRef="z"/>', ""),
            ('\n    <di:BPMNEdge id="e" bpmnElement="lepas"><p x="1"/></di:BPMNEdge>', ""),
        ),
    ),
    "a duration in words is written in ISO 8601": (
        "duration_written",
        "batas",
        TIMER.format(" 3 hari "),
        ((">" + " 3 hari " + "<", ">P3D<"),),
    ),
    "an attribute without effect is taken away": (
        "attribute_removed",
        "tugas",
        '    <b:userTask name="T"  camunda:assignee="budi"\n camunda:dueDate=\'x\' id="tugas"/>\n',
        (("  camunda:assignee=\"budi\"\n camunda:dueDate='x'", ""),),
    ),
    "an expression is marked as formal": (
        "marked_formal",
        "polos",
        PLAIN,
        (
            (
                "<b:conditionExpression>=ya",
                '<b:conditionExpression x:type="b:tFormalExpression">=ya',
            ),
        ),
    ),
    "a lane forgets what is not there": (
        "listing_removed",
        "lajur",
        LANES,
        (("\n      <b:flowNodeRef>tiada</b:flowNodeRef>", ""),),
    ),
    "a form that was meant is named": (
        "a_form_meant",
        "periksa2",
        '    <b:userTask id="periksa2" camunda:formRef="formulir_periksa"/>\n',
        (('camunda:formRef="formulir_periksa"', 'camunda:formRef="formulir_periksaan"'),),
    ),
}


def drawn(more: str = "") -> bytes:
    return (HEAD + more + TAIL).encode()


def judged(data: bytes, forms: Mapping[str, Form] = FORMS) -> Subject:
    return Subject(read_diagram(data), forms=forms)


@pytest.mark.parametrize("case", CASES)
def test_a_fix_changes_what_it_must_and_no_other_byte(case: str) -> None:
    fix, element, more, changes = CASES[case]
    forms = {**FORMS, "formulir_periksaan": replace(FORM, id="formulir_periksaan")} if "meant" in fix else FORMS
    before = drawn(more)
    expected = before.decode()
    for old, new in changes:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert mended(judged(before, forms), before, fix, element).diagram.decode() == expected


def fixable() -> list[Path]:
    return [drawing for drawing in BAD if any(offer(subject_of(drawing), each) for each in of_its_rule(drawing))]


def of_its_rule(drawing: Path) -> list:
    return [finding for finding in lint(subject_of(drawing)) if finding.rule == drawing.parent.name]


@pytest.mark.parametrize("drawing", fixable(), ids=name)
def test_what_is_offered_for_a_bad_drawing_makes_its_finding_go_away(drawing: Path) -> None:
    subject = subject_of(drawing)
    data = (drawing if drawing.is_file() else drawing / "process.bpmn").read_bytes()
    before = {(each.rule, each.element) for each in lint(subject)}
    for finding in of_its_rule(drawing):
        found = offer(subject, finding)
        if found is None:
            continue
        done = mended(subject, data, found.id, finding.element)
        forms = {Path(path).stem: FORM for path in done.files}
        after = replace(subject, diagram=read_diagram(done.diagram), forms={**(subject.forms or {}), **forms} or None)
        left = {(each.rule, each.element) for each in lint(after)}
        assert (finding.rule, finding.element) not in left
        assert left <= before


def test_most_kinds_of_fixes_mend_a_bad_drawing() -> None:
    assert len({drawing.parent.name for drawing in fixable()}) >= 8


def test_where_all_ways_have_a_condition_the_last_one_becomes_the_default() -> None:
    both = drawn().replace(
        b'targetRef="batal"/>',
        b'targetRef="batal">\n  <b:conditionExpression>=putusan = "tolak"</b:conditionExpression></b:sequenceFlow>',
    )
    done = mended(judged(both), both, "default_flow", "hasil").diagram
    assert b'default="tidak"' in done
    assert b'"tolak"' not in done


def test_the_answer_that_is_left_names_the_other_way() -> None:
    unnamed = drawn().replace(b'name="Ditolak" ', b"")
    assert b'name="Ditolak"' in mended(judged(unnamed), unnamed, "branch_named", "tidak").diagram


def test_a_missing_form_is_added_as_an_empty_one() -> None:
    data = drawn()
    done = mended(judged(data, {}), data, "form_added", "periksa")
    assert done.diagram == data
    assert b'"components": []' in done.files["forms/periksa.form"]


def test_a_process_is_marked_as_executable() -> None:
    sketch = drawn().replace(b'isExecutable="true"', b'isExecutable="false"')
    assert mended(judged(sketch), sketch, "made_executable", "izin").diagram == drawn()


def test_what_is_not_offered_is_not_done() -> None:
    data = drawn()
    for fix, element in (("default_flow", "tiada"), ("branch_named", "tidak"), ("../run", "ya"), ("form_added", "")):
        with pytest.raises(NothingToMend):
            mended(judged(data), data, fix, element)


def test_a_file_in_a_wide_encoding_is_not_mended_byte_by_byte() -> None:
    wide = drawn().decode().replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(NotByBytes):
        mended(judged(wide), wide, "default_flow", "hasil")


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("3 hari", "P3D"),
        ("2 Minggu", "P2W"),
        ("30menit", "PT30M"),
        ("1 jam", "PT1H"),
        ("p5d", "P5D"),
        ("3 hari kerja", ""),
        ("besok", ""),
        ("P5D", ""),
        ("", ""),
    ],
)
def test_durations_in_words(words: str, iso: str) -> None:
    assert as_duration(words) == iso


def test_an_element_that_is_not_there_is_told_of() -> None:
    with pytest.raises(LajurError, match="no element"):
        Source(drawn()).find("tiada")
