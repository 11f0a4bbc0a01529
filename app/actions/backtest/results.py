"""What a back-test has found: its counts, and its cases one page at a time."""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.actions._definitions import definition
from app.actions.backtest.ask import plan_of
from app.actions.studio.access import must_read
from app.model.backtest import Outcome
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_tally import Tally
from app.model.backtested import Backtested, of_line
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.job import Job
from app.model.outline import Outline
from app.model.people import User
from app.ports import Office

#: Cases of a page.
PAGE = 25


@dataclass(frozen=True)
class Result:
    """A back-test. `tally` is None while it is on its way, when it has failed, and when it was cleared.

    `gone` are the words for elements and flows that only older versions have.
    """

    job: Job
    plan: BacktestPlan
    draft: ProcessDefinition
    tally: Tally | None = None
    gone: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Wanted:
    """Which cases of a result: those with an outcome, those with this very (packed) reason, those that stop at an
    element; None means any. `skip` of them are left out first."""

    outcome: Outcome | None = None
    reason: str | None = None
    element: str | None = None
    skip: int = 0


@dataclass(frozen=True)
class Page:
    """Some cases of a result, in the order in which they were started; `more`: there are others behind them."""

    rows: Sequence[Backtested]
    more: bool


def result(office: Office, job_id: int, *, by: User) -> Result:
    """A back-test, whoever has asked for it. Raises NotFound, or Forbidden for those who have no business with it."""
    must_read(by)
    with office.store.reading() as reader:
        job = reader.job(job_id)
        plan = plan_of(job) if job else None
        if job is None or plan is None:
            raise NotFound
        draft = definition(office, reader, plan.draft)
    match job.result.value:
        case {"tally": tally, "gone": dict(gone)}:
            return Result(job, plan, draft, Tally.from_row(tally), {name: str(words) for name, words in gone.items()})
    return Result(job, plan, draft)


def page(office: Office, found: Result, wanted: Wanted) -> Page:
    """A page of the cases of a result. Raises NotFound when it has none (any more)."""
    chosen = (row for row in rows(office, found) if _is_wanted(row, wanted))
    some = list(islice(chosen, wanted.skip, wanted.skip + PAGE + 1))
    return Page(some[:PAGE], len(some) > PAGE)


def one(office: Office, found: Result, number: str) -> Backtested:
    """The case with this number. Raises NotFound."""
    row = next((row for row in rows(office, found) if row.number == number), None)
    if row is None:
        raise NotFound
    return row


def outline_of(office: Office, found: Result, version: int) -> Outline:
    """The outline of a version of the SOP; that of the draft when it cannot be read any more."""
    try:
        with office.store.reading() as reader:
            deployment = reader.deployment(found.plan.sop, version)
            return definition(office, reader, deployment.digest if deployment else "").outline
    except LajurError:
        return found.draft.outline


def rows(office: Office, found: Result) -> Iterator[Backtested]:
    """All cases of a result, in the order in which they were started. Raises NotFound when it has none (any more)."""
    file = found.job.result.file
    if file is None:
        raise NotFound
    with office.vault.open(file.digest) as packed, gzip.open(packed) as lines:
        yield from (row for line in lines if (row := of_line(line)))


def _is_wanted(row: Backtested, wanted: Wanted) -> bool:
    return (
        wanted.outcome in (None, row.outcome)
        and wanted.reason in (None, row.reason)
        and wanted.element in (None, row.stopped_at)
    )
