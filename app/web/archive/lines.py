"""The history of a case for an auditor: every event is a line, also those that staff need not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.model.event import Event, Happening
from app.model.frame import Frame
from app.model.values import Json
from app.web.archive.values import Changed
from app.web.shared.enclosures import Enclosure
from app.web.shared.history import SENTENCES, choices_of, facts, lane_name, sentence, who
from app.web.shared.languages import Lazy, lazy_gettext
from app.web.shared.record import Record
from app.web.shared.remarks import in_place, note

#: What says nothing new to staff, and still happened.
QUIET: Mapping[Happening, Lazy] = {
    Happening.ELEMENT_PASSED: SENTENCES[Happening.ELEMENT_PASSED],
    Happening.WORK_OPENED: lazy_gettext("“%(what)s” may happen from now on."),
    Happening.WORK_CANCELLED: lazy_gettext("“%(what)s” can no longer happen."),
}
STOPS = frozenset({Happening.INCIDENT_OPENED, Happening.WORK_FAILED, Happening.INSTANCE_CANCELLED})


@dataclass(frozen=True)
class Line:
    """One entry of the history: what happened, in which lane the case was, by whom, and what came with it.

    `tone` is `person`, `machine` or `trouble`; `erased` says that the content is gone.
    """

    number: int
    at: datetime
    text: str
    note: str
    lane: str
    by: str
    tone: str
    changes: Sequence[Changed]
    file: Enclosure | None
    erased: bool


def lines(
    record: Record,
    frames: Sequence[Frame],
    changes: Mapping[int, Sequence[Changed]],
    files: Mapping[int, Enclosure],
) -> list[Line]:
    """A line for each event, in order. `changes` and `files` are by the number of the event that brought them."""
    choices = choices_of(record)
    comments = {comment.event: comment.text for comment in record.case.comments}
    found = []
    for (event, says), frame in zip(record.events(), frames, strict=True):
        then = record.at(event.number)
        node = then.case.definition.outline.elements.get(frame.place or "")
        found.append(
            Line(
                event.number,
                event.at,
                _sentence(record, event, says, choices),
                note(record, says) or comments.get(event.number, ""),
                lane_name(then, node),
                who(then, event, node) + in_place(record, says),
                _tone(event),
                changes.get(event.number, ()),
                files.get(event.number),
                frame.erased,
            )
        )
    return found


def _sentence(record: Record, event: Event, says: Mapping[str, Json], choices: Mapping[int, str]) -> str:
    words = sentence(record, event, says, choices)
    template = QUIET.get(event.kind, SENTENCES[event.kind])
    return words or template % facts(record, event, says, choices)


def _tone(event: Event) -> str:
    if event.kind in STOPS:
        return "trouble"
    return "person" if event.actor.startswith("user:") else "machine"
