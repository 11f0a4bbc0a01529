"""Where things stand on a diagram: its diagram interchange (BPMN DI) as plain facts, in pixels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, isfinite

from app.model.outline import Element
from app.notation import tags
from app.notation.read import read_element
from app.notation.tags import BPMNDI, DC, DI, Node, child, flag, kind, reference

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Shape:
    """A box on the diagram. `element` is what it shows; of pools, lanes and artifacts it has id, type and name (for an
    annotation its text). `label` is where the name stands, if the file says so. `collapsed` is a folded sub-process."""

    element: Element
    box: Box
    label: Box | None = None
    horizontal: bool = True
    collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line on the diagram with two or more points. `type` is the BPMN tag (`sequenceFlow`, `association`, ...).

    `conditional` is a flow with a condition that leaves a task. `directed` tells whether an association has an arrow.
    """

    id: str
    type: str
    points: tuple[Point, ...]
    name: str = ""
    label: Box | None = None
    default: bool = False
    conditional: bool = False
    directed: bool = False

    def along(self, share: float) -> Point:
        """The point at this share (0 to 1) of the longest part of the line."""
        parts = pairwise(self.points)
        (ax, ay), (bx, by) = max(parts, key=lambda part: hypot(part[1][0] - part[0][0], part[1][1] - part[0][1]))
        return ax + (bx - ax) * share, ay + (by - ay) * share


@dataclass(frozen=True, slots=True)
class Geometry:
    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]


def read_geometry(root: Node) -> Geometry:
    """The shapes and edges of the first diagram in a file, in its order.

    What shows an element that does not exist, or has no usable coordinates, is left out.
    """
    known = tags.by_id(root)
    plane = next(root.iter(f"{BPMNDI}BPMNPlane"), None)
    drawn = () if plane is None else [(node, known.get(reference(node, "bpmnElement") or "")) for node in plane]
    return Geometry(
        shapes=tuple(shape for node, shown in drawn if shown is not None for shape in _shape(node, shown, known)),
        edges=tuple(edge for node, shown in drawn if shown is not None for edge in _edge(node, shown, known)),
    )


def _shape(node: Node, shown: Node, known: Mapping[str, Node]) -> Iterator[Shape]:
    box = _box(node)
    if node.tag == f"{BPMNDI}BPMNShape" and box:
        yield Shape(
            element=read_element(shown, known, name=_name(shown, known)),
            box=box,
            label=_label(node),
            horizontal=flag(node, "isHorizontal", default=True),
            collapsed=not flag(node, "isExpanded", default=True),
        )


def _edge(node: Node, shown: Node, known: Mapping[str, Node]) -> Iterator[Edge]:
    written = ((_number(point, "x"), _number(point, "y")) for point in node.iterchildren(f"{DI}waypoint"))
    points = tuple((x, y) for x, y in written if x is not None and y is not None)
    if node.tag == f"{BPMNDI}BPMNEdge" and len(points) > 1:
        source = known.get(reference(shown, "sourceRef") or "")
        yield Edge(
            id=shown.get("id", ""),
            type=kind(shown),
            points=points,
            name=shown.get("name", ""),
            label=_label(node),
            default=source is not None and reference(source, "default") == shown.get("id"),
            conditional=_is_conditional(shown, source),
            directed=shown.get("associationDirection") in ("One", "Both") or kind(shown).startswith("data"),
        )


def _is_conditional(flow: Node, source: Node | None) -> bool:
    return source is not None and kind(source) not in tags.GATEWAYS and child(flow, "conditionExpression") is not None


def _name(shown: Node, known: Mapping[str, Node]) -> str:
    if kind(shown) == "textAnnotation":
        return tags.text(child(shown, "text"))
    if kind(shown) == "group":
        value = known.get(reference(shown, "categoryValueRef") or "")
        return "" if value is None else value.get("value", "")
    return shown.get("name", "")


def _label(node: Node) -> Box | None:
    label = next(node.iterchildren(f"{BPMNDI}BPMNLabel"), None)
    return None if label is None else _box(label)


def _box(node: Node) -> Box | None:
    bounds = next(node.iterchildren(f"{DC}Bounds"), None)
    if bounds is None:
        return None
    x, y, width, height = (_number(bounds, name) for name in ("x", "y", "width", "height"))
    if x is None or y is None or width is None or height is None:
        return None
    return Box(x, y, width, height)


def _number(node: Node, attribute: str) -> float | None:
    try:
        value = float(node.get(attribute, ""))
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) < 1e6 else None
