"""From the history of a case to its figures.

A fold over events and nothing else: the same history always gives the same figures, so they can be thrown away and
counted again. It is patient: a payload that was erased, or a clock that went backwards, spoils no more than it must.

A case that was moved to another version counts under that one, with all it has done before: a case is in one place, and
the figures of a version are those of whole cases.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.model.advance import Kind
from app.model.event import Event, Happening, told
from app.model.measures import CANCELLED, NO_TIME, CaseEnd, CaseMeasure, Seconds, Stay, variant
from app.model.office_hours import OfficeHours, gross
from app.model.service_days import ServiceDays
from app.model.values import Json

#: Work that counts as an activity; a timer or a message stands open beside it.
ACTIVITIES = frozenset({Kind.USER.value, Kind.SERVICE.value})
_INCIDENTS = frozenset({Happening.INCIDENT_OPENED, Happening.INCIDENT_RESOLVED})
_HANDS = _INCIDENTS | {
    Happening.WORK_CLAIMED,
    Happening.WORK_RELEASED,
    Happening.WORK_HANDED_OVER,
    Happening.WORK_TAKEN_OVER,
}


def measure(history: Iterable[Event], hours: OfficeHours) -> CaseMeasure | None:
    """The figures of one case from its whole history, in order; None when there is no event."""
    tale = _Tale(hours)
    for event in history:
        tale.hear(event)
    return tale.told()


@dataclass(slots=True)
class _Open:
    """An activity that is open: how long it has been in which phase."""

    element: str
    kind: str
    opened: datetime
    visit: int
    since: datetime
    claimed: bool = False
    ever_claimed: bool = False
    halted: bool = False
    spent: dict[str, Seconds] = field(default_factory=dict)

    @property
    def phase(self) -> str:
        if self.halted:
            return "stopped"
        return "worked" if self.claimed or self.kind == Kind.SERVICE else "waited"

    def until(self, at: datetime, hours: OfficeHours) -> None:
        """Count the time since the last change for the phase it was in."""
        before = self.spent.get(self.phase, NO_TIME)
        passed = Seconds(before.gross + gross(self.since, at), before.office + hours.between(self.since, at))
        self.spent[self.phase] = passed
        self.since = at


class _Tale:
    """A history being listened to."""

    def __init__(self, hours: OfficeHours) -> None:
        self._hours = hours
        self._clock = ServiceDays(hours)
        self._open: dict[int, _Open] = {}
        self._visits: Counter[str] = Counter()
        self._flows: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()
        self._stays: list[Stay] = []
        self._started: datetime | None = None
        self._over: tuple[datetime, str] | None = None
        self._events = 0

    def hear(self, event: Event) -> None:
        self._events = event.number
        self._started = self._started or event.at
        if event.flow:
            self._flows[event.flow] += 1
        said = told(event)
        match event.kind:
            case Happening.ELEMENT_PASSED:
                self._passed[event.element or ""] += 1
            case Happening.WORK_OPENED:
                self._open_up(event, said)
            case Happening.WORK_COMPLETED:
                self._complete(event, said)
            case Happening.WORK_CANCELLED:
                self._taken_out(event, said)
            case Happening.INSTANCE_ENDED:
                self._over = event.at, event.element or ""
            case Happening.INSTANCE_CANCELLED:
                self._over = event.at, CANCELLED
            case kind if kind in _HANDS:
                self._change_hands(event, said)
            case _:
                self._clock.hear(event, said)

    def told(self) -> CaseMeasure | None:
        if self._started is None:
            return None
        ended = self._over[0] if self._over else None
        return CaseMeasure(
            events=self._events,
            started=self._started,
            started_on=self._hours.day_of(self._started),
            ended=ended,
            ended_on=self._hours.day_of(ended) if ended else None,
            end=self._end(self._started, *self._over) if self._over else None,
            path=tuple(stay.element for stay in self._stays),
            stays=tuple(self._stays),
        )

    def _end(self, started: datetime, ended: datetime, outcome: str) -> CaseEnd:
        return CaseEnd(
            outcome=outcome,
            whole=Seconds(gross(started, ended), self._hours.between(started, ended)),
            late=self._clock.late,
            used=self._clock.used,
            variant=variant(stay.element for stay in self._stays),
            repeats=sum(stay.visit > 1 for stay in self._stays),
            flows=self._flows,
            passed=self._passed,
        )

    def _open_up(self, event: Event, said: Mapping[str, Json]) -> None:
        element, token = event.element or "", said.get("token")
        # The further items of a multi-instance task come by no flow: they belong to the same visit.
        anew = bool(event.flow) or not self._visits[element]
        self._visits[element] += anew
        visit = self._visits[element] if anew else 0
        kind = str(said.get("work", Kind.USER.value))
        self._open[token if isinstance(token, int) else -event.number] = _Open(
            element, kind, event.at, visit, since=event.at
        )

    def _complete(self, event: Event, said: Mapping[str, Json]) -> None:
        work = self._taken_out(event, said)
        if work is None:
            return
        if work.kind not in ACTIVITIES:
            self._passed[work.element] += 1
            return
        work.until(event.at, self._hours)
        self._stays.append(_stay(work, event, self._hours))

    def _change_hands(self, event: Event, said: Mapping[str, Json]) -> None:
        key = self._key(event, said)
        if key is None:
            return
        work = self._open[key]
        work.until(event.at, self._hours)
        if event.kind in _INCIDENTS:
            work.halted = event.kind is Happening.INCIDENT_OPENED
        else:
            work.claimed = event.kind is not Happening.WORK_RELEASED
            work.ever_claimed = True

    def _taken_out(self, event: Event, said: Mapping[str, Json]) -> _Open | None:
        key = self._key(event, said)
        return None if key is None else self._open.pop(key)

    def _key(self, event: Event, said: Mapping[str, Json]) -> int | None:
        """The token an event speaks of; where its payload was erased, the oldest that is open at its element."""
        token = said.get("token")
        if isinstance(token, int) and token in self._open:
            return token
        return next((key for key, work in self._open.items() if work.element == event.element), None)


def _stay(work: _Open, event: Event, hours: OfficeHours) -> Stay:
    phases = {phase: work.spent.get(phase, NO_TIME) for phase in ("waited", "worked", "stopped")}
    by_person = work.kind != Kind.SERVICE
    return Stay(
        number=event.number,
        element=work.element,
        day=hours.day_of(event.at),
        opened=work.opened,
        done=event.at,
        visit=work.visit,
        whole=Seconds(sum(it.gross for it in phases.values()), sum(it.office for it in phases.values())),
        waited=phases["waited"] if by_person and work.ever_claimed else None,
        worked=phases["worked"] if work.ever_claimed or not by_person else None,
        stopped=phases["stopped"],
    )
