"""The inbox: what waits for me, and what waits for my groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.claim import claim, release
from app.model.definition import ProcessDefinition
from app.model.instance import InboxRow
from app.web.desk.room import room
from app.web.desk.words import Chip, activity, clock_chip, row_number
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.processes import lanes, newest, people_names


@dataclass(frozen=True)
class Line:
    """One line of an inbox, ready to be read; `mine` says that it is the reader's alone."""

    row: InboxRow
    number: int | None
    activity: str
    lane: str
    clock: Chip | None
    assignee: str | None
    mine: bool


@room.get("/")
@entrance(SIGNED_IN)
def inbox() -> ResponseReturnValue:
    asked = {"mine": request.args.get("list") == "mine", "text": request.args.get("q", "").strip()}
    after = request.args.get("after", type=int)
    found = look.inbox(office(), user(), mine=bool(asked["mine"]), text=str(asked["text"]), after=after)
    words = {"lines": lines(found.page.rows), "startable": look.startable(office(), user()), "alone": works_alone()}
    return render_template("desk/inbox.html", found=found, after=after, **words, **asked)


@room.post("/tugas/<int:work_id>/ambil")
@entrance(SIGNED_IN)
def claim_task(work_id: int) -> ResponseReturnValue:
    claim(office(), work_id, by=user())
    return redirect(url_for("desk.task", work_id=work_id), 303)


@room.post("/tugas/<int:work_id>/lepas")
@entrance(SIGNED_IN)
def release_task(work_id: int) -> ResponseReturnValue:
    release(office(), work_id, by=user())
    notice(gettext("The task is open for your colleagues again."))
    return redirect(url_for("desk.inbox"), 303)


def works_alone() -> bool:
    """Whether the reader is an applicant and nothing else: he has no colleagues, so one list is enough."""
    applicants = {definition.sop.group_of(definition.sop.applicant_lane) for definition in newest().values()}
    return user().groups <= applicants


def lines(rows: Iterable[InboxRow]) -> list[Line]:
    """The rows with the words for them."""
    rows, definitions = list(rows), newest()
    names = people_names(row.work.assignee for row in rows if row.work.assignee)
    return [_line(row, definitions.get(row.sop), names) for row in rows]


def _line(row: InboxRow, definition: ProcessDefinition | None, names: Mapping[int, str]) -> Line:
    work = row.work
    return Line(
        row,
        row_number(definition, work.element),
        activity(definition, work.element, work.name),
        lanes(definition).get(work.group or "", "") if definition else "",
        clock_chip(row.clock),
        names.get(work.assignee) if work.assignee else None,
        work.assignee == user().id or _is_applicants(definition, work.group),
    )


def _is_applicants(definition: ProcessDefinition | None, group: str | None) -> bool:
    # An applicant has no colleagues to share a task with.
    return definition is not None and group == definition.sop.group_of(definition.sop.applicant_lane)
