"""The dotted chart: what was done when, case under case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from babel.dates import format_date
from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.archive.figures import Wish, subject, trails
from app.model.measures import Seconds
from app.model.office_hours import gross
from app.model.people import AUDITOR, SUPERVISOR
from app.model.sheets import Times
from app.ports.measures import Trail
from app.web.archive.charts.canvas import ticks
from app.web.archive.charts.dots import Line, dotted, sign
from app.web.archive.room import room
from app.web.archive.statistics.asked import asked
from app.web.archive.statistics.cases import case_link
from app.web.archive.statistics.page import Frame
from app.web.archive.statistics.table import NOTHING, Cell, Column, Row, Table
from app.web.archive.statistics.words import unit_for
from app.web.shared.entrance import entrance
from app.web.shared.formats import day, number
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, language

#: Cases of one chart: as many as one can look at.
LIMIT = 120
#: Places along the axis that are labelled.
LABELS = 5


@dataclass(frozen=True)
class Dotted:
    """The page: `count` cases started in the period, `trails` are some of them."""

    frame: Frame
    count: int
    trails: Sequence[Trail]

    @cached_property
    def sorted(self) -> Sequence[Trail]:
        """By start, or by duration."""
        if not self.frame.asked.by_duration:
            return self.trails
        return sorted(self.trails, key=lambda it: it.ended - it.started if it.ended else timedelta.max)

    @property
    def since_start(self) -> bool:
        """Whether all lines begin at the left, instead of on their day."""
        return self.frame.asked.fields.get("axis") == "start"

    @property
    def lanes(self) -> list[tuple[str, Markup]]:
        """The legend: the lanes that have dots, with their signs."""
        names = self.frame.names
        seen = {names.lane(element) for trail in self.trails for element, _ in trail.dots}
        return [(names.lane_name(lane), sign(n)) for n, lane in enumerate(names.lanes) if lane in seen]

    @cached_property
    def picture(self) -> Markup:
        first = min(trail.started for trail in self.trails)
        span = max(self._end(trail) - self._origin(trail, first) for trail in self.trails)
        days = ticks(span / timedelta(days=1), LABELS)
        seconds = days[-1] * timedelta(days=1).total_seconds()
        lines = [self._line(trail, self._origin(trail, first), seconds) for trail in self.sorted]
        axis = {passed / days[-1]: self._label(first, passed) for passed in days}
        title = gettext("What was done when, case under case")
        return dotted(lines, axis, title=title, description=gettext("The table below lists the same cases."))

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        times = Times()
        for trail in self.trails:
            times.add(Seconds(gross(trail.started, self._end(trail)), 0))
        unit = unit_for([times], gross=True)
        heading = [
            Column(gettext("Case"), numeric=False),
            Column(gettext("Started"), numeric=False),
            Column(gettext("Ended"), numeric=False),
            Column(gettext("Duration"), unit.words),
            Column(gettext("Activities done")),
        ]
        rows = []
        for trail in self.sorted:
            seconds = gross(trail.started, self._end(trail))
            cells = [
                Cell(day(trail.started)),
                Cell(day(trail.ended) if trail.ended else NOTHING),
                Cell(unit.say(seconds), raw=unit.raw(seconds)),
                Cell(number(len(trail.dots)), raw=str(len(trail.dots))),
            ]
            rows.append(Row(Cell(trail.number, case_link(trail.number)), cells))
        table = Table("titik", gettext("The cases of the chart"), heading, rows)
        return {table.name: table}

    def _line(self, trail: Trail, first: datetime, span: float) -> Line:
        def place(at: datetime) -> float:
            return (at - first).total_seconds() / span

        lanes = self.frame.names.lanes
        dots = [(place(at), lanes.index(self.frame.names.lane(element))) for element, at in trail.dots]
        told = f"{trail.number}: {day(trail.started)} – {day(trail.ended) if trail.ended else gettext('under way')}"
        return Line(trail.number, place(trail.started), place(self._end(trail)), dots, told)

    def _end(self, trail: Trail) -> datetime:
        """Where the line of a case ends: with the case, or with what was done last."""
        return trail.ended or max((at for _, at in trail.dots), default=trail.started)

    def _origin(self, trail: Trail, first: datetime) -> datetime:
        """The left end of the axis for a case: the first start of all, or its own."""
        return trail.started if self.since_start else first

    def _label(self, first: datetime, passed: float) -> str:
        if self.since_start:
            return gettext("day %(number)s", number=f"{passed:g}")
        at = (first + timedelta(days=passed)).astimezone(office().calendar.zone)
        return str(format_date(at, "d LLL yyyy", locale=language()))


@room.get("/statistik/titik")
@entrance(AUDITOR, SUPERVISOR)
def statistics_dotted() -> ResponseReturnValue:
    return render_template("archive/statistics/dotted.html", view=chart())


def chart() -> Dotted:
    """The chart that the address of this request asks for."""
    wanted = asked(request.args)
    frame = Frame(wanted, subject(office(), user(), wanted.wish.sop))
    wish = Wish(frame.sop, wanted.wish.version, wanted.wish.period)
    return Dotted(frame, *trails(office(), user(), wish, limit=LIMIT))
