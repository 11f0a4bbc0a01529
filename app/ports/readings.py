"""Who has read which case: what the books answer and keep."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from app.model.reading import CaseReading, Reading, ReadingQuery


class ReadingsReader(Protocol):
    """Reads who has read."""

    def readings(self, query: ReadingQuery) -> Sequence[CaseReading]:
        """Newest first."""

    def is_read(self, person: int, instance_id: int, what: Reading, at: datetime) -> bool:
        """Whether there is a note of this reading in the span (`app.model.reading.SPAN`) in which `at` lies."""


class ReadingsUnit(ReadingsReader, Protocol):
    """Keeps who has read. What was noted is never changed and never goes away."""

    def note_readings(self, person: int, instances: Iterable[int], what: Reading, at: datetime) -> None:
        """Note that a person has read these cases; where the span of `at` has such a note, it stays as it is."""
