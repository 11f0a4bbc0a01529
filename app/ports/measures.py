"""Figures of the archive: what the books answer and keep. All of it comes from the history and can be counted anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from app.model.measures import CaseEnd, CaseMeasure, Seconds, Stay
from app.model.period import Part, Period
from app.model.sheets import PARTS, Sheet


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A case with `events` events, some of which are not counted yet."""

    instance: int
    sop: str
    version: int
    events: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """The name of a sheet: of a day, or of the month that begins with `first`."""

    sop: str
    version: int
    first: date
    monthly: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What was counted for one day: how many cases started, how others ended, what was done."""

    started: int
    ends: Sequence[CaseEnd]
    stays: Sequence[Stay]


@dataclass(frozen=True, slots=True)
class Counted:
    """How far the figures go. Everything before `until` is in them; `waiting` cases have news that are not. `basis` is
    the office calendar they were counted by (`OfficeHours.basis`)."""

    until: datetime | None
    basis: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Way:
    """The activities of a variant in their order, and the sequence flows the first case took that went so."""

    path: tuple[str, ...]
    flows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trail:
    """A case as a line of dots: which activity was done when."""

    number: str
    started: datetime
    ended: datetime | None
    dots: Sequence[tuple[str, datetime]]


class Counts(StrEnum):
    """Which cases stand behind a figure."""

    STARTED = "started"  #: those that started in the period
    ENDED = "ended"  #: those that ended in it
    RUNNING = "running"  #: those that had started and not ended when it was over
    DONE = "done"  #: those in which an activity was done in it: a row for each stay


class Promise(StrEnum):
    """What became of the promise of the service clock in a case that has ended."""

    KEPT = "kept"
    LATE = "late"
    NONE = "none"  #: the case was over before the clock stopped


@dataclass(frozen=True, slots=True)
class BehindQuery:
    """The rows behind a figure, newest first or longest first. `outcome`, `promise` and `variant` narrow those that
    have ended, `element` names the activity that was done; `again` wants only what was done more than once,
    `visit` only stays of the first, second, ... visit."""

    sop: str
    counts: Counts
    version: int | None = None
    period: Period = field(default_factory=Period)
    outcome: str = ""
    promise: Promise | None = None
    variant: str = ""
    element: str = ""
    again: bool = False
    visit: int = 0
    longest: bool = False
    skip: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Behind:
    """A case behind a figure, or one stay of it: when that began and was over, and how long it took."""

    number: str
    title: str
    began: datetime
    over: datetime | None
    outcome: str | None
    late: bool | None
    whole: Seconds | None
    waited: Seconds | None = None
    worked: Seconds | None = None
    visit: int = 0


class MeasuresReader(Protocol):
    """Reads figures."""

    def uncounted(self, *, limit: int) -> Sequence[Uncounted]:
        """Cases with news, first ids first."""

    def counted(self, *, up_to: int) -> Counted:
        """How far the figures go; cases that wait are counted no further than `up_to`."""

    def stale(self, *, monthly: bool, limit: int) -> Sequence[Leaf]:
        """Sheets that no longer say what they should."""

    def day(self, leaf: Leaf) -> Day:
        """What the sheet of a day must hold."""

    def sheets(
        self, sop: str, version: int | None, wanted: Iterable[Part], only: Collection[str] = PARTS
    ) -> Sequence[tuple[Leaf, Sheet]]:
        """The sheets of an SOP, of one version or all, by their first day; `only` as in `Sheet.from_row`. They are the
        caller's own."""

    def months(self, sop: str) -> Sequence[date]:
        """The months for which there are sheets, in order."""

    def balance(self, sop: str, version: int | None, until: date | None) -> int:
        """How many cases had started and not ended at the end of a day (None: as far as the figures go)."""

    def ways(self, sop: str, variants: Collection[str]) -> Mapping[str, Way]:
        """The ways of these variants."""

    def behind(self, query: BehindQuery) -> Sequence[Behind]:
        """The cases or stays behind a figure."""

    def trails(self, sop: str, version: int | None, period: Period, *, limit: int) -> tuple[int, Sequence[Trail]]:
        """How many cases started in a period, and at most `limit` of them, spread evenly, in the order they started."""


class MeasuresUnit(MeasuresReader, Protocol):
    """Keeps figures."""

    def hold_figures(self, basis: str) -> None:
        """Wait until nobody else counts; the first one ever notes the basis."""

    def keep_measures(self, measures: Iterable[tuple[Uncounted, CaseMeasure | None]]) -> None:
        """Keep the figures of these cases, mark the sheets they change as stale, and tick their news off.

        Figures that are not newer than the ones kept change nothing. None: the history could not be read.
        """

    def keep_sheet(self, leaf: Leaf, sheet: Sheet) -> None:
        """Keep a sheet, which is right again; that of its month is stale from now on."""

    def note_counted(self, until: datetime) -> None:
        """Everything before `until` is in the figures."""

    def count_anew(self, basis: str) -> None:
        """Throw all figures away: every case has news."""
