"""`lajur incidents`, `lajur correct`, `lajur retry`: repairing a case from the command line."""

from json import JSONDecodeError, loads

import click

from app.actions.correct import correct
from app.actions.look import incidents
from app.actions.retry import retry
from app.cli.sentences import in_sentences
from app.model.errors import LajurError, NotFound, unpacked
from app.model.people import SUPERVISOR, User
from app.model.values import Json
from app.settings import Settings
from app.wiring import open_office

#: Who acts when the command line repairs something.
CONSOLE = User(0, "console", "console", frozenset({SUPERVISOR}))


@click.command(name="incidents")
@in_sentences
def list_incidents() -> None:
    """List what has stopped and waits for a person, newest first."""
    office = open_office(Settings.from_environment())
    for row in incidents(office, CONSOLE).rows:
        click.echo(f"{row.work.id:>8}  {row.number}  {row.work.element}: {unpacked(row.work.failure or '')}")


@click.command(name="correct")
@click.argument("number")
@click.argument("values", nargs=-1, required=True, metavar="NAME=JSON...")
@click.option("--reason", required=True, help="Why; it stands in the history.")
@in_sentences
def correct_case(number: str, values: tuple[str, ...], reason: str) -> None:
    """Set variables of a running case, for example `lajur correct IP-2026-00001 perlu_lapangan='"ya"' --reason ...`."""
    office = open_office(Settings.from_environment())
    with office.store.reading() as reader:
        instance = reader.instance_by_number(number)
    if instance is None:
        raise NotFound("There is no case {number}.", number=number)
    correct(office, instance.id, dict(map(_variable, values)), reason, by=CONSOLE)
    click.echo(f"{number}: corrected.")


@click.command(name="retry")
@click.argument("work", type=int)
@click.option("--note", default="", help="What was corrected.")
@in_sentences
def retry_work(work: int, note: str) -> None:
    """Retry the incident at the work item WORK (the first number of `lajur incidents`)."""
    retry(open_office(Settings.from_environment()), work, by=CONSOLE, note=note)
    click.echo(f"{work}: goes on.")


def _variable(text: str) -> tuple[str, Json]:
    name, _, value = text.partition("=")
    try:
        return name, loads(value)
    except JSONDecodeError as error:
        raise LajurError("{text} is not NAME=JSON (a text needs quotes).", text=text) from error


COMMANDS = (list_incidents, correct_case, retry_work)
