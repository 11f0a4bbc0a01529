"""At a glance: how many cases, how they ended, how long they took, whether the promise was kept, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.model.people import AUDITOR, SUPERVISOR
from app.model.sheets import Sheet, Times, sum_of
from app.ports.measures import Counts
from app.web.archive.charts.columns import Place, columns
from app.web.archive.charts.strips import share as share_bar
from app.web.archive.charts.strips import spread
from app.web.archive.room import room
from app.web.archive.statistics.page import Page, page, spans
from app.web.archive.statistics.table import NOTHING, Cell, Column, Row, Table
from app.web.archive.statistics.words import Unit, months, share, short_month, unit_for
from app.web.shared.entrance import entrance
from app.web.shared.formats import number
from app.web.shared.languages import gettext, ngettext

#: More months than this are shown as years.
MONTHS = 36


@dataclass(frozen=True)
class Overview:
    """The page; `page` holds the figures."""

    page: Page

    @cached_property
    def whole(self) -> Sheet:
        return self.page.figures.whole

    @cached_property
    def times(self) -> Times:
        return self.whole.whole

    @cached_property
    def unit(self) -> Unit:
        return unit_for([self.times], gross=self.page.frame.asked.gross)

    @cached_property
    def tiles(self) -> list[tuple[str, str, str]]:
        """Figure, words and address."""
        frame, whole, unit = self.page.frame, self.whole, self.unit
        kept, durations = whole.in_time + whole.late, unit.of(self.times)
        longest = frame.cases(Counts.ENDED, sort="longest")
        late = gettext("late, of %(number)s", number=number(kept))
        half, most = f"{unit.words}, p50", f"{unit.words}, p90"
        return [
            (number(whole.started), gettext("started"), frame.cases(Counts.STARTED)),
            (number(whole.ended), gettext("ended"), frame.cases(Counts.ENDED)),
            (number(self.page.figures.running), gettext("under way at the end"), frame.cases(Counts.RUNNING)),
            (number(whole.late), late, frame.cases(Counts.ENDED, promise="late")),
            (unit.say(durations.percentile(0.5)), half, longest),
            (unit.say(durations.percentile(0.9)), most, longest),
        ]

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        return {table.name: table for table in (self._months(), self._outcomes(), self._promise())}

    @cached_property
    def stretches(self) -> Mapping[date, Sheet]:
        """The figures by month, or by year where there are too many months."""
        found = self.page.figures.months
        if len(found) <= MONTHS:
            return found
        years = dict.fromkeys(month.replace(month=1) for month in found)
        return {year: sum_of(sheet for month, sheet in found.items() if month.year == year.year) for year in years}

    @property
    def by_year(self) -> bool:
        return self.stretches is not self.page.figures.months

    @cached_property
    def course(self) -> Markup:
        """How many cases started and ended, month by month."""
        places = [
            Place(
                "" if self.by_year else short_month(first),
                (sheet.started, sheet.ended),
                gettext(
                    "%(month)s: %(started)s started, %(ended)s ended",
                    month=self._name(first),
                    started=number(sheet.started),
                    ended=number(sheet.ended),
                ),
                self.page.frame.cases(Counts.ENDED, **self._fields(first)),
                str(first.year),
            )
            for first, sheet in self.stretches.items()
        ]
        title = gettext("Cases started and ended")
        return columns(places, title=title, description=gettext("The table beside it says the same."))

    @cached_property
    def promise(self) -> Markup:
        """How many working days the service clock had run when it stopped."""
        used, rule = self.whole.used, self.page.frame.definition.sop.clock
        places = [
            Place(
                str(days),
                (used[days],),
                f"{_working_days(days)}: {number(used[days])}",
            )
            for days in range(max(used, default=0) + 1)
        ]
        promised = (rule.days, gettext("promised: %(number)s", number=rule.days)) if rule else None
        title = gettext("Working days of the service clock")
        description = gettext("The table beside it says the same.")
        return columns(places, title=title, description=description, mark=promised, unit=gettext("working days"))

    def _name(self, first: date) -> str:
        return str(first.year) if self.by_year else months(first)

    def _fields(self, first: date) -> Mapping[str, str | None]:
        if self.by_year:
            return {"period": str(first.year), "since": None, "until": None}
        return self.page.frame.asked.of_month(first)

    def _months(self) -> Table:
        frame = self.page.frame
        heading = [
            Column(gettext("Year") if self.by_year else gettext("Month"), numeric=False),
            Column(gettext("Started")),
            Column(gettext("Ended")),
            Column(gettext("Late")),
            Column("p50", self.unit.words),
            Column("p90", self.unit.words),
        ]
        rows = [
            Row(
                Cell(self._name(first)),
                [
                    frame.counted(sheet.started, Counts.STARTED, **self._fields(first)),
                    frame.counted(sheet.ended, Counts.ENDED, **self._fields(first)),
                    frame.counted(sheet.late, Counts.ENDED, promise="late", **self._fields(first)),
                    *spans(self.unit, self.unit.of(sheet.whole), 0.5, 0.9),
                ],
            )
            for first, sheet in reversed([*self.stretches.items()])
        ]
        return Table("bulan", gettext("Cases by time"), heading, rows)

    def _outcomes(self) -> Table:
        unit, whole = self.unit, self.whole
        heading = [
            Column(gettext("Outcome"), numeric=False),
            Column(gettext("Cases")),
            Column(gettext("Share")),
            Column("", numeric=False),
            *(Column(name, unit.words) for name in ("p50", "p80", "p90", "p95", gettext("longest"))),
            Column("", numeric=False),
        ]
        ranked = sorted(whole.ends.items(), key=lambda pair: -pair[1].gross.count)
        largest = max((unit.of(times).percentile(0.9) for _, times in ranked), default=0)
        rows = [self._outcome(end, times, largest) for end, times in ranked]
        if len(rows) > 1:
            rows.append(self._outcome("", self.times, largest))
        return Table("hasil", gettext("How cases ended, and how long they took"), heading, rows)

    def _outcome(self, end: str, times: Times, largest: int) -> Row:
        frame, durations, ended = self.page.frame, self.unit.of(times), self.whole.ended
        return Row(
            Cell(frame.names.outcome(end) if end else gettext("All")),
            [
                frame.counted(durations.count, Counts.ENDED, outcome=end),
                Cell(share(durations.count, ended)),
                Cell(chart=share_bar(durations.count / ended)),
                *spans(self.unit, durations, 0.5, 0.8, 0.9, 0.95, 1),
                Cell(chart=spread(durations.percentile(0.5), durations.percentile(0.9), largest)),
            ],
            level="" if end else "group",
        )

    def _promise(self) -> Table:
        frame, whole = self.page.frame, self.whole
        kept = whole.in_time + whole.late
        heading = [Column(gettext("Service clock"), numeric=False), Column(gettext("Cases")), Column(gettext("Share"))]
        found = (
            (gettext("Done in time"), whole.in_time, "kept"),
            (gettext("Done late"), whole.late, "late"),
            (gettext("Ended before it stopped"), whole.ended - kept, "none"),
        )
        rows = [
            Row(
                Cell(words),
                [
                    frame.counted(seen, Counts.ENDED, promise=promise),
                    Cell(NOTHING if promise == "none" else share(seen, kept)),
                ],
            )
            for words, seen, promise in found
        ]
        return Table("janji", gettext("The promise of the service clock"), heading, rows)


def _working_days(days: int) -> str:
    return ngettext("%(num)d working day", "%(num)d working days", days)


def overview() -> Overview:
    """The page that the address of this request asks for."""
    return Overview(page("used"))


@room.get("/statistik")
@entrance(AUDITOR, SUPERVISOR)
def statistics() -> ResponseReturnValue:
    return render_template("archive/statistics/overview.html", view=overview())
