"""A case as process mining sees it: activities with their life cycle, time and resource, drawn from the history.

Life cycle as in the XES extension `lifecycle` (standard model): a task that is opened is *scheduled*, claiming starts
it, handing it over or taking it over reassigns it, releasing suspends it, an incident suspends and its retry resumes
it; what is cancelled before anybody began is *withdrawn*, after that aborted (`ate_abort`); a case that was cancelled
is aborted as a whole (`pi_abort`). That it was moved to another version is `unknown` to the model. What is no activity
(the service clock, files, comments) has no life cycle; gateways are left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.model.definition import ProcessDefinition
from app.model.event import Event, Happening, told
from app.model.in_force import in_force, reigns
from app.model.instance import ProcessInstance
from app.model.outline import Element
from app.model.values import Variables


class Lifecycle(StrEnum):
    """Transitions of the standard model of XES."""

    SCHEDULE = "schedule"
    START = "start"
    REASSIGN = "reassign"
    SUSPEND = "suspend"
    RESUME = "resume"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    ABORT = "ate_abort"
    ABORT_CASE = "pi_abort"
    UNKNOWN = "unknown"  #: something the model has no word for


_TRANSITIONS = {
    Happening.WORK_OPENED: Lifecycle.SCHEDULE,
    Happening.WORK_CLAIMED: Lifecycle.START,
    Happening.WORK_RELEASED: Lifecycle.SUSPEND,
    Happening.WORK_HANDED_OVER: Lifecycle.REASSIGN,
    Happening.WORK_TAKEN_OVER: Lifecycle.REASSIGN,
    Happening.WORK_COMPLETED: Lifecycle.COMPLETE,
    Happening.WORK_CANCELLED: Lifecycle.WITHDRAW,
    Happening.INCIDENT_OPENED: Lifecycle.SUSPEND,
    Happening.INCIDENT_RESOLVED: Lifecycle.RESUME,
    Happening.INSTANCE_CANCELLED: Lifecycle.ABORT_CASE,
    Happening.INSTANCE_ENDED: Lifecycle.COMPLETE,
    Happening.INSTANCE_MIGRATED: Lifecycle.UNKNOWN,
}
#: A case that was never moved.
NONE: Mapping[str, ProcessDefinition] = {}
#: What happens by itself: the actor of such an event is whoever did the step before it.
_UNASKED = frozenset({Lifecycle.SCHEDULE, Lifecycle.WITHDRAW})
_MERELY_POSSIBLE = frozenset({Happening.WORK_OPENED, Happening.WORK_CANCELLED})

#: What happenings that are no activity are called.
NAMES: Mapping[Happening, str] = {
    Happening.INSTANCE_STARTED: "Permohonan dimulai",
    Happening.INSTANCE_CANCELLED: "Permohonan dibatalkan",
    Happening.INSTANCE_MIGRATED: "Permohonan dipindah ke versi lain",
    Happening.WORK_FAILED: "Percobaan gagal",
    Happening.VARIABLES_CORRECTED: "Data dikoreksi",
    Happening.CLOCK_STARTED: "Waktu layanan mulai",
    Happening.CLOCK_PAUSED: "Waktu layanan berhenti sementara",
    Happening.CLOCK_RESUMED: "Waktu layanan dilanjutkan",
    Happening.CLOCK_STOPPED: "Waktu layanan selesai",
    Happening.ATTACHMENT_ADDED: "Berkas ditambahkan",
    Happening.MESSAGE_SENT: "Pesan dikirim",
    Happening.PAYLOAD_ERASED: "Data pribadi dihapus",
    Happening.COMMENT_ADDED: "Komentar ditulis",
    Happening.COMMENT_WITHDRAWN: "Komentar ditarik",
    Happening.DOCUMENT_ISSUED: "Dokumen diterbitkan",
    Happening.DOCUMENT_FILED: "Dokumen disimpan",
    Happening.DOCUMENT_SIGNED: "Dokumen ditandatangani",
    Happening.DOCUMENT_REPLACED: "Dokumen diganti",
    Happening.DOCUMENT_REVOKED: "Dokumen dicabut",
    Happening.DOCUMENT_CANCELLED: "Dokumen dibatalkan",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a log. `number` is that of the event in the history, `token` tells two runs of an activity apart.

    `name` is the activity, or what else happened; `lifecycle` is None for what is no activity. `actor` is as in the
    history (`user:<login>`), empty for what happens by itself; `role` is the lane's name, `group` the group that may
    work in it, `capacity` says that somebody acted as `Plh.` or `Plt.`. `payload` is empty when it was erased.
    """

    number: int
    at: datetime
    kind: Happening
    name: str
    element: str
    lifecycle: Lifecycle | None
    token: int | None
    actor: str
    role: str
    group: str
    capacity: str
    payload: Variables


@dataclass(frozen=True, slots=True)
class Trace:
    """A case with its entries in order. `outcome` are words, `linked_to` the number of the case it takes up again."""

    case: ProcessInstance
    outcome: str
    is_late: bool
    linked_to: str
    entries: tuple[Entry, ...]


def trace_of(
    case: ProcessInstance,
    events: Iterable[Event],
    process: ProcessDefinition | None,
    today: date,
    earlier: Mapping[str, ProcessDefinition] = NONE,
) -> Trace:
    """The log of a case. Without a definition (it cannot be read any more) ids stand for names. `earlier` are, by
    digest, those on which the case ran before it was moved to `process`: each names what happened on it."""
    events = tuple(events)
    ruled = [(reign.since, earlier.get(reign.digest, process)) for reign in reigns(events)]
    entries = tuple(_entries(events, in_force(process, ruled)))
    begun = next((entry.payload for entry in entries if entry.kind is Happening.INSTANCE_STARTED), {})
    return Trace(case, _outcome(case, process), _is_late(case, today), str(begun.get("linked_to") or ""), entries)


def _entries(events: Iterable[Event], ruling: Callable[[int], ProcessDefinition | None]) -> Iterator[Entry]:
    begun: set[int | None] = set()
    for event in events:
        process = ruling(event.number)
        elements: Mapping[str, Element] = process.outline.elements if process else {}
        element = elements.get(event.element or "")
        if event.kind is Happening.ELEMENT_PASSED or (event.kind in _MERELY_POSSIBLE and not _is_activity(element)):
            continue
        payload = told(event)
        token = payload.get("token")
        token = token if isinstance(token, int) else None
        lifecycle = _lifecycle(event.kind, token, begun)
        yield _entry(event, process, element, lifecycle, token, payload)


def _entry(
    event: Event,
    process: ProcessDefinition | None,
    element: Element | None,
    lifecycle: Lifecycle | None,
    token: int | None,
    payload: Variables,
) -> Entry:
    place = payload.get("as")
    lane = process.outline.lanes.get(element.lane or "") if process and element else None
    own = (element.name if element else "") or event.element or ""
    return Entry(
        number=event.number,
        at=event.at,
        kind=event.kind,
        name=NAMES.get(event.kind) or own or event.kind.value,
        element=event.element or "",
        lifecycle=lifecycle,
        token=token,
        actor="" if lifecycle in _UNASKED else event.actor,
        role=lane.name if lane else "",
        group=(process.sop.group_of(element.lane) or "") if process and element else "",
        capacity=str(place.get("capacity") or "") if isinstance(place, dict) else "",
        payload=payload,
    )


def _lifecycle(kind: Happening, token: int | None, begun: set[int | None]) -> Lifecycle | None:
    """The transition; `begun` are the tokens whose activity somebody has begun, and is kept here."""
    lifecycle = _TRANSITIONS.get(kind)
    if lifecycle is Lifecycle.START:
        again = token in begun
        begun.add(token)
        return Lifecycle.RESUME if again else lifecycle
    if lifecycle is Lifecycle.WITHDRAW and token in begun:
        return Lifecycle.ABORT
    return lifecycle


def _is_activity(element: Element | None) -> bool:
    """Whether an element is work; a message or period that merely may come is none, until it comes."""
    return element is None or element.is_human or element.is_service or element.type == "receiveTask"


def _outcome(case: ProcessInstance, process: ProcessDefinition | None) -> str:
    if not case.end:
        return ""
    return (process.sop.outcomes.get(case.end) if process else None) or case.end


def _is_late(case: ProcessInstance, today: date) -> bool:
    """Whether the service clock has run beyond its due day, or was stopped there."""
    clock = case.clock
    if clock.due is None or clock.paused_on is not None:
        return False
    over = case.ended_at.date() if case.ended_at else today
    return (clock.stopped_on or over) > clock.due
