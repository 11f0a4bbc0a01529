"""Jobs in a browser: those one has asked for, how far each has come, and what it has made.

To show a job on another page, give the template `job_page(job)` as `page` and include `archive/_job.html`; with
`archive/jobs.js` it keeps itself up to date.
"""

from dataclasses import dataclass

from babel.dates import format_timedelta
from flask import Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.actions import jobs
from app.model.job import Job, JobState
from app.model.people import ADMINISTRATOR, ANALYST, AUDITOR, RELEASER, SUPERVISOR
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.formats import number
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user
from app.web.shared.languages import Lazy, gettext, language, lazy_gettext
from app.web.shared.pages import stored
from app.web.shared.unattended import POLL, unattended

#: What a kind of job is called. Whoever adds a kind to `Office.jobs` adds its words here.
KINDS: dict[str, Lazy] = {}
#: The page that shows what a kind of job has found; its view takes `job_id`.
PAGES: dict[str, str] = {}
#: The state, its tone (`.chip` of base.css) and its words.
STATES = {
    JobState.WAITING: ("", lazy_gettext("waits for its turn")),
    JobState.RUNNING: ("calm", lazy_gettext("is running")),
    JobState.DONE: ("good", lazy_gettext("done")),
    JobState.FAILED: ("bad", lazy_gettext("failed")),
    JobState.CANCELLED: ("", lazy_gettext("cancelled")),
}
WHO = (AUDITOR, SUPERVISOR, ADMINISTRATOR, ANALYST, RELEASER)


@dataclass(frozen=True)
class JobPage:
    """A job, ready to be read. `count` is how far it has come, `left` how long it will take: in words, or nothing."""

    job: Job
    title: str
    tone: str
    state: str
    count: str
    left: str
    message: str
    may_cancel: bool
    result_page: str | None


@room.get("/pekerjaan")
@entrance(*WHO)
def job_list() -> ResponseReturnValue:
    everybody = request.args.get("semua") == "1"
    before = request.args.get("before", type=int)
    found = jobs.listing(office(), user(), everybody=everybody, before=before)
    pages = [job_page(job) for job in found.rows]
    sees_all = jobs.may_see_all(user())
    return render_template("archive/jobs.html", pages=pages, next=found.next, sees_all=sees_all, everybody=everybody)


@room.get("/pekerjaan/<int:job_id>")
@entrance(*WHO)
def job(job_id: int) -> ResponseReturnValue:
    return render_template("archive/job.html", page=job_page(jobs.look(office(), job_id, user())))


@room.get("/pekerjaan/<int:job_id>/keadaan")
@entrance(*WHO)
@unattended
def job_state(job_id: int) -> ResponseReturnValue:
    if POLL not in request.headers:  # a piece of a page is nothing to look at alone
        return redirect(url_for("archive.job", job_id=job_id), 303)
    return render_template("archive/_job.html", page=job_page(jobs.look(office(), job_id, user())))


@room.get("/pekerjaan/<int:job_id>/hasil")
@entrance(*WHO)
def job_file(job_id: int) -> ResponseReturnValue:
    made, stream = jobs.file(office(), job_id, user())
    response: Response = send_file(stream, made.media_type, as_attachment=True, download_name=made.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response


@room.post("/pekerjaan/<int:job_id>/batal")
@entrance(*WHO)
def cancel_job(job_id: int) -> ResponseReturnValue:
    jobs.cancel(office(), job_id, by=user())
    return redirect(url_for("archive.job", job_id=job_id), 303)


def job_page(job: Job) -> JobPage:
    """A job in words."""
    tone, state = STATES[job.state]
    stops = job.cancelling and not job.over
    has_found = job.state is JobState.DONE or (job.over and job.result.value is not None)
    page = PAGES.get(job.kind) if has_found and not job.cleared else None
    return JobPage(
        job=job,
        title=str(KINDS.get(job.kind, job.kind)),
        tone=tone,
        state=gettext("is being stopped") if stops else str(state),
        count=_count(job),
        left=_left(job),
        message=stored(job.message),
        may_cancel=jobs.may_cancel(job, user()),
        result_page=url_for(page, job_id=job.id) if page else None,
    )


def _count(job: Job) -> str:
    return gettext("%(done)s of %(total)s", done=number(job.done), total=number(job.total)) if job.total else ""


def _left(job: Job) -> str:
    left = job.remaining(office().clock())
    return gettext("about %(time)s left", time=format_timedelta(left, locale=language())) if left else ""
