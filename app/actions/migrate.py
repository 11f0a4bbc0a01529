"""Move running cases to another version of their SOP, where that is safe (`app.model.migration` says when).

First a dry run: what would become of each case, and why some stay. Then the move, one transaction for each case: what
is decided in the dry run is decided again while the case is held, so nothing that happens in between is overlooked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.actions import _rights
from app.actions._definitions import definition as definition_of
from app.actions._migration import Change, Thought, think
from app.actions._notify import notify_landed
from app.actions._step import keep
from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import Conflict, LajurError, NotFound, packed
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance, Status
from app.model.migration import Reason
from app.model.people import User
from app.model.release import DefinitionEvent, Milestone
from app.model.values import Json
from app.ports import InstanceQuery, Office, Reader, Unit

__all__ = ["Change", "Plan", "Stays", "Thought", "migrate", "plan", "plan_case", "running", "target", "versions"]

#: Cases that are thought about at once on a page.
PAGE = 50
#: How many cases are counted.
MOST = 1_000_000
#: Cases that a line of the SOP's history names.
NAMED = 100


class Stays(Conflict):
    """The case {number} cannot be moved to this version."""

    def __init__(self, number: str, reasons: Sequence[Reason]) -> None:
        super().__init__(None, number=number)
        self.reasons = tuple(reasons)


@dataclass(frozen=True)
class Plan:
    """A dry run. `next` is the id to ask for the rest with, None at the end; `running` counts all running cases of the
    SOP, whatever version they are on."""

    to: Deployment
    definition: ProcessDefinition
    cases: Sequence[Thought]
    next: int | None
    running: int = 0


def target(reader: Reader, sop: str, version: int | None) -> Deployment:
    """The version to move to, by default the newest. Raises NotFound."""
    found = reader.deployment(sop, version)
    if found is None:
        raise NotFound("There is no version {version} of {sop}.", version=version or "", sop=sop)
    return found


def plan(
    office: Office,
    sop: str,
    version: int | None = None,
    *,
    by: User | None,
    accepted: Collection[str] = (),
    before: int | None = None,
    limit: int = PAGE,
) -> Plan:
    """What would become of the running cases of an SOP that are on other versions, the newest case first.

    `by` None is the house itself. Raises Forbidden or NotFound.
    """
    _rights.must_release(by)
    with office.store.reading() as reader:
        to = target(reader, sop, version)
        rows = running(reader, sop, before=before, limit=limit + 1)
        whole = (reader.instance(row.id) for row in rows[:limit] if row.digest != to.digest)
        cases = [think(office, reader, case, to, accepted) for case in whole if case]
        rest = rows[limit - 1].id if rows[limit:] else None
        return Plan(to, definition_of(office, reader, to.digest), cases, rest, count(reader, sop))


def plan_case(
    office: Office, number: str, version: int | None = None, *, by: User | None, accepted: Collection[str] = ()
) -> tuple[Deployment, Thought]:
    """What would become of one case. Raises Forbidden or NotFound."""
    _rights.must_release(by)
    with office.store.reading() as reader:
        case = reader.instance_by_number(number)
        if case is None:
            raise NotFound("There is no case {number}.", number=number)
        to = target(reader, case.sop, version)
        return to, think(office, reader, case, to, accepted)


def migrate(
    office: Office, instance_id: int, to: Deployment, *, by: User | None, accepted: Collection[str] = ()
) -> ProcessInstance:
    """Move one case, in one transaction. Its open work keeps its tokens, due times, drafts, and who has claimed it
    unless he is not in its new group.

    Raises Stays with the reasons, NotFound or Forbidden. Whatever happens at the same moment happens before or after.
    """
    _rights.must_release(by)
    try:
        return _moved(office, instance_id, to, by, accepted)
    except Stays:
        raise
    except Conflict:  # it has gone on meanwhile: look where it stands now
        return _moved(office, instance_id, to, by, accepted)


def versions(office: Office, sop: str, *, by: User | None) -> Sequence[Deployment]:
    """The versions one can move to, the newest first. Raises Forbidden."""
    _rights.must_release(by)
    with office.store.reading() as reader:
        return [it for it in reader.deployments() if it.sop == sop][::-1]


def count(reader: Reader, sop: str) -> int:
    """How many cases of an SOP are running."""
    query = InstanceQuery(status=Status.RUNNING.value, sops=frozenset({sop}))
    return reader.instances_count(query, up_to=MOST)


def running(reader: Reader, sop: str, *, before: int | None, limit: int) -> Sequence[ProcessInstance]:
    """Running cases of an SOP, the newest first, without state and variables; `before` is the id of the last seen."""
    query = InstanceQuery(status=Status.RUNNING.value, sops=frozenset({sop}), before=before, limit=limit)
    return reader.instances(query)


def write_moves(
    office: Office, unit: Unit, to: Deployment, numbers: Sequence[str], actor: str, *, count: int | None = None
) -> None:
    """Write into the history of an SOP that cases were moved to a version; nothing when there were none.

    `numbers` are those of the cases, `count` how many there were when not all are named.
    """
    many = len(numbers) if count is None else count
    if not many:
        return
    named = ", ".join(sorted(numbers)[:NAMED])
    told = LajurError("Moved ({count}): {numbers}", count=many, numbers=named)
    if many > NAMED:
        told = LajurError("Moved ({count}): {numbers} and others", count=many, numbers=named)
    event = DefinitionEvent(0, to.sop, Milestone.MIGRATED, office.clock(), actor, packed(told), to.digest, to.version)
    unit.add_definition_event(event)


def _moved(
    office: Office, instance_id: int, to: Deployment, by: User | None, accepted: Collection[str]
) -> ProcessInstance:
    with office.store.writing() as unit:
        case = unit.hold(instance_id)
        if case is None:
            raise NotFound
        thought = think(office, unit, case, to, accepted)
        if thought.after is None:
            raise Stays(case.number, thought.reasons)
        changed = [change for change in thought.changes if change.differs]
        facts = [_fact(thought, case, to, changed), *(_release(change) for change in changed if change.released)]
        actor, now = by.actor if by else "system", office.clock()
        work = [change.after for change in changed]
        after = keep(office, unit, case, thought.after, facts, actor, now=now, closed=work)
        notify_landed(office, unit, after, [it.after for it in changed if it.lands], actor=actor, now=now)
        unit.commit()
        return after


def _fact(thought: Thought, case: ProcessInstance, to: Deployment, changed: Sequence[Change]) -> Fact:
    items: list[Json] = [_item(change) for change in changed if _item(change).keys() - {"token"}]
    payload: dict[str, Json] = {
        "version": to.version,
        "definition": to.digest,
        "before": {"version": case.version, "definition": case.digest},
    }
    if thought.skipped:
        payload["skipped"] = list(thought.skipped)
    return Fact(Happening.INSTANCE_MIGRATED, payload=payload | ({"items": items} if items else {}))


def _item(change: Change) -> dict[str, Json]:
    """What is said of a work item: only what is new."""
    before, after = change.before, change.after
    said: dict[str, Json] = {"token": before.token}
    said |= {"name": after.name} if after.name != before.name else {}
    return said | ({"group": after.group} if after.group != before.group else {})


def _release(change: Change) -> Fact:
    return Fact(Happening.WORK_RELEASED, change.before.element, payload={"token": change.before.token})
