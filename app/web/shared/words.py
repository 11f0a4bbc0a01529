"""Where a case stands and what its service clock says, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.actions.days import today
from app.model.advance import Kind
from app.model.calendar import WorkingCalendar
from app.model.clock import ServiceClock
from app.model.definition import ProcessDefinition
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.web.shared.formats import day
from app.web.shared.house import office
from app.web.shared.languages import gettext, ngettext, sop_text

OPEN = frozenset({WorkState.OPEN, WorkState.INCIDENT})


@dataclass(frozen=True, slots=True)
class Chip:
    """Short words with a tone: `calm`, `good`, `warn`, `bad` or `quiet`; `note` stands beside them.

    The tone only colours: the words alone say everything.
    """

    text: str
    tone: str
    note: str = ""


def status_chip(instance: ProcessInstance, definition: ProcessDefinition, work: Iterable[WorkItem] = ()) -> Chip:
    """Where a case stands. Without its work items a running case is just under way."""
    if instance.status is Status.CANCELLED:
        return Chip(gettext("Cancelled"), "quiet")
    if instance.status is Status.ENDED:
        return Chip(outcome(instance, definition), "quiet")
    waiting = [item for item in work if item.state in OPEN]
    if any(item.state is WorkState.INCIDENT for item in waiting):
        return Chip(gettext("Stopped: needs a correction"), "bad")
    applicants = definition.sop.applicant_group
    if any(item.kind is Kind.USER and item.group == applicants for item in waiting):
        return Chip(gettext("Waiting for the applicant"), "warn")
    return Chip(gettext("Under way"), "calm")


def outcome(instance: ProcessInstance, definition: ProcessDefinition) -> str:
    """The words for the end a case has reached."""
    end = instance.end or ""
    element = definition.outline.elements.get(end)
    words = definition.sop.outcomes.get(end) or (element.name if element else "")
    return sop_text(definition, words) or gettext("Ended")


def clock_chip(clock: ServiceClock, *, over: bool = False) -> Chip | None:
    """What the service clock says today; None before it has started. `over` says that the case is: nobody waits."""
    if clock.due is not None and clock.stopped_on is not None:
        return _stopped(clock.due, clock.stopped_on)
    if over:
        return Chip(gettext("Not counted"), "quiet")
    if clock.due is None:
        return None
    if clock.paused_on is not None:
        return Chip(
            gettext("Stands still: waiting for the applicant"),
            "quiet",
            gettext("since %(day)s", day=day(clock.paused_on)),
        )
    calendar = office().calendar
    return _running(clock.due, today(office()), calendar)


def _stopped(due: date, stopped: date) -> Chip:
    if stopped <= due:
        return Chip(gettext("Done in time"), "good", day(stopped))
    return Chip(gettext("Done late"), "bad", day(stopped))


def _running(due: date, today: date, calendar: WorkingCalendar) -> Chip:
    if due == today:
        return Chip(gettext("Due today"), "warn", day(due))
    if due < today:
        late = calendar.between(due, today)
        return Chip(ngettext("%(num)d working day late", "%(num)d working days late", late), "bad", day(due))
    left = calendar.between(today, due)
    words = ngettext("%(num)d working day left", "%(num)d working days left", left)
    return Chip(words, "warn" if left <= 1 else "calm", day(due))


def activity(definition: ProcessDefinition | None, element: str, name: str = "") -> str:
    """How an element is called in the reader's language; its id when it has no name.

    What starts an event sub-process is called by the name of the sub-process: a person does "Penarikan permohonan",
    he does not do "Permohonan ditarik".
    """
    if definition is None:
        return name or element
    known = definition.outline.elements.get(element)
    scope = definition.outline.elements.get(known.scope) if known else None
    own = name or (known.name if known else "")
    return sop_text(definition, scope.name if scope and scope.triggered_by_event and scope.name else own) or element


def ends_the_case(definition: ProcessDefinition, element: str) -> bool:
    """Whether what starts here takes the place of all that is open."""
    known = definition.outline.elements.get(element)
    scope = definition.outline.elements.get(known.scope) if known else None
    return known is not None and scope is not None and scope.triggered_by_event and known.interrupting


def row_number(definition: ProcessDefinition | None, element: str) -> int | None:
    """The number of an element's row in the official table."""
    row = definition.sop.rows.get(element) if definition else None
    return row.number if row else None
