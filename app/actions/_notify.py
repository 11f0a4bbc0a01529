"""Who is told what because of a step. Announcements are made in the unit of the step: with it, or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time

from app.actions._definitions import definition
from app.model.advance import Kind
from app.model.calendar import WorkingCalendar
from app.model.definition import ProcessDefinition
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance, WorkItem
from app.model.notice import Announcement, Audience, Topic
from app.model.people import SUPERVISOR
from app.model.values import Json, Variables
from app.ports import Office, Unit

#: When daily e-mails leave and reminders are made, on working days, in the office's own time.
MORNING = time(7, 0)


def notify(
    office: Office,
    unit: Unit,
    process: ProcessDefinition,
    case: ProcessInstance,
    facts: Iterable[tuple[int, Fact]],
    *,
    actor: str,
    now: datetime,
) -> None:
    """Announce what the numbered facts of a step mean for people. Costs one statement, and none for quiet steps."""
    told = [
        Announcement(topic, f"{case.number}/{number}/{topic}", audience, case.id, about, now, _token(fact))
        for number, fact in facts
        for topic, audience, about in _told(process, case, fact, actor)
    ]
    tell(office, unit, told, now=now)


def notify_landed(
    office: Office, unit: Unit, case: ProcessInstance, work: Iterable[WorkItem], *, actor: str, now: datetime
) -> None:
    """Announce open tasks of a moved case to the groups to which they have come."""
    process, but = definition(office, unit, case.digest), actor.removeprefix("user:")
    told = []
    for it in work:
        topic, audience, about = _landed(process, case, it, but)
        key = f"{case.number}/{case.events}/{it.token}/{topic}"
        told.append(Announcement(topic, key, audience, case.id, about, now, it.token))
    tell(office, unit, told, now=now)


def tell(office: Office, unit: Unit, announcements: Sequence[Announcement], *, now: datetime) -> None:
    """Make notices of announcements, with e-mails where the office sends any."""
    if announcements and (office.tells_from is None or now >= office.tells_from):
        unit.announce(announcements, digest_at=next_morning(office.calendar, now), by_mail=office.mail is not None)


def next_morning(calendar: WorkingCalendar, now: datetime) -> datetime:
    """The next morning of a working day after `now`, in UTC."""
    local = now.astimezone(calendar.zone)
    today = local.date()
    early = local.time() < MORNING and calendar.is_working(today)
    return morning(calendar, today if early else calendar.after(today, 1))


def morning(calendar: WorkingCalendar, day: date) -> datetime:
    """The morning of a day, in UTC."""
    return datetime.combine(day, MORNING, calendar.zone).astimezone(UTC)


def facts_of(case: ProcessInstance, what: str, words: str = "", english: str = "", **more: Json) -> Variables:
    """The facts of an announcement about a case."""
    found: dict[str, Json] = {"what": what, "number": case.number, "title": case.title, "words": words, **more}
    return found | ({"words_en": english} if english else {})


def activity(process: ProcessDefinition, element: str) -> tuple[str, str]:
    """What an element is called, and its English name if there is one."""
    node = process.outline.elements.get(element)
    name = (node.name if node else "") or element
    return name, process.sop.english.get(name, "")


def _told(
    process: ProcessDefinition, case: ProcessInstance, fact: Fact, actor: str
) -> Iterator[tuple[Topic, Audience, Variables]]:
    but, element = actor.removeprefix("user:"), fact.element or ""
    applicant = Audience(person=case.applicant, but=but)
    if fact.kind is Happening.WORK_OPENED:
        yield from _opened(process, case, fact, applicant)
    elif fact.kind is Happening.INSTANCE_ENDED:
        yield Topic.CASE, applicant, facts_of(case, "ended", *_plain(process, element))
    elif fact.kind is Happening.INSTANCE_CANCELLED:
        yield Topic.CASE, applicant, facts_of(case, "cancelled")
    elif fact.kind is Happening.INCIDENT_OPENED:
        yield Topic.INCIDENT, Audience(group=SUPERVISOR), facts_of(case, "stopped", *activity(process, element))
    elif fact.kind is Happening.COMMENT_ADDED:
        for login in _logins(fact):
            yield Topic.MENTION, Audience(login=login, but=but), facts_of(case, "mentioned", by=but)


def _opened(
    process: ProcessDefinition, case: ProcessInstance, fact: Fact, applicant: Audience
) -> Iterator[tuple[Topic, Audience, Variables]]:
    sop, element, group = process.sop, fact.element or "", fact.payload.get("group")
    own = group is not None and group == sop.applicant_group
    is_task = fact.payload.get("work") == Kind.USER
    if is_task and not own and isinstance(group, str):
        yield Topic.WORK, Audience(group=group, but=applicant.but), facts_of(case, "work", *activity(process, element))
    if (is_task and own) or element in sop.applicant_notices:
        yield Topic.CASE, applicant, facts_of(case, "case", *_plain(process, element))


def _landed(
    process: ProcessDefinition, case: ProcessInstance, work: WorkItem, but: str
) -> tuple[Topic, Audience, Variables]:
    element = work.element
    if work.group == process.sop.applicant_group:
        return Topic.CASE, Audience(person=case.applicant, but=but), facts_of(case, "case", *_plain(process, element))
    return Topic.WORK, Audience(group=work.group, but=but), facts_of(case, "work", *activity(process, element))


def _plain(process: ProcessDefinition, element: str) -> tuple[str, str]:
    """What it means for the applicant that his case is at an element."""
    sop = process.sop
    words = sop.applicant_words.get(element)
    if words:
        return words, sop.applicant_words_en.get(element, "")
    outcome = sop.outcomes.get(element)
    return (outcome, sop.english.get(outcome, "")) if outcome else activity(process, element)


def _logins(fact: Fact) -> list[str]:
    mentions = fact.payload.get("mentions")
    found = mentions if isinstance(mentions, list) else []
    return list(dict.fromkeys(login for login in found if isinstance(login, str)))


def _token(fact: Fact) -> int | None:
    token = fact.payload.get("token")
    return token if isinstance(token, int) else None
