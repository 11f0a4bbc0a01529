"""A BPMN diagram as it is drawn: boxes and lines, with one pool of horizontal lanes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"

#: What must have a shape or an edge, by how its tag ends.
DRAWN = ("task", "Task", "Gateway", "Event", "subProcess", "callActivity", "sequenceFlow", "lane")


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2

    def overlaps(self, other: "Box", gap: float = 0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def contains(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True)
class Shape:
    id: str
    kind: str
    name: str
    box: Box
    label: Box | None
    inside: str | None  #: the lane, sub-process or activity (for a boundary event) it belongs to


@dataclass(frozen=True)
class Edge:
    id: str
    name: str
    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    label: Box | None

    @property
    def segments(self) -> tuple[Box, ...]:
        """The straight parts as boxes without width or height."""
        return tuple(
            Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)) for (x1, y1), (x2, y2) in pairwise(self.points)
        )


@dataclass(frozen=True)
class Drawing:
    pool: Box
    lanes: dict[str, Box]
    shapes: dict[str, Shape]
    edges: dict[str, Edge]

    @property
    def labels(self) -> dict[str, tuple[str, Box]]:
        """Element id -> its text and the bounds of its label."""
        drawn = (*self.shapes.values(), *self.edges.values())
        return {item.id: (item.name, item.label) for item in drawn if item.label is not None}

    def related(self, one: Shape, other: Shape) -> bool:
        """Whether one is drawn on or in the other on purpose."""
        return one.inside == other.id or other.inside == one.id


def read_drawing(data: bytes) -> Drawing:
    root = etree.fromstring(data)
    elements = {node.get("id"): node for node in root.iter() if node.get("id")}
    lane_of = {ref.text: lane.get("id") for lane in root.iter(f"{BPMN}lane") for ref in lane.iter(f"{BPMN}flowNodeRef")}
    pools, lanes, shapes, edges = [], {}, {}, {}
    for drawn in root.iter(f"{BPMNDI}BPMNShape"):
        element = elements[drawn.get("bpmnElement")]
        kind = etree.QName(element).localname
        if kind == "participant":
            pools.append(_box(drawn))
        elif kind == "lane":
            lanes[element.get("id")] = _box(drawn)
        else:
            parent = element.getparent()
            scope = parent.get("id") if parent.tag == f"{BPMN}subProcess" else None
            inside = element.get("attachedToRef") or scope or lane_of.get(element.get("id"))
            shape = Shape(element.get("id"), kind, element.get("name", ""), _box(drawn), _label(drawn), inside)
            shapes[shape.id] = shape
    for drawn in root.iter(f"{BPMNDI}BPMNEdge"):
        flow = elements[drawn.get("bpmnElement")]
        points = tuple((float(at.get("x")), float(at.get("y"))) for at in drawn.iter(f"{DI}waypoint"))
        ends = flow.get("sourceRef"), flow.get("targetRef")
        edges[flow.get("id")] = Edge(flow.get("id"), flow.get("name", ""), *ends, points, _label(drawn))
    (pool,) = pools
    return Drawing(pool, lanes, shapes, edges)


def not_drawn(data: bytes) -> Iterator[str]:
    """Elements and flows of the process that have no shape or edge."""
    root = etree.fromstring(data)
    drawn = {node.get("bpmnElement") for node in root.iter(f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge")}
    for process in root.iter(f"{BPMN}process"):
        for node in process.iter(f"{BPMN}*"):
            kind = etree.QName(node).localname
            if kind.endswith(DRAWN) and node.get("id") not in drawn:
                yield f"{node.get('id')} is not drawn"


def _box(drawn: etree._Element) -> Box:
    bounds = drawn.find(f"{DC}Bounds")
    return Box(*(float(bounds.get(side)) for side in ("x", "y", "width", "height")))


def _label(drawn: etree._Element) -> Box | None:
    label = drawn.find(f"{BPMNDI}BPMNLabel")
    return None if label is None or label.find(f"{DC}Bounds") is None else _box(label)
