"""How the elements of BPMN look."""

import pytest
from lxml import etree

from app.notation import tags
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from tests.notation.diagrams import bpmn, edge, plane, process, shape
from tests.notation.pictures import SVG, group, picture, words

EVENTS = [
    "message", "timer", "error", "escalation", "cancel", "compensate", "conditional", "link", "signal", "terminate",
]  # fmt: skip


def test_what_does_not_stand_in_the_source_has_a_dashed_line():
    property_ = '<camunda:properties><camunda:property name="basis" value="inferred"/></camunda:properties>'
    content = f'<task id="x"><extensionElements>{property_}</extensionElements></task><task id="y"/>'

    svg = picture(content, shape("x", 0, 0), shape("y", 200, 0))

    assert group(svg, "x").get("class") == "node task inferred"
    assert group(svg, "x").find(f"{SVG}rect").get("stroke-dasharray")
    assert not group(svg, "y").find(f"{SVG}rect").get("stroke-dasharray")


@pytest.mark.parametrize("tag", sorted(tags.FLOW_NODES))
def test_every_flow_node_has_a_figure(tag: str):
    svg = picture(f'<{tag} id="x"/>', shape("x", 0, 0, 50, 50))

    assert any(node.get("class") == "shape" for node in group(svg, "x").iter())


@pytest.mark.parametrize("event", EVENTS)
def test_a_thrown_event_is_filled_and_a_caught_one_is_not(event: str):
    content = "".join(f'<{tag} id="{tag}"><{event}EventDefinition/></{tag}>' for tag in ("endEvent", "boundaryEvent"))
    svg = picture(content, shape("endEvent", 0, 0, 36, 36), shape("boundaryEvent", 99, 0, 36, 36))

    fills = [
        next(node for node in group(svg, tag).iter(f"{SVG}path")).get("fill") for tag in ("endEvent", "boundaryEvent")
    ]
    assert fills == ["#22242a", "#ffffff"]


def test_an_event_that_does_not_interrupt_is_dashed():
    svg = picture('<boundaryEvent id="x" cancelActivity="false"/>', shape("x", 0, 0, 36, 36))

    assert [circle.get("stroke-dasharray") for circle in group(svg, "x").iter(f"{SVG}circle")] == ["4 3", "4 3"]


@pytest.mark.parametrize(
    "content",
    [
        '<task id="x"><standardLoopCharacteristics/></task>',
        '<task id="x"><multiInstanceLoopCharacteristics/></task>',
        '<task id="x"><multiInstanceLoopCharacteristics isSequential="true"/></task>',
        '<adHocSubProcess id="x"/>',
    ],
)
def test_an_activity_carries_the_mark_of_its_loop(content: str):
    svg = picture(content, shape("x", 0, 0))

    assert group(svg, "x").findall(f"{SVG}path")


def test_artifacts_are_drawn():
    more = '<category id="k"><categoryValue id="v" value="Lapangan"/></category>'
    content = (
        '<dataObjectReference id="d" name="Berkas"/><dataStoreReference id="s" name="Arsip"/>'
        '<textAnnotation id="a"><text>Asli</text></textAnnotation><group id="g" categoryValueRef="v"/><group id="h"/>'
    )
    parts = (shape(name, 0, 99 * n) for n, name in enumerate("dsagh"))
    data = process(content, more).replace(b"</definitions>", plane(*parts).encode() + b"</definitions>")

    svg = etree.fromstring(draw_svg(read_diagram(data)))

    assert [words(group(svg, name)) for name in "dsagh"] == ["Berkas", "Arsip", "Asli", "Lapangan", ""]


def test_the_lines_have_the_marks_of_their_kind():
    content = (
        '<exclusiveGateway id="x" default="a"/><task id="y"/><sequenceFlow id="a" sourceRef="x" targetRef="y"/>'
        '<sequenceFlow id="b" sourceRef="y" targetRef="x"><conditionExpression>1</conditionExpression></sequenceFlow>'
        '<association id="c" sourceRef="y" targetRef="x" associationDirection="One"/>'
        '<association id="d" sourceRef="y" targetRef="x"/>'
    )
    lines = (edge(name, (0, 9 * n), (50, 9 * n), (50, 90)) for n, name in enumerate("abcd"))

    svg = picture(content, *lines)

    assert [len(group(svg, name).findall(f"{SVG}path")) for name in "abcd"] == [3, 3, 2, 1]


def test_a_message_flow_begins_with_a_ring():
    data = bpmn(
        '<collaboration id="c"><messageFlow id="m" sourceRef="p" targetRef="q"/></collaboration>'
        '<process id="izin" isExecutable="true"/>' + plane(edge("m", (0, 0), (0, 90)))
    )
    svg = etree.fromstring(draw_svg(read_diagram(data)))

    assert len(group(svg, "m").findall(f"{SVG}circle")) == 1


def test_a_long_word_is_set_smaller_before_it_is_broken():
    svg = picture('<task id="x" name="Pertanggungjawaban"/>', shape("x", 0, 0))

    assert words(group(svg, "x")) == "Pertanggungjawaban"
    assert float(group(svg, "x").find(f"{SVG}text").get("font-size")) < 12
