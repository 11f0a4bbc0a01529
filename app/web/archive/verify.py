"""Whether a case, or all of them, can be believed; and one case to take away with its proof."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.actions.archive import verify_job
from app.actions.archive.export_case import export_case
from app.actions.archive.verify import verify_case
from app.model.discrepancy import Discrepancy
from app.model.people import AUDITOR
from app.web.archive.jobs import KINDS, PAGES, job_page
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext, sentence

KINDS[verify_job.VERIFY] = lazy_gettext("Verification of all cases")
PAGES[verify_job.VERIFY] = "archive.verified"


@room.get("/permohonan/<number>/periksa")
@entrance(AUDITOR)
def verify(number: str) -> ResponseReturnValue:
    findings = verify_case(office(), number)
    return render_template("archive/verify_case.html", number=number, findings=findings, at=office().clock())


def checked(number: str) -> list[str]:
    """What a verification of a case says, in sentences: for paper."""
    findings = verify_case(office(), number)
    words = gettext("Chain, numbers, times, tasks, variables, files and definition agree with each other.")
    return [_told(finding) for finding in findings] or [words]


def _told(finding: Discrepancy) -> str:
    said = sentence(finding.sentence)
    return gettext("Event %(number)s: %(finding)s", number=finding.event, finding=said) if finding.event else said


@room.get("/permohonan/<number>/berkas.zip")
@entrance(AUDITOR)
def take_zip(number: str) -> ResponseReturnValue:
    found = export_case(office(), number, by=user())
    response = Response(found.pieces, mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response


@room.get("/verifikasi")
@entrance(AUDITOR)
def verification() -> ResponseReturnValue:
    belief = verify_job.belief(office())
    runs = [(job_page(job), outcome) for job, outcome in belief.runs]
    return render_template("archive/verification.html", belief=belief, runs=runs)


@room.post("/verifikasi")
@entrance(AUDITOR)
def verify_everything() -> ResponseReturnValue:
    job = verify_job.ask(office(), by=user())
    return redirect(url_for("archive.job", job_id=job.id), 303)


@room.get("/verifikasi/<int:job_id>")
@entrance(AUDITOR)
def verified(job_id: int) -> ResponseReturnValue:
    job, outcome = verify_job.outcome(office(), job_id, user())
    return render_template("archive/verified.html", job=job, outcome=outcome)
