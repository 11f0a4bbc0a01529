"""The diagram of an SOP as a picture, with the states of a case if there is one."""

from collections.abc import Collection, Mapping
from datetime import datetime

from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.web.shared.marks import picture_of
from reports.diagram import diagram_pdf
from reports.page import Furniture


def picture_svg(
    definition: ProcessDefinition, states: Mapping[str, str] | None = None, taken: Collection[str] = ()
) -> str:
    """The diagram as SVG. `states` and `taken` are as in `app.notation.draw`."""
    diagram = read_diagram(definition.bundle.files[DIAGRAM])
    return draw_svg(diagram, title=definition.sop.identity.title, states=states, taken=taken)


def picture_pdf(
    definition: ProcessDefinition,
    dated: datetime,
    states: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
    *,
    head: str = "",
) -> bytes:
    """The diagram as PDF; where one page is too small to read it, its parts follow."""
    diagram = read_diagram(definition.bundle.files[DIAGRAM])
    furniture = Furniture(
        title=definition.sop.identity.title,
        author=definition.sop.identity.agency,
        language="id",
        dated=dated,
        head=head,
        foot=f"SHA-256: {definition.digest}",
    )
    return diagram_pdf(furniture, picture_of(picture_svg(definition, states, taken), diagram))
