"""What a verification reads: cases and their histories as they are kept, without trusting them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from app.model.dossier import Deployed, Dossier, Entry, Head

#: Comes before the internal number of every case, of those that were never given out as well.
BEFORE_ALL = -(2**63)


class ProofsReader(Protocol):
    """Reads what is kept, whatever is kept: a row that cannot be read is told of in its dossier, and raises nothing."""

    def id_of(self, number: str) -> int | None:
        """The internal number of a case."""

    def dossiers(self, *, after: int = BEFORE_ALL, limit: int = 100) -> Sequence[Dossier]:
        """Cases by their internal number, from the one after `after` on; histories without a case among them."""

    def entries(self, instance_id: int, *, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """The history of a case from the event after the number `after` on."""

    def heads(self, *, after: int = BEFORE_ALL, limit: int = 1000) -> Sequence[Head]:
        """How far each case has come, by internal number."""

    def digests_at(self, places: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], bytes]:
        """The digests of events, by internal number of the case and number of the event; what is not there is left
        out."""

    def deployed(self) -> Sequence[Deployed]:
        """All versions of all SOPs, by SOP and version."""

    def numbers_given(self) -> Mapping[tuple[str, int], int]:
        """The last number given out of each series (and year). Internal numbers of cases are the series
        `instance.id` of the year 0, case numbers `case:<prefix>` of their year."""
