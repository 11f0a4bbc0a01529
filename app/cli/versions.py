"""`lajur export`, `lajur diff`, `lajur new`: for people who keep their SOPs in files."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from app.actions.studio.minimal import minimal_bundle
from app.cli.as_json import JSON, print_json
from app.cli.sentences import in_sentences
from app.compare import Change, Difference, Kind, compare
from app.library.shipped import bundle_from
from app.library.sop_folders import write_bundle
from app.model.bundle import Bundle
from app.model.errors import LajurError, NotFound
from app.model.values import Json
from app.ports import Office
from app.settings import BadSetting, Settings
from app.wiring import open_office

TO = click.option(
    "--to",
    "folder",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into; by default the one you are in.",
)
_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~", Kind.MOVED: ">"}


class NoVersion(NotFound):
    """{sop} has no version {version} here."""


@click.command(name="export")
@click.argument("sop")
@click.option("--version", type=click.IntRange(1), help="The version to write; by default the one in force.")
@TO
@click.option("--force", is_flag=True, help="Replace files that say something else, and remove those it does not have.")
@JSON
@in_sentences
def export_sop(sop: str, version: int | None, folder: Path, force: bool, as_json: bool) -> None:
    """Write the files of a version into a folder with bpmn/, forms/ and reports/templates/, as `--from` reads them.

    With --json: {sop, digest, files: [path]}.
    """
    bundle = _deployed(open_office(Settings.from_environment()), sop, version)
    _written(sop, bundle, write_bundle(bundle, sop, folder, replace=force), as_json)


@click.command(name="new")
@click.argument("name")
@TO
@JSON
@in_sentences
def new_sop(name: str, folder: Path, as_json: bool) -> None:
    """Write the least SOP that runs into a folder: it can be checked, tried and deployed as it is.

    With --json: {sop, digest, files: [path]}.
    """
    bundle = minimal_bundle(name)
    _written(name, bundle, write_bundle(bundle, name, folder), as_json)


@click.command(name="diff")
@click.argument("old")
@click.argument("new")
@JSON
def diff(old: str, new: str, as_json: bool) -> None:
    """Say what is different from OLD to NEW: each is SOP (in force), SOP@3 (a version) or FOLDER:SOP.

    The exit status is 0 when nothing is, 1 when something is, 2 when one of both cannot be read. With --json:
    {old, new, counts, changes: [{part, kind, id, type, name, place, details: [{what, old, new}], lines}]}.
    """
    try:
        difference = compare(_meant(old), _meant(new))
    except (LajurError, BadSetting) as error:
        if as_json:
            print_json({"error": str(error)})
        else:
            click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    if as_json:
        told = difference.as_json()
        print_json({"old": old, "new": new, **(told if isinstance(told, dict) else {})})
    else:
        click.echo("\n".join(_told(difference)))
    sys.exit(1 if difference else 0)


def _meant(words: str) -> Bundle:
    """The bundle that `SOP`, `SOP@3` or `FOLDER:SOP` names. Raises NotFound."""
    folder, colon, sop = words.rpartition(":")
    if colon:
        return bundle_from(Path(folder), sop)
    key, at, number = words.partition("@")
    if at and not number.isdigit():
        raise NotFound("“{words}” names nothing: SOP, SOP@3 or FOLDER:SOP does.", words=words)
    return _deployed(open_office(Settings.from_environment()), key, int(number) if at else None)


def _deployed(office: Office, sop: str, version: int | None) -> Bundle:
    with office.store.reading() as reader:
        deployment = reader.deployment(sop, version)
        bundle = reader.bundle(deployment.digest) if deployment else None
    office.store.close()
    if bundle is None and version is not None:
        raise NoVersion(None, sop=sop, version=version)
    if bundle is None:
        raise NotFound("No SOP “{sop}” has been deployed here.", sop=sop)
    return bundle


def _written(sop: str, bundle: Bundle, files: tuple[Path, ...], as_json: bool) -> None:
    if as_json:
        paths: list[Json] = [str(file) for file in files]
        print_json({"sop": sop, "digest": bundle.digest, "files": paths})
        return
    for file in files:
        click.echo(file)
    click.echo(f"{sop}: {len(files)} files ({bundle.digest[:12]})")


def _told(difference: Difference) -> Iterator[str]:
    """The difference in lines, for people."""
    for change in difference.changes:
        yield _headline(change)
        for detail in change.details:
            yield (
                f"    {detail.what}: {detail.old} -> {detail.new}" if detail.old or detail.new else f"    {detail.what}"
            )
        for line in change.lines:
            yield f"    {line.sign} {line.text}".rstrip()
    counts = ", ".join(f"{count} {kind}" for kind, count in difference.counts.items())
    yield counts or "No difference."


def _headline(change: Change) -> str:
    parts = (change.part, change.place, change.type, change.id, f"“{change.name}”" if change.name else "")
    return f"{_SIGNS[change.kind]} {' '.join(str(part) for part in parts if part)}"


COMMANDS = (export_sop, new_sop, diff)
