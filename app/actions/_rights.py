"""Who may see a case and who may do its work. Every action asks here, and nowhere else."""

from app.model.definition import ProcessDefinition
from app.model.errors import AlreadyClaimed, Forbidden, NotFound
from app.model.instance import Attachment, ProcessInstance, WorkItem
from app.model.people import ADMINISTRATOR, ANALYST, AUDITOR, RELEASER, ROLES, SUPERVISOR, User
from app.model.values import Json
from app.ports import Reader

#: Roles that may read every case.
READS_ALL = frozenset({SUPERVISOR, AUDITOR, ANALYST, RELEASER, ADMINISTRATOR})


def may_see(definition: ProcessDefinition, instance: ProcessInstance, user: User) -> bool:
    """Staff of any lane of the process see its cases; an applicant sees his own."""
    staff = user.works_for & definition.sop.staff_groups
    return user.id == instance.applicant or bool(staff) or bool(user.groups & READS_ALL)


def must_see(definition: ProcessDefinition, instance: ProcessInstance, user: User) -> None:
    """Raises NotFound, not Forbidden: whether a case exists is nobody else's business."""
    if not may_see(definition, instance, user):
        raise NotFound


def may_open(definition: ProcessDefinition, instance: ProcessInstance, file: Attachment, user: User) -> bool:
    """Staff open every file of a case they see; an applicant those he has added and those of his own lane's tasks."""
    if user.groups - {definition.sop.applicant_group}:
        return True
    element = definition.outline.elements.get(file.element or "")
    own_lane = element is not None and element.lane == definition.sop.applicant_lane
    return instance.applicant == user.id and (file.added_by == user.id or own_lane)


def may_work(definition: ProcessDefinition, instance: ProcessInstance, work: WorkItem, user: User) -> bool:
    """Members of the item's group; in the applicant's group only he whose case it is."""
    own = work.group != definition.sop.applicant_group or instance.applicant == user.id
    return own and user.is_in(work.group)


def is_staff(definition: ProcessDefinition, user: User) -> bool:
    """Whether `user` belongs to the office: to any lane but the applicants', or to a role of the house."""
    return bool(user.groups & (definition.sop.staff_groups | ROLES))


def may_speak(user: User) -> bool:
    """Whether `user` may write in the cases he sees: auditors and analysts only read."""
    return bool(user.groups - {AUDITOR, ANALYST, RELEASER})


def must_speak(definition: ProcessDefinition, instance: ProcessInstance, user: User) -> None:
    """Raises NotFound, or Forbidden for those who only read."""
    must_see(definition, instance, user)
    if not may_speak(user):
        raise Forbidden("You can read this case, but not write in it.")


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


def must_audit(user: User) -> None:
    """Raises Forbidden unless `user` is an auditor: who searches the archive sees the cases of everybody."""
    if AUDITOR not in user.groups:
        raise Forbidden("Only an auditor may do this.")


def must_read_figures(user: User) -> None:
    """Raises Forbidden unless `user` may see the figures of all cases: auditors and supervisors."""
    if not user.groups & {AUDITOR, SUPERVISOR}:
        raise Forbidden("Only auditors and supervisors see the figures of all cases.")


def must_administer(user: User | None) -> None:
    """Raises Forbidden unless `user` is an administrator; None is the house itself, which may."""
    if user is not None and ADMINISTRATOR not in user.groups:
        raise Forbidden("Only an administrator may do this.")


def must_release(user: User | None) -> None:
    """Raises Forbidden unless `user` may bring versions into force: releasers and administrators; None is the house."""
    if user is not None and not user.groups & {RELEASER, ADMINISTRATOR}:
        raise Forbidden("Only a releaser may do this.")


def must_be_own_or_administer(user: User | None, owner: int) -> None:
    """Raises Forbidden unless it is the user's own matter, or he is an administrator."""
    if user is None or user.id != owner:
        must_administer(user)


def in_place(user: User, group: str | None) -> dict[str, Json]:
    """What the payload of an event says when `user` works for a group in another's place; nothing when it is his."""
    standing = user.standing(group)
    return {"as": {"for": standing.whose, "capacity": standing.capacity.value}} if standing else {}
