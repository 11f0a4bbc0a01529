"""What a back-test has found over all cases: how many of each outcome and reason, and how often each element and flow
was come to then and would be now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.model.backtest import Outcome, Verdict
from app.model.errors import packed
from app.model.event import Happening
from app.model.recorded import Way
from app.model.values import Json

#: So many different reasons are counted; any further ones only stand with their cases.
REASONS = 500


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was come to then, and would be now; `stops` are cases that would end there."""

    then: int = 0
    now: int = 0
    stops: int = 0

    @property
    def gained(self) -> int:
        return self.now - self.then


@dataclass
class Tally:
    """Counts over cases; grows with the diagram and the different reasons, not with the number of cases.

    `then` and `now` count arrivals at elements and flows, which share no ids in a diagram; `stops` are the cases that
    would not go on from an element, `unused` the recorded answers nobody would have asked for.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    then: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    stops: Counter[str] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Count one more case."""
        self.outcomes[verdict.outcome] += 1
        reason = (verdict.outcome.value, packed(verdict.reason))
        if reason in self.reasons or len(self.reasons) < REASONS:
            self.reasons[reason] += 1
        self.then.update(_arrivals(verdict.then))
        self.now.update(_arrivals(verdict.now))
        self.stops.update([verdict.stopped_at] if verdict.stopped_at else ())
        self.unused.update(verdict.unused)

    @property
    def cases(self) -> int:
        return self.outcomes.total()

    def count(self, *outcomes: Outcome) -> int:
        """How many cases have one of these outcomes."""
        return sum(self.outcomes[outcome] for outcome in outcomes)

    def counts(self) -> dict[str, Count]:
        """The counts of every element and flow that was come to, then or now."""
        ids = self.then.keys() | self.now.keys() | self.stops.keys()
        return {it: Count(self.then[it], self.now[it], self.stops[it]) for it in sorted(ids)}

    def to_row(self) -> dict[str, Json]:
        """As plain data."""
        reasons: list[Json] = [[outcome, reason, count] for (outcome, reason), count in self.reasons.most_common()]
        counters: Mapping[str, Mapping[str, int]] = {name: getattr(self, name) for name in COUNTERS}
        return {"reasons": reasons, **{name: dict(counter) for name, counter in counters.items()}}

    @classmethod
    def from_row(cls, row: Json) -> "Tally":
        """What `to_row` has given; empty for anything else."""
        told = row if isinstance(row, dict) else {}
        reasons = Counter({(outcome, reason): count for outcome, reason, count in _triples(told.get("reasons"))})
        return cls(reasons=reasons, **{name: _counter(told.get(name)) for name in COUNTERS})


#: The counters of a tally that are by name.
COUNTERS = ("outcomes", "then", "now", "stops", "unused")


def _arrivals(way: Way) -> Iterator[str]:
    """The elements and flows that tokens come to. Of events beside the way nobody saw that they were waiting."""
    waiting: Counter[str] = Counter()
    for station in way.stations:
        if station.kind is Happening.WORK_COMPLETED and waiting[station.element]:
            waiting[station.element] -= 1
        else:
            waiting[station.element] += station.kind is Happening.WORK_OPENED
            yield station.element
        if station.flow:
            yield station.flow


def _triples(value: Json) -> Iterator[tuple[str, str, int]]:
    for it in value if isinstance(value, list) else ():
        match it:
            case [str(outcome), str(reason), int(count)]:
                yield outcome, reason, count


def _counter(value: Json) -> Counter[str]:
    pairs: Iterable[tuple[str, Json]] = value.items() if isinstance(value, dict) else ()
    return Counter({name: count for name, count in pairs if isinstance(count, int)})
