"""Searches of the archive that a person has kept."""

from dataclasses import dataclass
from datetime import datetime

#: How many searches a person keeps, and how long a name may be: a list that one still reads.
KEPT = 50
NAME = 80


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search somebody has kept under a name of his. `query` is what stands in the address behind the `?`."""

    id: int
    person: int
    name: str
    query: str
    saved_at: datetime
