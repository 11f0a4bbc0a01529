"""`lajur try`, `lajur check`, `lajur deploy`: what an analyst does with an SOP kept in files."""

import sys
from pathlib import Path

import click

from app.actions.deploy import check, deploy, without_errors
from app.actions.play import Played, play
from app.actions.rehearse import told_of
from app.actions.studio.access import noted
from app.actions.studio.propose import NOTE_MISSING
from app.cli.as_json import JSON, checked_json, print_json, story_json
from app.cli.sentences import in_sentences, print_findings
from app.library.shipped import bundle_from, shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.lint.supported import markdown
from app.model.bundle import SCENARIOS, Bundle
from app.model.errors import NotFound
from app.model.event import Event
from app.model.finding import Severity
from app.model.values import Json
from app.settings import Settings
from app.wiring import checking_office, open_office, stage_for

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FROM = click.option("--from", "folder", type=FOLDER, help="Folder that holds bpmn/, forms/ and reports/templates/.")


@click.command(name="try")
@click.argument("sop")
@FROM
@click.option("--story", "only", help="Play only the story of this name.")
@JSON
@in_sentences
def try_stories(sop: str, folder: Path | None, only: str | None, as_json: bool) -> None:
    """Play the stories of an SOP and say of each whether it held. The exit status is 0 when all did.

    With --json: {sop, digest, held, failed, stories: [{name, title, ends, events, held, failure}]}.
    """
    bundle = bundle_of(sop, folder)
    stories = read_stories(bundle.files.get(SCENARIOS, b""))
    chosen = [story for story in stories.values() if only in (None, story.name)]
    if not chosen:
        raise NotFound("There is no such story.")
    without_errors(checking_office(Settings.from_environment()), bundle)
    results = []
    for story in chosen:
        played = play(stage_for(bundle, story), bundle, story, stories)
        results.append(told_of(played))
        if not as_json:
            click.echo(told(played, whole=only is not None))
    held = sum(result.failure is None for result in results)
    if as_json:
        stories_json: list[Json] = [story_json(result) for result in results]
        counts: dict[str, Json] = {"sop": sop, "digest": bundle.digest, "held": held, "failed": len(results) - held}
        print_json({**counts, "stories": stories_json})
    else:
        click.echo(f"{held} of {len(results)} stories held.")
    sys.exit(1 if held < len(results) else 0)


@click.command(name="check")
@click.argument("sop")
@FROM
@JSON
@in_sentences
def check_sop(sop: str, folder: Path | None, as_json: bool) -> None:
    """Say what an analyst must know of an SOP before a deploy. The exit status is 0 when it may be deployed.

    With --json: {sop, digest, errors, warnings, findings: [{rule, severity, element, line, sentence}]}.
    """
    bundle = bundle_of(sop, folder)
    checked = check(checking_office(Settings.from_environment()), bundle)
    errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
    if as_json:
        print_json(checked_json(sop, checked))
        sys.exit(1 if errors else 0)
    print_findings(checked.findings)
    click.echo(f"{sop}: {errors} errors, {len(checked.findings) - errors} warnings ({bundle.digest[:12]})")
    sys.exit(1 if errors else 0)


@click.command(name="deploy")
@click.argument("sop")
@FROM
@click.option("--note", required=True, help="What has changed, and why, for the list of versions.")
@JSON
@in_sentences
def deploy_sop(sop: str, folder: Path | None, note: str, as_json: bool) -> None:
    """Deploy an SOP as its next version, if it has no errors and all its stories hold. The same bytes make no new one.

    Whoever may run this holds the database, so that nobody else is asked: four eyes are for the studio. With --json:
    {sop, version, digest, new, note}; `new` is false where these bytes were in force already.
    """
    office = open_office(Settings.from_environment())
    words = noted(note, NOTE_MISSING)
    with office.store.reading() as reader:
        before = reader.deployment(sop)
    deployment = deploy(office, bundle_of(sop, folder), by=None, note=words)
    new = before is None or deployment.version > before.version
    if as_json:
        done: dict[str, Json] = {"sop": deployment.sop, "version": deployment.version, "digest": deployment.digest}
        print_json({**done, "new": new, "note": deployment.note})
        return
    known = "" if new else ", in force already"
    click.echo(f"{deployment.sop}: version {deployment.version} ({deployment.digest[:12]}){known}")


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
