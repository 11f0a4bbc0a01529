"""The checks of drawings find what they are for."""

from dataclasses import replace

import pytest

from tests.bpmn import layout
from tests.bpmn.drawing import Box, Drawing, Edge, Shape, not_drawn, read_drawing

POOL = Box(0, 0, 1000, 400)
LANE = Box(30, 0, 970, 200)


def task(name: str, left: float, top: float = 50) -> Shape:
    return Shape(name, "userTask", "Periksa", Box(left, top, 100, 80), None, "lane")


def edge(name: str, source: str, target: str, *points: tuple[float, float]) -> Edge:
    return Edge(name, "", source, target, points, None)


def drawn(*items: Shape | Edge) -> Drawing:
    shapes = {item.id: item for item in items if isinstance(item, Shape)}
    edges = {item.id: item for item in items if isinstance(item, Edge)}
    return Drawing(POOL, {"lane": LANE}, shapes, edges)


A, B, C = task("a", 100), task("b", 300), task("c", 500)


def test_a_slanting_edge_is_found() -> None:
    assert list(layout.slanting_edges(drawn(A, B, edge("f", "a", "b", (200, 90), (300, 95)))))


def test_an_edge_through_a_box_is_found() -> None:
    straight = edge("f", "a", "c", (200, 90), (500, 90))
    assert list(layout.edges_through_shapes(drawn(A, B, C, straight))) == ["f passes through b"]


def test_an_edge_around_a_box_is_fine() -> None:
    around = edge("f", "a", "c", (150, 50), (150, 20), (550, 20), (550, 50))
    assert list(layout.edges_through_shapes(drawn(A, B, C, around))) == []


@pytest.mark.parametrize("end", [(295, 90), (305, 90), (300, 20)])
def test_an_edge_that_ends_beside_its_shape_is_found(end: tuple[float, float]) -> None:
    assert list(layout.loose_ends(drawn(A, B, edge("f", "a", "b", (200, 90), end))))


@pytest.mark.parametrize(("kind", "at"), [("exclusiveGateway", (300, 60)), ("endEvent", (302, 52))])
def test_an_edge_that_ends_at_the_corner_around_a_diamond_or_circle_is_found(
    kind: str, at: tuple[float, float]
) -> None:
    end = Shape("b", kind, "", Box(300, 50, 40, 40), None, "lane")
    assert list(layout.loose_ends(drawn(A, end, edge("f", "a", "b", (200, 90), at))))


def test_shapes_that_overlap_are_found_but_not_an_event_on_its_host() -> None:
    event = Shape("e", "boundaryEvent", "", Box(180, 30, 36, 36), None, "a")
    assert list(layout.overlapping_shapes(drawn(A, event, task("b", 190)))) == ["a overlaps b", "e overlaps b"]


def test_a_shape_across_the_border_of_its_lane_is_found() -> None:
    assert list(layout.outside_of_lanes(drawn(task("a", 100, top=150)))) == ["a is not inside lane"]


def test_labels_over_shapes_edges_labels_and_lane_borders_are_found() -> None:
    flow = edge("f", "a", "b", (200, 90), (300, 90))
    gateway = Shape("g", "exclusiveGateway", "Ya?", Box(400, 65, 50, 50), Box(205, 85, 40, 14), "lane")
    near = replace(flow, id="h", label=Box(210, 190, 40, 14), name="Ya")
    assert list(layout.hidden_labels(drawn(A, B, flow, gateway))) == ["the label of g overlaps f"]
    assert list(layout.hidden_labels(drawn(A, B, near))) == ["the label of h crosses the border of a lane"]
    on_task = replace(flow, label=Box(150, 60, 40, 14), name="Ya")
    assert list(layout.hidden_labels(drawn(A, B, on_task))) == ["the label of f overlaps a"]
    both = replace(gateway, label=Box(600, 20, 40, 14)), replace(flow, label=Box(610, 25, 40, 14))
    assert list(layout.hidden_labels(drawn(A, B, *both))) == ["the label of g overlaps that of f"]


def test_a_named_edge_without_a_place_for_its_name_is_found() -> None:
    assert list(layout.missing_labels(drawn(A, B, Edge("f", "Ya", "a", "b", ((200, 90), (300, 90)), None))))


def test_names_that_do_not_fit_are_found() -> None:
    long = replace(A, name="Melaporkan Hasil Verifikasi Teknis dan Membuat Surat Pengantar Tembusan")
    wide = replace(A, name="Pertanggungjawaban")
    flow = Edge("f", "Tidak lengkap", "a", "b", ((200, 90), (300, 90)), Box(210, 60, 30, 14))
    assert list(layout.cramped_texts(drawn(long))) == ["the name of a does not fit"]
    assert list(layout.cramped_texts(drawn(wide))) == ["the name of a does not fit"]
    assert list(layout.cramped_texts(drawn(A, B, flow))) == ["the label of f does not fit"]


def test_edges_on_top_of_each_other_are_found() -> None:
    one = edge("f", "a", "b", (200, 90), (300, 90))
    other = edge("h", "c", "b", (550, 50), (550, 20), (250, 20), (250, 90), (300, 90))
    assert list(layout.coincident_edges(drawn(A, B, C, one, other))) == ["f runs on h"]


def test_a_crossing_is_found_and_a_touch_is_none() -> None:
    across, down = edge("f", "a", "b", (200, 90), (300, 90)), edge("h", "a", "c", (250, 20), (250, 150))
    touching = edge("t", "a", "c", (250, 20), (250, 90))
    assert list(layout.crossings(drawn(A, B, C, across, down))) == [("f", "h")]
    assert list(layout.crossings(drawn(A, B, C, across, touching))) == []


def test_what_is_not_drawn_is_found() -> None:
    """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
      <process id="p"><userTask id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="a"/></process>
    </definitions>"""
    text = (test_what_is_not_drawn_is_found.__doc__ or "").strip()
    assert list(not_drawn(text.encode())) == ["a is not drawn", "f is not drawn"]


def test_a_drawing_is_read_with_lanes_hosts_and_labels() -> None:
    """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
      xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
      <collaboration id="c"><participant id="kolam" processRef="p"/></collaboration>
      <process id="p">
        <laneSet id="l"><lane id="lane"><flowNodeRef>a</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>
        <userTask id="a" name="Periksa"/><boundaryEvent id="e" attachedToRef="a" name="Habis"/>
        <sequenceFlow id="f" sourceRef="e" targetRef="a"/>
      </process>
      <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="c">
        <bpmndi:BPMNShape bpmnElement="kolam"><dc:Bounds x="0" y="0" width="900" height="200"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape bpmnElement="lane"><dc:Bounds x="30" y="0" width="870" height="200"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="90" y="50" width="100" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape bpmnElement="e"><dc:Bounds x="172" y="32" width="36" height="36"/>
          <bpmndi:BPMNLabel><dc:Bounds x="175" y="10" width="30" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
        <bpmndi:BPMNEdge bpmnElement="f"><di:waypoint x="190" y="32"/><di:waypoint x="140" y="20"/></bpmndi:BPMNEdge>
      </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
    </definitions>"""
    text = (test_a_drawing_is_read_with_lanes_hosts_and_labels.__doc__ or "").strip()
    read = read_drawing(text.encode())
    assert (read.pool, read.lanes) == (Box(0, 0, 900, 200), {"lane": Box(30, 0, 870, 200)})
    assert (read.shapes["a"].inside, read.shapes["e"].inside) == ("lane", "a")
    assert read.labels == {"e": ("Habis", Box(175, 10, 30, 14))}
    assert read.edges["f"].points == ((190, 32), (140, 20))
