"""The list of cases."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.model.instance import Status
from app.ports import InstanceQuery
from app.web.desk.room import room
from app.web.desk.words import clock_chip, status_chip
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import actions, user


@room.get("/cases")
@entrance(SIGNED_IN)
def cases() -> ResponseReturnValue:
    query = asked(request.args.get("q", ""), request.args.get("status", ""), request.args.get("before", type=int))
    page = actions().cases(user(), query)
    lines = [
        (case, status_chip(case, page.definitions[case.digest]), clock_chip(case.clock)) for case in page.rows
    ]
    return render_template("desk/cases.html", query=query, lines=lines, more=page.more, statuses=list(Status))


def asked(text: str, status: str, before: int | None) -> InstanceQuery:
    """The query behind the fields of the page; an unknown status means any."""
    known = status if status in set(Status) else None
    return InstanceQuery(text=text.strip(), status=known, before=before)
