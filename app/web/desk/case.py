"""The page of a case: where it stands, who has it, what happened, what was said."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions import look
from app.actions.archive.read import note_audit
from app.actions.look import CaseView
from app.model.instance import Status
from app.model.reading import Reading
from app.web.desk.comments import Remark, remarks
from app.web.desk.next import following
from app.web.desk.picture import picture
from app.web.desk.room import room
from app.web.desk.track import Step, steps
from app.web.desk.waiting import Waiting, waiting
from app.web.shared.answers import Answered, answered
from app.web.shared.enclosures import Enclosure, enclosures
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.history import Entry, history
from app.web.shared.house import office, user
from app.web.shared.letters import Letter, letters
from app.web.shared.record import Record
from app.web.shared.words import Chip, activity, clock_chip, status_chip


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
    attachments: list[Enclosure]
    documents: list[Letter]
    remarks: list[Remark]
    inside: bool


@room.get("/permohonan/<number>")
@entrance(SIGNED_IN)
def case(number: str) -> ResponseReturnValue:
    found = look.case(office(), number, user())
    note_audit(office(), found.instance.id, Reading.PAGE, by=user())
    return render_template("desk/case.html", page=case_page(found), following=following(Record(found, user())))


def case_page(found: CaseView) -> CasePage:
    """A case as the person who is signed in may see it."""
    record = Record(found, user())
    return CasePage(
        found,
        status_chip(found.instance, found.definition, found.work),
        clock_chip(found.instance.clock, over=found.instance.status is not Status.RUNNING),
        waiting(record),
        [(work.id, activity(found.definition, work.element, work.name)) for work in found.sendable],
        answered(record),
        history(record),
        steps(record),
        picture(record),
        enclosures(record),
        letters(found.documents, inside=record.inside),
        remarks(record),
        record.inside,
    )
