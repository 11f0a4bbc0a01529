"""`lajur print-case`: what the archive gives away on paper, for the command line."""

from pathlib import Path

import click

from app.cli.sentences import in_sentences
from app.settings import Settings
from app.web import WebSettings, create_app
from app.web.archive.paper import case_on_paper
from app.web.shared.languages import LOCALES
from app.wiring import open_office, secret_key


@click.command(name="print-case")
@click.argument("number")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write.")
@click.option("--language", type=click.Choice(LOCALES), default=LOCALES[0], help="In which language it is written.")
@in_sentences
def print_case(number: str, output: Path, language: str) -> None:
    """Write the whole case NUMBER as PDF: identity, history, diagram, answers, documents, signatures."""
    settings = Settings.from_environment()
    app = create_app(open_office(settings), WebSettings(secret_key(settings)))
    output.write_bytes(case_on_paper(app, number, language))
    click.echo(f"{number}: {output}")


COMMANDS = (print_case,)
