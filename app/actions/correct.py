"""Correct variables of a running case. A correction is a new event; nothing is deleted."""

from dataclasses import replace

from app.actions import _rights
from app.actions._step import changed, keep
from app.actions._work import hold_instance
from app.model.errors import LajurError
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance, WorkItem
from app.model.people import User
from app.model.text import must_be_reason
from app.model.values import Json, Variables
from app.ports import Office

#: Variables that say which case it is; no correction changes them.
FIXED = frozenset({"nomor_kasus", "kasus_asal"})


def correct(office: Office, instance_id: int, variables: Variables, reason: str, *, by: User) -> ProcessInstance:
    """Set variables to new values, with a reason. Raises LajurError without a reason or for a fixed variable."""
    _rights.must_supervise(by)
    reason = must_be_reason(reason)
    if fixed := FIXED & variables.keys():
        raise LajurError("The variable {name} cannot be changed.", name=min(fixed))
    with office.store.writing() as unit:
        before, _ = hold_instance(office, unit, instance_id)
        payload: dict[str, Json] = {
            "outputs": dict(variables),
            "changed": changed(before.variables, variables),
            "reason": reason,
        }
        fact = Fact(Happening.VARIABLES_CORRECTED, payload=payload)
        after = replace(before, variables={**before.variables, **variables})
        stopped = [_corrected(work, variables) for work in unit.work_items(before.id, open_only=True) if work.outputs]
        kept = keep(office, unit, before, after, [fact], by.actor, now=office.clock(), closed=stopped)
        unit.commit()
        return kept


def _corrected(work: WorkItem, variables: Variables) -> WorkItem:
    """An incident whose kept answers do not bring back what was corrected when it is retried."""
    outputs = {name: variables.get(name, value) for name, value in (work.outputs or {}).items()}
    return replace(work, outputs=outputs)
