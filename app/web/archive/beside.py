"""What stood beside the history of a case for a while: open work, the service clock, files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.model.advance import Kind
from app.model.event import Happening, told
from app.model.frame import ClockFace, Frame, Ticking, Wait
from app.web.archive.spans import Span
from app.web.shared.enclosures import Enclosure, enclosures
from app.web.shared.formats import day
from app.web.shared.history import lane_name
from app.web.shared.house import office
from app.web.shared.languages import gettext
from app.web.shared.processes import lanes
from app.web.shared.record import Record
from app.web.shared.words import Chip, activity, row_number


@dataclass(frozen=True, slots=True)
class Waited:
    """Something the case waited for: whose turn it was, and who had taken it on."""

    number: int | None
    activity: str
    lane: str
    assignee: str
    stopped: bool


def open_work(record: Record, frames: Sequence[Frame]) -> list[Span[Waited]]:
    """What the case waited for, in the order it began. Who takes work on, or stops at it, begins a new span."""
    spans: list[Span[Waited]] = []
    places: dict[int, int] = {}
    for frame in frames:
        for wait in (*frame.closed, *frame.waits):
            if wait.token in places:
                place = places.pop(wait.token)
                spans[place] = Span(spans[place].it, spans[place].since, frame.number)
        for wait in filter(_is_somebodys, frame.waits):
            places[wait.token] = len(spans)
            spans.append(Span(_waited(record, wait), frame.number))
    return spans


def _is_somebodys(wait: Wait) -> bool:
    """Timers and messages stand open beside the work; they are nobody's turn."""
    return wait.stands and wait.work not in (Kind.TIMER, Kind.MESSAGE)


def _waited(record: Record, wait: Wait) -> Waited:
    record = record.at(wait.opened)
    definition = record.case.definition
    lane = lanes(definition).get(wait.group or "") or lane_name(record, definition.outline.elements.get(wait.element))
    return Waited(
        row_number(definition, wait.element),
        activity(definition, wait.element),
        lane or gettext("The system"),
        record.case.names.get(wait.assignee, wait.assignee) if wait.assignee else "",
        wait.stopped,
    )


def clocks(frames: Sequence[Frame]) -> list[Span[Chip]]:
    """How the service clock stood."""
    turns = [frame for before, frame in zip((None, *frames), frames, strict=False) if _turned(before, frame)]
    ends = [*(frame.number for frame in turns[1:]), None]
    return [Span(_face(frame.clock), frame.number, end) for frame, end in zip(turns, ends, strict=False)]


def _turned(before: Frame | None, frame: Frame) -> bool:
    return before is None or before.clock != frame.clock


def _face(clock: ClockFace) -> Chip:
    due = day(clock.due) if clock.due else ""
    match clock.state:  # the last of them, stopped, falls through
        case Ticking.IDLE:
            return Chip(gettext("Not started yet"), "quiet")
        case Ticking.RUNNING:
            return Chip(gettext("Running"), "calm", gettext("promised for %(day)s", day=due))
        case Ticking.PAUSED:
            return Chip(gettext("Stands still: waiting for the applicant"), "quiet")
    return _stopped(clock)


def _stopped(clock: ClockFace) -> Chip:
    stopped = clock.since.astimezone(office().calendar.zone).date() if clock.since else None
    if clock.due and stopped and stopped > clock.due:
        return Chip(gettext("Done late"), "bad", day(stopped))
    return Chip(gettext("Done in time"), "good", day(stopped) if stopped else "")


def files(record: Record) -> Mapping[int, Enclosure]:
    """The files by the number of the event that brought them; those whose record is gone are left out."""
    return dict(_files(record))


def _files(record: Record) -> Iterator[tuple[int, Enclosure]]:
    waiting: dict[str, list[Enclosure]] = {}
    for it in enclosures(record):
        waiting.setdefault(it.file.digest, []).append(it)
    for event in record.case.events:
        if event.kind is Happening.ATTACHMENT_ADDED:
            same = waiting.get(str(told(event).get("digest")), [])
            if same:
                # The same file may come more than once: first come, first told.
                yield event.number, same.pop(0) if len(same) > 1 else same[0]
