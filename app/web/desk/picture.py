"""The diagram of a case with the places it has passed and the place where it stands."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.notation.badges import Badge
from app.notation.diagram import Diagram, read_diagram
from app.notation.draw import draw_svg
from app.web.desk.track import standings, taken
from app.web.shared.record import Record


def picture(record: Record) -> Markup:
    """The diagram as inline SVG. Our own renderer wrote it, with every text of the diagram escaped."""
    bundle = record.case.definition.bundle
    drawing = draw_svg(_diagram(bundle.digest, bundle.files[DIAGRAM]), states=standings(record), taken=taken(record))
    return Markup(drawing)  # noqa: S704  # markup of our own renderer, not of the diagram


def counts_picture(definition: ProcessDefinition, badges: Mapping[str, Badge]) -> Markup:
    """The diagram of an SOP with a figure at its elements, each the way to what it counts."""
    diagram = _diagram(definition.digest, definition.bundle.files[DIAGRAM])
    states = {element: badge.state for element, badge in badges.items()}
    drawing = draw_svg(diagram, states=states, badges=badges, prefix=f"el-{definition.key}")
    return Markup(drawing)  # noqa: S704  # as above


@lru_cache(maxsize=16)
def _diagram(_: str, data: bytes) -> Diagram:
    return read_diagram(data)
