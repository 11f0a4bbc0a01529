"""Remind people of what falls due and of what is late: each of them once for each work item and threshold."""

from dataclasses import replace
from datetime import datetime

from app.actions._due import next_look, working_day_before
from app.actions._notify import activity, facts_of, tell
from app.actions._work import Held, hold_work
from app.model.advance import Kind
from app.model.calendar import WorkingCalendar
from app.model.clock import ServiceClock
from app.model.instance import WorkState
from app.model.notice import Announcement, Audience, Topic
from app.ports import Office, Unit

#: Reminders of one round; the rest waits for the next.
ROUND = 20


def remind(office: Office) -> int:
    """Look at the work items whose time has come; answers how many there were. Costs one read when there are none."""
    with office.store.reading() as reader:
        due = reader.due_reminders(office.clock(), limit=ROUND)
    for work in due:
        _look(office, work.id)
    return len(due)


def _look(office: Office, work_id: int) -> None:
    now = office.clock()
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        work = held.work
        if work.state is not WorkState.OPEN or work.remind_at is None or work.remind_at > now:
            return
        told = _period(office, unit, held, now) if work.kind is Kind.TIMER else _claimed(office, held, now)
        tell(office, unit, [told] if told else [], now=now)
        again = work.kind is not Kind.TIMER and work.assignee is not None
        look = next_look(held.definition, office.calendar, held.instance.clock, now) if again else None
        unit.save_work(replace(work, remind_at=look))
        unit.commit()


def _claimed(office: Office, held: Held, now: datetime) -> Announcement | None:
    """The reminder of a claimed work item: by the service clock of its case."""
    clock, work = held.instance.clock, held.work
    what = _standing(office.calendar, clock, now)
    if work.assignee is None or not what or clock.due is None:
        return None
    audience = Audience(person=work.assignee)
    return _reminder(held, audience, work.element, work.token, f"{work.token}/{what}", what, clock.due.isoformat(), now)


def _standing(calendar: WorkingCalendar, clock: ServiceClock, now: datetime) -> str:
    today = now.astimezone(calendar.zone).date()
    if clock.due is None or not clock.running or today < working_day_before(calendar, clock.due):
        return ""
    return "late" if today > clock.due else "soon"


def _period(office: Office, unit: Unit, held: Held, now: datetime) -> Announcement | None:
    """The reminder that a period of the applicant ends, at the task for which it was given."""
    ends = (held.work.due_at or now).astimezone(office.calendar.zone).date()
    task = held.definition.outline.elements[held.work.element].attached_to or ""
    waiting = unit.work_items(held.instance.id, open_only=True)
    token = next((work.token for work in waiting if work.element == task), None)
    audience = Audience(person=held.instance.applicant)
    return _reminder(held, audience, task, token, f"{held.work.token}/soon", "soon", ends.isoformat(), now)


def _reminder(
    held: Held, audience: Audience, element: str, token: int | None, key: str, what: str, due: str, now: datetime
) -> Announcement:
    case = held.instance
    facts = facts_of(case, what, *activity(held.definition, element), due=due)
    return Announcement(Topic.REMINDER, f"{case.number}/{key}", audience, case.id, facts, now, token)
