"""The diagram of a case's own version to take away, as it was deployed: for the web (SVG) and for paper (PDF)."""

from flask.typing import ResponseReturnValue

from app.actions.archive.replay import Recording, replay
from app.model.errors import NotFound
from app.model.people import AUDITOR
from app.notation.diagram import Diagram
from app.notation.draw import draw_svg
from app.web.archive.drawn import drawing_of
from app.web.archive.room import room
from app.web.shared.downloads import PDF, download
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, language
from app.web.shared.marks import picture_of
from app.web.shared.pages import sop_title
from reports.diagram import diagram_pdf
from reports.page import Furniture

SVG = "image/svg+xml"


class NoDrawing(NotFound):
    """This version of the SOP has no drawing."""


@room.get("/permohonan/<number>/diagram.svg")
@entrance(AUDITOR)
def diagram_svg(number: str) -> ResponseReturnValue:
    recording = replay(office(), number, user())
    return download(_svg(recording, _drawing(recording)).encode(), SVG, f"{_name(recording)}.svg")


@room.get("/permohonan/<number>/diagram.pdf")
@entrance(AUDITOR)
def diagram_on_paper(number: str) -> ResponseReturnValue:
    recording = replay(office(), number, user())
    drawing = _drawing(recording)
    data = diagram_pdf(_furniture(recording), picture_of(_svg(recording, drawing), drawing))
    return download(data, PDF, f"{_name(recording)}.pdf")


def _drawing(recording: Recording) -> Diagram:
    found = None if recording.unreadable else drawing_of(recording.case.definition)
    if found is None:
        raise NoDrawing
    return found


def _svg(recording: Recording, drawing: Diagram) -> str:
    return draw_svg(drawing, title=sop_title(recording.case.definition))


def _name(recording: Recording) -> str:
    return f"{recording.case.instance.sop}-{recording.case.instance.version}"


def _furniture(recording: Recording) -> Furniture:
    """Nothing in it is of the case: two cases of a version give the same bytes."""
    instance, definition, deployed = recording.case.instance, recording.case.definition, recording.deployment
    return Furniture(
        title=sop_title(definition),
        author=definition.sop.identity.agency,
        language=language(),
        dated=deployed.deployed_at if deployed else instance.started_at,
        head=gettext("version %(n)s", n=instance.version),
        foot=f"SHA-256: {instance.digest}",
    )
