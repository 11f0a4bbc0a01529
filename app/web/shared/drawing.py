"""Diagrams with figures at their elements."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.notation.badges import Badge
from app.notation.diagram import Diagram, read_diagram
from app.notation.draw import draw_svg


def badges_picture(definition: ProcessDefinition, badges: Mapping[str, Badge]) -> Markup:
    """The diagram of an SOP with a figure at its elements, each in the colour of its state."""
    states = {element: badge.state for element, badge in badges.items()}
    drawing = draw_svg(diagram_of(definition), states=states, badges=badges, prefix=f"el-{definition.key}")
    return Markup(drawing)  # noqa: S704  # markup of our own renderer, every text of the diagram escaped


def diagram_of(definition: ProcessDefinition) -> Diagram:
    """The diagram of a definition; the last ones are kept."""
    return _diagram(definition.digest, definition.bundle.files[DIAGRAM])


@lru_cache(maxsize=16)
def _diagram(_: str, data: bytes) -> Diagram:
    return read_diagram(data)
