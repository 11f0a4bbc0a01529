"""The list of SOPs, the page of one with its official table, and its documents: official document and diagram."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import NotFound
from app.sopdoc.table import SopTable
from app.web.shared.downloads import PDF, download
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office
from app.web.shared.marks import has_drawing
from app.web.shared.processes import newest
from app.web.sops.paper import SopDocument, notes
from app.web.sops.picture import picture_pdf, picture_svg
from app.web.sops.room import room
from reports.sop_document import PAPERS

SVG = "image/svg+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NoDrawing(NotFound):
    """This version of the SOP has no drawing."""


@dataclass(frozen=True)
class SopPage:
    """An SOP in force. `drawn` tells whether its diagram has a drawing."""

    definition: ProcessDefinition
    deployment: Deployment
    table: SopTable
    notes: tuple[str, ...]
    drawn: bool


@room.get("")
@entrance(SIGNED_IN)
def listing() -> ResponseReturnValue:
    return render_template("sops/listing.html", processes=newest().values())


@room.get("/<sop>")
@entrance(SIGNED_IN)
def sop_page(sop: str) -> ResponseReturnValue:
    definition, deployment = in_force(sop)
    table = SopDocument(definition, deployment.deployed_at).table
    page = SopPage(definition, deployment, table, tuple(notes(table)), has_drawing(definition))
    return render_template("sops/sop.html", page=page, papers=list(PAPERS))


@room.get("/<sop>/dokumen.pdf")
@entrance(SIGNED_IN)
def document_pdf(sop: str) -> ResponseReturnValue:
    return download(_document(sop).pdf(), PDF, f"SOP-{sop}.pdf")


@room.get("/<sop>/dokumen.xlsx")
@entrance(SIGNED_IN)
def document_xlsx(sop: str) -> ResponseReturnValue:
    return download(_document(sop).xlsx(), XLSX, f"SOP-{sop}.xlsx")


@room.get("/<sop>/diagram.svg")
@entrance(SIGNED_IN)
def diagram_svg(sop: str) -> ResponseReturnValue:
    definition, _ = _drawn(sop)
    return download(picture_svg(definition).encode(), SVG, f"{sop}.svg")


@room.get("/<sop>/diagram.pdf")
@entrance(SIGNED_IN)
def diagram_on_paper(sop: str) -> ResponseReturnValue:
    definition, dated = _drawn(sop)
    return download(picture_pdf(definition, dated), PDF, f"{sop}.pdf")


def in_force(sop: str) -> tuple[ProcessDefinition, Deployment]:
    """The newest definition of an SOP and its deployment. Raises NotFound."""
    with office().store.reading() as reader:
        deployment = reader.deployment(sop)
    definition = newest().get(sop)
    if deployment is None or definition is None:
        raise NotFound
    return definition, deployment


def _document(sop: str) -> SopDocument:
    """The document as the address asks for it: `kertas` is the paper, `tambahan=tanpa` leaves out what is ours."""
    definition, deployment = in_force(sop)
    paper = request.args.get("kertas", "A4")
    additions = request.args.get("tambahan") != "tanpa"
    return SopDocument(definition, deployment.deployed_at, paper if paper in PAPERS else "A4", additions)


def _drawn(sop: str) -> tuple[ProcessDefinition, datetime]:
    definition, deployment = in_force(sop)
    if not has_drawing(definition):
        raise NoDrawing
    return definition, deployment.deployed_at
