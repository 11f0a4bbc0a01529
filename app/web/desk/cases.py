"""The list of cases."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.actions import look
from app.model.instance import Status
from app.web.desk.room import room
from app.web.desk.words import clock_chip, status_chip
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.processes import deployed


@room.get("/permohonan")
@entrance(SIGNED_IN)
def cases() -> ResponseReturnValue:
    text, before = request.args.get("q", "").strip(), request.args.get("before", type=int)
    status = known_status(request.args.get("status", ""))
    page = look.cases(office(), user(), text=text, status=status, before=before)
    definitions = deployed()
    lines = [(case, status_chip(case, definitions[case.digest]), clock_chip(case.clock)) for case in page.rows]
    return render_template("desk/cases.html", text=text, status=status, before=before, lines=lines, next=page.next)


def known_status(wanted: str) -> str | None:
    """A status to filter by; anything unknown means all."""
    return wanted if wanted in set(Status) else None
