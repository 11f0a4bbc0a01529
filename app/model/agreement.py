"""Whether what the books keep beside the history agrees with what the history implies."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from json import dumps

from app.model.clock import ServiceClock
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.dossier import Dossier
from app.model.event import microseconds, moment
from app.model.implied import Implied, ImpliedWork
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.model.values import Json

STILL_OPEN = (WorkState.OPEN, WorkState.INCIDENT)


def row(dossier: Dossier, case: ProcessInstance, implied: Implied, zone: tzinfo) -> Iterator[Discrepancy]:
    """The columns of the case that differ from the history. `zone` says on which day a clock was paused."""
    told = {**_from_start(dossier, case, implied), **_from_end(case, implied)}
    if implied.clock_known:
        told["clock"] = (case.clock, _clock(implied.clock, zone))
    for column, (kept, said) in told.items():
        if kept != said:
            yield discrepancy(Code.ROW_DIFFERS, dossier.number, column=column)
    for column in dossier.stale:
        yield discrepancy(Code.ROW_DIFFERS, dossier.number, column=column)


def variables(
    dossier: Dossier, case: ProcessInstance, implied: Implied, silent: frozenset[str]
) -> Iterator[Discrepancy]:
    """The variables that differ. `silent` are those the diagram itself sets without an event that says so: scripts and
    the lists of loops; whether they are right shows when the case is enacted again."""
    names = {*implied.variables, *case.variables} if implied.whole else set(implied.sure)
    for name in sorted(names - silent - implied.lost):
        if not _same(case.variables, implied.variables, name):
            yield discrepancy(Code.VARIABLE_DIFFERS, dossier.number, name=name)


def work(dossier: Dossier, implied: Implied, names: Mapping[str, Mapping[str, str]]) -> Iterator[Discrepancy]:
    """Work items that differ, are missing, or of which the history knows nothing. `names` are those of the elements, by
    digest of the definition."""
    kept = {item.token: item for item in dossier.work}
    for token, said in implied.work.items():
        if said.element in implied.blurred:
            continue
        if token not in kept:
            yield discrepancy(Code.WORK_MISSING, dossier.number, said.event, element=said.element)
            continue
        for column in _differing(kept[token], said, dossier.logins, names):
            yield discrepancy(Code.WORK_DIFFERS, dossier.number, said.event, column=column, element=said.element)
    for token, item in kept.items():
        if token not in implied.work and item.element not in implied.blurred:
            yield discrepancy(Code.WORK_UNLOGGED, dossier.number, element=item.element)
    yield from _counts(dossier, implied)


def _counts(dossier: Dossier, implied: Implied) -> Iterator[Discrepancy]:
    """Rows with the same token twice, and elements where an erased payload leaves nothing but a count to compare."""
    tokens = Counter(item.token for item in dossier.work)
    for item in dossier.work:
        if tokens[item.token] > 1:
            yield discrepancy(Code.WORK_UNLOGGED, dossier.number, element=item.element)
    for element in sorted(implied.blurred, key=str):
        open_now = sum(item.element == element and item.state in STILL_OPEN for item in dossier.work)
        said = implied.open_at.get(element, 0)
        if open_now != said:
            code = Code.WORK_MISSING if open_now < said else Code.WORK_UNLOGGED
            yield discrepancy(code, dossier.number, element=element)


def _from_start(dossier: Dossier, case: ProcessInstance, implied: Implied) -> dict[str, tuple[object, object]]:
    first, applicant = implied.first, dossier.logins.get(case.applicant or 0)
    told: dict[str, tuple[object, object]] = {
        "applicant": (applicant and f"user:{applicant}", first and first.actor),
        "started_at": (microseconds(case.started_at), first and first.at),
    }
    if implied.started is not None:
        told["linked_to"] = (dossier.linked_to, implied.started.get("linked_to"))
        told["sop"] = (case.sop, implied.started.get("sop"))
    if implied.started is not None or implied.moves:
        told |= {"version": (case.version, implied.version), "digest": (case.digest, implied.definition)}
    return told


def _from_end(case: ProcessInstance, implied: Implied) -> dict[str, tuple[object, object]]:
    ended_at = None if case.ended_at is None else microseconds(case.ended_at)
    return {
        "status": (case.status, implied.status),
        "ended_at": (ended_at, implied.ended_at),
        "end_event": (case.end, implied.end),
        "state": (case.state is not None, implied.status is Status.RUNNING),
    }


def _clock(told: Mapping[str, Json], zone: tzinfo) -> ServiceClock:
    def day(name: str) -> str | None:
        at = told.get(name)
        return moment(at).astimezone(zone).date().isoformat() if isinstance(at, int) else None

    dates = {"due": told.get("due"), "paused_on": day("paused"), "stopped_on": day("stopped")}
    return ServiceClock.from_row({name: str(value) for name, value in dates.items() if value})


def _differing(
    item: WorkItem, said: ImpliedWork, logins: Mapping[int, str], names: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """The columns of a work item that are not what the history says. It does not tell of leases, attempts, failures and
    reminders."""
    origin = said.origin
    told: dict[str, tuple[object, object]] = {
        "element": (item.element, said.element),
        "kind": (item.kind.value, origin.get("work")),
        "group_name": (item.group, origin.get("group")),
        "topic": (item.topic, origin.get("topic")),
        "message": (item.message, origin.get("message")),
        "locals": (_exact(dict(item.locals)), _exact(origin.get("locals") or {})),
        "opened_at": (microseconds(item.opened_at), said.at),
        "state": (item.state, said.state),
        "done_at": (None if item.done_at is None else microseconds(item.done_at), said.done_at),
    }
    if item.state is WorkState.INCIDENT:
        told["outputs"] = (_exact(None if item.outputs is None else dict(item.outputs)), _exact(said.outputs))
    if item.state in (WorkState.INCIDENT, WorkState.DONE):
        told["done_by"] = (logins.get(item.done_by or 0), said.done_by)
    if item.state in STILL_OPEN:
        told["assignee"] = (logins.get(item.assignee or 0), said.assignee)
    if isinstance(due := origin.get("due"), str) and not said.retried:
        told["due_at"] = (item.due_at, datetime.fromisoformat(due))
    if said.name or said.definition in names:
        told["name"] = (item.name, said.name or names[str(said.definition)].get(item.element) or item.element)
    return (column for column, (kept, implied) in told.items() if kept != implied)


def _same(kept: Mapping[str, Json], said: Mapping[str, Json], name: str) -> bool:
    return (name in kept) == (name in said) and _exact(kept.get(name)) == _exact(said.get(name))


def _exact(value: Json) -> str:
    """Text by which values are told apart exactly: for Python 1, 1.0 and True are the same."""
    return dumps(value, sort_keys=True)
