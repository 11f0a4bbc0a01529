"""Erase the payload of an event (personal data, UU 27/2022). The chain still verifies; who did it and why is noted."""

from app.actions import _rights
from app.actions._step import keep
from app.model.errors import LajurError, NotFound
from app.model.event import Fact, Happening
from app.model.people import User
from app.ports import Office


def erase(office: Office, instance_id: int, number: int, ground: str, *, by: User) -> None:
    """Erase what event `number` of an instance carries. Raises NotFound, Forbidden, LajurError without a ground."""
    _rights.must_supervise(by)
    if not ground.strip():
        raise LajurError("Please give the ground on which you erase.")
    with office.store.writing() as unit:
        before = unit.hold(instance_id)
        if before is None or not 1 <= number <= before.events:
            raise NotFound
        unit.erase_payload(instance_id, number)
        unit.erase_comment(instance_id, number)
        fact = Fact(Happening.PAYLOAD_ERASED, payload={"number": number, "ground": ground.strip()})
        keep(office, unit, before, before, [fact], by.actor, now=office.clock())
        unit.commit()
