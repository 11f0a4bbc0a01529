"""A drawing that shows what would be come to more or less often."""

from lxml import etree

from app.notation.diagram import read_diagram
from app.notation.difference import Mark, draw_difference
from tests.notation.diagrams import drawn, edge, shape
from tests.notation.pictures import SVG, group

FLOWS = '<sequenceFlow id="f" sourceRef="x" targetRef="y"/><sequenceFlow id="g" sourceRef="y" targetRef="x"/>'
PARTS = (
    shape("x", 0, 0),
    shape("y", 200, 0),
    edge("f", (100, 40), (200, 40)),
    edge("g", (200, 60), (150, 60), (150, 80), (100, 80)),
)


def marked(**marks: Mark) -> etree._Element:
    diagram = read_diagram(drawn(f'<userTask id="x" name="Periksa"/><userTask id="y"/>{FLOWS}', *PARTS))
    return etree.fromstring(draw_difference(diagram, marks, description="Bedanya."))


def pills(svg: etree._Element) -> list[tuple[str, str, str]]:
    """Tag, class and text of every mark."""
    found = [it for it in svg.iter() if str(it.get("class", "")).startswith("mark ")]
    return [(etree.QName(it).localname, it.get("class"), it.findtext(f"{SVG}text")) for it in found]


def line(svg: etree._Element, flow: str) -> etree._Element:
    return group(svg, flow).find(f"{SVG}path[@class='path']")


def test_flows_say_by_sign_number_and_line_whether_they_are_taken_more_or_less_often() -> None:
    svg = marked(f=Mark(42, "+42", title="f: 0, 42"), g=Mark(-7, "−7"))
    assert pills(svg) == [("g", "mark gained", "+42"), ("g", "mark lost", "−7")]
    assert [group(svg, it).get("class").split()[-1] for it in "fg"] == ["gained", "lost"]
    assert [line(svg, it).get("stroke-dasharray") for it in "fg"] == ["none", "7 5"]
    assert svg.findtext(f"{SVG}g[@class='mark gained']/{SVG}title") == "f: 0, 42"


def test_elements_say_how_many_cases_stop_there_and_lead_to_them() -> None:
    svg = marked(x=Mark(-18, "−18", "18", "Periksa", "?unsur=x"), y=Mark(0, "", "3"))
    assert pills(svg) == [("g", "mark lost", "−18"), ("a", "mark stops", "■ 18"), ("g", "mark stops", "■ 3")]
    assert svg.find(f"{SVG}a").get("href") == "?unsur=x"
    assert group(svg, "x").get("class").endswith("lost stops")
    assert group(svg, "y").find(f"{SVG}rect").get("stroke-width") == "4"


def test_what_stays_as_it_was_is_drawn_as_ever() -> None:
    svg, plain = marked(f=Mark(0), gone=Mark(5, "+5")), marked()
    assert etree.tostring(svg) == etree.tostring(plain)
    assert svg.get("role") == "group"


def test_nothing_in_a_mark_becomes_markup() -> None:
    svg = marked(x=Mark(1, "<b>", title="<script>"))
    assert pills(svg) == [("g", "mark gained", "<b>")]
