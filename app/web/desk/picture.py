"""The diagram of a case with the places it has passed and the place where it stands."""

from functools import lru_cache

from markupsafe import Markup

from app.model.bundle import DIAGRAM
from app.notation.diagram import Diagram, read_diagram
from app.notation.draw import draw_svg
from app.web.desk.record import Record
from app.web.desk.track import standings, taken


def picture(record: Record) -> Markup:
    """The diagram as inline SVG. Our own renderer wrote it, with every text of the diagram escaped."""
    bundle = record.case.definition.bundle
    drawing = draw_svg(_diagram(bundle.digest, bundle.files[DIAGRAM]), states=standings(record), taken=taken(record))
    return Markup(drawing)  # noqa: S704  # markup of our own renderer, not of the diagram


@lru_cache(maxsize=16)
def _diagram(_: str, data: bytes) -> Diagram:
    return read_diagram(data)
