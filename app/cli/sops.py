"""`lajur try`, `lajur check`, `lajur deploy`: what an analyst does with an SOP kept in files."""

import sys
from pathlib import Path

import click

from app.actions.deploy import check, deploy
from app.actions.play import Played, play
from app.cli.sentences import in_sentences, print_findings
from app.library.shipped import bundle_from, shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.lint.supported import markdown
from app.model.bundle import SCENARIOS, Bundle
from app.model.errors import NotFound
from app.model.event import Event
from app.model.finding import Severity
from app.settings import Settings
from app.wiring import open_office, rehearsal_office, stage_for

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FROM = click.option("--from", "folder", type=FOLDER, help="Folder that holds bpmn/, forms/ and reports/templates/.")


@click.command(name="try")
@click.argument("sop")
@FROM
@click.option("--story", "only", help="Play only the story of this name.")
@in_sentences
def try_stories(sop: str, folder: Path | None, only: str | None) -> None:
    """Play the stories of an SOP and say of each whether it held. The exit status is 0 when all did."""
    bundle = bundle_of(sop, folder)
    stories = read_stories(bundle.files.get(SCENARIOS, b""))
    chosen = [story for story in stories.values() if only in (None, story.name)]
    if not chosen:
        raise NotFound("There is no such story.")
    failed = 0
    for story in chosen:
        played = play(stage_for(bundle, story), bundle, story, stories)
        failed += played.failure is not None
        click.echo(told(played, whole=only is not None))
    click.echo(f"{len(chosen) - failed} of {len(chosen)} stories held.")
    sys.exit(1 if failed else 0)


@click.command(name="check")
@click.argument("sop")
@FROM
@in_sentences
def check_sop(sop: str, folder: Path | None) -> None:
    """Say what an analyst must know of an SOP before a deploy. The exit status is 0 when it may be deployed."""
    bundle = bundle_of(sop, folder)
    checked = check(rehearsal_office(), bundle)
    print_findings(checked.findings)
    errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
    click.echo(f"{sop}: {errors} errors, {len(checked.findings) - errors} warnings ({bundle.digest[:12]})")
    sys.exit(1 if errors else 0)


@click.command(name="deploy")
@click.argument("sop")
@FROM
@click.option("--note", default="", help="What has changed, for the list of versions.")
@in_sentences
def deploy_sop(sop: str, folder: Path | None, note: str) -> None:
    """Deploy an SOP as its next version. The same bytes make no new version."""
    deployment = deploy(open_office(Settings.from_environment()), bundle_of(sop, folder), by=None, note=note)
    click.echo(f"{deployment.sop}: version {deployment.version} ({deployment.digest[:12]})")


def told(played: Played, *, whole: bool) -> str:
    """A story as one line of result, with every step of its history before it when `whole`."""
    result = "held" if played.failure is None else f"FAILED: {played.failure}"
    story = played.story
    line = f"{story.name:<32} {story.title} -> {story.ends} ({len(played.events)} events): {result}"
    return "\n".join([*(_step(event) for event in played.events if whole), line])


def _step(event: Event) -> str:
    return f"{event.number:>5}  {event.at:%d-%m-%Y %H.%M}  {event.kind:<20} {event.element or '':<26} {event.actor}"


def bundle_of(sop: str, folder: Path | None) -> Bundle:
    """The files of an SOP in a folder, by default of one that comes with Lajur. Raises NotFound."""
    if folder is not None:
        return bundle_from(folder, sop)
    if sop not in shipped_sops():
        raise NotFound("There is no SOP named {sop}; there are: {known}.", sop=sop, known=", ".join(shipped_sops()))
    return shipped_bundle(sop)


@click.command()
def elements() -> None:
    """Print which elements of BPMN work and which are refused, with the reason, as a Markdown table."""
    click.echo(markdown())


COMMANDS = (try_stories, check_sop, deploy_sop, elements)
