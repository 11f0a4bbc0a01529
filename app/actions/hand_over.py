"""Hand a task one has taken on over to a colleague."""

from app.actions import _rights
from app.actions._step import keep
from app.actions._work import hold_work, in_hands_of, must_be_open
from app.actions.days import today
from app.actions.standings import workers
from app.model.errors import Conflict, LajurError
from app.model.event import Fact, Happening
from app.model.instance import WorkItem
from app.model.people import User
from app.model.text import remark
from app.model.values import Json
from app.ports import Office, Reader


def hand_over(office: Office, work_id: int, to: str, reason: str = "", *, by: User) -> User:
    """Make the colleague with the login `to` the assignee of a task that `by` has claimed; answers the colleague.

    Raises Conflict when `by` has not claimed it, LajurError when the other one does not work for this group today,
    AlreadyDone, Forbidden or NotFound.
    """
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        _rights.must_work(held.definition, held.instance, held.work, by)
        must_be_open(held.work)
        if held.work.assignee != by.id:
            raise Conflict("Only who has taken on a task can hand it over.")
        colleague = must_be_colleague(office, unit, held.work, to, not_this=by.id)
        payload: dict[str, Json] = {"token": held.work.token, "to": colleague.login}
        why: dict[str, Json] = {"reason": said} if (said := remark(reason)) else {}
        told = payload | why | _rights.in_place(by, held.work.group)
        fact = Fact(Happening.WORK_HANDED_OVER, held.work.element, payload=told)
        now = office.clock()
        work = in_hands_of(colleague.id, office, held, now)
        keep(office, unit, held.instance, held.instance, [fact], by.actor, now=now, closed=[work])
        unit.commit()
        return colleague


def colleagues(office: Office, reader: Reader, work: WorkItem) -> list[User]:
    """Who could have a task: all that work for its group today, but not who has it now."""
    return [person for person in workers(office, reader, work.group or "", today(office)) if person.id != work.assignee]


def must_be_colleague(office: Office, reader: Reader, work: WorkItem, login: str, *, not_this: int) -> User:
    """The person with this login. Raises LajurError unless he works for the group of a task today and is another."""
    for person in workers(office, reader, work.group or "", today(office)):
        if person.login == login and person.id != not_this:
            return person
    raise LajurError("{login} does not work for this lane today.", login=login or "?")
