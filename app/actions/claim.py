"""Claim a task, so that colleagues see who does it; release it again."""

from app.actions import _rights
from app.actions._step import keep
from app.actions._work import Held, hold_work, in_hands_of, must_be_open
from app.model.event import Fact, Happening
from app.model.people import User
from app.ports import Office, Unit


def claim(office: Office, work_id: int, *, by: User) -> None:
    """Make `by` the assignee. Claiming what one has claimed does nothing.

    Raises AlreadyClaimed when somebody else was faster, AlreadyDone when it is closed.
    """
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        _rights.must_work(held.definition, held.instance, held.work, by)
        must_be_open(held.work)
        _rights.must_be_free(unit, held.work, by)
        if held.work.assignee is None:
            _assign(office, unit, held, by, Happening.WORK_CLAIMED, by.id)
            unit.commit()


def release(office: Office, work_id: int, *, by: User) -> None:
    """Give a claimed task back to its group. Only its assignee or a supervisor may.

    Raises Forbidden for others, NotFound, or AlreadyDone when it is closed. What nobody has claimed stays as it is.
    """
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        _rights.must_see(held.definition, held.instance, by)
        if held.work.assignee != by.id:
            _rights.must_supervise(by)
        must_be_open(held.work)
        if held.work.assignee is not None:
            _assign(office, unit, held, by, Happening.WORK_RELEASED, None)
            unit.commit()


def _assign(office: Office, unit: Unit, held: Held, by: User, kind: Happening, assignee: int | None) -> None:
    payload = {"token": held.work.token, **_rights.in_place(by, held.work.group)}
    fact = Fact(kind, held.work.element, payload=payload)
    now = office.clock()
    work = in_hands_of(assignee, office, held, now)
    keep(office, unit, held.instance, held.instance, [fact], by.actor, now=now, closed=[work])
