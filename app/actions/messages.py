"""Messages between applicant and office in a case. Both sides are notified; the history notes that one was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from app.actions import _rights
from app.actions._definitions import definition
from app.actions._notify import facts_of, tell
from app.actions._step import keep
from app.model.advance import Kind
from app.model.definition import ProcessDefinition
from app.model.errors import Forbidden, LajurError, NotFound
from app.model.event import Fact, Happening
from app.model.instance import Attachment, ProcessInstance, WorkItem, WorkState
from app.model.notice import Announcement, Audience, Message, Topic
from app.model.people import SUPERVISOR, User
from app.model.text import free_text
from app.model.values import Json
from app.ports import Office, Reader, Unit

LONGEST = 4000


@dataclass(frozen=True)
class Correspondence:
    """The messages of a case with their files and senders' names; `may_write` says whether the reader may send one."""

    messages: Sequence[tuple[Message, str, Sequence[Attachment]]]
    may_write: bool


def messages(office: Office, instance_id: int, user: User) -> Correspondence:
    """The messages of a case in their order. Raises NotFound when the user may not see the case."""
    with office.store.reading() as reader:
        case, process = _seen(office, reader, reader.instance(instance_id), user)
        found = reader.messages(instance_id)
        files = {file.id: file for file in reader.attachments(instance_id)} if any(it.files for it in found) else {}
        people = {it.sender: reader.user(it.sender) for it in found}
    names = {sender: person.name for sender, person in people.items() if person}
    return Correspondence(
        [(it, names.get(it.sender, ""), [files[n] for n in it.files if n in files]) for it in found],
        may_write(process, case, user),
    )


def send_message(office: Office, instance_id: int, text: str, files: Sequence[int] = (), *, by: User) -> Message:
    """Send a message in a case: its applicant to the office, the office to its applicant.

    `files` are ids of attachments of the case. Raises NotFound, Forbidden for those who may only read, or LajurError
    for a text that is empty or too long.
    """
    text = free_text(text)
    with office.store.writing() as unit:
        case, process = _seen(office, unit, unit.hold(instance_id), by)
        if not may_write(process, case, by):
            raise Forbidden("You may read this case, but not write in it.")
        if not 0 < len(text) <= LONGEST:
            raise LajurError("A message has 1 to {most} characters.", most=LONGEST)
        if files and not set(files) <= {file.id for file in unit.attachments(case.id)}:
            raise NotFound
        sent = _kept(office, unit, case, text, files, by)
        _announce(office, unit, process, case, sent, by)
        unit.commit()
        return sent


def must_write(office: Office, instance_id: int, *, by: User) -> None:
    """Raises NotFound or Forbidden when `by` may send no message in a case."""
    with office.store.reading() as reader:
        case, process = _seen(office, reader, reader.instance(instance_id), by)
    if not may_write(process, case, by):
        raise Forbidden("You may read this case, but not write in it.")


def may_write(process: ProcessDefinition, case: ProcessInstance, user: User) -> bool:
    """Whether the user is the applicant, works in a lane of the process, or supervises."""
    sop = process.sop
    staff = sop.staff_groups | {SUPERVISOR}
    return user.id == case.applicant or bool(user.groups & staff)


def _seen(
    office: Office, reader: Reader, case: ProcessInstance | None, user: User
) -> tuple[ProcessInstance, ProcessDefinition]:
    if case is None:
        raise NotFound
    process = definition(office, reader, case.digest)
    _rights.must_see(process, case, user)
    return case, process


def _kept(office: Office, unit: Unit, case: ProcessInstance, text: str, files: Sequence[int], by: User) -> Message:
    now, from_office = office.clock(), by.id != case.applicant
    sent = unit.add_message(Message(0, case.id, by.id, from_office, text, tuple(files), now))
    payload: dict[str, Json] = {
        "sender": "office" if from_office else "applicant",
        "message": sent.id,
        "digest": sha256(text.encode()).hexdigest(),
    }
    keep(office, unit, case, case, [Fact(Happening.MESSAGE_SENT, payload=payload)], by.actor, now=now)
    return sent


def _announce(
    office: Office, unit: Unit, process: ProcessDefinition, case: ProcessInstance, sent: Message, by: User
) -> None:
    if sent.from_office:
        audiences, what = [Audience(person=case.applicant, but=by.login)], "answered"
    else:
        audiences, what = _office(process, unit.work_items(case.id), by), "asked"
    key, facts = f"{case.number}/message/{sent.id}", facts_of(case, what)
    told = [Announcement(Topic.MESSAGE, key, to, case.id, facts, sent.sent_at) for to in audiences]
    tell(office, unit, told, now=sent.sent_at)


def _office(process: ProcessDefinition, work: Sequence[WorkItem], by: User) -> list[Audience]:
    """Whoever has the case now; else who had it last; else the supervisors."""
    applicants = process.sop.applicant_group
    tasks = [item for item in work if item.kind is Kind.USER and item.group not in (None, applicants)]
    waiting = [item for item in tasks if item.state in (WorkState.OPEN, WorkState.INCIDENT)]
    if waiting:
        return [
            Audience(person=item.assignee) if item.assignee else Audience(group=item.group, but=by.login)
            for item in waiting
        ]
    done = [item for item in tasks if item.done_by is not None]
    return [Audience(person=done[-1].done_by)] if done else [Audience(group=SUPERVISOR, but=by.login)]
