"""Complaints of the public: make one, and follow it by ticket number and code."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import BinaryIO, cast

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.actions.complain import FILES, LENGTHS, LONGEST, Grievance, Upload, file_complaint, follow
from app.actions.tries import Limit, must_not_be_too_often, note_try
from app.model.errors import Invalid, LajurError, NotFound
from app.web.public.room import room
from app.web.public.words import COMPLAINT_RESULTS, COMPLAINT_STATES
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import office
from app.web.shared.processes import newest
from app.web.shared.sender import sender

FIELDS = ("sop", "subject", "text", "contact", "case_number")
#: How often one may complain from one place, and how often give a wrong code.
COMPLAINTS = Limit("complaints", 10, timedelta(hours=1))
CODES = Limit("complaint codes", 30, timedelta(minutes=10))
#: Where the ticket and its code wait for the one page that shows them.
TICKET = "ticket"


@room.get("/pengaduan")
@entrance(EVERYONE)
def complain() -> ResponseReturnValue:
    given = {field: request.args.get(field, "") for field in FIELDS}
    return _form(given)


@room.post("/pengaduan")
@entrance(EVERYONE)
def send_complaint() -> ResponseReturnValue:
    given = {field: request.form.get(field, "") for field in FIELDS}
    try:
        must_not_be_too_often(office(), COMPLAINTS, sender())
        complaint, code = file_complaint(office(), Grievance(**given), _uploads())
        note_try(office(), COMPLAINTS, sender())
    except LajurError as error:
        return _form(given, error), error.status
    session[TICKET] = [complaint.number, code]
    return redirect(url_for("public.complaint_sent"), 303)


@room.get("/pengaduan/terkirim")
@entrance(EVERYONE)
def complaint_sent() -> ResponseReturnValue:
    ticket = session.pop(TICKET, None)
    if ticket is None:
        raise NotFound
    return render_template("public/complaint_sent.html", number=ticket[0], code=ticket[1])


@room.get("/pengaduan/status")
@entrance(EVERYONE)
def complaint_status() -> ResponseReturnValue:
    return render_template("public/complaint_status.html", number="", error=None)


@room.post("/pengaduan/status")
@entrance(EVERYONE)
def follow_complaint() -> ResponseReturnValue:
    """By a button, so that the code stands in no address, history or log."""
    number = request.form.get("number", "")
    try:
        must_not_be_too_often(office(), CODES, sender())
        view = follow(office(), number, request.form.get("code", ""))
    except LajurError as error:
        if isinstance(error, NotFound):
            note_try(office(), CODES, sender())
        return render_template("public/complaint_status.html", number=number, error=error), error.status
    words = {"states": COMPLAINT_STATES, "results": COMPLAINT_RESULTS}
    return render_template("public/complaint_followed.html", view=view, **words)


def _form(given: Mapping[str, str], error: LajurError | None = None) -> str:
    problems = error.problems if isinstance(error, Invalid) else {}
    return render_template(
        "public/complain.html",
        given=given,
        error=error,
        problems=problems,
        processes=newest().values(),
        lengths=LENGTHS | {"text": LONGEST},
        files=FILES,
    )


def _uploads() -> Sequence[Upload]:
    files = (file for file in request.files.getlist("files") if file.filename)
    return [Upload(cast("BinaryIO", file.stream), file.filename or "") for file in files]
