"""Close a case for good, with a reason."""

from dataclasses import replace

from app.actions import _rights
from app.actions._step import keep
from app.actions._work import hold_instance
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance, Status, WorkState
from app.model.people import User
from app.model.text import must_be_reason
from app.model.values import Json
from app.ports import Office


def cancel(office: Office, instance_id: int, reason: str, *, by: User) -> ProcessInstance:
    """Cancel a running instance and all it waits for. Raises Ended, Forbidden, or LajurError without a reason."""
    _rights.must_supervise(by)
    reason = must_be_reason(reason)
    with office.store.writing() as unit:
        before, _ = hold_instance(office, unit, instance_id)
        now = office.clock()
        waiting = unit.work_items(before.id, open_only=True)
        facts = [Fact(Happening.WORK_CANCELLED, work.element, payload={"token": work.token}) for work in waiting]
        told: dict[str, Json] = {"reason": reason, "withdrawn": len(waiting)}
        facts.append(Fact(Happening.INSTANCE_CANCELLED, payload=told))
        closed = [
            replace(work, state=WorkState.CANCELLED, done_at=now, owner=None, leased_until=None) for work in waiting
        ]
        after = replace(before, state=None, status=Status.CANCELLED, ended_at=now)
        kept = keep(office, unit, before, after, facts, by.actor, now=now, closed=closed)
        unit.commit()
        return kept
