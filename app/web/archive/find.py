"""Find cases in the archive: the page, and all that was found as a table for a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.archive import find as archive
from app.actions.archive.find import Findings, Found
from app.actions.archive.searches import saved_searches
from app.model.definition import ProcessDefinition
from app.model.errors import Invalid, LajurError
from app.model.instance import ProcessInstance, Status
from app.model.people import AUDITOR
from app.web.archive.criteria import ORDERS, STATUSES, Asked, asked
from app.web.archive.offers import Offers, offers
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.processes import deployed
from app.web.shared.sheet import sheet_file
from app.web.shared.words import Chip, clock_chip, status_chip


@dataclass(frozen=True)
class Line:
    """One line of what was found, ready to be read."""

    case: ProcessInstance
    lasted: int
    has_stopped: bool
    status: Chip
    clock: Chip | None


@dataclass(frozen=True)
class FindPage:
    """What was asked for and what was found."""

    asked: Asked
    findings: Findings
    problems: Mapping[str, LajurError]

    @cached_property
    def lines(self) -> list[Line]:
        definitions = deployed()
        return [line_of(found, definitions[found.instance.digest]) for found in self.findings.rows]

    @cached_property
    def offers(self) -> Offers:
        return offers()

    def sorted_by(self, order: str) -> str:
        """The address of the same search in another order; the same order again turns it round."""
        wish = self.asked.wish
        turned = wish.order.value == order and not wish.descending
        return address(self.asked, sort=f"-{order}" if turned else order)

    @property
    def following(self) -> str:
        """The address of the next page; empty on the last."""
        after = self.findings.next
        return address(self.asked, after=str(after)) if after else ""


@room.get("")
@entrance(AUDITOR)
def find() -> ResponseReturnValue:
    wanted = asked(request.args)
    try:
        must_make_sense(wanted)
        page = FindPage(wanted, archive.find(office(), wanted.wish, by=user()), {})
    except Invalid as error:
        page = FindPage(wanted, Findings(), error.problems)
    return _shown(page)


@room.get("/kasus.csv")
@entrance(AUDITOR)
def find_file() -> ResponseReturnValue:
    wanted = asked(request.args)
    try:
        must_make_sense(wanted)
        rows = archive.find_all(office(), wanted.wish, by=user())
    except Invalid as error:
        return _shown(FindPage(wanted, Findings(), error.problems))
    definitions = deployed()
    lines = (line_of(found, definitions[found.instance.digest]) for found in rows)
    return sheet_file(gettext("archive"), _heading(), map(_cells, lines))


def address(wanted: Asked, **changes: str) -> str:
    """The address of a search, with some of its fields changed."""
    return f"{url_for('archive.find')}?{urlencode({**wanted.fields, **changes})}"


def must_make_sense(wanted: Asked) -> None:
    """Raises Invalid with what is wrong in the fields already, before anybody looks for anything."""
    if wanted.problems:
        raise Invalid(dict(wanted.problems))


def line_of(found: Found, definition: ProcessDefinition) -> Line:
    """What was found, in words."""
    case = found.instance
    over = case.status is not Status.RUNNING
    return Line(case, found.lasted, found.has_stopped, status_chip(case, definition), clock_chip(case.clock, over=over))


def _shown(page: FindPage) -> ResponseReturnValue:
    kept = saved_searches(office(), by=user())
    words = {"statuses": STATUSES, "orders": ORDERS, "counted": archive.COUNTED}
    return render_template("archive/find.html", page=page, kept=kept, **words), 422 if page.problems else 200


def _heading() -> list[str]:
    return [
        gettext("Case"),
        gettext("Company"),
        "NIB",
        "SOP",
        gettext("Version"),
        gettext("Status"),
        gettext("Started"),
        gettext("Ended"),
        gettext("Calendar days"),
        gettext("Service clock"),
        gettext("Due"),
        gettext("Had an incident"),
    ]


def _cells(line: Line) -> list[str]:
    case, zone = line.case, office().calendar.zone
    return [
        case.number,
        case.title,
        case.business_key,
        case.sop,
        str(case.version),
        line.status.text,
        case.started_at.astimezone(zone).date().isoformat(),
        case.ended_at.astimezone(zone).date().isoformat() if case.ended_at else "",
        str(line.lasted),
        line.clock.text if line.clock else gettext("Not started yet"),
        case.clock.due.isoformat() if case.clock.due else "",
        gettext("Yes") if line.has_stopped else gettext("No"),
    ]
