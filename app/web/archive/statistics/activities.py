"""Activities and lanes: how often each was done, how long it was waited for and worked on, and where the heat is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.model.people import AUDITOR, SUPERVISOR
from app.model.sheets import ActivityFigures
from app.notation.badges import Badge
from app.notation.heat import HEAT, Step, step_of, steps
from app.ports.measures import Counts
from app.web.archive.charts.strips import spread, swatch
from app.web.archive.room import room
from app.web.archive.statistics.diagrams import drawing
from app.web.archive.statistics.page import Page, page, spans
from app.web.archive.statistics.table import Cell, Column, Row, Table
from app.web.archive.statistics.words import Unit, hours
from app.web.shared.entrance import entrance
from app.web.shared.formats import number
from app.web.shared.languages import gettext, ngettext


@dataclass(frozen=True)
class Activities:
    """The page; `page` holds the figures."""

    page: Page

    @cached_property
    def figures(self) -> Mapping[str, ActivityFigures]:
        return self.page.figures.whole.activities

    @cached_property
    def unit(self) -> Unit:
        return hours(gross=self.page.frame.asked.gross)

    @cached_property
    def lanes(self) -> Mapping[str, Sequence[str]]:
        """The activities of each lane in which something was done, in the order of the official table."""
        names = self.page.frame.names
        ordered = sorted(self.figures, key=names.order)
        return {lane: own for lane in names.lanes if (own := [it for it in ordered if names.lane(it) == lane])}

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        unit = self.unit.words
        heading = [
            Column(gettext("Lane and activity"), numeric=False),
            Column(gettext("Done")),
            Column(gettext("Claimed"), note=gettext("Only of these is it known how long they waited.")),
            *(Column(name, unit, group=gettext("Waited")) for name in ("p50", "p90")),
            *(Column(name, unit, group=gettext("Worked on")) for name in ("p50", "p90")),
            *(Column(name, unit, group=gettext("In all")) for name in ("p50", "p80", "p90", "p95", gettext("longest"))),
            Column("", numeric=False),
        ]
        table = Table("kegiatan", gettext("How long activities took, by lane"), heading, [*self._rows()])
        return {table.name: table}

    @cached_property
    def heat(self) -> Mapping[str, int]:
        """What the diagram shows at each element: how often, or the median in seconds."""
        if self.page.frame.asked.by_time:
            return {element: self.unit.of(it.whole).percentile(0.5) for element, it in self.figures.items()}
        often = {element: it.done for element, it in self.figures.items()}
        return {**self.page.figures.whole.passed, **often}

    @cached_property
    def scale(self) -> list[Step]:
        return steps(self.heat.values())

    @property
    def legend(self) -> list[tuple[Markup, str]]:
        """Colour and values of each step."""
        return [(swatch(HEAT[it.state]), self._between(it.least, it.most)) for it in self.scale]

    @cached_property
    def picture(self) -> Markup:
        frame, by_time = self.page.frame, self.page.frame.asked.by_time
        title = gettext("How long activities took (median)") if by_time else gettext("How often elements were passed")
        badges = {element: self._badge(element, value) for element, value in self.heat.items()}
        return drawing(frame.definition, badges, title=title, description=gettext("The table above says the same."))

    def _rows(self) -> list[Row]:
        merged = {lane: _merged(self.figures[it] for it in own) for lane, own in self.lanes.items()}
        largest = max((self.unit.of(it.whole).percentile(0.9) for it in self.figures.values()), default=0)
        rows = []
        for lane, own in self.lanes.items():
            rows.append(self._row(Cell(self.page.frame.names.lane_name(lane)), merged[lane], largest, "", None))
            rows += [self._of(element, largest) for element in own]
        return rows

    def _of(self, element: str, largest: int) -> Row:
        names = self.page.frame.names
        return self._row(Cell(names.activity(element)), self.figures[element], largest, element, names.row(element))

    def _row(self, head: Cell, it: ActivityFigures, largest: int, element: str, row: int | None) -> Row:
        unit, frame = self.unit, self.page.frame
        whole, waited, worked = unit.of(it.whole), unit.of(it.waited), unit.of(it.worked)
        cells = [
            frame.counted(it.done, Counts.DONE, element=element)
            if element
            else Cell(number(it.done), raw=str(it.done)),
            Cell(number(waited.count), raw=str(waited.count)),
            *spans(unit, waited, 0.5, 0.9),
            *spans(unit, worked, 0.5, 0.9),
            *spans(unit, whole, 0.5, 0.8, 0.9, 0.95),
            Cell(unit.say(whole.largest), self._longest(element), raw=unit.raw(whole.largest)),
            Cell(chart=spread(whole.percentile(0.5), whole.percentile(0.9), largest)),
        ]
        return Row(head, cells, row, "" if element else "group")

    def _longest(self, element: str) -> str:
        return self.page.frame.cases(Counts.DONE, element=element, sort="longest") if element else ""

    def _between(self, least: int, most: int) -> str:
        return self._said(least) if least == most else f"{self._said(least)} – {self._said(most)}"

    def _said(self, value: int) -> str:
        return self.unit.say(value) if self.page.frame.asked.by_time else number(value)

    def _badge(self, element: str, value: int) -> Badge:
        link = self._longest(element) if element in self.figures else ""
        return Badge(self._said(value), link, self._told(element, value), step_of(value, self.scale))

    def _told(self, element: str, value: int) -> str:
        words = self._said(value)
        if self.page.frame.asked.by_time:
            return f"{self.page.frame.names.activity(element)}: {words} {self.unit.words}"
        times = ngettext("%(number)s time", "%(number)s times", value, number=words)
        return f"{self.page.frame.names.activity(element)}: {times}"


def _merged(figures: Iterable[ActivityFigures]) -> ActivityFigures:
    whole = ActivityFigures()
    for each in figures:
        whole.merge(each)
    return whole


def activities() -> Activities:
    """The page that the address of this request asks for."""
    return Activities(page("activities", "passed"))


@room.get("/statistik/kegiatan")
@entrance(AUDITOR, SUPERVISOR)
def statistics_activities() -> ResponseReturnValue:
    return render_template("archive/statistics/activities.html", view=activities())
