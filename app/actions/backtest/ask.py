"""Ask for a back-test of a working copy, and see the ones there were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.actions import jobs
from app.actions._definitions import definition
from app.actions.backtest.job import KIND
from app.actions.backtest.run import count
from app.actions.days import today
from app.actions.start import first_variables
from app.actions.studio.open_copy import opened
from app.model.backtest_plan import BacktestPlan
from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import Invalid, LajurError
from app.model.job import Job
from app.model.outline import Element
from app.model.people import User
from app.ports import Office, Reader

#: How far back a back-test goes unless somebody says otherwise.
YEAR = timedelta(days=365)
#: Jobs that are looked through for those of a copy.
LOOKED_THROUGH = 500
PART = 50
#: Elements at which the process waits for a message that somebody of the lane says has come.
AWAITED = frozenset({"receiveTask", "intermediateCatchEvent"})


@dataclass(frozen=True)
class Past:
    """A back-test of a copy. `stale`: the copy has changed since."""

    job: Job
    plan: BacktestPlan
    stale: bool


def usual(office: Office, copy_id: int, *, by: User) -> BacktestPlan:
    """The back-test of the last twelve months, all versions, of a working copy as it is now. Raises NotFound."""
    found = opened(office, copy_id, by=by)
    last = today(office)
    return BacktestPlan(found.copy.sop, found.bundle.digest, last - YEAR, last, copy=copy_id)


def check(office: Office, plan: BacktestPlan, draft: ProcessDefinition) -> int:
    """How many cases a plan has. Raises Invalid when it makes no sense, or the engine does not take the draft."""
    problems = {}
    if plan.until < plan.since:
        problems["until"] = LajurError("The last day lies before the first one.")
    for element in plan.standing:
        found = draft.outline.elements.get(element)
        if found is None or not takes_answers(found):
            problems["standing"] = LajurError("Nobody is asked anything at “{element}”.", element=element)
    if problems:
        raise Invalid(problems)
    now = office.clock()
    office.engine.start(draft, first_variables(draft, "-", None, now, office.calendar.zone), now=now)
    found_cases = count(office, plan)
    if not found_cases:
        raise Invalid({"since": LajurError("No case has ended in this period.")})
    return found_cases


def takes_answers(element: Element) -> bool:
    """Whether an answer can stand for a missing one at this element."""
    return element.is_human or element.is_service or (element.type in AWAITED and element.event == "message")


def ask(office: Office, plan: BacktestPlan, *, by: User) -> Job:
    """Let a worker run a back-test of the working copy `plan.copy`, as its files are now.

    They are frozen for it. Raises Invalid, Refused when the draft cannot be read or run, and what `jobs.request` does.
    """
    found = opened(office, plan.copy or 0, by=by)
    frozen = replace(plan, sop=found.copy.sop, draft=found.bundle.digest)
    check(office, frozen, office.read(found.bundle))
    with office.store.writing() as unit:
        unit.add_bundle(found.bundle)
        unit.commit()
    return jobs.request(office, KIND, frozen.to_row(), by=by)


def versions(office: Office, sop: str) -> Sequence[Deployment]:
    """The versions of an SOP, newest first."""
    with office.store.reading() as reader:
        return [it for it in reversed(reader.deployments()) if it.sop == sop]


def newcomers(office: Office, draft: ProcessDefinition) -> list[Element]:
    """The elements of a draft at which answers are asked for that no recording can have: the newest version has no
    such element. A new SOP has none, for there is nothing to play on it."""
    with office.store.reading() as reader:
        newest = reader.deployment(draft.key)
        known = definition(office, reader, newest.digest).outline.elements if newest else draft.outline.elements
    return [it for it in draft.outline.elements.values() if it.id not in known and takes_answers(it)]


def past(office: Office, copy_id: int, *, by: User) -> Sequence[Past]:
    """The back-tests of a working copy by anybody, newest first."""
    digest = opened(office, copy_id, by=by).bundle.digest
    with office.store.reading() as reader:
        found = [(job, plan_of(job)) for job in _recent(reader)]
    return [Past(job, plan, plan.draft != digest) for job, plan in found if plan and plan.copy == copy_id]


def plan_of(job: Job) -> BacktestPlan | None:
    """What a back-test was about; None for other jobs."""
    return BacktestPlan.from_row(job.arguments) if job.kind == KIND else None


def _recent(reader: Reader) -> Iterator[Job]:
    before = None
    for _ in range(LOOKED_THROUGH // PART):
        page = reader.jobs(kind=KIND, before=before, limit=PART)
        yield from page
        if len(page) < PART:
            return
        before = page[-1].id
