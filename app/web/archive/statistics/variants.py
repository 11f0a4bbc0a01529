"""Ways through: which sequences of activities are the most common, and each of them on the diagram."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.archive.figures import ways
from app.model.people import AUDITOR, SUPERVISOR
from app.model.sheets import Times
from app.notation.badges import Badge
from app.ports.measures import Counts, Way
from app.web.archive.charts.strips import share as share_bar
from app.web.archive.room import room
from app.web.archive.statistics.diagrams import drawing
from app.web.archive.statistics.page import Page, page, spans
from app.web.archive.statistics.table import Cell, Column, Row, Table
from app.web.archive.statistics.words import Unit, share, unit_for
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext

#: Ways that are shown; the others are summed up.
SHOWN = 20


@dataclass(frozen=True)
class Step:
    """An activity on a way: the number of its row or its place, its name, the number of its lane, and whether it was
    done before."""

    label: str
    name: str
    lane: int
    again: bool


@dataclass(frozen=True)
class Variants:
    """The page; `page` holds the figures, `chosen` names the way shown on the diagram."""

    page: Page
    chosen: str

    @cached_property
    def ranked(self) -> Sequence[tuple[str, Times]]:
        """The variants that are shown with their durations, the most common first."""
        found = self.page.figures.whole.variants.items()
        return sorted(found, key=lambda pair: (-pair[1].gross.count, pair[0]))[:SHOWN]

    @cached_property
    def unit(self) -> Unit:
        return unit_for((times for _, times in self.ranked), gross=self.page.frame.asked.gross)

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        return ways(office(), user(), self.page.frame.sop, [name for name, _ in self.ranked])

    @property
    def shown(self) -> str:
        """The variant on the diagram: the chosen one, or the most common."""
        names = [name for name, _ in self.ranked]
        return self.chosen if self.chosen in names else names[0]

    @property
    def rank(self) -> int:
        """The place of the shown variant, from 1 on."""
        return [name for name, _ in self.ranked].index(self.shown) + 1

    @property
    def rest(self) -> int:
        """How many more variants there are."""
        return len(self.page.figures.whole.variants) - len(self.ranked)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        unit, ended, before, rows = self.unit, self.page.figures.whole.ended, 0, []
        for rank, (name, times) in enumerate(self.ranked, 1):
            rows.append(self._row(rank, name, times, before, ended))
            before += times.gross.count
        heading = [
            Column(gettext("Way"), numeric=False),
            Column(gettext("Activities in their order"), numeric=False),
            Column(gettext("Cases")),
            Column(gettext("Share")),
            Column("", numeric=False),
            Column(gettext("Added up")),
            Column("p50", unit.words),
            Column("p90", unit.words),
        ]
        table = Table("cara", gettext("The most common ways through the process"), heading, rows)
        return {table.name: table}

    @cached_property
    def steps(self) -> list[Step]:
        """The shown way as a list."""
        return self._steps(self.ways[self.shown].path)

    @cached_property
    def picture(self) -> Markup:
        way, places = self.ways[self.shown], dict[str, list[str]]()
        for place, element in enumerate(way.path, 1):
            places.setdefault(element, []).append(str(place))
        badges = {
            element: Badge(
                ", ".join(found),
                title=gettext("%(activity)s: step %(places)s", activity=self._name(element), places=", ".join(found)),
            )
            for element, found in places.items()
        }
        title = gettext("Way %(rank)s", rank=self.rank)
        description = gettext("The numbers say in which order the activities were done.")
        states = dict.fromkeys(places, "done")
        definition = self.page.frame.definition
        return drawing(definition, badges, title=title, description=description, states=states, taken=way.flows)

    def _row(self, rank: int, name: str, times: Times, before: int, ended: int) -> Row:
        frame, durations, count = self.page.frame, self.unit.of(times), times.gross.count
        path = self.ways[name].path if name in self.ways else ()
        here = frame.asked.link("archive.statistics_variants", variant=name, _anchor="diagram")
        cells = [
            Cell(chart=chips(self._steps(path)), raw=" > ".join(map(frame.names.numbered, path))),
            frame.counted(count, Counts.ENDED, variant=name),
            Cell(share(count, ended)),
            Cell(chart=share_bar(count / ended, before / ended)),
            Cell(share(before + count, ended)),
            *spans(self.unit, durations, 0.5, 0.9),
        ]
        return Row(Cell(gettext("Way %(rank)s", rank=rank), here), cells, level="chosen" if name == self.shown else "")

    def _steps(self, path: Sequence[str]) -> list[Step]:
        names, lanes = self.page.frame.names, self.page.frame.names.lanes
        return [
            Step(
                str(names.row(element) or "•"),
                names.activity(element),
                lanes.index(names.lane(element)),
                again=element in path[:place],
            )
            for place, element in enumerate(path)
        ]

    def _name(self, element: str) -> str:
        return self.page.frame.names.activity(element)


def chips(steps: Sequence[Step]) -> Markup:
    """A way as a row of numbers in the colours of their lanes; what is done again has a double border."""
    item = Markup(
        '<li class="lane-{}{}" title="{}"><span class="unseen">{}</span><span aria-hidden="true">{}</span></li>'
    )
    items = (item.format(it.lane % 8 + 1, " again" if it.again else "", it.name, it.name, it.label) for it in steps)
    return Markup('<ol class="way">{}</ol>').format(Markup().join(items))


def variants() -> Variants:
    """The page that the address of this request asks for."""
    return Variants(page("variants"), request.args.get("variant", ""))


@room.get("/statistik/cara")
@entrance(AUDITOR, SUPERVISOR)
def statistics_variants() -> ResponseReturnValue:
    return render_template("archive/statistics/variants.html", view=variants())
