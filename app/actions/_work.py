"""Finding a work item in order to change it."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.actions._definitions import definition
from app.actions._due import next_look
from app.model.definition import ProcessDefinition
from app.model.errors import AlreadyDone, Conflict, Ended, NotFound
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.ports import Office, Unit


@dataclass(frozen=True)
class Held:
    """A work item with its instance, held for change, and the definition the instance runs on."""

    work: WorkItem
    instance: ProcessInstance
    definition: ProcessDefinition


def hold_work(office: Office, unit: Unit, work_id: int) -> Held:
    """Hold the instance of a work item and read both as they are now. Raises NotFound."""
    instance = unit.hold_of(work_id)
    # Only now: before the hold another hand could still have closed it.
    work = unit.work_item(work_id) if instance else None
    if work is None or instance is None:
        raise NotFound
    return Held(work, instance, definition(office, unit, instance.digest))


def hold_instance(office: Office, unit: Unit, instance_id: int) -> tuple[ProcessInstance, ProcessDefinition]:
    """Hold an instance that is still running. Raises NotFound or Ended."""
    instance = unit.hold(instance_id)
    if instance is None:
        raise NotFound
    if instance.status is not Status.RUNNING:
        raise Ended
    return instance, definition(office, unit, instance.digest)


def must_be_open(work: WorkItem) -> None:
    """Raises AlreadyDone when the item is closed."""
    if work.state not in (WorkState.OPEN, WorkState.INCIDENT):
        raise AlreadyDone


def must_not_have_stopped(work: WorkItem) -> None:
    """Raises Conflict when the item is an incident."""
    if work.state is WorkState.INCIDENT:
        raise Conflict("The process has stopped here; a supervisor must correct it first.")


def in_hands_of(assignee: int | None, office: Office, held: Held, now: datetime) -> WorkItem:
    """The work item with another assignee, or none, who is reminded when its time has come."""
    look = next_look(held.definition, office.calendar, held.instance.clock, now) if assignee else None
    return replace(held.work, assignee=assignee, remind_at=look)
