"""`lajur verify`, `lajur seal`, `lajur export-case`: whether the books can be believed, and proof to take away."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from app.actions.archive.export_case import export_case
from app.actions.archive.seal import place, seal
from app.actions.archive.verify import Progress, verify_all, verify_case
from app.actions.archive.verify_seals import verify_seals
from app.cli.sentences import in_sentences
from app.model.discrepancy import Discrepancy
from app.model.errors import LajurError
from app.ports import Office
from app.settings import BadSetting, Settings
from app.store.seal_folder import FolderSeals
from app.wiring import open_office

log = logging.getLogger(__name__)

#: Exit status of `lajur verify`.
WELL, FINDINGS, UNCHECKED = 0, 1, 2


@click.command()
@click.argument("numbers", nargs=-1, metavar="[NUMBER...]")
@click.option("--seals", type=click.Path(path_type=Path), help="Check against the seals in this folder as well.")
@click.option("--key", "keys", multiple=True, help="Public key that may have signed them (default: this office's).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def verify(numbers: tuple[str, ...], seals: Path | None, keys: tuple[str, ...], as_json: bool) -> None:
    """Verify cases, or the whole database, against their history.

    Exit status: 0 all is well, 1 there are findings, 2 it could not be checked. Findings go to the standard output;
    when all is well nothing is printed unless somebody looks on.
    """
    try:
        office = _existing(Settings.from_environment())
        count = 0
        for finding in _findings(office, numbers, seals, keys):
            click.echo(dumps(_row(finding), ensure_ascii=False) if as_json else str(finding))
            count += 1
    except (LajurError, BadSetting) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(UNCHECKED)
    except Exception:
        log.exception("It could not be checked.")
        sys.exit(UNCHECKED)
    if is_watched():
        click.echo(f"{count} findings." if count else "All is well.", err=True)
    sys.exit(FINDINGS if count else WELL)


def _existing(settings: Settings) -> Office:
    """The office of an installation that is there: a new, empty one would verify only too well. Raises LajurError."""
    url = settings.database_url
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not path.is_file():
        raise LajurError("There is no database {file}.", file=path)
    return open_office(settings)


def _findings(
    office: Office, numbers: tuple[str, ...], seals: Path | None, keys: tuple[str, ...]
) -> Iterator[Discrepancy]:
    for number in numbers:
        yield from verify_case(office, number)
    if not numbers:
        with _bar("cases") as progress:
            yield from verify_all(office, progress)
    if seals is not None:
        with _bar("seals") as progress:
            yield from verify_seals(office, FolderSeals(seals), keys, progress)


def is_watched() -> bool:
    """Whether somebody looks on: then there is a progress bar."""
    return sys.stderr.isatty()


def _row(finding: Discrepancy) -> dict[str, object]:
    where = {"case": finding.case, "event": finding.event}
    return {"code": finding.code.value, **where, "sentence": str(finding.sentence)}


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    """A progress bar on the standard error where somebody looks on; nothing in a log or a mail of cron."""
    if not is_watched():
        yield lambda *_: None
        return
    with click.progressbar(length=0, label=what, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


@click.command(name="seal")
@click.option("--public-key", is_flag=True, help="Only print the public key, for those who verify seals elsewhere.")
@in_sentences
def seal_books(public_key: bool) -> None:
    """Write a seal now: a signed list of how far every case has come. The worker writes one a day by itself."""
    settings = Settings.from_environment()
    office = open_office(settings)
    click.echo(place(office)[1].public_key() if public_key else settings.seals_folder / seal(office))


@click.command(name="export-case")
@click.argument("number")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: NUMBER.zip")
@in_sentences
def export(number: str, output: Path | None) -> None:
    """Take one case away as a ZIP, with its history, definition and files, and a verifier that needs no Lajur."""
    found = export_case(open_office(Settings.from_environment()), number, by=None)
    target = output or Path(found.name)
    try:
        _write(target, found.pieces)
    except OSError as error:
        raise LajurError("{file} cannot be written: {reason}", file=target, reason=error.strerror) from error
    click.echo(target)


def _write(target: Path, pieces: Iterator[bytes]) -> None:
    """Whole or not at all."""
    with NamedTemporaryFile(dir=target.absolute().parent, prefix=".making-", delete=False) as file:
        try:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(target)
        finally:
            Path(file.name).unlink(missing_ok=True)


COMMANDS: tuple[click.Command, ...] = (verify, seal_books, export)
