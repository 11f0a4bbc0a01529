"""Where the elements of a plan stand: lanes below each other, one column for each element, the main line straight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from app.notation.geometry import Box, Point
from app.notation.metrics import text_width, wrap
from app.sopdoc.labels import Lettering, Room
from app.sopdoc.make.plan import Flow, Node, Plan
from app.sopdoc.routes import DOWN, LEFT, RIGHT, UP, Lattice, Port

HEADER, GAP, MARGIN = 30.0, 72.0, 40.0
#: Above and below the shapes of a lane there is room for lines and texts.
ROOM, LOW = 54.0, 66.0
TASK_WIDTH, TASK_HEIGHT, WIDEST = 120.0, 80.0, 240.0
NAME_SIZE, NAME_LEADING = 12.0, 14.4
#: A default flow has its slash near its beginning; answers stand behind it.
LETTERING = Lettering(11, 13.2, (120.0, 90.0, 70.0, 54.0), 5, begin=19)
_ICON = 18.0
_SIDES = {"startEvent": (36.0, 36.0), "endEvent": (36.0, 36.0), "exclusiveGateway": (50.0, 50.0)}
#: What a bend costs against a pixel of length, as a factor of what it costs in points.
_UNIT = 5.0


@dataclass(frozen=True)
class Placed:
    """The diagram: the pool, lanes in order, shapes and lines by id, and where names stand that are beside them."""

    pool: Box
    lanes: Sequence[Box]
    shapes: Mapping[str, Box]
    lines: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Box]


def lay_out(plan: Plan) -> Placed:
    """Give every element of a plan its place. No line leads through a shape."""
    sizes = {node.id: _SIDES.get(node.tag) or _task_size(node.name) for node in plan.nodes}
    low = {node.id for node in plan.nodes if _is_low(plan, node)}
    lanes = list(_lanes(plan, sizes, low))
    shapes = _shapes(plan, sizes, low, lanes)
    right = max(box.right for box in shapes.values()) + GAP
    lanes = [Box(lane.x, lane.y, right - HEADER, lane.height) for lane in lanes]
    pool = Box(0, 0, right, lanes[-1].bottom)
    lines = _lines(plan, shapes, lanes)
    return Placed(pool, lanes, shapes, lines, _labels(plan, shapes, lines, lanes))


def _task_size(name: str) -> tuple[float, float]:
    """As wide as the name needs to stand in a box of the usual height; a longer one makes the box higher, too."""
    width = TASK_WIDTH
    while width < WIDEST and _height(name, width) > TASK_HEIGHT:
        width += 20
    return width, max(TASK_HEIGHT, _height(name, width))


def _height(name: str, width: float) -> float:
    longest = max((text_width(word, NAME_SIZE) for word in name.split()), default=0)
    room = width - 16
    lines = len(wrap(name, room * 0.97, NAME_SIZE)) + (3 if longest > room else 0)
    return ceil(lines * NAME_LEADING + _ICON + 14)


def _is_low(plan: Plan, node: Node) -> bool:
    """Whether an end stands below the main line: when something else goes on behind its decision."""
    return node.tag == "endEvent" and node.id != plan.nodes[-1].id


def _lanes(plan: Plan, sizes: Mapping[str, tuple[float, float]], low: set[str]) -> Iterator[Box]:
    top = 0.0
    for index in range(len(plan.lanes)):
        here = [node for node in plan.nodes if node.lane == index]
        high = max([TASK_HEIGHT, *(sizes[node.id][1] for node in here)]) + 2 * ROOM
        high += LOW if any(node.id in low for node in here) else 0
        yield Box(HEADER, top, 0, high)
        top += high


def _shapes(
    plan: Plan, sizes: Mapping[str, tuple[float, float]], low: set[str], lanes: Sequence[Box]
) -> dict[str, Box]:
    found: dict[str, Box] = {}
    x = HEADER + MARGIN
    for node in plan.nodes:
        wide, high = sizes[node.id]
        lane = lanes[node.lane]
        deep = LOW if any(other.lane == node.lane for other in plan.nodes if other.id in low) else 0
        middle = lane.y + (lane.height - deep) / 2
        if node.id in low:
            middle = lane.bottom - ROOM
        found[node.id] = Box(x, middle - high / 2, wide, high)
        x += wide + GAP
    return found


def _lines(plan: Plan, shapes: Mapping[str, Box], lanes: Sequence[Box]) -> dict[str, tuple[Point, ...]]:
    nodes = {node.id: node for node in plan.nodes}
    lattice = Lattice(list(shapes.values()), _UNIT)
    lattice.lay(*_tracks(plan, shapes, lanes))
    order = [node.id for node in plan.nodes]

    def span(flow: Flow) -> tuple[int, int]:
        steps = order.index(flow.target) - order.index(flow.source)
        return (0, steps) if steps > 0 else (1, -steps)

    return {
        flow.id: lattice.connect(
            list(_outs(nodes[flow.source], shapes[flow.source])), list(_ins(nodes[flow.target], shapes[flow.target]))
        )
        for flow in sorted(plan.flows, key=span)
    }


def _tracks(plan: Plan, shapes: Mapping[str, Box], lanes: Sequence[Box]) -> tuple[list[float], list[float]]:
    xs: list[float] = []
    ys: list[float] = []
    for node in plan.nodes:
        box = shapes[node.id]
        ports = (*_outs(node, box), *_ins(node, box))
        xs += [*(port.at[0] for port in ports), *(box.right + GAP * part for part in (0.2, 0.4, 0.6, 0.8))]
        ys += [port.at[1] for port in ports]
    for lane in lanes:
        ys += [lane.y + 12, lane.y + 24, lane.y + 36, lane.bottom - 12, lane.bottom - 24, lane.bottom - 36]
    return xs, ys


def _outs(node: Node, box: Box) -> Iterator[Port]:
    x, y = box.center
    yield Port((box.right, y), RIGHT)
    if node.tag in ("exclusiveGateway", "userTask", "serviceTask"):
        yield Port((x, box.bottom), DOWN, 10)
        yield Port((x, box.y), UP, 12)


def _ins(node: Node, box: Box) -> Iterator[Port]:
    x, y = box.center
    yield Port((box.x, y), LEFT)
    yield Port((x, box.y), UP, 20)
    yield Port((x, box.bottom), DOWN, 22)
    if node.tag in ("userTask", "serviceTask"):
        for part in (0.25, 0.75):
            yield Port((box.x + box.width * part, box.y), UP, 24)
            yield Port((box.x + box.width * part, box.bottom), DOWN, 26)


def _labels(
    plan: Plan, shapes: Mapping[str, Box], lines: Mapping[str, tuple[Point, ...]], lanes: Sequence[Box]
) -> dict[str, Box]:
    room = Room(LETTERING, list(shapes.values()), list(lines.values()), lanes)
    found: dict[str, Box] = {}
    for flow in plan.flows:
        if flow.name and lines[flow.id]:
            found[flow.id] = room.beside_line(flow.name, lines[flow.id])[1]
    for node in plan.nodes:
        if node.tag in _SIDES and node.name:
            found[node.id] = room.beside_shape(node.name, shapes[node.id])[1]
    return found
