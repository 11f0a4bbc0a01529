"""The page of a case in the archive: how it went, from any moment on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.archive.replay import Recording, replay
from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.model.frame import Moment
from app.model.frames import frame_at, frames
from app.model.in_force import Reign
from app.model.people import AUDITOR
from app.model.values import Json
from app.notation.diagram import read_diagram
from app.notation.living import at_moment, draw_stage
from app.web.archive.beside import Waited, clocks, files, open_work
from app.web.archive.lines import Line, lines
from app.web.archive.moment import Asked, asked
from app.web.archive.reel import reel
from app.web.archive.room import room
from app.web.archive.spans import Span
from app.web.archive.values import Sheet, values
from app.web.shared.drawing import inline
from app.web.shared.enclosures import Enclosure
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.letters import Letter, letters
from app.web.shared.record import Record
from app.web.shared.words import Chip, status_chip


@dataclass(frozen=True)
class ReplayPage:
    """A case at a moment, and all that a script needs to go to any other. `line` is the entry of that moment."""

    recording: Recording
    asked: Asked
    status: Chip
    drawings: Sequence[Span[Markup]]
    reel: Mapping[str, Json]
    lines: Sequence[Line]
    waits: Sequence[Span[Waited]]
    clocks: Sequence[Span[Chip]]
    sheets: Sequence[Sheet]
    files: Mapping[int, Enclosure]
    documents: Sequence[Letter]

    @property
    def line(self) -> Line | None:
        return self.lines[self.asked.number - 1] if self.lines else None


@room.get("/permohonan/<number>")
@entrance(AUDITOR)
def case(number: str) -> ResponseReturnValue:
    page = replay_page(replay(office(), number, user()), request.args.get("at", ""))
    return render_template("archive/case.html", page=page, case=page.recording.case)


def replay_page(recording: Recording, at: str) -> ReplayPage:
    """The page of a recording at the moment that `at` asks for."""
    case = recording.case
    record = Record(case, user())
    wanted = asked(at, case.events, office().calendar.zone)
    shots = frames(case.events, *case.outlines)
    moment = frame_at(case.events, wanted.number, *case.outlines)
    kept, brought = values(record, shots), files(record)
    return ReplayPage(
        recording,
        wanted,
        status_chip(case.instance, case.definition, case.work),
        list(_drawings(recording, moment)) if moment else [],
        reel(shots, lambda number: case.definition_at(number).outline),
        lines(record, shots, kept.changes, brought),
        open_work(record, shots),
        clocks(shots),
        kept.sheets,
        brought,
        letters(case.documents, inside=False),
    )


def _drawings(recording: Recording, moment: Moment) -> Iterator[Span[Markup]]:
    """The diagrams of the versions the case was on, each for as long as it was in force and as it stood at a moment;
    none when one of them cannot be read."""
    case = recording.case
    if recording.unreadable or any(DIAGRAM not in it.bundle.files for it in (case.definition, *case.earlier.values())):
        return
    # A start that cannot be read says nothing of a definition: then it is that of today from the beginning.
    found = case.reigns or (Reign(1, case.instance.version, case.instance.digest),)
    ends = [*(reign.since for reign in found[1:]), None]
    for place, (reign, end) in enumerate(zip(found, ends, strict=True)):
        drawing = _drawing(case.definition_at(reign.since), moment, f"el{place}" if place else "el")
        yield Span(drawing, reign.since if place else 1, end)


def _drawing(definition: ProcessDefinition, moment: Moment, prefix: str) -> Markup:
    words = gettext("The way of this case through the process. The history tells the same as a list.")
    stage = _stage(definition.digest, definition.bundle.files[DIAGRAM], words, prefix)
    drawing = at_moment(stage, states=moment.states, times=moment.times, taken=moment.taken, prefix=prefix)
    return inline(drawing)


@lru_cache(maxsize=16)
def _stage(_: str, data: bytes, description: str, prefix: str) -> str:
    return draw_stage(read_diagram(data), description=description, prefix=prefix)
