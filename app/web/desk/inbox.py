"""The inbox: what waits for me, and what waits for my groups."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.model.instance import InboxRow
from app.web.desk.room import room
from app.web.desk.words import Chip, activity, clock_chip, row_number
from app.web.shared.contract import Inbox
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import actions, user


@dataclass(frozen=True)
class Line:
    """One line of an inbox, ready to be read."""

    row: InboxRow
    number: int | None
    activity: str
    clock: Chip | None
    assignee: str | None


@room.get("/")
@entrance(SIGNED_IN)
def home() -> ResponseReturnValue:
    return redirect(url_for("desk.inbox"), 303)


@room.get("/inbox")
@entrance(SIGNED_IN)
def inbox() -> ResponseReturnValue:
    mine = request.args.get("list") == "mine"
    text = request.args.get("q", "").strip()
    after = request.args.get("after", type=int)
    page = actions().inbox(user(), mine=mine, text=text, after=after)
    startable = actions().startable(user())
    return render_template(
        "desk/inbox.html", page=page, lines=lines(page), mine=mine, text=text, after=after, startable=startable
    )


def lines(page: Inbox) -> list[Line]:
    """The rows of a page with the words for them."""
    names = {person.id: person.name for person in page.people}
    return [line(row, page, names) for row in page.rows]


def line(row: InboxRow, page: Inbox, names: dict[int, str]) -> Line:
    definition = page.definitions.get(row.sop)
    work = row.work
    assignee = names.get(work.assignee) if work.assignee else None
    return Line(
        row,
        row_number(definition, work.element),
        activity(definition, work.element, work.name),
        clock_chip(row.clock),
        assignee,
    )
