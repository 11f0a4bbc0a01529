"""Done again: activities done more than once in a case, and the flows by which cases went back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.model.people import AUDITOR, SUPERVISOR
from app.model.rework import back_flows
from app.model.sheets import ActivityFigures
from app.notation.badges import Badge
from app.notation.heat import step_of, steps
from app.ports.measures import Counts
from app.web.archive.charts.strips import share as share_bar
from app.web.archive.room import room
from app.web.archive.statistics.diagrams import drawing
from app.web.archive.statistics.page import Page, page
from app.web.archive.statistics.table import Cell, Column, Row, Table
from app.web.archive.statistics.words import share
from app.web.shared.entrance import entrance
from app.web.shared.formats import number
from app.web.shared.languages import gettext, ngettext, sop_text


@dataclass(frozen=True)
class Rework:
    """The page; `page` holds the figures."""

    page: Page

    @cached_property
    def again(self) -> Mapping[str, ActivityFigures]:
        """The activities that were done more than once in a case, the most frequent first."""
        found = {element: it for element, it in self.page.figures.whole.activities.items() if it.repeats}
        return dict(sorted(found.items(), key=lambda pair: -pair[1].repeats))

    @cached_property
    def back(self) -> Mapping[str, int]:
        """How often which flow back was taken, the most frequent first."""
        taken, known = self.page.figures.whole.flows, self.page.frame.subject.versions.values()
        leading_back = frozenset(flow for definition in known for flow in back_flows(definition.outline))
        found = {flow: seen for flow, seen in taken.items() if flow in leading_back}
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))

    @property
    def share(self) -> str:
        """The share of ended cases in which something was done again."""
        return share(self.page.figures.whole.again, self.page.figures.whole.ended)

    @property
    def link(self) -> str:
        return self.page.frame.cases(Counts.ENDED, again="1")

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        return {table.name: table for table in (self._activities(), self._flows())}

    @cached_property
    def picture(self) -> Markup:
        scale = steps(it.repeats for it in self.again.values())
        badges = {
            element: Badge(
                number(it.repeats),
                self._link(element),
                f"{self.page.frame.names.activity(element)}: {_times(it.repeats)}",
                step_of(it.repeats, scale),
            )
            for element, it in self.again.items()
        }
        return drawing(
            self.page.frame.definition,
            badges,
            title=gettext("What was done again, and by which flows"),
            description=gettext("The tables above say the same."),
            taken=self.back,
        )

    def _link(self, element: str) -> str:
        return self.page.frame.cases(Counts.DONE, element=element, again="1")

    def _activities(self) -> Table:
        heading = [
            Column(gettext("Activity"), numeric=False),
            Column(gettext("First time"), note=gettext("Cases that did it for the first time in this period.")),
            Column(gettext("Came back"), note=gettext("Cases that did it a second time in this period.")),
            Column(gettext("Share")),
            Column("", numeric=False),
            Column(gettext("Times again")),
            Column(gettext("Most often")),
        ]
        rows = [self._row(element, it) for element, it in self.again.items()]
        return Table("ulang", gettext("Activities done more than once in a case"), heading, rows)

    def _row(self, element: str, it: ActivityFigures) -> Row:
        names, first = self.page.frame.names, it.visits[1]
        cells = [
            self.page.frame.counted(first, Counts.DONE, element=element, visit=1),
            self.page.frame.counted(it.cases_again, Counts.DONE, element=element, visit=2),
            Cell(share(it.cases_again, first)),
            Cell(chart=share_bar(min(1.0, it.cases_again / max(1, first)))),
            Cell(number(it.repeats), self._link(element), raw=str(it.repeats)),
            Cell(_times(max(it.visits)), raw=str(max(it.visits))),
        ]
        return Row(Cell(names.activity(element)), cells, names.row(element))

    def _flows(self) -> Table:
        heading = [
            Column(gettext("From"), numeric=False),
            Column(gettext("Condition"), numeric=False),
            Column(gettext("Back to"), numeric=False),
            Column(gettext("Times taken")),
        ]
        rows = [row for flow, seen in self.back.items() for row in self._flow(flow, seen)]
        return Table("kembali", gettext("Flows by which cases that ended had gone back"), heading, rows)

    def _flow(self, flow: str, seen: int) -> list[Row]:
        names = self.page.frame.names
        known = next(it for it in names.versions.values() if flow in it.outline.flows)
        found = known.outline.flows[flow]
        often = Cell(number(seen), self._again(found.target), str(seen))
        cells = [Cell(sop_text(known, found.name)), Cell(names.numbered(found.target)), often]
        return [Row(Cell(names.activity(found.source)), cells, names.row(found.source))]

    def _again(self, target: str) -> str:
        return self._link(target) if target in self.again else self.link


def _times(count: int) -> str:
    return ngettext("%(number)s time", "%(number)s times", count, number=number(count))


def rework() -> Rework:
    """The page that the address of this request asks for."""
    return Rework(page("activities", "flows"))


@room.get("/statistik/pengulangan")
@entrance(AUDITOR, SUPERVISOR)
def statistics_rework() -> ResponseReturnValue:
    return render_template("archive/statistics/rework.html", view=rework())
