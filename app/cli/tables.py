"""`lajur sop import`: the table of an SOP becomes a diagram that runs."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from app.actions.deploy import check
from app.cli.documents import sop
from app.cli.sentences import in_sentences, print_findings
from app.library.spreadsheet import LIMIT, read_grids
from app.model.bundle import Bundle
from app.model.errors import Refused, TooLarge
from app.settings import Settings
from app.sopdoc.make.bundle import make_bundle
from app.sopdoc.read.draft import Asked, Draft, Question, read_draft
from app.sopdoc.read.settle import settle
from app.wiring import checking_office

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@sop.command(name="import")
@click.argument("file", type=FILE)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write.")
@click.option("--answers", type=FILE, help="TOML with answers: [lanes], [branches.9], [identity].")
@click.option("--key", default="", help="The key of the SOP; by default after its title.")
@click.option("--accept-guesses", is_flag=True, help="Take every guess; ask only where there is none.")
@in_sentences
def import_table(file: Path, output: Path, answers: Path | None, key: str, accept_guesses: bool) -> None:
    """Read the table of an SOP (XLSX or CSV) and write its diagram, sop.toml and empty forms.

    What the table does not say is asked, or taken from a file of answers.
    """
    if file.stat().st_size > LIMIT:
        raise TooLarge(limit=f"{LIMIT // 2**20} MB")
    draft = read_draft(read_grids(file.read_bytes()))
    for remark in draft.remarks:
        click.echo(str(remark))
    given = _given(answers) if answers else {}
    settled = settle(draft, {**given, **dict(_asked(draft, given, accept_guesses=accept_guesses))})
    for guess in settled.guessed:
        click.echo(str(guess))
    name, bundle = make_bundle(settled, key)
    _write(output, name, bundle)
    checked = check(checking_office(Settings.from_environment()), bundle)
    print_findings(checked.findings)
    rows, lanes = len(settled.table.rows), len(settled.table.lanes)
    click.echo(
        f"{name}: {rows} rows, {lanes} lanes, {len(checked.findings)} findings. lajur check {name} --from {output}"
    )


def _asked(draft: Draft, given: Mapping[str, str], *, accept_guesses: bool) -> Iterator[tuple[str, str]]:
    """The answers of whoever sits at the terminal."""
    unsettled = [question for question in draft.questions() if question.key not in given and not question.is_sure]
    asked = [question for question in unsettled if not (accept_guesses and question.guess)]
    if any(question.asked is Asked.LANE for question in asked):
        for number, lane in enumerate(draft.lanes, 1):
            click.echo(f"  {number:>2} {lane}")
    yield from ((question.key, _ask(question)) for question in asked)


def _ask(question: Question) -> str:
    """One question, until it is answered. A lane may be called by its number in the list."""
    words = {
        Asked.LANE: "Row {row}, “{text}”: who does it?",
        Asked.TARGET: "Row {row}, “{text}”: to which row leads “{label}”?",
        Asked.TEXT: "The {label} of the SOP",
    }
    told = words[question.asked].format(row=question.row, text=question.text, label=question.label)

    def read(answer: str) -> str:
        at = int(answer) if question.asked is Asked.LANE and answer.isdigit() else 0
        try:
            return question.checked(question.choices[at - 1] if 0 < at <= len(question.choices) else answer)
        except Refused as refused:
            raise click.UsageError(str(refused)) from None

    return str(click.prompt(told, default=question.guess or None, value_proc=read))


def _given(file: Path) -> Mapping[str, str]:
    """The answers of a file by the keys of their questions."""
    try:
        return dict(_flat(tomllib.loads(file.read_text("utf-8"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("{file} is not valid TOML: {reason}", file=file.name, reason=error) from error


def _flat(table: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", str(value)


def _write(folder: Path, name: str, bundle: Bundle) -> None:
    """The files laid out like those of the repository. Nothing that is there is written over."""
    if not name.isidentifier() or not name.isascii():
        raise Refused("“{key}” cannot be the key of an SOP: use letters, digits and underscores.", key=name)
    files = {folder.joinpath(*_place(path, name)): data for path, data in bundle.files.items()}
    if there := next((file for file in files if file.exists()), None):
        raise Refused("{file} is there already; choose another folder or --key.", file=there)
    for file, data in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _place(path: str, name: str) -> tuple[str, str, str]:
    """`bpmn/sop.toml` -> `bpmn/<key>/sop.toml`."""
    room, _, file = path.partition("/")
    return room, name, file


COMMANDS = ()
