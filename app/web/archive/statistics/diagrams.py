"""The diagram of an SOP with figures on it."""

from collections.abc import Collection, Mapping

from markupsafe import Markup

from app.model.definition import ProcessDefinition
from app.notation.badges import Badge
from app.notation.draw import draw_svg
from app.web.shared.drawing import diagram_of, inline


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
    diagram = diagram_of(definition)
    svg = draw_svg(
        diagram, title=title, description=description, states=shown, taken=taken, badges=badges, prefix="stat"
    )
    return inline(svg)
