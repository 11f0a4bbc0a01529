"""Back-tests of a working copy: ask for one, see how far it is, and read what it has found."""

from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.backtest import ask, results
from app.actions.backtest.job import KIND
from app.actions.backtest.results import Result, Wanted
from app.actions.backtest.run import count
from app.actions.studio.open_copy import Opened
from app.model.backtest import Outcome
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_tally import Tally
from app.model.errors import Invalid, LajurError, NotFound, Refused, StepFailed
from app.model.job import JobResult
from app.model.outline import Element
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.archive.jobs import KINDS, PAGES, STATES, JobPage, job_page
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext
from app.web.shared.sheet import sheet_file
from app.web.shared.unattended import POLL, unattended
from app.web.studio.backtest_asked import Question, asked_plan, questions
from app.web.studio.backtest_case_view import CaseView
from app.web.studio.backtest_view import ResultView, sheet_rows
from app.web.studio.copy import asked
from app.web.studio.room import room

KINDS[KIND] = lazy_gettext("Back-test")
PAGES[KIND] = "studio.backtest_result"
WHO = (ANALYST, RELEASER, ADMINISTRATOR)


@dataclass(frozen=True)
class Form:
    """What can be asked for: the plan as it stands, how many cases it has, and the elements one may answer for."""

    plan: BacktestPlan
    cases: int
    questions: list[Question]
    problems: list[LajurError]


@room.get("/<int:copy_id>/uji-mundur")
@entrance(*WHO)
def backtest(copy_id: int) -> ResponseReturnValue:
    return _asking(asked(copy_id), [])


@room.post("/<int:copy_id>/uji-mundur")
@entrance(*WHO)
def ask_for_backtest(copy_id: int) -> ResponseReturnValue:
    opened = asked(copy_id)
    try:
        job = ask.ask(office(), _plan(opened), by=user())
    except Invalid as invalid:
        return _asking(opened, list(invalid.problems.values()))
    except (Refused, StepFailed) as refused:
        return _asking(opened, [refused])
    return redirect(url_for("studio.backtest_found", copy_id=copy_id, job_id=job.id), 303)


@room.get("/uji-mundur/<int:job_id>")
@entrance(*WHO)
def backtest_result(job_id: int) -> ResponseReturnValue:
    """Where the list of jobs leads to."""
    plan = results.result(office(), job_id, by=user()).plan
    return redirect(url_for("studio.backtest_found", copy_id=plan.copy, job_id=job_id), 303)


@room.get("/<int:copy_id>/uji-mundur/<int:job_id>")
@entrance(*WHO)
def backtest_found(copy_id: int, job_id: int) -> ResponseReturnValue:
    opened, found = asked(copy_id), _found(copy_id, job_id)
    stale = opened.bundle.digest != found.plan.draft
    if found.tally is None:
        page = _job_page(found)
        return render_template("studio/backtest_job.html", opened=opened, found=found, page=page, stale=stale)
    view = _view(found, found.tally)
    return render_template("studio/backtest_found.html", opened=opened, view=view, stale=stale)


@room.get("/<int:copy_id>/uji-mundur/<int:job_id>/keadaan")
@entrance(*WHO)
@unattended
def backtest_state(copy_id: int, job_id: int) -> ResponseReturnValue:
    found = _found(copy_id, job_id)
    if POLL not in request.headers:  # a piece of a page is nothing to look at alone
        return redirect(url_for("studio.backtest_found", copy_id=copy_id, job_id=job_id), 303)
    return render_template("archive/_job.html", page=_job_page(found))


@room.get("/<int:copy_id>/uji-mundur/<int:job_id>/kasus/<number>")
@entrance(*WHO)
def backtest_case(copy_id: int, job_id: int, number: str) -> ResponseReturnValue:
    opened, found = asked(copy_id), _found(copy_id, job_id)
    row = results.one(office(), found, number)
    view = CaseView(found, row, results.outline_of(office(), found, row.version))
    return render_template("studio/backtest_case.html", opened=opened, view=view)


@room.get("/<int:copy_id>/uji-mundur/<int:job_id>/csv")
@entrance(*WHO)
def backtest_csv(copy_id: int, job_id: int) -> ResponseReturnValue:
    found = _found(copy_id, job_id)
    if found.job.result.file is None:
        raise NotFound
    heading = [gettext("Case"), gettext("Version"), gettext("Result"), gettext("Reason"), gettext("Stops at")]
    return sheet_file(f"uji-mundur-{found.plan.sop}", heading, sheet_rows(results.rows(office(), found)))


def _asking(opened: Opened, problems: list[LajurError]) -> ResponseReturnValue:
    form: Form | None = None
    try:
        form = _form(opened, problems)
    except Refused as unreadable:
        problems = [*problems, unreadable]
    past = ask.past(office(), opened.copy.id, by=user())
    versions = ask.versions(office(), opened.copy.sop)
    page = render_template(
        "studio/backtest.html",
        opened=opened,
        form=form,
        past=past,
        versions=versions,
        problems=problems,
        job_states=STATES,
    )
    return page, 422 if problems and request.method == "POST" else 200


def _plan(opened: Opened) -> BacktestPlan:
    """What the request asks for. A page that is just opened asks for the last year, and for what stood in the last
    back-test."""
    usual, draft = ask.usual(office(), opened.copy.id, by=user()), office().read(opened.bundle)
    if request.values.get("since"):
        return asked_plan(usual, request.values, draft)
    before = next((it.plan for it in ask.past(office(), opened.copy.id, by=user())), None)
    known = before.standing if before else {}
    return replace(usual, standing={it: answers for it, answers in known.items() if it in draft.outline.elements})


def _form(opened: Opened, problems: list[LajurError]) -> Form:
    plan, draft = _plan(opened), office().read(opened.bundle)
    elements: dict[str, Element] = {it.id: it for it in ask.newcomers(office(), draft)}
    for name in (*plan.standing, *_stops(opened)):
        known = draft.outline.elements.get(name)
        if known and ask.takes_answers(known):
            elements[name] = known
    return Form(plan, count(office(), plan), questions(draft, elements.values(), plan), problems)


def _stops(opened: Opened) -> list[str]:
    """The elements at which cases have stopped in the last back-test that is done."""
    for it in ask.past(office(), opened.copy.id, by=user()):
        tally = results.result(office(), it.job.id, by=user()).tally
        if tally is not None:
            return [*tally.stops]
    return []


def _found(copy_id: int, job_id: int) -> Result:
    found = results.result(office(), job_id, by=user())
    if found.plan.copy != copy_id:
        raise NotFound
    return found


def _job_page(found: Result) -> JobPage:
    """How far it is; its file of lines is of use to nobody."""
    return job_page(replace(found.job, result=JobResult(found.job.result.value)))


def _view(found: Result, tally: Tally) -> ResultView:
    given = request.args.get("hasil", "")
    place = request.args.get("alasan", type=int)
    reasons = [reason for (_, reason), _ in tally.reasons.most_common()]
    wanted = Wanted(
        Outcome(given) if given in set(Outcome) else None,
        reasons[place] if place is not None and 0 <= place < len(reasons) else None,
        request.args.get("unsur") or None,
        max(request.args.get("lewati", 0, type=int), 0),
    )
    return ResultView(found, tally, wanted, place, results.page(office(), found, wanted))
