"""The inbox: what waits for me, what waits for my groups, and all that I may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import lists, look
from app.actions.claim import claim, release
from app.actions.lists import Inbox, InboxWish, Tab
from app.model.definition import ProcessDefinition
from app.model.instance import InboxRow
from app.web.desk.asked import SORTS, asked, inbox_wish
from app.web.desk.room import room
from app.web.shared.choices import Choices, choices
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.processes import lanes, newest, people_names
from app.web.shared.words import Chip, activity, clock_chip, row_number


@dataclass(frozen=True)
class Line:
    """One line of an inbox, ready to be read; `mine` says that it is the reader's alone, `can_claim` that he may take
    it on."""

    row: InboxRow
    number: int | None
    activity: str
    lane: str
    clock: Chip | None
    assignee: str | None
    mine: bool
    can_claim: bool


@dataclass(frozen=True)
class InboxPage:
    """A page of an inbox: what was found, what was wished for, and the address without its place in the pages."""

    found: Inbox
    wish: InboxWish
    asked: Mapping[str, str]

    @cached_property
    def lines(self) -> list[Line]:
        return inbox_lines(self.found.page.rows)

    @cached_property
    def choices(self) -> Choices:
        return choices()

    @cached_property
    def startable(self) -> Sequence[ProcessDefinition]:
        return look.startable(office(), user())

    @property
    def live(self) -> str:
        """The address of the list alone."""
        values: dict[str, Any] = {**self.asked, "after": self.wish.after, "part": "list"}
        return url_for("desk.inbox", **values)

    @property
    def alone(self) -> bool:
        """Whether the reader has no colleagues, so that one short list is enough."""
        return len(self.found.counts) == 1 and self.found.tab is not Tab.ALL

    @property
    def narrowed(self) -> bool:
        """Whether anything but the tab was chosen."""
        wish = self.wish
        return bool(wish.text or wish.sop or wish.element or wish.late or wish.unclaimed)


@room.get("/")
@entrance(SIGNED_IN)
def inbox() -> ResponseReturnValue:
    wish = inbox_wish(request.args)
    page = InboxPage(lists.inbox(office(), user(), wish), wish, asked(request.args))
    # The list alone, for a page that looks from time to time whether there is something new.
    template = "desk/_inbox.html" if request.args.get("part") == "list" else "desk/inbox.html"
    return render_template(template, page=page, sorts=SORTS)


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


def inbox_lines(rows: Iterable[InboxRow]) -> list[Line]:
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
        work.assignee == user().id or _is_own(definition, work.group),
        work.assignee is None and user().is_in(work.group),
    )


def _is_own(definition: ProcessDefinition | None, group: str | None) -> bool:
    # An applicant has no colleagues to share a task with.
    applicants = definition.sop.applicant_group if definition else None
    return group is not None and group == applicants and user().is_in(group)
