"""How often something was played is seen on the drawing: as a number, as a class, and as dashes where it never was."""

from lxml import etree

from app.notation.coverage import Count, draw_coverage
from app.notation.diagram import read_diagram
from tests.notation.diagrams import drawn
from tests.notation.pictures import SVG, group
from tests.notation.test_difference import FLOWS, PARTS, line, pills


def counted(*, numbered: bool = True, **counts: Count) -> etree._Element:
    diagram = read_diagram(drawn(f'<userTask id="x" name="Periksa"/><userTask id="y"/>{FLOWS}', *PARTS))
    return etree.fromstring(draw_coverage(diagram, counts, numbered=numbered))


def test_elements_say_how_often_they_were_played_and_lead_on_where_never() -> None:
    svg = counted(x=Count(3, "Periksa: 3"), y=Count(0, "y: 0", "#belum-y"))
    assert pills(svg) == [("g", "mark played", "3"), ("a", "mark never", "0")]
    assert svg.find(f"{SVG}a").get("href") == "#belum-y"
    assert "state-done" in group(svg, "x").get("class")
    assert group(svg, "y").find(f"{SVG}rect").get("stroke-dasharray") == "7 5"
    assert svg.get("role") == "group"


def test_flows_are_marked_and_numbered_only_where_never_played() -> None:
    svg = counted(f=Count(2), g=Count(0))
    assert pills(svg) == [("g", "mark never", "0")]
    assert [group(svg, it).get("class").split()[-1] for it in "fg"] == ["played", "never"]
    assert [line(svg, it).get("stroke-dasharray") for it in "fg"] == ["none", "7 5"]


def test_one_way_needs_no_numbers_and_what_is_not_drawn_no_mark() -> None:
    assert pills(counted(numbered=False, x=Count(1), gone=Count(1))) == []
