"""What has stopped and needs a supervisor: look, correct, retry, or cancel."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import lists, look
from app.actions.cancel import cancel
from app.actions.correct import correct
from app.actions.retry import retry
from app.model.errors import LajurError
from app.model.people import ADMINISTRATOR, SUPERVISOR
from app.web.desk.correction import Correction
from app.web.desk.inbox import inbox_lines
from app.web.desk.overview import incident_pictures
from app.web.desk.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice


@room.get("/kendala")
@entrance(SUPERVISOR, ADMINISTRATOR)
def incidents() -> ResponseReturnValue:
    page = lists.incidents(office(), user(), before=request.args.get("before", type=int))
    lines = inbox_lines(page.rows)
    return render_template("desk/incidents.html", lines=lines, pictures=incident_pictures(lines), next=page.next)


@room.post("/tugas/<int:work_id>/ulangi")
@entrance(SUPERVISOR, ADMINISTRATOR)
def retry_step(work_id: int) -> ResponseReturnValue:
    instance = retry(office(), work_id, by=user(), note=request.form.get("note", "").strip())
    notice(gettext("The step is tried again."))
    return redirect(url_for("desk.case", number=instance.number), 303)


@room.get("/permohonan/<number>/koreksi")
@entrance(SUPERVISOR, ADMINISTRATOR)
def correction(number: str) -> ResponseReturnValue:
    return _correction_page(number, Correction.blank(request.args.get("variable", "")))


@room.post("/permohonan/<number>/koreksi")
@entrance(SUPERVISOR, ADMINISTRATOR)
def correct_case(number: str) -> ResponseReturnValue:
    given = Correction.read(request.form)
    instance = look.case(office(), number, user()).instance
    try:
        correct(office(), instance.id, given.variables(), given.reason, by=user())
    except LajurError as error:
        return _correction_page(number, given, error), error.status
    notice(gettext("The data were corrected. Try the stopped step again when all is right."))
    return redirect(url_for("desk.case", number=number), 303)


@room.get("/permohonan/<number>/batal")
@entrance(SUPERVISOR, ADMINISTRATOR)
def cancellation(number: str) -> ResponseReturnValue:
    return render_template("desk/cancel.html", case=look.case(office(), number, user()), error=None)


@room.post("/permohonan/<number>/batal")
@entrance(SUPERVISOR, ADMINISTRATOR)
def cancel_case(number: str) -> ResponseReturnValue:
    case = look.case(office(), number, user())
    try:
        cancel(office(), case.instance.id, request.form.get("reason", "").strip(), by=user())
    except LajurError as error:
        return render_template("desk/cancel.html", case=case, error=sentence(error)), error.status
    notice(gettext("Case %(number)s was cancelled.", number=number))
    return redirect(url_for("desk.case", number=number), 303)


def _correction_page(number: str, given: Correction, error: LajurError | None = None) -> str:
    case = look.case(office(), number, user())
    return render_template(
        "desk/correct.html", case=case, given=given, error=sentence(error) if error else None, kinds=Correction.KINDS
    )
