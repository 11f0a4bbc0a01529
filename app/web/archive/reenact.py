"""The re-enactment of a case: the verdict in words, and a difference on the diagram."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.archive.reenact import Reenacted, reenacted
from app.model.event import Happening
from app.model.people import AUDITOR
from app.model.reenactment import Difference, Mark, Outcome, exact
from app.model.values import Json
from app.notation.badges import Badge
from app.web.archive.room import room
from app.web.shared.drawing import badges_picture
from app.web.shared.entrance import entrance
from app.web.shared.formats import when
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext, sentence, sop_text
from app.web.shared.words import Chip

OUTCOMES = {
    Outcome.SAME: ("good", lazy_gettext("The same")),
    Outcome.DIFFERS: ("bad", lazy_gettext("Differs")),
    Outcome.UNKNOWN: ("warn", lazy_gettext("Cannot be told")),
}
DEEDS = {
    Happening.WORK_OPENED: lazy_gettext("waits at"),
    Happening.ELEMENT_PASSED: lazy_gettext("passes"),
    Happening.WORK_COMPLETED: lazy_gettext("has completed"),
    Happening.WORK_CANCELLED: lazy_gettext("waits no longer at"),
    Happening.INSTANCE_ENDED: lazy_gettext("has ended at"),
}
TERMS = {
    "due": lazy_gettext("Due"),
    "topic": lazy_gettext("Topic"),
    "message": lazy_gettext("Message"),
    "locals": lazy_gettext("Values of this task alone"),
}


@dataclass(frozen=True)
class Row:
    """What both sides say of one thing."""

    what: str
    logged: str
    enacted: str


@dataclass(frozen=True)
class ReenactPage:
    """A re-enactment, ready to be read."""

    found: Reenacted

    @property
    def chip(self) -> Chip:
        tone, words = OUTCOMES[self.found.verdict.outcome]
        return Chip(str(words), tone)

    @property
    def reason(self) -> str:
        return sentence(self.found.verdict.reason)

    @cached_property
    def rows(self) -> list[Row]:
        """Where history and re-enactment part, side by side: what happened, and what else is not the same."""
        difference = self.found.verdict.difference
        if difference is None:
            return []
        what = Row(gettext("The case"), self._deed(difference.logged), self._other_side(difference))
        return [what, *self._unlike(difference.logged, difference.enacted)]

    @property
    def only_logged(self) -> list[str]:
        return [self.name(element) for element in self.found.verdict.only_logged]

    @property
    def only_enacted(self) -> list[str]:
        return [self.name(element) for element in self.found.verdict.only_enacted]

    @cached_property
    def picture(self) -> Markup | None:
        """None when there is no diagram, or nothing to show on it."""
        badges = self._badges()
        return badges_picture(self.found.definition, badges) if self.found.definition and badges else None

    def name(self, element: str | None) -> str:
        """The name of an element as the diagram has it, or its id."""
        definition = self.found.definition
        known = definition.outline.elements.get(element or "") if definition else None
        return (sop_text(definition, known.name) if definition and known else "") or element or "–"

    def _badges(self) -> dict[str, Badge]:
        """What the tone says stands on the badge in words; what parts the two sides goes before what follows of it."""
        verdict = self.found.verdict
        place = verdict.difference and (verdict.difference.logged or verdict.difference.enacted)
        in_log = Badge(gettext("history"), "", gettext("More in the history than in the re-enactment"), "incident")
        in_play = Badge(gettext("re-enacted"), "", gettext("More in the re-enactment than in the history"), "active")
        apart = Badge(gettext("differs"), "", gettext("Not the same in history and re-enactment"), "incident")
        badges = dict.fromkeys(verdict.only_logged, in_log)
        badges |= {name: apart if name in badges else in_play for name in verdict.only_enacted}
        return {place.element: apart, **badges} if place and place.element else badges

    def _other_side(self, difference: Difference) -> str:
        if difference.failure is not None:
            return sentence(difference.failure)
        return self._deed(difference.enacted)

    def _deed(self, mark: Mark | None) -> str:
        return f"{DEEDS[mark.kind]} “{self.name(mark.element)}”" if mark else gettext("nothing more happens")

    def _unlike(self, logged: Mark | None, enacted: Mark | None) -> list[Row]:
        if logged is None or enacted is None:
            return []
        there, here = logged.terms or {}, enacted.terms or {}
        pairs = [
            (gettext("By the sequence flow"), logged.flow, enacted.flow),
            (gettext("Token"), logged.token, enacted.token),
            *((str(words), there.get(name), here.get(name)) for name, words in TERMS.items()),
        ]
        return [Row(what, _said(one), _said(other)) for what, one, other in pairs if exact(one) != exact(other)]


@room.get("/permohonan/<number>/ulang")
@entrance(AUDITOR)
def reenact(number: str) -> ResponseReturnValue:
    return render_template("archive/reenact.html", page=ReenactPage(reenacted(office(), number, by=user())))


def _said(value: Json) -> str:
    if value is None:
        return "–"
    if not isinstance(value, str):
        return exact(value)
    try:
        return when(datetime.fromisoformat(value))
    except ValueError:
        return value
