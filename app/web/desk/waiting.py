"""Whose turn it is: what a case waits for, in words."""

from dataclasses import dataclass

from app.model.advance import Kind
from app.model.instance import WorkItem
from app.web.shared.languages import gettext
from app.web.shared.processes import lanes
from app.web.shared.record import Record
from app.web.shared.words import OPEN, activity, row_number


@dataclass(frozen=True)
class Waiting:
    """Something the case waits for: the activity, whose turn it is, and who has taken it on."""

    work: WorkItem
    number: int | None
    activity: str
    lane: str
    assignee: str | None
    can_open: bool


def waiting(record: Record) -> list[Waiting]:
    """What the case waits for people and systems to do."""
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
