"""The drawing whose states can change."""

from lxml import etree

from app.notation.diagram import read_diagram
from app.notation.figures import STATES
from app.notation.living import at_moment, draw_stage
from tests.notation.diagrams import drawn, edge, shape
from tests.notation.pictures import SVG, group

FLOW = '<sequenceFlow id="f" sourceRef="x" targetRef="y"/>'
NOTE = '<textAnnotation id="note"><text>Catatan</text></textAnnotation>'
PARTS = shape("note", 0, 200), shape("x", 0, 0), shape("y", 200, 0), edge("f", (100, 40), (200, 40))


def living(states: dict[str, str], times: dict[str, int], taken: set[str]) -> etree._Element:
    diagram = read_diagram(drawn(f'<userTask id="x" name="Periksa"/><userTask id="y"/>{FLOW}{NOTE}', *PARTS))
    stage = draw_stage(diagram, description="Jalannya.")
    return etree.fromstring(at_moment(stage, states=states, times=times, taken=taken))


def test_a_state_is_a_class_and_a_sign_and_nothing_of_the_figure() -> None:
    node, plain = group(living({"x": "done"}, {}, set()), "x"), group(living({}, {}, set()), "x")
    assert node.get("class") == "node userTask state-done"
    assert node.find(f"{SVG}use").get("href") == "#el-sign-done"
    assert node.find(f"{SVG}rect").attrib == plain.find(f"{SVG}rect").attrib
    assert plain.find(f"{SVG}use").get("href") is None


def test_every_state_has_its_sign_once() -> None:
    symbols = living({}, {}, set()).find(f"{SVG}defs")
    assert [symbol.get("id") for symbol in symbols] == [f"el-sign-{state}" for state in STATES]


def test_how_often_it_was_done_is_shown_when_it_was_more_than_once() -> None:
    svg = living({}, {"x": 3, "y": 1}, set())
    assert [group(svg, name).find(f"{SVG}text[@class='times']").text for name in "xy"] == ["3×", None]


def test_a_flow_that_was_taken_is_marked_and_what_is_not_drawn_is_left_out() -> None:
    svg = living({"z": "done"}, {"z": 2}, {"f", "g"})
    assert group(svg, "f").get("class") == "flow sequenceFlow taken"
    assert group(svg, "note").find(f"{SVG}use") is None
    assert svg.findtext(f"{SVG}desc") == "Jalannya."
