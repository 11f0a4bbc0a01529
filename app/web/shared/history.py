"""The history of a case as sentences: who did what, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from app.model.advance import Kind
from app.model.event import OF_DOCUMENTS, Event, Happening
from app.model.outline import Element
from app.model.values import Json
from app.web.shared.formats import day, when
from app.web.shared.languages import Lazy, gettext, lazy_gettext, sop_text
from app.web.shared.processes import lanes
from app.web.shared.record import Record
from app.web.shared.remarks import erasure_of, in_place, name_of, note, remarks
from app.web.shared.words import activity

SENTENCES: Mapping[Happening, Lazy] = {
    Happening.INSTANCE_STARTED: lazy_gettext("%(who)s started the case."),
    Happening.INSTANCE_ENDED: lazy_gettext("The case ended: %(what)s."),
    Happening.INSTANCE_CANCELLED: lazy_gettext("%(who)s cancelled the case."),
    Happening.INSTANCE_MIGRATED: lazy_gettext("%(who)s moved the case from version %(before)s to version %(version)s."),
    Happening.ELEMENT_PASSED: lazy_gettext("Passed: “%(what)s”."),
    Happening.WORK_OPENED: lazy_gettext("“%(what)s” is waiting for %(lane)s."),
    Happening.WORK_CLAIMED: lazy_gettext("%(who)s took on “%(what)s”."),
    Happening.WORK_RELEASED: lazy_gettext("%(who)s gave “%(what)s” back to the colleagues."),
    Happening.WORK_HANDED_OVER: lazy_gettext("%(who)s handed “%(what)s” over to %(to)s."),
    Happening.WORK_TAKEN_OVER: lazy_gettext("%(who)s had “%(what)s” pass from %(from)s to %(to)s."),
    Happening.WORK_COMPLETED: lazy_gettext("%(who)s completed “%(what)s”."),
    Happening.WORK_CANCELLED: lazy_gettext("“%(what)s” is no longer needed."),
    Happening.WORK_FAILED: lazy_gettext("“%(what)s” failed and will be tried again."),
    Happening.INCIDENT_OPENED: lazy_gettext("“%(what)s” has stopped and needs a correction."),
    Happening.INCIDENT_RESOLVED: lazy_gettext("%(who)s had “%(what)s” tried again."),
    Happening.VARIABLES_CORRECTED: lazy_gettext("%(who)s corrected data of the case."),
    Happening.CLOCK_STARTED: lazy_gettext("The service clock started; the promise is %(due)s."),
    Happening.CLOCK_PAUSED: lazy_gettext("The service clock was paused while the applicant answers."),
    Happening.CLOCK_RESUMED: lazy_gettext("The service clock goes on; the promise is now %(due)s."),
    Happening.CLOCK_STOPPED: lazy_gettext("The service clock stopped."),
    Happening.ATTACHMENT_ADDED: lazy_gettext("%(who)s attached the file “%(name)s”."),
    Happening.MESSAGE_SENT: lazy_gettext("%(who)s sent a message."),
    Happening.PAYLOAD_ERASED: lazy_gettext("%(who)s erased the content of entry %(number)s."),
    Happening.COMMENT_ADDED: lazy_gettext("%(who)s wrote a comment."),
    Happening.COMMENT_WITHDRAWN: lazy_gettext("%(who)s withdrew a comment."),
    Happening.DOCUMENT_ISSUED: lazy_gettext("The document “%(title)s” was issued."),
    Happening.DOCUMENT_FILED: lazy_gettext("The document “%(title)s” was filed."),
    Happening.DOCUMENT_SIGNED: lazy_gettext("%(who)s signed the document “%(title)s”."),
    Happening.DOCUMENT_REPLACED: lazy_gettext("The document “%(title)s” was replaced."),
    Happening.DOCUMENT_REVOKED: lazy_gettext("%(who)s revoked the document “%(title)s”."),
    Happening.DOCUMENT_CANCELLED: lazy_gettext("%(who)s cancelled the document “%(title)s”."),
}
DECISION = lazy_gettext("Decision “%(what)s”: %(choice)s.")
DEADLINE = lazy_gettext("“%(what)s” falls due on %(due)s.")
PASSED_DEADLINE = lazy_gettext("The time of “%(what)s” was over.")

Told = tuple[Event, Mapping[str, Json]]

#: What only the office sees.
INNER = frozenset(
    {
        Happening.INSTANCE_MIGRATED,
        Happening.WORK_CLAIMED,
        Happening.WORK_RELEASED,
        Happening.WORK_HANDED_OVER,
        Happening.WORK_TAKEN_OVER,
        Happening.WORK_FAILED,
        Happening.INCIDENT_OPENED,
        Happening.INCIDENT_RESOLVED,
        Happening.VARIABLES_CORRECTED,
        Happening.COMMENT_ADDED,
        Happening.COMMENT_WITHDRAWN,
    }
)
#: What needs no line of its own: another line says it.
SILENT = frozenset({"startEvent", "endEvent"})


@dataclass(frozen=True)
class Line:
    """One sentence of the history; `note` is what a person has written or a system has said."""

    text: str
    note: str
    kind: Happening


@dataclass(frozen=True)
class Entry:
    """What one step has brought: first what was done, then what followed from it at once."""

    at: datetime
    lines: list[Line]


def history(record: Record) -> list[Entry]:
    """The entries for this reader, the newest first."""
    choices = choices_of(record)
    entries: list[Entry] = []
    for run in _runs(record):
        event, payload = run[0]
        text = _together(record, run) if len(run) > 1 else sentence(record, event, payload, choices)
        if not text or not (record.inside or _is_for_all(event, payload)):
            continue
        if not entries or entries[-1].at != event.at:
            entries.append(Entry(event.at, []))
        entries[-1].lines.append(Line(text, note(record, payload), event.kind))
    return entries[::-1]


def _is_for_all(event: Event, payload: Mapping[str, Json]) -> bool:
    """Whether the applicant reads it, too: of documents, what goes to him."""
    return payload.get("applicant") is True if event.kind in OF_DOCUMENTS else event.kind not in INNER


def _runs(record: Record) -> Iterator[list[Told]]:
    """The events one by one, but files that were attached in a row, and what was erased at once, together."""
    for _, run in groupby(record.events(), _row):
        yield list(run)


def _row(told: Told) -> tuple[str | int, str | None]:
    event = told[0]
    if event.kind is Happening.PAYLOAD_ERASED:
        return (event.actor, event.at.isoformat())
    return (event.actor, event.element) if event.kind is Happening.ATTACHMENT_ADDED else (event.number, None)


def _together(record: Record, run: list[Told]) -> str:
    event = run[0][0]
    if event.kind is Happening.PAYLOAD_ERASED:
        numbers = ", ".join(str(payload.get("number", "")) for _, payload in run)
        by = who(record, event, None)
        return gettext("%(who)s erased content of the entries %(numbers)s.", who=by, numbers=numbers)
    then = record.at(event.number)
    by = who(then, event, then.case.definition.outline.elements.get(event.element or ""))
    names = ", ".join(str(payload.get("name", "…")) for _, payload in run)
    return gettext("%(who)s attached %(count)s files: %(names)s.", who=by, count=len(run), names=names)


def choices_of(record: Record) -> Mapping[int, str]:
    """Number of an event that passed a gateway -> the name of the flow that was taken there."""
    return dict(_choices(record))


def _choices(record: Record) -> Iterator[tuple[int, str]]:
    passed: dict[str, int] = {}
    for event in record.case.events:
        definition = record.case.definition_at(event.number)
        flow = definition.outline.flows.get(event.flow or "")
        if flow and flow.name and flow.source in passed:
            yield passed.pop(flow.source), sop_text(definition, flow.name)
        if event.kind is Happening.ELEMENT_PASSED and event.element:
            passed[event.element] = event.number


def sentence(record: Record, event: Event, payload: Mapping[str, Json], choices: Mapping[int, str]) -> str:
    """What an event says; nothing where another line says it. `choices` are those of `choices_of`."""
    record = record.at(event.number)
    node = record.case.definition.outline.elements.get(event.element or "")
    template = _template(event, payload, node, choices)
    if template is None:
        return ""
    erased = erasure_of(record, event.number)
    words = template % facts(record, event, payload, choices) + remarks(record, payload)
    return f"{words} [{erased}]" if erased else words


def facts(
    record: Record, event: Event, payload: Mapping[str, Json], choices: Mapping[int, str]
) -> Mapping[str, object]:
    """What a sentence of an event may name."""
    record, before = record.at(event.number), payload.get("before")
    node = record.case.definition.outline.elements.get(event.element or "")
    return {
        "who": who(record, event, node) + in_place(record, payload),
        "what": _what(record, event, payload),
        "lane": _lane(record, node, payload),
        "due": _due(payload),
        "choice": choices.get(event.number, ""),
        "name": payload.get("name", "…"),
        "number": payload.get("number", ""),
        "title": payload.get("title", "…"),
        "version": payload.get("version", ""),
        "before": before.get("version", "") if isinstance(before, dict) else "",
        "from": name_of(record, payload.get("from")),
        "to": name_of(record, payload.get("to")),
    }


def _template(
    event: Event, payload: Mapping[str, Json], node: Element | None, choices: Mapping[int, str]
) -> Lazy | None:
    if event.kind is Happening.ELEMENT_PASSED:
        return _passed(event, node, choices)
    if event.kind is Happening.WORK_OPENED and payload.get("work") == Kind.TIMER:
        return DEADLINE if payload.get("due") else None
    if payload.get("work") == Kind.TIMER:
        return PASSED_DEADLINE if event.kind is Happening.WORK_COMPLETED else None
    # That a message may be sent is no news; that it was sent is.
    unsent = payload.get("work") == Kind.MESSAGE and event.kind is Happening.WORK_OPENED
    withdrawn = event.kind is Happening.WORK_CANCELLED and node is not None and not (node.is_human or node.is_service)
    return None if unsent or withdrawn else SENTENCES[event.kind]


def _passed(event: Event, node: Element | None, choices: Mapping[int, str]) -> Lazy | None:
    if event.number in choices:
        return DECISION
    quiet = node is None or node.type in SILENT or "Gateway" in node.type or not node.name
    return None if quiet else SENTENCES[Happening.ELEMENT_PASSED]


def who(record: Record, event: Event, node: Element | None) -> str:
    """Who did it, as far as the reader may know: a person, the lane of a machine or of the office, or the system."""
    kind, _, name = event.actor.partition(":")
    if kind == "worker":
        return lane_name(record, node) or name
    if kind != "user":
        return gettext("The system")
    if record.inside or name == record.reader.login:
        return record.case.names.get(name, name)
    return lane_name(record, node) or gettext("The office")


def _what(record: Record, event: Event, payload: Mapping[str, Json]) -> str:
    definition, end = record.case.definition, payload.get("end")
    if event.kind is Happening.INSTANCE_ENDED and isinstance(end, str):
        words = definition.sop.outcomes.get(end)
        return sop_text(definition, words) if words else activity(definition, end)
    return activity(definition, event.element or "")


def _lane(record: Record, node: Element | None, payload: Mapping[str, Json]) -> str:
    group = str(payload.get("group") or "")
    return lanes(record.case.definition).get(group) or lane_name(record, node) or gettext("The system")


def lane_name(record: Record, node: Element | None) -> str:
    """The name of the lane an element stands in, or nothing."""
    definition = record.case.definition
    lane = definition.outline.lanes.get(node.lane or "") if node else None
    return sop_text(definition, lane.name) if lane else ""


def _due(payload: Mapping[str, Json]) -> str:
    due = payload.get("due")
    if not isinstance(due, str):
        return ""
    return when(datetime.fromisoformat(due)) if "T" in due else day(date.fromisoformat(due))
