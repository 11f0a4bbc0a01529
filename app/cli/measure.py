"""`lajur measure`: the figures of the archive, counted now or anew."""

import click

from app.actions.archive import measure as figures
from app.cli.sentences import in_sentences
from app.ports import Office
from app.settings import Settings
from app.wiring import open_office


@click.command()
@click.option("--rebuild", is_flag=True, help="Throw the figures away first; needed when the days off have changed.")
@in_sentences
def measure(*, rebuild: bool) -> None:
    """Count the figures of the archive from the history; the worker does it by itself, shortly after each step."""
    office = open_office(Settings.from_environment())
    cases = figures.count_anew(office) if rebuild else figures.waiting(office)
    with click.progressbar(length=cases, label="cases") as bar:
        while counted := figures.count_cases(office):
            bar.update(counted)
    with click.progressbar(length=_sheets(office), label="sheets") as bar:
        while made := figures.make_sheets(office):
            bar.update(made)
    figures.count(office)
    click.echo(f"{cases} cases counted.")


def _sheets(office: Office) -> int:
    with office.store.reading() as reader:
        return len(reader.stale(monthly=False, limit=10**6))


COMMANDS = (measure,)
