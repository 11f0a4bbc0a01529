"""`lajur export-log`: many cases as an event log for process mining."""

import gzip
import os
from datetime import datetime
from io import BufferedWriter
from pathlib import Path

import click

from app.actions.archive.export_log import LogFormat, LogWish, export_log
from app.actions.archive.find import Wish, count_all
from app.cli.sentences import in_sentences
from app.model.people import AUDITOR, User
from app.settings import Settings
from app.wiring import open_office

DAY = click.DateTime(formats=["%Y-%m-%d"])
#: Who reads when the command line exports: whoever may run it can read the database as it is.
CONSOLE = User(0, "console", "console", frozenset({AUDITOR}))


@click.command(name="export-log")
@click.option("--format", "kind", type=click.Choice([kind.value for kind in LogFormat]), required=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Ends in .gz: packed.")
@click.option("--sop", default="", help="Only cases of this SOP.")
@click.option("--version", type=click.IntRange(1), help="Only cases of this version of the SOP.")
@click.option("--since", type=DAY, help="Only cases started on this day or later.")
@click.option("--until", type=DAY, help="Only cases started on this day or earlier.")
@click.option("--with-names", is_flag=True, help="Call people by their names, not by group and number.")
@in_sentences
def export(
    kind: str,
    output: Path,
    sop: str,
    version: int | None,
    since: datetime | None,
    until: datetime | None,
    with_names: bool,
) -> None:
    """Write many cases as XES (IEEE 1849-2016) or OCEL 2.0 JSON, in constant memory."""
    first, last = since.date() if since else None, until.date() if until else None
    cases = Wish(sop=sop, version=version, started_from=first, started_to=last)
    wish = LogWish(LogFormat(kind), cases, with_names)
    office = open_office(Settings.from_environment())
    total = count_all(office, wish.cases, by=CONSOLE)
    # Under another name until it is whole: what breaks off leaves nothing that looks like a log.
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with click.progressbar(length=total, label="Cases") as bar, _opened(unfinished, output) as file:
            for piece in export_log(office, wish, lambda done, _: bar.update(done - bar.pos), by=CONSOLE, noted=False):
                file.write(piece)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(f"{total} cases in {output}.")


def _opened(path: Path, output: Path) -> gzip.GzipFile | BufferedWriter:
    return gzip.open(path, "wb") if output.suffix == ".gz" else path.open("wb")


COMMANDS = (export,)
