"""The one place that writes history.

A step takes what the engine answered, turns it into facts, chains them by hash and hands the new state, the events and
the work items to the books in the unit's one transaction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.actions._definitions import definition as definition_of
from app.actions._due import look_at_period
from app.actions._issue import issue
from app.actions._notify import notify
from app.actions._register import register
from app.feel import FeelError, evaluate
from app.model.advance import Advance, Kind, Passage, Passing, Wait
from app.model.clock import tick
from app.model.definition import ProcessDefinition
from app.model.document import Document
from app.model.event import Event, Fact, Happening, chain
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.model.values import Json, Variables
from app.ports import Office, Unit

#: Where the process itself waits for a message, somebody of the lane says that it has come: that is a task. A message
#: that may come at any time (a boundary event, an event sub-process) is none.
AWAITED = frozenset({"receiveTask", "intermediateCatchEvent"})


@dataclass(frozen=True)
class Cause:
    """Why a step is made: who did it, which work item it closed and with what, and the facts that come first.

    `told` is what else the completion says: in whose place it was done, how it was signed, whose work was checked.
    `documents` are the letters that it issues.
    """

    actor: str
    work: WorkItem | None = None
    outputs: Variables | None = None
    facts: tuple[Fact, ...] = ()
    error: str | None = None
    told: Mapping[str, Json] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


def take_step(
    office: Office,
    unit: Unit,
    definition: ProcessDefinition,
    before: ProcessInstance,
    advance: Advance,
    cause: Cause,
    *,
    now: datetime,
    new: bool = False,
) -> ProcessInstance:
    """Keep one advance of an instance: state, events, opened and closed work items. The caller commits.

    `before` is the instance as it was held (or, when `new`, as it is to begin).
    """
    facts = [*cause.facts]
    clock = before.clock
    for passage in advance.passages:
        facts.append(_fact(definition, office, passage, before.variables, cause))
        facts.extend(issue(unit, definition, cause.documents) if _is_own(passage, cause) else [])
        clock, move = tick(clock, definition.sop.clock, passage, now, office.calendar)
        facts.extend([move] if move else [])
    if advance.state is None:
        facts.append(Fact(Happening.INSTANCE_ENDED, advance.end, payload={"end": advance.end}))
    running = advance.state is not None
    after = replace(
        before,
        title=text_of(definition.sop.title, advance.variables) or before.title,
        business_key=text_of(definition.sop.business_key, advance.variables) or before.business_key,
        state=advance.state,
        variables=advance.variables,
        clock=clock,
        status=Status.RUNNING if running else Status.ENDED,
        ended_at=None if running else now,
        end=None if running else advance.end,
    )
    opened = [_opened(office, definition, passage.wait, before.id, now) for passage in advance.passages if passage.wait]
    closed = _closed(unit, before, advance, cause, now) if not new else []
    return keep(office, unit, before, after, facts, cause.actor, now=now, opened=opened, closed=closed, new=new)


def keep(
    office: Office,
    unit: Unit,
    before: ProcessInstance,
    after: ProcessInstance,
    facts: Iterable[Fact],
    actor: str,
    *,
    now: datetime,
    opened: Sequence[WorkItem] = (),
    closed: Sequence[WorkItem] = (),
    new: bool = False,
) -> ProcessInstance:
    """Chain the facts to the history of an instance, keep all of it, and announce what it means for people."""
    facts = list(facts)
    events = _chained(office, before, facts, actor, now)
    if events:
        after = replace(after, events=events[-1].number, head=events[-1].digest)
    unit.keep(None if new else before, after, events, opened=opened, closed=closed)
    process = definition_of(office, unit, after.digest)
    notify(office, unit, process, after, enumerate(facts, before.events + 1), actor=actor, now=now)
    register(office, unit, process, before, enumerate(facts, before.events + 1), actor=actor, now=now)
    return after


def changed(before: Variables, outputs: Variables) -> dict[str, Json]:
    """The old values of the variables that outputs change; None for those that are new."""
    return {name: before.get(name) for name, value in outputs.items() if before.get(name) != value}


def _chained(
    office: Office, before: ProcessInstance, facts: Iterable[Fact], actor: str, now: datetime
) -> tuple[Event, ...]:
    number, last, head = before.number, before.events, before.head
    return tuple(chain(facts, instance=number, after=last, head=head, at=now, actor=actor, salts=_salts(office)))


def _salts(office: Office) -> Iterator[bytes]:
    while True:
        yield office.salts()


def text_of(expression: str, variables: Variables) -> str:
    """The text an expression gives, or nothing: a case without its name yet is no failure."""
    try:
        value = evaluate(expression, variables)
    except FeelError:
        return ""
    return value if isinstance(value, str) else ""


def _fact(definition: ProcessDefinition, office: Office, passage: Passage, before: Variables, cause: Cause) -> Fact:
    match passage.what:
        case Passing.OPENED if passage.wait:
            payload = _waits_for(definition, office, passage.wait)
            return Fact(Happening.WORK_OPENED, passage.element, passage.flow, payload)
        case Passing.COMPLETED:
            return Fact(Happening.WORK_COMPLETED, passage.element, passage.flow, _completion(passage, before, cause))
        case Passing.CANCELLED:
            return Fact(Happening.WORK_CANCELLED, passage.element, payload={"token": passage.token})
        case _:
            return Fact(Happening.ELEMENT_PASSED, passage.element, passage.flow)


def _is_own(passage: Passage, cause: Cause) -> bool:
    """Whether this is the completion that the step was made for."""
    own = cause.work is not None and cause.work.token == passage.token
    return own and passage.what is Passing.COMPLETED


def _completion(passage: Passage, before: Variables, cause: Cause) -> dict[str, Json]:
    if cause.work is None or not _is_own(passage, cause):
        return {"token": passage.token}
    outputs = dict(cause.outputs or {})
    return {
        "token": passage.token,
        "work": cause.work.kind.value,
        "outputs": outputs,
        "changed": changed(before, outputs),
        **({"error": cause.error} if cause.error else {}),
        **cause.told,
    }


def _waits_for(definition: ProcessDefinition, office: Office, wait: Wait) -> dict[str, Json]:
    kind, group = hand(office, definition, wait.element)
    values: dict[str, Json] = {
        "token": wait.token,
        "work": kind.value,
        "due": wait.due.isoformat() if wait.due else None,
        "group": group,
        "topic": wait.topic,
        "message": wait.message,
        "locals": dict(wait.locals) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def hand(office: Office, definition: ProcessDefinition, element: str) -> tuple[Kind, str | None]:
    """Which kind of hand closes a wait at an element, and the group it belongs to.

    Where an office serves the lane of a system by manual evidence, a person does what a worker would do.
    """
    node = definition.outline.elements[element]
    lane, kind = node.lane, node.hand
    if kind is Kind.SERVICE:
        manual = office.manual.get(lane or "") or _manual_group(definition.sop.connectors.get(lane or "", ""))
        return (Kind.USER, manual) if manual else (Kind.SERVICE, None)
    if kind is Kind.MESSAGE and node.type in AWAITED:
        return Kind.USER, definition.sop.group_of(lane)
    return kind, definition.sop.group_of(lane) if kind is not Kind.TIMER else None


def _manual_group(connector: str) -> str:
    """`manual:operator` -> operator; anything else is served by a machine."""
    kind, _, group = connector.partition(":")
    return group if kind == "manual" else ""


def _opened(office: Office, definition: ProcessDefinition, wait: Wait, instance: int, now: datetime) -> WorkItem:
    kind, group = hand(office, definition, wait.element)
    machine = kind in (Kind.SERVICE, Kind.TIMER)
    return WorkItem(
        id=0,
        instance=instance,
        token=wait.token,
        element=wait.element,
        name=definition.outline.elements[wait.element].name or wait.element,
        kind=kind,
        group=group,
        state=WorkState.OPEN,
        opened_at=now,
        topic=wait.topic,
        message=wait.message,
        locals=wait.locals,
        due_at=(wait.due or now) if machine else None,
        remind_at=look_at_period(definition, office.calendar, wait, now),
    )


def _closed(unit: Unit, before: ProcessInstance, advance: Advance, cause: Cause, now: datetime) -> list[WorkItem]:
    """The work items this step has closed, as they are now."""
    ends = {
        passage.token: passage.what
        for passage in advance.passages
        if passage.what in (Passing.COMPLETED, Passing.CANCELLED)
    }
    others = ends.keys() - ({cause.work.token} if cause.work else set())
    known = {work.token: work for work in unit.work_items(before.id, open_only=True)} if others else {}
    items = [_ended(known[token], ends[token], now) for token in sorted(others) if token in known]
    return [cause.work, *items] if cause.work else items


def _ended(work: WorkItem, what: Passing, now: datetime) -> WorkItem:
    state = WorkState.DONE if what is Passing.COMPLETED else WorkState.CANCELLED
    return replace(work, state=state, done_at=now, owner=None, leased_until=None)
