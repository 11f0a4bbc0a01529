"""Take a task over from somebody who has claimed it and is not there to do it."""

from app.actions import _rights
from app.actions._step import keep
from app.actions._work import Held, hold_work, in_hands_of, must_be_open
from app.actions.days import today
from app.actions.hand_over import must_be_colleague
from app.model.errors import Conflict, Forbidden
from app.model.event import Fact, Happening
from app.model.instance import WorkItem
from app.model.people import SUPERVISOR, User, is_absent
from app.model.text import must_be_reason
from app.model.values import Json
from app.ports import Office, Reader


def take_over(office: Office, work_id: int, reason: str, *, by: User, to: str = "") -> User:
    """Give a claimed task to `by` himself or, if `by` supervises, to the colleague with the login `to`.

    A colleague may take a task from somebody who is absent today or whose account is closed; a supervisor from
    anybody. Answers the new assignee. Raises LajurError without a reason, Conflict when nobody has claimed it,
    Forbidden, AlreadyDone or NotFound.
    """
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        _rights.must_see(held.definition, held.instance, by)
        must_be_open(held.work)
        taker = _taker(office, unit, held, by, to)
        before = unit.user(held.work.assignee or 0)
        payload: dict[str, Json] = {
            "token": held.work.token,
            "from": before.login if before else "?",
            "to": taker.login,
            "reason": must_be_reason(reason),
        }
        told = payload | _rights.in_place(by, held.work.group)
        fact = Fact(Happening.WORK_TAKEN_OVER, held.work.element, payload=told)
        now = office.clock()
        work = in_hands_of(taker.id, office, held, now)
        keep(office, unit, held.instance, held.instance, [fact], by.actor, now=now, closed=[work])
        unit.commit()
        return taker


def is_away(office: Office, reader: Reader, work: WorkItem) -> bool:
    """Whether who has claimed a task is absent today, or has no account any more."""
    owner, day = reader.user(work.assignee or 0), today(office)
    return owner is None or not owner.active or is_absent(owner.id, reader.absences_on(day), day)


def supervises(user: User) -> bool:
    """Whether a person may move the tasks of others."""
    return SUPERVISOR in user.groups


def _taker(office: Office, reader: Reader, held: Held, by: User, to: str) -> User:
    for_another = to and to != by.login
    if for_another:
        _rights.must_supervise(by)
    else:
        _rights.must_work(held.definition, held.instance, held.work, by)
    if held.work.assignee in (None, by.id):
        raise Conflict("Nobody else has taken on this task.")
    if for_another:
        return must_be_colleague(office, reader, held.work, to, not_this=held.work.assignee or 0)
    if not supervises(by) and not is_away(office, reader, held.work):
        raise Forbidden("Only a task of somebody who is absent can be taken over.")
    return by
