"""`lajur backtest`: what would have become of finished cases on an SOP kept in files."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from app.actions.backtest.ask import YEAR, check
from app.actions.backtest.run import cases, opened
from app.actions.days import today
from app.cli.sentences import in_sentences
from app.cli.sops import FROM, bundle_of
from app.model.backtest import Outcome
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_tally import Tally
from app.model.backtested import Backtested, backtested
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, unpacked
from app.model.values import Json
from app.ports import Office
from app.settings import Settings
from app.wiring import open_office

DAY = click.DateTime(formats=["%Y-%m-%d"])
WORDS = {
    Outcome.SAME: "the same",
    Outcome.ALIKE: "the same but for new or removed elements",
    Outcome.UNUSED: "the same, but somebody is not asked any more",
    Outcome.OTHER_WAY: "another way to the same end",
    Outcome.ENDS_ELSEWHERE: "another end",
    Outcome.WANTS_ANSWER: "stop for want of an answer",
    Outcome.FAULT: "stop with an incident",
    Outcome.UNTESTABLE: "cannot be tested",
}


@click.command()
@click.argument("sop")
@FROM
@click.option("--since", type=DAY, help="Only cases that have ended on this day or later; by default a year back.")
@click.option("--until", type=DAY, help="Only cases that have ended on this day or earlier; by default today.")
@click.option("--version", "versions", type=click.IntRange(1), multiple=True, help="Only cases of this version.")
@click.option("--answer", "answers", multiple=True, metavar="ELEMENT:FIELD=VALUE", help="Stands for a missing answer.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@in_sentences
def backtest(
    sop: str,
    folder: Path | None,
    since: datetime | None,
    until: datetime | None,
    versions: Sequence[int],
    answers: Sequence[str],
    as_json: bool,
) -> None:
    """Play the finished cases of a period again on these files, and say what would have become of them.

    The exit status is 0 whatever is found; 1 when the files cannot be read or run, or there is nothing to play.
    """
    bundle, office = bundle_of(sop, folder), open_office(Settings.from_environment())
    draft = office.read(bundle)
    last = until.date() if until else today(office)
    first = since.date() if since else last - YEAR
    plan = BacktestPlan(sop, bundle.digest, first, last, frozenset(versions), standing(answers))
    tally, changed = _run(office, plan, draft, check(office, plan, draft))
    if as_json:
        click.echo(json.dumps(_document(plan, tally, changed), ensure_ascii=False, indent=2))
    else:
        _tell(tally, changed)


def standing(answers: Sequence[str]) -> dict[str, dict[str, Json]]:
    """Standing answers by element and field, of texts like `tinjau:hasil=setuju`; a bare `tinjau` answers nothing there
    and goes on. A value is JSON, or else the text itself. Raises LajurError."""
    found: dict[str, dict[str, Json]] = {}
    for answer in answers:
        element, colon, given = answer.partition(":")
        name, sign, value = given.partition("=")
        if not element or (colon and not (name and sign)):
            raise LajurError("“{answer}” is not of the form ELEMENT:FIELD=VALUE.", answer=answer)
        found.setdefault(element, {}).update({name: _value(value)} if colon else {})
    return found


def _run(office: Office, plan: BacktestPlan, draft: ProcessDefinition, total: int) -> tuple[Tally, list[Backtested]]:
    """The counts, and the cases that do not stay the same."""
    tally, changed, run = Tally(), list[Backtested](), opened(office, draft, plan)
    with click.progressbar(length=total, label="Cases", file=sys.stderr) as bar:
        for page in cases(office, plan):
            for case, verdict in run.verdicts(page):
                tally.add(verdict)
                if verdict.outcome is not Outcome.SAME:
                    changed.append(replace(backtested(case.number, case.version, verdict), then=(), now=()))
                bar.update(1)
    return tally, changed


def _tell(tally: Tally, changed: Sequence[Backtested]) -> None:
    for row in changed:
        click.echo(f"{row.number}  {WORDS[row.outcome]}: {unpacked(row.reason)}")
    told = [f"{count} {WORDS[outcome]}" for outcome in Outcome if (count := tally.count(outcome))]
    click.echo(f"{tally.cases} cases: {', '.join(told)}.")


def _document(plan: BacktestPlan, tally: Tally, changed: Sequence[Backtested]) -> dict[str, Json]:
    rows: list[Json] = [
        {
            "number": row.number,
            "version": row.version,
            "outcome": row.outcome.value,
            "reason": str(unpacked(row.reason)),
            "stopped_at": row.stopped_at,
            "unused": list(row.unused),
        }
        for row in changed
    ]
    places: dict[str, Json] = {
        place: {"then": it.then, "now": it.now, "stops": it.stops} for place, it in tally.counts().items()
    }
    outcomes: dict[str, Json] = {outcome.value: tally.count(outcome) for outcome in Outcome}
    return {"plan": plan.to_row(), "cases": tally.cases, "outcomes": outcomes, "changed": rows, "places": places}


def _value(text: str) -> Json:
    try:
        value: Json = json.loads(text)
    except ValueError:
        return text
    return value


COMMANDS = (backtest,)
