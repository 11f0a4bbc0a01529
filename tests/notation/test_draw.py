"""The drawing of a diagram."""

import pytest
from lxml import etree

from app.notation import tags
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.notation.figures import STATES
from tests.notation.diagrams import bpmn, edge, label, plane, process, shape
from tests.notation.pictures import SVG, group, picture, words


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
