"""`lajur migrate`: move running cases of an SOP to another version."""

import sys
from collections import Counter
from collections.abc import Iterable
from json import dumps

import click

from app.actions.migrate import Plan, Stays, migrate, plan, plan_case, target, write_moves
from app.actions.migrate_job import Fate, Row
from app.cli.sentences import in_sentences
from app.model.definition import Deployment
from app.model.instance import ProcessInstance
from app.model.migration import Reason
from app.model.values import Json
from app.ports import Office
from app.settings import Settings
from app.wiring import open_office


@click.command(name="migrate")
@click.argument("sop")
@click.option("--to", "version", type=int, help="The version to move to; by default the newest.")
@click.option("--case", "number", help="Only the case of this number.")
@click.option("--accept", "accepted", multiple=True, metavar="ELEMENT", help="A step that cases may leave out.")
@click.option("--dry-run", "rehearsal", is_flag=True, help="Only say what would become of each case.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_sentences
def migrate_cases(
    sop: str, version: int | None, number: str | None, accepted: tuple[str, ...], *, rehearsal: bool, as_json: bool
) -> None:
    """Move the running cases of an SOP to another version, where that is safe; the others stay and say why.

    The exit status is 0 when every case was moved (or could be), 1 when some stay.
    """
    office = open_office(Settings.from_environment())
    with office.store.reading() as reader:
        to = target(reader, sop, version)
    cases = _cases(office, to, number)
    rows = _rehearsed(office, cases, to, accepted) if rehearsal else _moved(office, cases, to, accepted)
    click.echo(_json(to, rows) if as_json else _told(to, rows, rehearsal=rehearsal))
    sys.exit(1 if any(row.fate is not Fate.MOVED for row in rows) else 0)


def _cases(office: Office, to: Deployment, number: str | None) -> list[ProcessInstance]:
    """The case of a number, or all that run on other versions, the oldest first."""
    if number is not None:
        return [plan_case(office, number, to.version, by=None)[1].case]
    found: list[ProcessInstance] = []
    page: Plan | None = None
    while page is None or page.next is not None:
        page = plan(office, to.sop, to.version, by=None, before=page.next if page else None)
        found += [thought.case for thought in page.cases]
    return found[::-1]


def _rehearsed(
    office: Office, cases: Iterable[ProcessInstance], to: Deployment, accepted: tuple[str, ...]
) -> list[Row]:
    rows = []
    for case in cases:
        thought = plan_case(office, case.number, to.version, by=None, accepted=accepted)[1]
        rows.append(_row(case, thought.reasons))
    return rows


def _moved(office: Office, cases: Iterable[ProcessInstance], to: Deployment, accepted: tuple[str, ...]) -> list[Row]:
    """Move the cases; the history of the SOP tells of those that were, even if something ends it in the midst."""
    rows: list[Row] = []
    try:
        for case in cases:
            row = _row(case, _done(office, case, to, accepted))
            rows.append(row)
    finally:
        with office.store.writing() as unit:
            write_moves(office, unit, to, [row.number for row in rows if row.fate is Fate.MOVED], "system")
            unit.commit()
    return rows


def _done(office: Office, case: ProcessInstance, to: Deployment, accepted: tuple[str, ...]) -> tuple[Reason, ...]:
    try:
        migrate(office, case.id, to, by=None, accepted=accepted)
    except Stays as refusal:
        return refusal.reasons
    return ()


def _row(case: ProcessInstance, reasons: tuple[Reason, ...]) -> Row:
    return Row(case.number, case.title, Fate.REFUSED if reasons else Fate.MOVED, reasons)


def _json(to: Deployment, rows: list[Row]) -> str:
    told: list[Json] = [
        {
            "case": row.number,
            "fate": row.fate.value,
            "reasons": [
                {"sentence": str(it.sentence), "element": it.element, "acceptable": it.acceptable} for it in row.reasons
            ],
        }
        for row in rows
    ]
    return dumps({"sop": to.sop, "version": to.version, "definition": to.digest, "cases": told}, ensure_ascii=False)


def _told(to: Deployment, rows: list[Row], *, rehearsal: bool) -> str:
    words = "could be moved" if rehearsal else "moved"
    lines = [f"{row.number}  {words if row.fate is Fate.MOVED else 'stays'}{_why(row)}" for row in rows]
    counts = Counter(row.fate for row in rows)
    stays = len(rows) - counts[Fate.MOVED]
    return "\n".join([*lines, f"{to.sop} version {to.version}: {counts[Fate.MOVED]} {words}, {stays} stay."])


def _why(row: Row) -> str:
    accepting = (f" (--accept {it.element})" if it.acceptable else "" for it in row.reasons)
    return "".join(f"\n    {it.sentence}{how}" for it, how in zip(row.reasons, accepting, strict=True))


COMMANDS = (migrate_cases,)
