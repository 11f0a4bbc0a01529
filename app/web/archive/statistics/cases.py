"""The cases behind a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.archive.figures import behind, subject
from app.model.people import AUDITOR, SUPERVISOR
from app.model.sheets import Times
from app.ports.measures import Behind, BehindQuery, Counts, Promise
from app.web.archive.room import room
from app.web.archive.statistics.asked import asked
from app.web.archive.statistics.page import Frame
from app.web.archive.statistics.refine import search_address
from app.web.archive.statistics.table import NOTHING, Cell, Column, Row, Table
from app.web.archive.statistics.words import Unit, unit_for
from app.web.shared.entrance import entrance
from app.web.shared.formats import day, when
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext

PAGE = 50
#: A file holds no more rows than this.
FILE = 20_000
Word = TypeVar("Word", bound=StrEnum)

COUNTS = {
    Counts.STARTED: lazy_gettext("Cases that started"),
    Counts.ENDED: lazy_gettext("Cases that ended"),
    Counts.RUNNING: lazy_gettext("Cases under way at the end of the period"),
    Counts.DONE: lazy_gettext("Activities done"),
}
PROMISES = {
    Promise.KEPT: lazy_gettext("Done in time"),
    Promise.LATE: lazy_gettext("Done late"),
    Promise.NONE: lazy_gettext("Ended before the service clock stopped"),
}


@dataclass(frozen=True)
class CasesBehind:
    """The page: what was asked, and a page of rows."""

    frame: Frame
    query: BehindQuery
    rows: Sequence[Behind]

    @property
    def title(self) -> str:
        return str(COUNTS[self.query.counts])

    @property
    def own(self) -> Mapping[str, str]:
        """The fields of the address that only this page has."""
        names = ("counts", "element", "outcome", "promise", "variant", "again", "visit")
        return {name: value for name in names if (value := request.args.get(name))}

    @property
    def search(self) -> str:
        """The address of the search for the same cases; empty for those who may not search, or cannot ask for them."""
        return search_address(self.query) if AUDITOR in user().groups else ""

    @property
    def narrowed(self) -> list[str]:
        """By what the rows are narrowed, in words."""
        query, names = self.query, self.frame.names
        found = [
            names.numbered(query.element) if query.element else "",
            names.outcome(query.outcome) if query.outcome else "",
            str(PROMISES[query.promise]) if query.promise else "",
            gettext("with the chosen way through") if query.variant else "",
            gettext("only what was done again") if query.again else "",
            gettext("only time %(number)s", number=query.visit) if query.visit else "",
        ]
        return [words for words in found if words]

    @property
    def following(self) -> str:
        """The address of the next page; empty on the last."""
        return self._address(skip=self.query.skip + PAGE) if len(self.rows) > PAGE else ""

    @property
    def first(self) -> str:
        return self._address(skip=None) if self.query.skip else ""

    @property
    def turned(self) -> str:
        """The address of the same rows in the other order."""
        return self._address(skip=None, sort=None if self.query.longest else "longest")

    @cached_property
    def unit(self) -> Unit:
        times = Times()
        for row in self.rows:
            if row.whole:
                times.add(row.whole)
        return unit_for([times], gross=self.frame.asked.gross)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        table = self._stays() if self.query.counts is Counts.DONE else self._cases()
        return {table.name: table}

    def _cases(self) -> Table:
        heading = [
            Column(gettext("Case"), numeric=False),
            Column(gettext("Company"), numeric=False),
            Column(gettext("Started"), numeric=False),
            Column(gettext("Ended"), numeric=False),
            Column(gettext("Outcome"), numeric=False),
            Column(gettext("Duration"), self.unit.words),
        ]
        return Table("kasus", self.title, heading, [self._case(row) for row in self.rows[: self.query.limit - 1]])

    def _case(self, row: Behind) -> Row:
        cells = [
            Cell(row.title or NOTHING),
            Cell(day(row.began)),
            Cell(day(row.over) if row.over else NOTHING),
            Cell(self.frame.names.outcome(row.outcome) if row.outcome is not None else gettext("Under way")),
            self._span(row),
        ]
        return Row(Cell(row.number, case_link(row.number)), cells)

    def _stays(self) -> Table:
        heading = [
            Column(gettext("Case"), numeric=False),
            Column(gettext("Company"), numeric=False),
            Column(gettext("Opened"), numeric=False),
            Column(gettext("Done"), numeric=False),
            Column(gettext("Which time")),
            Column(gettext("In all"), self.unit.words),
        ]
        rows = [
            Row(
                Cell(row.number, case_link(row.number)),
                [
                    Cell(row.title or NOTHING),
                    Cell(when(row.began)),
                    Cell(when(row.over) if row.over else NOTHING),
                    Cell(str(row.visit or NOTHING)),
                    self._span(row),
                ],
            )
            for row in self.rows[: self.query.limit - 1]
        ]
        return Table("kasus", self.title, heading, rows)

    def _span(self, row: Behind) -> Cell:
        if row.whole is None:
            return Cell(NOTHING)
        seconds = row.whole.gross if self.unit.gross else row.whole.office
        return Cell(self.unit.say(seconds), raw=self.unit.raw(seconds))

    def _address(self, **changes: str | int | None) -> str:
        return self.frame.asked.link("archive.statistics_cases", **{**self.own, **changes})


def case_link(number: str) -> str:
    """The address of a case: for auditors its replay, for supervisors its page."""
    return url_for("archive.case" if AUDITOR in user().groups else "desk.case", number=number)


def cases_behind(limit: int = PAGE) -> CasesBehind:
    """The rows that the address of this request asks for, and one more if there are more."""
    wanted, given = asked(request.args), request.args
    frame = Frame(wanted, subject(office(), user(), wanted.wish.sop))
    query = BehindQuery(
        frame.sop,
        _one_of(Counts, given.get("counts")) or Counts.STARTED,
        wanted.wish.version,
        wanted.wish.period,
        outcome=given.get("outcome", ""),
        promise=_one_of(Promise, given.get("promise")),
        variant=given.get("variant", ""),
        element=given.get("element", ""),
        again=given.get("again") == "1",
        visit=given.get("visit", 0, type=int),
        longest=wanted.by_duration,
        skip=max(0, min(given.get("skip", 0, type=int), FILE)),
        limit=limit + 1,
    )
    return CasesBehind(frame, query, behind(office(), user(), query))


def _one_of(words: type[Word], text: str | None) -> Word | None:
    return words(text) if text in set(words) else None


@room.get("/statistik/kasus")
@entrance(AUDITOR, SUPERVISOR)
def statistics_cases() -> ResponseReturnValue:
    return render_template("archive/statistics/cases.html", view=cases_behind())
