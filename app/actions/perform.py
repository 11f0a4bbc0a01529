"""What machines do: fire timers that are due and serve service tasks.

A worker leases a work item, calls the system outside any transaction with the work item's id as idempotency key, and
records the result in one transaction, fenced by its lease: who has lost the lease records nothing.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from app.actions._incident import open_incident
from app.actions._step import Cause, keep, take_step
from app.actions._work import Held, hold_work
from app.actions.complete import close
from app.model.advance import Kind, Saved, Throw
from app.model.errors import AlreadyDone, Conflict, StepFailed, packed, unpacked
from app.model.event import Fact, Happening
from app.model.instance import WorkItem, WorkState
from app.model.values import Json
from app.ports import Answer, ConnectorFailed, Office, Request, Unit

MACHINES = (Kind.TIMER, Kind.SERVICE)
#: After so many failures a person must look.
TRIES = 6
LEASE = timedelta(minutes=2)


def lease(office: Office, owner: str, *, limit: int = 10, kinds: Collection[Kind] = MACHINES) -> Sequence[WorkItem]:
    """Lease work of machines of these kinds that is due for `owner`."""
    now = office.clock()
    with office.store.writing() as unit:
        leased = unit.lease(kinds, owner=owner, now=now, until=now + LEASE, limit=limit)
        unit.commit()
        return leased


def lease_of(office: Office, owner: str, instance_id: int) -> Sequence[WorkItem]:
    """Lease the work of machines that is due in one case for `owner`, who shares these books with no other worker."""
    now = office.clock()
    with office.store.writing() as unit:
        unit.hold(instance_id)
        waiting = [work for work in unit.work_items(instance_id, open_only=True) if _is_due(work, now)]
        leased = [replace(work, owner=owner, leased_until=now + LEASE) for work in waiting]
        for work in leased:
            unit.save_work(work)
        unit.commit()
        return leased


def perform(office: Office, work: WorkItem, owner: str) -> None:
    """Do a leased work item. What fails is tried again later, and becomes an incident in the end."""
    with suppress(Conflict):  # others were faster: there is nothing left to record
        try:
            if work.kind is Kind.TIMER:
                _record(office, work, owner, Answer({}), "clock")
            else:
                _serve(office, work, owner)
        except StepFailed as failure:
            open_incident(office, work.id, failure, outputs=None, actor=_actor(work))


def give_back(office: Office, work: WorkItem, owner: str) -> None:
    """Let others have at once what `owner` has leased and not begun."""
    with office.store.writing() as unit:
        found = unit.work_item(work.id)
        if found is not None and found.state is WorkState.OPEN and found.owner == owner:
            unit.save_work(replace(found, owner=None, leased_until=None))
            unit.commit()


def retry_delay(attempt: int) -> timedelta:
    """How long to wait after the n-th failure: 5, 10, 20, 40, ... seconds, at most an hour."""
    return min(timedelta(seconds=5 * 2 ** (attempt - 1)), timedelta(hours=1))


def _is_due(work: WorkItem, now: datetime) -> bool:
    due = work.kind in MACHINES and work.state is WorkState.OPEN and work.due_at is not None and work.due_at <= now
    return due and (work.leased_until is None or work.leased_until <= now)


def _serve(office: Office, work: WorkItem, owner: str) -> None:
    connector = office.connectors.get(work.topic or "")
    if connector is None:
        failure = ConnectorFailed(f"Nothing serves the topic {work.topic}.", permanent=True)
        return _fail(office, work, owner, failure)
    with office.store.reading() as reader:
        instance = reader.instance(work.instance)
    if instance is None:
        raise AlreadyDone
    request = Request(
        key=f"{instance.number}/{work.token}",
        topic=work.topic or "",
        element=work.element,
        number=instance.number,
        attempt=work.attempts + 1,
        asked_at=work.opened_at,
        variables={**instance.variables, **work.locals},
    )
    try:
        answer = connector.call(request, now=office.clock())
    except ConnectorFailed as failure:
        return _fail(office, work, owner, failure)
    except Exception as fault:  # noqa: BLE001 - whatever a connector gets wrong, the case must not hang silently
        return _fail(office, work, owner, ConnectorFailed(f"{type(fault).__name__}: {fault}"))
    if answer.not_before is not None:
        return _wait(office, work, owner, answer.not_before)
    return _record(office, work, owner, answer, _actor(work))


def _record(office: Office, work: WorkItem, owner: str, answer: Answer, actor: str) -> None:
    with office.store.writing() as unit:
        held = _fenced(office, unit, work, owner)
        if answer.error is None:
            close(office, unit, held, answer.outputs, actor, done_by=None, digest=None)
        else:
            _throw(office, unit, held, answer, actor)
        unit.commit()


def _throw(office: Office, unit: Unit, held: Held, answer: Answer, actor: str) -> None:
    now = office.clock()
    state = held.instance.state or b""
    command = Throw(held.work.token, answer.error or "", answer.outputs)
    saved = Saved(state, held.instance.variables)
    advance = office.engine.advance(held.definition, saved, command, now=now)
    work = replace(held.work, state=WorkState.DONE, done_at=now, owner=None, leased_until=None)
    cause = Cause(actor, work, answer.outputs, error=answer.error)
    take_step(office, unit, held.definition, held.instance, advance, cause, now=now)


def _wait(office: Office, work: WorkItem, owner: str, until: datetime) -> None:
    with office.store.writing() as unit:
        held = _fenced(office, unit, work, owner)
        unit.save_work(replace(held.work, due_at=until, owner=None, leased_until=None))
        unit.commit()


def _fail(office: Office, work: WorkItem, owner: str, failure: ConnectorFailed) -> None:
    with office.store.writing() as unit:
        held = _fenced(office, unit, work, owner)
        now = office.clock()
        attempt = held.work.attempts + 1
        over = failure.permanent or attempt >= TRIES
        retry_at = now + retry_delay(attempt)
        failed = replace(
            held.work,
            state=WorkState.INCIDENT if over else WorkState.OPEN,
            attempts=attempt,
            failure=packed(failure),
            due_at=retry_at,
            owner=None,
            leased_until=None,
        )
        facts = _failure_facts(failed, None if over else retry_at)
        keep(office, unit, held.instance, held.instance, facts, _actor(work), now=now, closed=[failed])
        unit.commit()


def _failure_facts(work: WorkItem, retry_at: datetime | None) -> list[Fact]:
    what: dict[str, Json] = {"token": work.token, "reason": str(unpacked(work.failure or ""))}
    if retry_at is not None:
        payload = {**what, "attempt": work.attempts, "retry_at": retry_at.isoformat()}
        return [Fact(Happening.WORK_FAILED, work.element, payload=payload)]
    return [
        Fact(Happening.WORK_FAILED, work.element, payload={**what, "attempt": work.attempts}),
        Fact(Happening.INCIDENT_OPENED, work.element, payload=what),
    ]


def _fenced(office: Office, unit: Unit, work: WorkItem, owner: str) -> Held:
    """The item held, if `owner` still has its lease. Raises AlreadyDone otherwise."""
    held = hold_work(office, unit, work.id)
    if held.work.state is not WorkState.OPEN or held.work.owner != owner:
        raise AlreadyDone
    return held


def _actor(work: WorkItem) -> str:
    return f"worker:{work.topic}" if work.kind is Kind.SERVICE else "clock"
