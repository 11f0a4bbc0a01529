"""Sheets of figures: what happened in one SOP and version on one day, or on many days added up.

Each thing is counted on the day it happened and never again: the start of a case on the day it started, a stay at an
activity on the day it was done, and what is known of a whole case on the day it ended. So a day that is over does not
change, and the sheet of a month is the sum of its days.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.model.histogram import Histogram, merged
from app.model.measures import CaseEnd, Seconds, Stay

#: The parts of a sheet that one may leave unread; reading all of them takes its time.
PARTS = frozenset({"used", "variants", "activities", "flows", "passed"})


@dataclass(slots=True)
class Times:
    """Durations twice: by the clock on the wall, and within office hours."""

    gross: Histogram = field(default_factory=Histogram)
    office: Histogram = field(default_factory=Histogram)

    def add(self, seconds: Seconds) -> None:
        self.gross.add(seconds.gross)
        self.office.add(seconds.office)

    def merge(self, other: "Times") -> None:
        self.gross.merge(other.gross)
        self.office.merge(other.office)

    def to_row(self) -> list[list[int]]:
        return [self.gross.to_row(), self.office.to_row()]

    @classmethod
    def from_row(cls, row: list[list[int]]) -> "Times":
        return cls(*map(Histogram.from_row, row))


@dataclass(slots=True)
class ActivityFigures:
    """What is known of one activity, or of all those of a lane. The times are those of `app.model.measures.Stay`.

    `visits` says how many visits were the first, the second, ... of their case.
    """

    visits: Counter[int] = field(default_factory=Counter)
    whole: Times = field(default_factory=Times)
    waited: Times = field(default_factory=Times)
    worked: Times = field(default_factory=Times)
    stopped: Times = field(default_factory=Times)

    @property
    def done(self) -> int:
        return self.whole.gross.count

    @property
    def cases_again(self) -> int:
        """How many cases came here once more than once: each of them had a second visit."""
        return self.visits[2]

    @property
    def repeats(self) -> int:
        """Visits beyond the first of their case."""
        return sum(seen for visit, seen in self.visits.items() if visit > 1)

    def add(self, stay: Stay) -> None:
        if stay.visit:
            self.visits[stay.visit] += 1
        self.whole.add(stay.whole)
        for times, seconds in ((self.waited, stay.waited), (self.worked, stay.worked)):
            if seconds is not None:
                times.add(seconds)
        if stay.stopped.gross:
            self.stopped.add(stay.stopped)

    def merge(self, other: "ActivityFigures") -> None:
        self.visits.update(other.visits)
        self.whole.merge(other.whole)
        self.waited.merge(other.waited)
        self.worked.merge(other.worked)
        self.stopped.merge(other.stopped)

    def to_row(self) -> list[Any]:
        times = (self.whole, self.waited, self.worked, self.stopped)
        return [_named(self.visits), *(each.to_row() for each in times)]

    @classmethod
    def from_row(cls, row: list[Any]) -> "ActivityFigures":
        return cls(_numbered(row[0]), *map(Times.from_row, row[1:]))


@dataclass(slots=True)
class Sheet:
    """`started` cases, `ends` by outcome with their durations, and of the ended ones: how many kept the promise of the
    service clock (`in_time`, `late`), the working days it had run (`used`), how many did something more than once
    (`again`), durations by `variants`, and how often `flows` were taken and gateways and events `passed`.
    `activities` are by element: the stays that were done."""

    started: int = 0
    in_time: int = 0
    late: int = 0
    again: int = 0
    ends: dict[str, Times] = field(default_factory=dict)
    used: Counter[int] = field(default_factory=Counter)
    variants: dict[str, Times] = field(default_factory=dict)
    activities: dict[str, ActivityFigures] = field(default_factory=dict)
    flows: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)

    @property
    def ended(self) -> int:
        return sum(times.gross.count for times in self.ends.values())

    @property
    def whole(self) -> Times:
        """How long the ended cases took."""
        times = self.ends.values()
        return Times(merged(each.gross for each in times), merged(each.office for each in times))

    def add_end(self, end: CaseEnd) -> None:
        self.ends.setdefault(end.outcome, Times()).add(end.whole)
        self.variants.setdefault(end.variant, Times()).add(end.whole)
        self.again += end.repeats > 0
        self.flows.update(end.flows)
        self.passed.update(end.passed)
        self.late += end.late is True
        self.in_time += end.late is False
        if end.used is not None:
            self.used[end.used] += 1

    def add_stay(self, stay: Stay) -> None:
        self.activities.setdefault(stay.element, ActivityFigures()).add(stay)

    def merge(self, other: "Sheet") -> None:
        self.started += other.started
        self.in_time += other.in_time
        self.late += other.late
        self.again += other.again
        for outcome, times in other.ends.items():
            self.ends.setdefault(outcome, Times()).merge(times)
        for variant, durations in other.variants.items():
            self.variants.setdefault(variant, Times()).merge(durations)
        for element, figures in other.activities.items():
            self.activities.setdefault(element, ActivityFigures()).merge(figures)
        self.used.update(other.used)
        self.flows.update(other.flows)
        self.passed.update(other.passed)

    def to_row(self) -> dict[str, Any]:
        """The sheet as JSON."""
        return {
            "cases": [self.started, self.in_time, self.late, self.again],
            "ends": {outcome: times.to_row() for outcome, times in self.ends.items()},
            "used": _named(self.used),
            "variants": {variant: durations.to_row() for variant, durations in self.variants.items()},
            "activities": {element: figures.to_row() for element, figures in self.activities.items()},
            "flows": dict(self.flows),
            "passed": dict(self.passed),
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any], only: Collection[str] = PARTS) -> "Sheet":
        """The sheet of a row; of the PARTS only those that are wanted, the others are empty."""
        row = {**row, **{part: {} for part in PARTS if part not in only}}
        started, in_time, late, again = row["cases"]
        return cls(
            started,
            in_time,
            late,
            again,
            {outcome: Times.from_row(times) for outcome, times in row["ends"].items()},
            _numbered(row["used"]),
            {variant: Times.from_row(durations) for variant, durations in row["variants"].items()},
            {element: ActivityFigures.from_row(figures) for element, figures in row["activities"].items()},
            Counter(row["flows"]),
            Counter(row["passed"]),
        )


def sum_of(sheets: Iterable[Sheet]) -> Sheet:
    """All sheets as one."""
    whole = Sheet()
    for sheet in sheets:
        whole.merge(sheet)
    return whole


def _named(counts: Counter[int]) -> dict[str, int]:
    """JSON has texts for keys."""
    return {str(number): seen for number, seen in counts.items()}


def _numbered(counts: Mapping[str, int]) -> Counter[int]:
    return Counter({int(number): seen for number, seen in counts.items()})
