"""The drawing of a diagram."""

import re

import pytest
from lxml import etree

from app.notation import tags
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.notation.figures import STATES
from app.notation.metrics import text_width, wrap
from tests.notation.diagrams import bpmn, edge, label, plane, process, shape

SVG = "{http://www.w3.org/2000/svg}"
EVENTS = "message timer error escalation cancel compensate conditional link signal terminate".split()  # noqa: SIM905


def picture(content: str, *parts: str, **options: object) -> etree._Element:
    data = process(content).replace(b"</definitions>", plane(*parts).encode() + b"</definitions>")
    return etree.fromstring(draw_svg(read_diagram(data), **options))  # type: ignore[arg-type]


def group(svg: etree._Element, element: str) -> etree._Element:
    [found] = [node for node in svg.iter(f"{SVG}g") if node.get("data-element") == element]
    return found


def words(node: etree._Element) -> str:
    return " ".join(str(part.text) for part in node.iter(f"{SVG}tspan"))


def test_the_picture_tells_screen_readers_what_it_is():
    svg = picture('<userTask id="x"/>', shape("x", 0, 0), description="Tugas sedang berjalan.")

    assert svg.get("role") == "img"
    assert [svg.findtext(f"{SVG}title"), svg.findtext(f"{SVG}desc")] == ["Izin", "Tugas sedang berjalan."]


def test_every_element_is_a_group_with_its_state():
    svg = picture('<userTask id="x" name="Memeriksa"/>', shape("x", 0, 0), states={"x": "active"}, notes={"x": "Kini"})

    node = group(svg, "x")
    assert node.get("id") == "el-x"
    assert node.get("class") == "node userTask state-active"
    assert node.findtext(f"{SVG}title") == "Kini"
    assert words(node) == "Memeriksa"


@pytest.mark.parametrize("state", STATES)
def test_a_state_does_not_rest_on_colour_alone(state: str):
    svg = picture(
        '<task id="x"/><startEvent id="s"/>',
        shape("x", 0, 0),
        shape("s", 0, 99, 36, 36),
        states={"x": state, "s": state},
    )

    for name in ("x", "s"):
        badges = [node for node in group(svg, name).iter() if node.get("class") == "badge"]
        assert len(badges) == 1


def test_a_state_of_another_kind_is_only_a_class():
    svg = picture('<task id="x"/>', shape("x", 0, 0), states={"x": "baru"})

    assert group(svg, "x").get("class") == "node task state-baru"
    assert not [node for node in svg.iter() if node.get("class") == "badge"]


def test_a_flow_that_was_taken_stands_out():
    flows = '<sequenceFlow id="a" sourceRef="x" targetRef="y"/><sequenceFlow id="b" sourceRef="y" targetRef="x"/>'
    lines = edge("a", (0, 0), (50, 0)), edge("b", (0, 9), (50, 9))

    svg = picture(f'<task id="x"/><task id="y"/>{flows}', *lines, taken={"a"}, notes={"a": "Diambil"})

    assert group(svg, "a").get("class") == "flow sequenceFlow taken"
    assert group(svg, "b").get("class") == "flow sequenceFlow"
    assert group(svg, "a").findtext(f"{SVG}title") == "Diambil"


def test_what_does_not_stand_in_the_source_has_a_dashed_line():
    property_ = '<camunda:properties><camunda:property name="basis" value="inferred"/></camunda:properties>'
    content = f'<task id="x"><extensionElements>{property_}</extensionElements></task><task id="y"/>'

    svg = picture(content, shape("x", 0, 0), shape("y", 200, 0))

    assert group(svg, "x").get("class") == "node task inferred"
    assert group(svg, "x").find(f"{SVG}rect").get("stroke-dasharray")
    assert not group(svg, "y").find(f"{SVG}rect").get("stroke-dasharray")


def test_foreign_text_stays_text():
    svg = picture('<task id="x" name="&lt;script&gt;alert(1)&lt;/script&gt;"/>', shape("x", 0, 0, 400))

    assert words(group(svg, "x")) == "<script>alert(1)</script>"
    assert not list(svg.iter(f"{SVG}script"))


def test_there_are_no_styles_and_no_scripts():
    content = "".join(f'<{tag} id="{tag}" name="A"/>' for tag in sorted(tags.FLOW_NODES))
    svg = picture(content, *(shape(tag, 0, 99 * n) for n, tag in enumerate(sorted(tags.FLOW_NODES))))

    assert not [node for node in svg.iter() if node.get("style") or any(name.startswith("on") for name in node.attrib)]
    assert {etree.QName(node).localname for node in svg.iter()} <= {
        "svg", "title", "desc", "g", "rect", "circle", "polygon", "path", "text", "tspan",
    }  # fmt: skip


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


def test_a_folded_sub_process_has_a_mark_and_an_open_one_lies_below_what_it_holds():
    content = '<task id="t"/><subProcess id="lipat"/><subProcess id="buka" triggeredByEvent="true"/>'
    parts = shape("t", 10, 10, 20, 20), shape("lipat", 0, 200, more='isExpanded="false"'), shape("buka", 0, 0)

    svg = picture(content, *parts)

    order = [node.get("data-element") for node in svg.iter(f"{SVG}g") if node.get("data-element")]
    assert order == ["buka", "t", "lipat"]
    assert group(svg, "lipat").findall(f"{SVG}path")
    assert group(svg, "buka").find(f"{SVG}rect").get("stroke-dasharray") == "1 4"


def test_lanes_lie_below_and_carry_their_name_upright_or_level():
    data = bpmn(
        '<collaboration id="c"><participant id="p" name="Dinas" processRef="izin"/><participant id="q" name="OSS"/>'
        '</collaboration><process id="izin" isExecutable="true"><laneSet><lane id="l" name="Kasi"/></laneSet></process>'
        + plane(
            shape("l", 30, 0, 570, 125), shape("p", 0, 0, 600, 250), shape("q", 0, 300, more='isHorizontal="false"')
        )
    )
    svg = etree.fromstring(draw_svg(read_diagram(data)))

    assert words(group(svg, "p")) == "Dinas"
    assert group(svg, "p").find(f"{SVG}text").get("transform").startswith("rotate(-90 15 ")
    assert group(svg, "l").find(f"{SVG}text").get("transform").startswith("rotate(-90 45 ")
    assert group(svg, "q").find(f"{SVG}text").get("transform") is None


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


def test_a_name_stands_where_the_file_puts_it_or_near_its_line():
    content = (
        '<task id="x"/><sequenceFlow id="a" name="Ya" sourceRef="x" targetRef="x"/>'
        '<sequenceFlow id="b" name="Tidak" sourceRef="x" targetRef="x"/><startEvent id="s" name="Mulai"/>'
        '<endEvent id="e" name="Selesai"/>'
    )
    svg = picture(
        content,
        edge("a", (0, 0), (50, 0), label=label(200, 300)),
        edge("b", (0, 0), (80, 0)),
        shape("s", 0, 0, 36, 36, label=label(400, 500)),
        shape("e", 0, 100, 36, 36),
    )

    places = {name: group(svg, name).find(f".//{SVG}tspan").get("x") for name in "abse"}
    assert places == {"a": "230", "b": "40", "s": "430", "e": "18"}


def test_the_picture_holds_everything_that_is_drawn():
    svg = picture('<task id="x"/><endEvent id="e"/>', shape("x", -50, 20), shape("e", 400, 40, 36, 36))

    left, top, width, height = map(float, svg.get("viewBox").split())
    assert (left, top) == (-62, 8)
    assert left + width >= 400 + 36 + 12
    assert top + height >= 40 + 36 + 12


def test_a_diagram_without_a_drawing_gives_an_empty_picture():
    svg = etree.fromstring(draw_svg(read_diagram(process('<task id="x"/>'))))

    assert [etree.QName(node).localname for node in svg] == ["title"]


def test_what_cannot_be_placed_is_left_out():
    parts = (
        shape("hilang", 0, 0),
        '<bpmndi:BPMNShape bpmnElement="x"/>',
        '<bpmndi:BPMNShape bpmnElement="x"><dc:Bounds x="NaN" y="0" width="1" height="1"/></bpmndi:BPMNShape>',
        '<bpmndi:BPMNShape bpmnElement="x"><dc:Bounds x="a" y="0" width="1" height="1"/></bpmndi:BPMNShape>',
        edge("f", (0, 0)),
        shape("proses", 0, 0),
    )

    svg = picture(
        '<task id="x"/><sequenceFlow id="f" sourceRef="x" targetRef="x"/><ioSpecification id="proses"/>', *parts
    )

    assert [node.get("data-element") for node in svg.iter(f"{SVG}g")] == ["proses"]


def test_a_long_word_is_set_smaller_before_it_is_broken():
    svg = picture('<task id="x" name="Pertanggungjawaban"/>', shape("x", 0, 0))

    assert words(group(svg, "x")) == "Pertanggungjawaban"
    assert float(group(svg, "x").find(f"{SVG}text").get("font-size")) < 12


def test_lines_are_broken_at_words_and_only_then_in_words():
    assert wrap("Memeriksa berkas", 70, 12) == ["Memeriksa", "berkas"]
    assert wrap("a\nb", 70, 12) == ["a", "b"]
    assert wrap("iiiiWWWW", 30, 12) == ["iiiiW", "WW", "W"]
    assert wrap("", 70, 12) == []


def test_wide_letters_count_more_than_narrow_ones():
    assert text_width("WWW", 10) > text_width("iii", 10) * 4
    assert re.fullmatch(r"[0-9.]+", str(text_width("Ω", 10)))
