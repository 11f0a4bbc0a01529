"""The way into the studio: the SOPs with their versions, and the working copies that are open."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.begin import begin
from app.actions.studio.open_copy import copies
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.processes import newest
from app.web.studio.room import room


@room.get("")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def home() -> ResponseReturnValue:
    may_release = bool(user().groups & {RELEASER, ADMINISTRATOR})
    return render_template(
        "studio/home.html", processes=newest(), copies=copies(office(), by=user()), may_release=may_release
    )


@room.post("/mulai")
@entrance(ANALYST)
def begin_copy() -> ResponseReturnValue:
    wanted = request.form.get("version", type=int)
    copy = begin(office(), request.form.get("sop", ""), by=user(), version=wanted, title=request.form.get("title", ""))
    return redirect(url_for("studio.copy_page", copy_id=copy.id), 303)
