"""What our own renderers have drawn, as pictures for paper."""

from dataclasses import asdict

from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.notation.diagram import Diagram, read_diagram
from app.notation.figures import HEADER
from app.notation.ink import Ink, ink
from app.notation.ink import Label as InkLabel
from app.notation.ink import Stroke as InkStroke
from reports.picture import Label, Picture, Stroke, Window


def picture_of(svg: str, diagram: Diagram) -> Picture:
    """What our renderer has drawn of a diagram, as marks for paper; the names of its lanes are on every part of it."""
    found = ink(svg)
    return picture(found, strip=_strip(diagram, found))


def picture(found: Ink, *, strip: float = 0) -> Picture:
    """Marks as a picture for paper. `strip` is the width at its left edge that every part of it repeats."""
    return Picture(Window(found.x, found.y, found.width, found.height), tuple(map(_mark, found.marks)), strip=strip)


def has_drawing(definition: ProcessDefinition) -> bool:
    """Whether the diagram of a definition shows where its elements stand."""
    data = definition.bundle.files.get(DIAGRAM)
    return data is not None and bool(read_diagram(data).geometry.shapes)


def _mark(mark: InkStroke | InkLabel) -> Stroke | Label:
    return Label(**asdict(mark)) if isinstance(mark, InkLabel) else Stroke(**asdict(mark))


def _strip(diagram: Diagram, drawing: Ink) -> float:
    """How wide the names of pools and lanes are at the left edge."""
    heads = [shape.box.x + HEADER for shape in diagram.geometry.shapes if _is_lane(shape.element.type)]
    near = [head - drawing.x for head in heads if head - drawing.x < 4 * HEADER]
    return max(near, default=0.0)


def _is_lane(kind: str) -> bool:
    return kind in ("participant", "lane")
