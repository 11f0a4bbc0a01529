"""Diagrams on pages, drawn by our own renderers."""

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
    return inline(drawing)


def inline(svg: str) -> Markup:
    """An SVG of our own renderers as a part of a page: they write it as XML, with every text escaped. Nothing that
    anybody else has written comes this way."""
    return Markup(svg)  # noqa: S704 - the one place where a drawing becomes markup


def diagram_of(definition: ProcessDefinition) -> Diagram:
    """The diagram of a definition; the last ones are kept."""
    return _diagram(definition.digest, definition.bundle.files[DIAGRAM])


@lru_cache(maxsize=16)
def _diagram(_: str, data: bytes) -> Diagram:
    return read_diagram(data)
