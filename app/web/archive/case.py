"""The page of a case in the archive: how it went, from any moment on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.archive.replay import Recording, replay
from app.model.bundle import DIAGRAM
from app.model.frame import Moment
from app.model.frames import frame_at, frames
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
    picture: Markup | None
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
    outline, record = case.definition.outline, Record(case, user())
    wanted = asked(at, case.events, office().calendar.zone)
    shots = frames(case.events, outline)
    moment = frame_at(case.events, wanted.number, outline)
    kept, brought = values(record, shots), files(record)
    return ReplayPage(
        recording,
        wanted,
        status_chip(case.instance, case.definition, case.work),
        _picture(recording, moment) if moment else None,
        reel(shots, outline),
        lines(record, shots, kept.changes, brought),
        open_work(record, shots),
        clocks(shots),
        kept.sheets,
        brought,
        letters(case.documents, inside=False),
    )


def _picture(recording: Recording, moment: Moment) -> Markup | None:
    """The diagram of the case's own version as it stood at a moment; None when it cannot be read."""
    bundle = recording.case.definition.bundle
    if recording.unreadable or DIAGRAM not in bundle.files:
        return None
    words = gettext("The way of this case through the process. The history tells the same as a list.")
    stage = _stage(bundle.digest, bundle.files[DIAGRAM], words)
    drawing = at_moment(stage, states=moment.states, times=moment.times, taken=moment.taken)
    return Markup(drawing)  # noqa: S704  # markup of our own renderer, not of the diagram


@lru_cache(maxsize=16)
def _stage(_: str, data: bytes, description: str) -> str:
    return draw_stage(read_diagram(data), description=description)
