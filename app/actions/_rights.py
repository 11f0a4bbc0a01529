"""Who may see a case and who may do its work. Every action asks here, and nowhere else."""

from app.model.definition import ProcessDefinition
from app.model.errors import AlreadyClaimed, Forbidden, NotFound
from app.model.instance import Attachment, ProcessInstance, WorkItem
from app.model.people import ADMINISTRATOR, ANALYST, AUDITOR, SUPERVISOR, User
from app.ports import Reader

#: Roles that may read every case.
READS_ALL = frozenset({SUPERVISOR, AUDITOR, ANALYST, ADMINISTRATOR})


def may_see(definition: ProcessDefinition, instance: ProcessInstance, user: User) -> bool:
    """Staff of any lane of the process see its cases; an applicant sees his own."""
    sop = definition.sop
    applicants = sop.group_of(sop.applicant_lane)
    staff = user.groups & (set(sop.groups.values()) - {applicants})
    return user.id == instance.applicant or bool(staff) or bool(user.groups & READS_ALL)


def must_see(definition: ProcessDefinition, instance: ProcessInstance, user: User) -> None:
    """Raises NotFound, not Forbidden: whether a case exists is nobody else's business."""
    if not may_see(definition, instance, user):
        raise NotFound


def may_open(definition: ProcessDefinition, instance: ProcessInstance, file: Attachment, user: User) -> bool:
    """Staff open every file of a case they see; an applicant those he has added and those of his own lane's tasks."""
    if user.groups - {definition.sop.group_of(definition.sop.applicant_lane)}:
        return True
    element = definition.outline.elements.get(file.element or "")
    own_lane = element is not None and element.lane == definition.sop.applicant_lane
    return instance.applicant == user.id and (file.added_by == user.id or own_lane)


def may_work(definition: ProcessDefinition, instance: ProcessInstance, work: WorkItem, user: User) -> bool:
    """Members of the item's group; in the applicant's group only he whose case it is."""
    sop = definition.sop
    own = work.group != sop.group_of(sop.applicant_lane) or instance.applicant == user.id
    return own and user.is_in(work.group)


def must_work(definition: ProcessDefinition, instance: ProcessInstance, work: WorkItem, user: User) -> None:
    """Raises NotFound or Forbidden when `user` may not do `work`."""
    must_see(definition, instance, user)
    if not may_work(definition, instance, work, user):
        raise Forbidden("This task belongs to another lane.")


def must_be_free(reader: Reader, work: WorkItem, user: User) -> None:
    """Raises AlreadyClaimed when somebody else has claimed `work`."""
    if work.assignee not in (None, user.id):
        other = reader.user(work.assignee)
        raise AlreadyClaimed(name=other.name if other else "?")


def must_supervise(user: User) -> None:
    """Raises Forbidden unless `user` is a supervisor or administrator."""
    if not user.groups & {SUPERVISOR, ADMINISTRATOR}:
        raise Forbidden("Only a supervisor may do this.")
