"""Histograms of durations: small, added up in any order, and exact to two in a hundred.

Buckets grow by GROWTH: bucket k (1, 2, ...) holds what lies above GROWTH^(k-2) up to GROWTH^(k-1) seconds, and is read
as the value whose distance to both ends is the same in proportion. So no percentile is off by more than ERROR of
itself (and half a second), whatever the durations are. Numbers, sums and the greatest value are exact.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil, log

GROWTH = 1.04
#: The greatest error of a percentile, in proportion.
ERROR = (GROWTH - 1) / (GROWTH + 1)
_LOG = log(GROWTH)


@dataclass(slots=True)
class Histogram:
    """How often which duration (whole seconds) was seen. It grows by `add` and `merge`."""

    count: int = 0
    total: int = 0
    largest: int = 0
    buckets: dict[int, int] = field(default_factory=dict)

    def add(self, seconds: int) -> None:
        self.count += 1
        self.total += seconds
        self.largest = max(self.largest, seconds)
        bucket = _bucket(seconds)
        self.buckets[bucket] = self.buckets.get(bucket, 0) + 1

    def merge(self, other: "Histogram") -> None:
        self.count += other.count
        self.total += other.total
        self.largest = max(self.largest, other.largest)
        mine = self.buckets
        for bucket, seen in other.buckets.items():  # a Counter would take twice as long
            mine[bucket] = mine.get(bucket, 0) + seen

    def percentile(self, share: float) -> int:
        """The duration that `share` (0 to 1) of all do not exceed: the nearest rank. 0 when there is nothing."""
        rank = max(1, ceil(share * self.count))
        if rank >= self.count:
            return self.largest
        ordered = sorted(self.buckets.items())
        so_far = accumulate(seen for _, seen in ordered)
        return next(_value(bucket) for (bucket, _), seen in zip(ordered, so_far, strict=True) if seen >= rank)

    def to_row(self) -> list[int]:
        """As numbers: count, total, largest, then bucket and count by turns."""
        return [self.count, self.total, self.largest, *_flat(self.buckets)]

    @classmethod
    def from_row(cls, row: Sequence[int]) -> "Histogram":
        pairs = iter(row[3:])
        return cls(row[0], row[1], row[2], dict(zip(pairs, pairs, strict=True)))


def merged(histograms: Iterable[Histogram]) -> Histogram:
    """All of them as one."""
    whole = Histogram()
    for histogram in histograms:
        whole.merge(histogram)
    return whole


def _bucket(seconds: int) -> int:
    return ceil(log(seconds) / _LOG) + 1 if seconds > 0 else 0


def _value(bucket: int) -> int:
    return round(2 * GROWTH ** (bucket - 1) / (1 + GROWTH)) if bucket else 0


def _flat(buckets: dict[int, int]) -> Iterator[int]:
    for bucket, seen in sorted(buckets.items()):
        yield bucket
        yield seen
