"""What a person may look at: a case, a task, a file as plain facts. Reads only. Lists are in `app.actions.lists`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import IO

from app.actions import _rights
from app.actions._definitions import applicant_groups, definition, earlier_definitions
from app.actions._names import names_in
from app.actions._work import Held
from app.actions.comment import readable
from app.actions.complete import form_of, is_available
from app.actions.deployed import newest
from app.actions.documents import seen
from app.actions.lists import PAGE
from app.actions.start import may_follow_up, may_start
from app.model.advance import Kind
from app.model.definition import ProcessDefinition
from app.model.desk import Comment, Photo
from app.model.document import Document
from app.model.errors import AlreadyDone, NotFound
from app.model.event import Event
from app.model.form import Form
from app.model.in_force import Reign, reign_at, reigns
from app.model.instance import Attachment, ProcessInstance, Status, WorkItem, WorkState
from app.model.outline import Outline
from app.model.people import SUPERVISOR, User
from app.ports import InboxQuery, Office, Reader


@dataclass(frozen=True)
class CaseView:
    """Everything about one case. `names` are the names of people by login and by id (as text).

    `definition` is the one it is on; `earlier` are those it was on before it was moved, by digest.
    """

    instance: ProcessInstance
    definition: ProcessDefinition
    work: Sequence[WorkItem]
    events: Sequence[Event]
    attachments: Sequence[Attachment]
    names: Mapping[str, str]
    linked: ProcessInstance | None
    sendable: Sequence[WorkItem]
    may_supervise: bool
    may_follow_up: bool
    simulated: bool
    may_comment: bool
    comments: Sequence[Comment]
    photos: Sequence[Photo]
    documents: Sequence[Document]
    earlier: Mapping[str, ProcessDefinition] = field(default_factory=dict)

    @cached_property
    def reigns(self) -> Sequence[Reign]:
        """Which definition was in force from which event on."""
        return reigns(self.events)

    def definition_at(self, number: int) -> ProcessDefinition:
        """The definition that was in force right after an event."""
        reign = reign_at(self.reigns, number)
        return self.earlier.get(reign.digest, self.definition) if reign else self.definition

    def definition_of(self, element: str) -> ProcessDefinition:
        """The newest definition of the case that knows an element; the one it is on when none does."""
        known = [self.definition, *(self.definition_at(reign.since) for reign in reversed(self.reigns))]
        return next((it for it in known if element in it.outline.elements), self.definition)

    @property
    def outlines(self) -> tuple[Outline, Mapping[str, Outline]]:
        """The outline the case began on, and by digest those of all its definitions: for `app.model.frames`."""
        later = {digest: it.outline for digest, it in self.earlier.items()}
        return self.definition_at(1).outline, {**later, self.instance.digest: self.definition.outline}


@dataclass(frozen=True)
class TaskView:
    """One work item of a person, its case and its form (None when there is nothing to fill in)."""

    work: WorkItem
    case: CaseView
    form: Form | None
    may_work: bool
    assignee: str | None

    @property
    def may_complete(self) -> bool:
        free = self.work.assignee is None or self.assignee is None
        return self.may_work and free and self.work.state is WorkState.OPEN


@dataclass(frozen=True)
class TaskForm:
    """A work item of a person with what is needed to read its answers: nothing of its history."""

    work: WorkItem
    instance: ProcessInstance
    definition: ProcessDefinition
    form: Form | None


def next_task(office: Office, user: User) -> int | None:
    """The oldest of the open tasks on the first page that the user could do next, or None."""
    with office.store.reading() as reader:
        rows = reader.inbox(_inbox_query(office, user, mine=False, text="", after=None))
    free = (row.work.id for row in rows if row.work.assignee in (None, user.id))
    return next(free, None)


def startable(office: Office, user: User) -> Sequence[ProcessDefinition]:
    """The SOPs, in their newest versions, that the user may start a case of."""
    return [process for process in newest(office).values() if may_start(process, user)]


def case(office: Office, number: str, user: User) -> CaseView:
    """A case by its number. Raises NotFound when there is none or the user may not see it."""
    with office.store.reading() as reader:
        instance = reader.instance_by_number(number)
        if instance is None:
            raise NotFound
        return _case(office, reader, instance, user)


def task(office: Office, work_id: int, user: User) -> TaskView:
    """A user task or message by its id. Raises NotFound when there is none or the user may not see its case.

    One that was done before the case was moved to a version without it is shown as it was.
    """
    with office.store.reading() as reader:
        work, instance = _of_a_person(reader, work_id)
        view = _case(office, reader, instance, user)
        view = replace(view, definition=view.definition_of(work.element))
        held = Held(work, instance, view.definition)
        form = form_of(held, view.definition.outline.elements[work.element])
        assignee = view.names.get(str(work.assignee)) if work.assignee not in (None, user.id) else None
        return TaskView(work, view, form, _rights.may_work(view.definition, instance, work, user), assignee)


def task_form(office: Office, work_id: int, user: User) -> TaskForm:
    """A user task or message with its form, at the cost of two reads. Raises NotFound, AlreadyDone for one that is
    not in the version of the case any more, or Forbidden for other lanes."""
    with office.store.reading() as reader:
        work, instance = _of_a_person(reader, work_id)
        process = definition(office, reader, instance.digest)
    _rights.must_work(process, instance, work, user)
    if work.element not in process.outline.elements:
        raise AlreadyDone
    form = form_of(Held(work, instance, process), process.outline.elements[work.element])
    return TaskForm(work, instance, process, form)


def _of_a_person(reader: Reader, work_id: int) -> tuple[WorkItem, ProcessInstance]:
    work = reader.work_item(work_id)
    instance = reader.instance(work.instance) if work else None
    if work is None or instance is None or work.kind not in (Kind.USER, Kind.MESSAGE):
        raise NotFound
    return work, instance


def attachment(office: Office, attachment_id: int, user: User) -> tuple[Attachment, IO[bytes]]:
    """A file of a case and its bytes. Raises NotFound."""
    with office.store.reading() as reader:
        found = reader.attachment(attachment_id)
        instance = reader.instance(found.instance) if found else None
        if found is None or instance is None:
            raise NotFound
        process = definition(office, reader, instance.digest)
        _rights.must_see(process, instance, user)
        if not (_rights.may_open(process, instance, found, user) or _came_with_a_message(reader, found)):
            raise NotFound
    return found, office.vault.open(found.digest)


def _came_with_a_message(reader: Reader, file: Attachment) -> bool:
    return any(file.id in message.files for message in reader.messages(file.instance))


def _case(office: Office, reader: Reader, instance: ProcessInstance, user: User) -> CaseView:
    process = definition(office, reader, instance.digest)
    _rights.must_see(process, instance, user)
    view = as_read(office, reader, instance, process, reader.history(instance.id), user)
    return replace(
        view,
        sendable=[item for item in view.work if _is_sendable(office, process, instance, item, user)],
        may_supervise=bool(user.groups & {SUPERVISOR}),
        may_follow_up=instance.status is Status.ENDED and may_follow_up(process, instance, user),
        may_comment=_rights.may_speak(user),
    )


def as_read(
    office: Office,
    reader: Reader,
    instance: ProcessInstance,
    process: ProcessDefinition,
    events: Sequence[Event],
    user: User,
) -> CaseView:
    """The case for somebody who changes nothing in it. Whether he may see it is asked before."""
    work = reader.work_items(instance.id)
    comments = readable(reader, process, instance, user)
    return CaseView(
        instance=instance,
        definition=process,
        work=work,
        events=events,
        attachments=reader.attachments(instance.id),
        names=names_in(reader, instance, work, events, comments, user),
        linked=reader.instance(instance.linked_to) if instance.linked_to else None,
        sendable=(),
        may_supervise=False,
        may_follow_up=False,
        simulated=is_simulated(office, process),
        may_comment=False,
        comments=comments,
        photos=reader.photos(instance.id),
        documents=seen(process, reader.documents(instance.id), user),
        earlier=earlier_definitions(office, reader, instance.digest, events),
    )


def is_simulated(office: Office, process: ProcessDefinition) -> bool:
    """Whether a simulator answers for a system outside: every page of the case must say so."""
    lanes = process.sop.connectors.items()
    return any(served == "simulator" and lane not in office.manual for lane, served in lanes)


def _is_sendable(
    office: Office, process: ProcessDefinition, instance: ProcessInstance, work: WorkItem, user: User
) -> bool:
    if work.kind is not Kind.MESSAGE or work.state is not WorkState.OPEN:
        return False
    element = process.outline.elements[work.element]
    available = is_available(office, element, instance.variables)
    return available and _rights.may_work(process, instance, work, user)


def _inbox_query(office: Office, user: User, *, mine: bool, text: str, after: int | None) -> InboxQuery:
    with office.store.reading() as reader:
        own = applicant_groups(office, reader)
    return InboxQuery(user.works_for, own & user.groups, user.id, mine, text, after, PAGE + 1)
