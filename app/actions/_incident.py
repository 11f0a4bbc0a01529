"""An incident: a step that could not be made. What was to be done is kept, so that a retry repeats exactly that."""

from dataclasses import replace

from app.actions._step import keep
from app.actions._work import hold_work, must_be_open, must_not_have_stopped
from app.model.errors import packed
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance, WorkState
from app.model.values import Json, Variables
from app.ports import Office


def open_incident(
    office: Office,
    work_id: int,
    failure: Exception,
    *,
    outputs: Variables | None,
    actor: str,
    done_by: int | None = None,
) -> ProcessInstance:
    """Mark a work item as failed, with the sentence and what was to be done.

    Raises AlreadyDone when it is closed, Conflict when it has failed at other hands in the meantime.
    """
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        must_be_open(held.work)
        must_not_have_stopped(held.work)
        payload: dict[str, Json] = {"token": held.work.token, "reason": str(failure)}
        kept: dict[str, Json] = {"outputs": dict(outputs)} if outputs is not None else {}
        fact = Fact(Happening.INCIDENT_OPENED, held.work.element, payload=payload | kept)
        work = replace(
            held.work,
            state=WorkState.INCIDENT,
            failure=packed(failure),
            outputs=outputs,
            done_by=done_by,
            owner=None,
            leased_until=None,
        )
        after = keep(office, unit, held.instance, held.instance, [fact], actor, now=office.clock(), closed=[work])
        unit.commit()
        return after
