"""What is wrong with how a diagram is drawn. Every check returns sentences; none means it is well drawn."""

from collections.abc import Iterator
from itertools import combinations

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.bpmn.drawing import Box, Drawing, Edge, Shape

#: How bpmn-js writes: names inside shapes at 12 px, labels outside at 11 px, both with a line height of 1.2.
INSIDE, OUTSIDE, LINE, PADDING = 12, 11, 1.2, 5


def slanting_edges(drawing: Drawing) -> Iterator[str]:
    for edge in drawing.edges.values():
        if any(part.width and part.height for part in edge.segments):
            yield f"{edge.id} has a part that is neither horizontal nor vertical"


def edges_through_shapes(drawing: Drawing) -> Iterator[str]:
    for edge in drawing.edges.values():
        scopes = {drawing.shapes[edge.source].inside, drawing.shapes[edge.target].inside}
        for shape in drawing.shapes.values():
            surrounds = shape.kind == "subProcess" and shape.id in scopes
            if not surrounds and any(part.overlaps(_shrunk(shape.box)) for part in edge.segments):
                yield f"{edge.id} passes through {shape.id}"


def loose_ends(drawing: Drawing) -> Iterator[str]:
    """Edges that do not begin and end on the border of their shapes."""
    for edge in drawing.edges.values():
        for at, shape in ((edge.points[0], edge.source), (edge.points[-1], edge.target)):
            if not _on_border(at, drawing.shapes[shape]):
                yield f"{edge.id} does not touch the border of {shape}"


def overlapping_shapes(drawing: Drawing) -> Iterator[str]:
    for one, other in combinations(drawing.shapes.values(), 2):
        if not drawing.related(one, other) and one.box.overlaps(other.box):
            yield f"{one.id} overlaps {other.id}"


def outside_of_lanes(drawing: Drawing) -> Iterator[str]:
    """Shapes that do not lie wholly in their lane (or sub-process), and lanes outside of the pool."""
    for name, lane in drawing.lanes.items():
        if not drawing.pool.contains(lane):
            yield f"{name} is not in the pool"
    for shape in drawing.shapes.values():
        holder = drawing.shapes.get(shape.inside or "")
        around = drawing.lanes.get(shape.inside or "") or (holder.box if holder else drawing.pool)
        if shape.kind != "boundaryEvent" and not around.contains(shape.box):
            yield f"{shape.id} is not inside {shape.inside}"


def hidden_labels(drawing: Drawing) -> Iterator[str]:
    """Labels that overlap a shape, an edge, another label or the border of a lane."""
    for element, (_, label) in drawing.labels.items():
        for shape in drawing.shapes.values():
            if shape.kind != "subProcess" and label.overlaps(shape.box):
                yield f"the label of {element} overlaps {shape.id}"
        for edge in drawing.edges.values():
            if any(label.overlaps(part) for part in edge.segments):
                yield f"the label of {element} overlaps {edge.id}"
        if not any(lane.contains(label) for lane in drawing.lanes.values()):
            yield f"the label of {element} crosses the border of a lane"
    for (one, (_, first)), (other, (_, second)) in combinations(drawing.labels.items(), 2):
        if first.overlaps(second):
            yield f"the label of {one} overlaps that of {other}"


def missing_labels(drawing: Drawing) -> Iterator[str]:
    """Named events, gateways and edges whose label has no bounds of its own."""
    for item in (*drawing.shapes.values(), *drawing.edges.values()):
        outside = isinstance(item, Edge) or item.kind.endswith(("Event", "Gateway"))
        if outside and item.name and item.label is None:
            yield f"{item.id} has a name but no place for it"


def cramped_texts(drawing: Drawing) -> Iterator[str]:
    """Names that do not fit into their task, and labels whose text does not fit into their bounds."""
    for shape in drawing.shapes.values():
        if shape.kind.lower().endswith("task") and not _fits(shape.name, shape.box, INSIDE, PADDING):
            yield f"the name of {shape.id} does not fit"
    for element, (text, label) in drawing.labels.items():
        if not _fits(text, label, OUTSIDE, 0):
            yield f"the label of {element} does not fit"


def coincident_edges(drawing: Drawing) -> Iterator[str]:
    """Edges that run on top of each other for a while."""
    for one, other in combinations(drawing.edges.values(), 2):
        for part in one.segments:
            if any(_length_together(part, foreign) > 0 for foreign in other.segments):
                yield f"{one.id} runs on {other.id}"


def crossings(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Pairs of edges that cross."""
    for one, other in combinations(drawing.edges.values(), 2):
        for part in one.segments:
            for foreign in other.segments:
                if _cross(part, foreign):
                    yield one.id, other.id


def _shrunk(box: Box) -> Box:
    return Box(box.left + 1, box.top + 1, box.width - 2, box.height - 2)


def _on_border(at: tuple[float, float], shape: Shape) -> bool:
    (x, y), (middle, centre), box = at, shape.box.centre, shape.box
    across, down = abs(x - middle) / (box.width / 2), abs(y - centre) / (box.height / 2)
    if shape.kind.endswith("Gateway"):
        return abs(across + down - 1) < 0.05
    if shape.kind.endswith("Event"):
        return abs((across**2 + down**2) ** 0.5 - 1) < 0.05
    return max(across, down) <= 1.01 and abs(max(across, down) - 1) < 0.01


def _fits(text: str, box: Box, size: int, padding: int) -> bool:
    lines = _wrapped(text, box.width - 2 * padding, size)
    widest = max((stringWidth(line, "Helvetica", size) for line in lines), default=0)
    return widest <= box.width - 2 * padding and len(lines) * size * LINE <= box.height + 1


def _wrapped(text: str, width: float, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, "Helvetica", size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _length_together(one: Box, other: Box) -> float:
    if one.width == other.width == 0 and one.left == other.left:
        return min(one.bottom, other.bottom) - max(one.top, other.top)
    if one.height == other.height == 0 and one.top == other.top:
        return min(one.right, other.right) - max(one.left, other.left)
    return 0


def _cross(one: Box, other: Box) -> bool:
    lying, standing = (one, other) if one.height == 0 else (other, one)
    return (
        lying.height == 0 == standing.width
        and lying.left < standing.left < lying.right
        and standing.top < lying.top < standing.bottom
    )
