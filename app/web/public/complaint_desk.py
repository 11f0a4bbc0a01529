"""Complaints at the desk of supervisors: the list, one complaint, and what is done with it."""

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.actions import complaints as actions
from app.actions.complaints import Deed
from app.model.complaint import RESULTS, ComplaintDeed, ComplaintState
from app.model.errors import LajurError, NotFound
from app.model.people import ADMINISTRATOR, SUPERVISOR
from app.web.public import words
from app.web.public.room import room
from app.web.shared.entrance import entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.processes import newest


@room.get("/pengaduan/daftar")
@entrance(SUPERVISOR, ADMINISTRATOR)
def complaint_list() -> ResponseReturnValue:
    wanted = request.args.get("status", "")
    state = ComplaintState(wanted) if wanted in list(ComplaintState) else None
    page = actions.complaints(office(), user(), state=state, before=request.args.get("before", type=int))
    return render_template("public/complaint_list.html", page=page, state=state, words=words, processes=newest())


@room.get("/pengaduan/<number>")
@entrance(SUPERVISOR, ADMINISTRATOR)
def complaint(number: str) -> ResponseReturnValue:
    return _page(number)


@room.post("/pengaduan/<number>")
@entrance(SUPERVISOR, ADMINISTRATOR)
def handle_complaint(number: str) -> ResponseReturnValue:
    try:
        deed = _deed()
        actions.handle(office(), number, deed, by=user())
    except LajurError as error:
        return _page(number, error), error.status
    notice(gettext("Noted: %(what)s.", what=words.COMPLAINT_DEEDS[deed.what]))
    return redirect(url_for("public.complaint", number=number), 303)


@room.get("/pengaduan/<number>/berkas/<int:file_id>")
@entrance(SUPERVISOR, ADMINISTRATOR)
def complaint_file(number: str, file_id: int) -> ResponseReturnValue:
    found, stream = actions.complaint_file(office(), number, file_id, user())
    response = send_file(
        stream, mimetype=found.media_type, as_attachment=True, download_name=found.name, conditional=False
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _page(number: str, error: LajurError | None = None) -> str:
    view = actions.complaint(office(), number, user())
    return render_template(
        "public/complaint.html",
        view=view,
        error=error,
        words=words,
        results=RESULTS,
        process=newest().get(view.complaint.sop),
        text=request.form.get("text", "") if error else "",
    )


def _deed() -> Deed:
    """What the pressed button asks for."""
    what = request.form.get("deed", "")
    if what not in (ComplaintDeed.CLASSIFIED, ComplaintDeed.FORWARDED, ComplaintDeed.ANSWERED, ComplaintDeed.CLOSED):
        raise NotFound
    return Deed(ComplaintDeed(what), request.form.get("text", ""), request.form.get("detail", ""))
