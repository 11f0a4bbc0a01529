"""The supervisor's overview: how many cases stand where, how old they are, what is late; every figure leads to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.overview import Overview
from app.actions.overview import overview as look
from app.model.people import ADMINISTRATOR, SUPERVISOR
from app.notation.badges import Badge
from app.ports import Load
from app.web.desk.inbox import Line
from app.web.desk.room import room
from app.web.shared.drawing import badges_picture
from app.web.shared.entrance import entrance
from app.web.shared.formats import number
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, ngettext, sop_text
from app.web.shared.pages import sop_title
from app.web.shared.processes import newest
from app.web.shared.words import activity, row_number


@dataclass(frozen=True)
class Standing:
    """What waits at one activity."""

    element: str
    number: int | None
    activity: str
    load: Load


@dataclass(frozen=True)
class LaneStanding:
    """What waits in a lane, and at which of its activities."""

    group: str
    name: str
    load: Load
    activities: list[Standing]


@dataclass(frozen=True)
class OverviewPage:
    """The overview of one SOP."""

    found: Overview

    @cached_property
    def lanes(self) -> list[LaneStanding]:
        """The lanes in which something waits, in the order of the diagram."""
        definition = self.found.definition
        return [
            LaneStanding(
                definition.sop.group_of(lane) or "",
                sop_text(definition, known.name) if (known := definition.outline.lanes.get(lane)) else lane,
                load,
                [self._standing(load) for load in self.found.activities.values() if self._lane(load.place) == lane],
            )
            for lane, load in self.found.lanes.items()
        ]

    @cached_property
    def picture(self) -> Markup:
        """The diagram with the number of cases at each activity."""
        return badges_picture(self.found.definition, self._badges())

    def _badges(self) -> Mapping[str, Badge]:
        return {
            element: Badge(
                number(load.open),
                url_for("desk.cases", sop=self.found.definition.key, activity=element),
                _told(activity(self.found.definition, element), load),
                "incident" if load.stopped or load.late else "active",
            )
            for element, load in self.found.activities.items()
        }

    def _standing(self, load: Load) -> Standing:
        definition = self.found.definition
        return Standing(load.place, row_number(definition, load.place), activity(definition, load.place), load)

    def _lane(self, element: str) -> str:
        node = self.found.definition.outline.elements.get(element)
        return (node.lane if node else None) or ""


@room.get("/ringkasan")
@entrance(SUPERVISOR, ADMINISTRATOR)
def overview() -> ResponseReturnValue:
    page = OverviewPage(look(office(), user(), request.args.get("sop", "")))
    return render_template("desk/overview.html", page=page)


def incident_pictures(lines: Iterable[Line]) -> Mapping[str, Markup]:
    """For each SOP in which something has stopped, by its title: the diagram with the places and how often."""
    found: dict[str, dict[str, list[Line]]] = {}
    for line in lines:
        found.setdefault(line.row.sop, {}).setdefault(line.row.work.element, []).append(line)
    definitions = newest()
    return {
        sop_title(definitions[sop]): badges_picture(
            definitions[sop], {element: _stopped(stopped) for element, stopped in places.items()}
        )
        for sop, places in found.items()
    }


def _stopped(lines: Sequence[Line]) -> Badge:
    words = ngettext("stopped %(num)d time", "stopped %(num)d times", len(lines))
    return Badge(number(len(lines)), f"#kendala-{lines[0].row.work.id}", f"{lines[0].activity}: {words}", "incident")


def _told(activity: str, load: Load) -> str:
    cases = ngettext("%(num)d case", "%(num)d cases", load.open)
    late = gettext("%(number)s late", number=load.late) if load.late else ""
    return ", ".join(filter(None, (f"{activity}: {cases}", late)))
