"""Where a case stands, in plain words: for its applicant and for whoever tracks it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.actions.look import CaseView
from app.model.advance import Kind
from app.model.definition import ProcessDefinition
from app.model.event import Event, Happening
from app.model.instance import ProcessInstance, Status, WorkItem
from app.web.shared.house import user
from app.web.shared.languages import gettext, language, sop_text
from app.web.shared.words import OPEN, activity, outcome


@dataclass(frozen=True)
class Phase:
    """A stretch of the way of a case, from when on, in words; the last one of a running case is not over."""

    since: datetime
    words: str
    over: bool


@dataclass(frozen=True)
class PlainCase:
    """What an applicant reads of his case; `asked` are the work items that wait for him, with words for each."""

    standing: Sequence[str]
    asked: Sequence[tuple[WorkItem, str]]
    phases: Sequence[Phase]


def plain_case(case: CaseView) -> PlainCase | None:
    """A case in the words of its applicant; None for everybody else."""
    if case.instance.applicant != user().id:
        return None
    applicants = case.definition.sop.applicant_group
    asked = [it for it in case.work if it.kind is Kind.USER and it.state in OPEN and it.group == applicants]
    return PlainCase(
        standing(case.definition, case.instance, case.work),
        [(it, activity(case.definition, it.element, it.name)) for it in asked],
        phases(case.definition, case.instance, case.events),
    )


def standing(definition: ProcessDefinition, instance: ProcessInstance, work: Iterable[WorkItem]) -> list[str]:
    """Where a case stands now: mostly one sentence."""
    if instance.status is Status.CANCELLED:
        return [gettext("The office has cancelled this application.")]
    if instance.status is Status.ENDED:
        return [_ending(definition, instance)]
    waiting = [item for item in work if item.state in OPEN and item.kind in (Kind.USER, Kind.SERVICE)]
    found = dict.fromkeys(plain_words(definition, item.element) for item in waiting)
    return list(found) or [gettext("The application goes on by itself.")]


def phases(definition: ProcessDefinition, instance: ProcessInstance, events: Iterable[Event]) -> list[Phase]:
    """The way of a case so far; steps that mean the same to the applicant are one phase."""
    found: list[tuple[datetime, str]] = []
    for event in events:
        words = _said(definition, instance, event)
        if words and (not found or found[-1][1] != words):
            found.append((event.at, words))
    running = instance.status is Status.RUNNING
    return [Phase(at, words, over=not running or n < len(found)) for n, (at, words) in enumerate(found, 1)]


def plain_words(definition: ProcessDefinition, element: str) -> str:
    """What it means for the applicant that his case is at an element."""
    sop = definition.sop
    words = sop.applicant_words.get(element, "")
    if words:
        return sop.applicant_words_en.get(element, words) if language() == "en" else words
    node = definition.outline.elements.get(element)
    lane = definition.outline.lanes.get(node.lane or "") if node else None
    who = sop_text(definition, lane.name) if lane else gettext("The system")
    return gettext("“%(what)s” is with %(lane)s.", what=activity(definition, element), lane=who)


def _said(definition: ProcessDefinition, instance: ProcessInstance, event: Event) -> str:
    if event.kind is Happening.INSTANCE_STARTED:
        return gettext("The application was started.")
    if event.kind is Happening.INSTANCE_CANCELLED:
        return gettext("The office has cancelled this application.")
    if event.kind is Happening.INSTANCE_ENDED:
        return _ending(definition, instance)
    node = definition.outline.elements.get(event.element or "")
    is_work = node is not None and (node.is_human or node.is_service)
    return plain_words(definition, node.id) if node and is_work and event.kind is Happening.WORK_OPENED else ""


def _ending(definition: ProcessDefinition, instance: ProcessInstance) -> str:
    told = instance.end in definition.sop.applicant_words
    return plain_words(definition, instance.end or "") if told else outcome(instance, definition)
