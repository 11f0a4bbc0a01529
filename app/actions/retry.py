"""Retry what has become an incident, after its cause was corrected."""

from dataclasses import replace

from app.actions import _rights
from app.actions._step import keep
from app.actions._work import Held, hold_work
from app.actions.complete import close
from app.model.errors import Conflict
from app.model.event import Fact, Happening, told
from app.model.instance import ProcessInstance, WorkState
from app.model.people import User
from app.model.text import remark
from app.model.values import Json, Variables
from app.ports import Office, Unit

#: What the completion of a task says besides its answers.
TOLD = ("as", "signed", "own_work")


def retry(office: Office, work_id: int, *, by: User, note: str = "") -> ProcessInstance:
    """Do again exactly what failed: a person's answers are sent once more, a machine's item becomes due now.

    Raises StepFailed when it fails again (the incident stays), Forbidden, NotFound, or Conflict when there is no
    incident.
    """
    _rights.must_supervise(by)
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        if held.work.state is not WorkState.INCIDENT:
            raise Conflict("There is no incident at this task any more.")
        after = _resolve(office, unit, held, by, remark(note))
        unit.commit()
        return after


def _resolve(office: Office, unit: Unit, held: Held, by: User, note: str) -> ProcessInstance:
    now = office.clock()
    payload: dict[str, Json] = {"token": held.work.token} | ({"note": note} if note else {})
    fact = Fact(Happening.INCIDENT_RESOLVED, held.work.element, payload=payload)
    work = replace(held.work, state=WorkState.OPEN, failure=None, attempts=0)
    if held.work.outputs is None:
        due = replace(work, due_at=now)
        return keep(office, unit, held.instance, held.instance, [fact], by.actor, now=now, closed=[due])
    instance = keep(office, unit, held.instance, held.instance, [fact], by.actor, now=now)
    again = replace(held, work=work, instance=instance)
    before = _told(unit, held)
    return close(office, unit, again, held.work.outputs, by.actor, done_by=held.work.done_by, digest=None, told=before)


def _told(unit: Unit, held: Held) -> Variables:
    """What the person who did it had said besides his answers: it stands in the event that opened the incident."""
    for event in reversed(unit.history(held.instance.id)):
        if event.kind is Happening.INCIDENT_OPENED and (said := told(event)).get("token") == held.work.token:
            return {name: said[name] for name in TOLD if name in said}
    return {}
