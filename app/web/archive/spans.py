"""What stands on the page of a case only for a while: from one entry of its history until another."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """`it` stands from the entry `since` on, until the entry `until` comes (None: to the end)."""

    it: T
    since: int
    until: int | None = None

    def holds(self, number: int) -> bool:
        return self.since <= number and (self.until is None or number < self.until)
