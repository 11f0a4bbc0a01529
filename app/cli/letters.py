"""`lajur letter`: what a template looks like on paper."""

from pathlib import Path

import click

from app.actions.deploy import without_errors
from app.actions.specimen import specimen
from app.cli.sentences import in_sentences
from app.cli.sops import FROM, bundle_of
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.wiring import rehearsal_office, stage_for
from reports.letters.sample import sample_photo


@click.command()
@click.argument("sop")
@click.argument("element")
@FROM
@click.option("--sample", default=1, type=click.IntRange(1), help="The how-manieth story that issues it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write.")
@in_sentences
def letter(sop: str, element: str, folder: Path | None, sample: int, output: Path) -> None:
    """Write the letter that the step ELEMENT of an SOP issues, filled from one of its stories, as PDF."""
    bundle = bundle_of(sop, folder)
    without_errors(rehearsal_office(), bundle)
    stories = read_stories(bundle.files.get(SCENARIOS, b""))
    found = specimen(bundle, stories, element, sample, lambda story: stage_for(bundle, story))
    printer = rehearsal_office().printer
    if printer is not None:
        output.write_bytes(printer.print(found.paper, sample_photo))
    click.echo(f"{' '.join(found.paper.title.split())} ({found.story.name}: {found.story.title}): {output}")


COMMANDS = (letter,)
