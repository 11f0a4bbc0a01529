"""`lajur sop export` and `lajur picture`: an SOP as its official document, and its diagram as a picture."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from app.actions.archive.replay import replay
from app.cli.sentences import in_sentences
from app.cli.sops import FROM, bundle_of
from app.library.definition import read_definition
from app.model.definition import ProcessDefinition
from app.model.errors import NotFound, Refused
from app.model.frames import frame_at
from app.settings import Settings
from app.web.archive.paper import CONSOLE
from app.web.shared.marks import has_drawing
from app.web.sops.paper import SopDocument
from app.web.sops.picture import picture_pdf, picture_svg
from app.wiring import open_office
from reports.sop_document import PAPERS

OUTPUT = click.Path(dir_okay=False, path_type=Path)
DAY = click.option(
    "--date", "dated", type=click.DateTime(["%Y-%m-%d"]), help="The date the file carries; by default today."
)


@click.group(name="sop")
def sop() -> None:
    """The official table of an SOP (Permenpan RB 35/2012), from a diagram and into one."""


@sop.command(name="export")
@click.argument("key", metavar="SOP")
@FROM
@click.option("--output", type=OUTPUT, required=True, help="The file to write: .pdf or .xlsx.")
@click.option("--paper", type=click.Choice(list(PAPERS)), default="A4", help="The size of the paper.")
@click.option("--additions/--source-only", default=True, help="With what does not stand in the source, or without.")
@DAY
@in_sentences
def export(key: str, folder: Path | None, output: Path, paper: str, additions: bool, dated: datetime | None) -> None:
    """Write the official document of an SOP: identity page and flow chart table."""
    definition = read_definition(bundle_of(key, folder))
    document = SopDocument(definition, _moment(dated), paper, additions)
    makers = {".pdf": document.pdf, ".xlsx": document.xlsx}
    output.write_bytes(makers[_ending(output, makers)]())
    click.echo(f"{key}: {output}, {len(document.table.rows)} rows")


@click.command()
@click.argument("key", metavar="SOP")
@FROM
@click.option("--output", type=OUTPUT, required=True, help="The file to write: .svg or .pdf.")
@click.option("--case", "number", help="Show how far this case has come, in the version of the SOP it runs on.")
@DAY
@in_sentences
def picture(key: str, folder: Path | None, output: Path, number: str | None, dated: datetime | None) -> None:
    """Write the diagram of an SOP as a picture."""
    ending = _ending(output, (".svg", ".pdf"))
    definition, states, taken = _of_case(key, number) if number else (read_definition(bundle_of(key, folder)), {}, ())
    if not has_drawing(definition):
        raise NotFound("The diagram of {sop} has no drawing.", sop=key)
    if ending == ".svg":
        output.write_text(picture_svg(definition, states, taken), "utf-8")
    else:
        output.write_bytes(picture_pdf(definition, _moment(dated), states, taken, head=number or ""))
    click.echo(f"{number or key}: {output}")


def _of_case(key: str, number: str) -> tuple[ProcessDefinition, Mapping[str, str], Collection[str]]:
    """The definition of a case, with the state of each element and the flows that were taken."""
    found = replay(open_office(Settings.from_environment()), number, CONSOLE, None)
    if found.unreadable:
        raise found.unreadable
    if found.case.definition.key != key:
        raise NotFound("The case {number} does not belong to {sop}.", number=number, sop=key)
    moment = frame_at(found.case.events, len(found.case.events), *found.case.outlines)
    return found.case.definition, moment.states if moment else {}, moment.taken if moment else ()


def _moment(dated: datetime | None) -> datetime:
    return (dated or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)


def _ending(output: Path, known: Collection[str]) -> str:
    ending = output.suffix.lower()
    if ending not in known:
        raise Refused(
            "A file {name} cannot be made; it may end in {known}.", name=output.name, known=" or ".join(known)
        )
    return ending


COMMANDS = (sop, picture)
