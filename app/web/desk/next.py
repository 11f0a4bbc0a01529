"""What happens after a task was completed: where the case has gone, who has it now, and what is next for oneself."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import session

from app.actions import look
from app.model.instance import WorkState
from app.web.desk.waiting import Waiting, waiting
from app.web.shared.house import office
from app.web.shared.record import Record
from app.web.shared.words import Chip, activity, status_chip

#: So many people of a group are called by name; more would be a crowd, not an answer.
FEW = 3


@dataclass(frozen=True)
class Hand:
    """Something the case now waits for, and the people who may do it (none when they are many or a machine)."""

    waiting: Waiting
    people: Sequence[str]


@dataclass(frozen=True)
class Next:
    """`work` is the task that was completed, `over` how the case has ended, `task` the next task of the reader."""

    work: int
    done: str
    hands: Sequence[Hand]
    over: Chip | None
    task: int | None


def following(record: Record) -> Next | None:
    """What follows the task of this case that its reader has just completed; None when he has completed none."""
    case = record.case
    done = next((work for work in case.work if work.id == session.get("completed")), None)
    if done is None:
        return None
    session.pop("completed")
    hands = [Hand(it, _people(record, it)) for it in waiting(record)]
    own = (it.work.id for it in hands_of(hands, record.reader.id))
    return Next(
        done.id,
        activity(case.definition, done.element, done.name),
        hands,
        None if hands or case.instance.ended_at is None else status_chip(case.instance, case.definition),
        next(own, None) or look.next_task(office(), record.reader),
    )


def hands_of(hands: Sequence[Hand], reader: int) -> Sequence[Waiting]:
    """What the reader himself can go on with at once."""
    free = (it.waiting for it in hands if it.waiting.can_open and it.waiting.work.state is WorkState.OPEN)
    return [it for it in free if it.work.assignee in (None, reader)]


def _people(record: Record, it: Waiting) -> Sequence[str]:
    if not record.inside or it.work.group in (None, record.applicants) or it.assignee:
        return ()
    with office().store.reading() as reader:
        group = [person.name for person in reader.members(it.work.group or "")]
    return group if len(group) <= FEW else ()
