"""The list of cases, on the page and as a table for a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.actions import lists
from app.actions.lists import CaseRow, Cases, CaseWish
from app.model.definition import ProcessDefinition
from app.model.instance import ProcessInstance, Status
from app.web.desk.asked import AGES, CLOCKS, SORTS, STATUSES, asked, case_wish
from app.web.desk.room import room
from app.web.shared.choices import Choices, choices
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sop_text
from app.web.shared.processes import deployed
from app.web.shared.sheet import sheet_file
from app.web.shared.words import Chip, activity, clock_chip, row_number, status_chip


@dataclass(frozen=True)
class Place:
    """An activity at which a case stands: its number and name, and its lane."""

    number: int | None
    activity: str
    lane: str


@dataclass(frozen=True)
class CaseLine:
    """One line of the list, ready to be read."""

    case: ProcessInstance
    places: list[Place]
    status: Chip
    clock: Chip | None


@dataclass(frozen=True)
class CasesPage:
    """A page of cases: what was found, what was wished for, and the address without its place in the pages."""

    found: Cases
    wish: CaseWish
    asked: Mapping[str, str]

    @cached_property
    def lines(self) -> list[CaseLine]:
        definitions = deployed()
        return [case_line(row, definitions[row.instance.digest]) for row in self.found.page.rows]

    @cached_property
    def choices(self) -> Choices:
        return choices()

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was chosen."""
        return bool(self.asked.keys() - {"sort"})


@room.get("/permohonan")
@entrance(SIGNED_IN)
def cases() -> ResponseReturnValue:
    wish = case_wish(request.args)
    page = CasesPage(lists.cases(office(), user(), wish), wish, asked(request.args))
    words = {"sorts": SORTS, "clocks": CLOCKS, "statuses": STATUSES, "ages": AGES}
    return render_template("desk/cases.html", page=page, **words)


@room.get("/permohonan.csv")
@entrance(SIGNED_IN)
def cases_file() -> ResponseReturnValue:
    definitions = deployed()
    rows = lists.all_cases(office(), user(), case_wish(request.args))
    lines = (case_line(row, definitions[row.instance.digest]) for row in rows)
    return sheet_file(gettext("cases"), _heading(), map(_cells, lines))


def case_line(row: CaseRow, definition: ProcessDefinition) -> CaseLine:
    """A case with the words for where it stands."""
    places = [_place(definition, work.element) for work in row.work]
    status = status_chip(row.instance, definition, row.work)
    over = row.instance.status is not Status.RUNNING
    return CaseLine(row.instance, places, status, clock_chip(row.instance.clock, over=over))


def _place(definition: ProcessDefinition, element: str) -> Place:
    node = definition.outline.elements.get(element)
    lane = definition.outline.lanes.get(node.lane or "") if node else None
    name = sop_text(definition, lane.name) if lane else ""
    return Place(row_number(definition, element), activity(definition, element), name)


def _heading() -> list[str]:
    return [
        gettext("Case"),
        gettext("Company"),
        "NIB",
        "SOP",
        gettext("Status"),
        gettext("Where it stands"),
        gettext("Lane"),
        gettext("Service clock"),
        gettext("Due"),
        gettext("Started"),
        gettext("Ended"),
    ]


def _cells(line: CaseLine) -> list[str]:
    case, zone = line.case, office().calendar.zone
    return [
        case.number,
        case.title,
        case.business_key,
        case.sop,
        line.status.text,
        "; ".join(f"{place.number} {place.activity}" if place.number else place.activity for place in line.places),
        "; ".join(dict.fromkeys(place.lane for place in line.places)),
        line.clock.text if line.clock else gettext("Not started yet"),
        case.clock.due.isoformat() if case.clock.due else "",
        case.started_at.astimezone(zone).date().isoformat(),
        case.ended_at.astimezone(zone).date().isoformat() if case.ended_at else "",
    ]
