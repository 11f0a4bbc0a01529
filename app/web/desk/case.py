"""The page of a case: where it stands, who has it, what happened, what was said."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions import look
from app.actions.look import CaseView
from app.model.advance import Kind
from app.model.instance import Attachment, Status, WorkItem
from app.web.desk.answers import Answered, answered
from app.web.desk.history import Entry, history
from app.web.desk.picture import picture
from app.web.desk.record import Record
from app.web.desk.room import room
from app.web.desk.track import Step, steps
from app.web.desk.words import OPEN, Chip, activity, clock_chip, row_number, status_chip
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.processes import lanes


@dataclass(frozen=True)
class Waiting:
    """Something the case waits for: the activity, whose turn it is, and who has taken it on."""

    work: WorkItem
    number: int | None
    activity: str
    lane: str
    assignee: str | None
    can_open: bool


@dataclass(frozen=True)
class CasePage:
    """What the pages of a case and of its tasks show of it. `sendable` are messages the reader may send: id, words."""

    case: CaseView
    status: Chip
    clock: Chip | None
    waiting: list[Waiting]
    sendable: list[tuple[int, str]]
    answered: list[Answered]
    history: list[Entry]
    steps: list[Step]
    picture: Markup
    attachments: list[Attachment]
    inside: bool


@room.get("/permohonan/<number>")
@entrance(SIGNED_IN)
def case(number: str) -> ResponseReturnValue:
    return render_template("desk/case.html", page=case_page(look.case(office(), number, user())))


def case_page(found: CaseView) -> CasePage:
    """A case as the person who is signed in may see it."""
    record = Record(found, user())
    return CasePage(
        found,
        status_chip(found.instance, found.definition, found.work),
        clock_chip(found.instance.clock, over=found.instance.status is not Status.RUNNING),
        _waiting(record),
        [(work.id, activity(found.definition, work.element, work.name)) for work in found.sendable],
        answered(record),
        history(record),
        steps(record),
        picture(record),
        [file for file in found.attachments if record.is_open_to_reader(file.element) or file.added_by == user().id],
        record.inside,
    )


def _waiting(record: Record) -> list[Waiting]:
    # Timers and messages stand open beside the work; they are nobody's turn.
    kinds = (Kind.USER, Kind.SERVICE)
    return [_wait(record, work) for work in record.case.work if work.state in OPEN and work.kind in kinds]


def _wait(record: Record, work: WorkItem) -> Waiting:
    definition = record.case.definition
    node = definition.outline.elements.get(work.element)
    lane = lanes(definition).get(work.group or "") or lanes(definition).get(definition.group_of(work.element) or "")
    assignee = record.case.names.get(str(work.assignee)) if work.assignee and record.inside else None
    return Waiting(
        work,
        row_number(definition, work.element),
        activity(definition, work.element, node.name if node else work.name),
        lane or gettext("The system"),
        assignee,
        work.kind is Kind.USER and record.reader.is_in(work.group),
    )
