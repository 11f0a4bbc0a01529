"""One case of a back-test: its way then and its way now, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.actions.backtest.results import Result
from app.model.backtested import Backtested, aligned
from app.model.event import Happening
from app.model.outline import Outline
from app.model.people import AUDITOR
from app.model.recorded import Station
from app.web.shared.house import user
from app.web.shared.languages import gettext, lazy_gettext, sop_text
from app.web.shared.pages import stored
from app.web.shared.words import Chip
from app.web.studio.backtest_view import chip, name_of

DEEDS = {
    Happening.WORK_OPENED: lazy_gettext("waits at"),
    Happening.WORK_COMPLETED: lazy_gettext("has completed"),
    Happening.ELEMENT_PASSED: lazy_gettext("passes"),
}


@dataclass(frozen=True)
class Line:
    """A line of two ways side by side; empty where one has nothing there. `mark` says how they part: `first`, `other`
    or nothing."""

    then: str
    now: str
    mark: str


@dataclass(frozen=True)
class CaseView:
    """One case, its way then and its way now."""

    found: Result
    row: Backtested
    old: Outline

    @property
    def chip(self) -> Chip:
        return chip(self.row.outcome)

    @property
    def reason(self) -> str:
        return stored(self.row.reason)

    @property
    def may_replay(self) -> bool:
        """Whether this person may read the case in the archive."""
        return AUDITOR in user().groups

    @property
    def lines(self) -> list[Line]:
        return [*self._lines(aligned(self.row))]

    def _lines(self, pairs: Iterator[tuple[Station | None, Station | None]]) -> Iterator[Line]:
        parted = False
        for then, now in pairs:
            differs = then != now
            yield Line(self._told(then), self._told(now), "" if not differs else "other" if parted else "first")
            parted = parted or differs
        if self.row.stopped_at:
            yield Line("", gettext("stops here"), "stop")

    def _told(self, station: Station | None) -> str:
        if station is None:
            return ""
        flow = self.found.draft.outline.flows.get(station.flow or "") or self.old.flows.get(station.flow or "")
        label = f" ({sop_text(self.found.draft, flow.name)})" if flow and flow.name else ""
        return f"{DEEDS[station.kind]} “{name_of(self.found, station.element, self.old)}”{label}"
