"""The diagram of an SOP with figures on it."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from markupsafe import Markup

from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.notation.badges import Badge
from app.notation.diagram import Diagram, read_diagram
from app.notation.draw import draw_svg


def drawing(
    definition: ProcessDefinition,
    badges: Mapping[str, Badge],
    *,
    title: str,
    description: str,
    states: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
) -> Markup:
    """The diagram as inline SVG, with badges by element; an element is drawn in its state, else its badge's."""
    shown = {element: badge.state for element, badge in badges.items()} | dict(states or {})
    diagram = _diagram(definition.digest, definition.bundle.files[DIAGRAM])
    svg = draw_svg(
        diagram, title=title, description=description, states=shown, taken=taken, badges=badges, prefix="stat"
    )
    return Markup(svg)  # noqa: S704  # markup of our own renderer, not of the diagram


@lru_cache(maxsize=16)
def _diagram(_: str, data: bytes) -> Diagram:
    return read_diagram(data)
