"""The diagram of a case with the places it has passed and the place where it stands."""

from markupsafe import Markup

from app.notation.draw import draw_svg
from app.web.desk.track import standings, taken
from app.web.shared.drawing import diagram_of, inline
from app.web.shared.record import Record


def picture(record: Record) -> Markup:
    """The diagram as inline SVG. Our own renderer wrote it, with every text of the diagram escaped."""
    drawing = draw_svg(diagram_of(record.case.definition), states=standings(record), taken=taken(record))
    return inline(drawing)
