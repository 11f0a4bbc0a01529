"""What a back-test is about: which finished cases are played on which draft, and what stands for missing answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from app.model.values import Json


@dataclass(frozen=True)
class BacktestPlan:
    """Cases of the SOP `sop` that have ended from `since` to `until` (days of the office's zone, both included), of
    these `versions` (none: of all), on the draft with the digest `draft`.

    `standing` are answers by element and field that are given wherever the recording has none. `copy` is the working
    copy whose files the draft was at that time; None: files from elsewhere.
    """

    sop: str
    draft: str
    since: date
    until: date
    versions: frozenset[int] = frozenset()
    standing: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    copy: int | None = None

    def to_row(self) -> dict[str, Json]:
        """As plain data."""
        versions: list[Json] = [*sorted(self.versions)]
        return {
            "sop": self.sop,
            "draft": self.draft,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "versions": versions,
            "standing": {element: dict(answers) for element, answers in self.standing.items()},
            "copy": self.copy,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Json]) -> Self:
        """What `to_row` has given. Raises ValueError or KeyError for anything else."""
        versions, standing, copy = row.get("versions"), row.get("standing"), row.get("copy")
        return cls(
            str(row["sop"]),
            str(row["draft"]),
            date.fromisoformat(str(row["since"])),
            date.fromisoformat(str(row["until"])),
            frozenset(it for it in versions if isinstance(it, int)) if isinstance(versions, list) else frozenset(),
            {it: answers for it, answers in standing.items() if isinstance(answers, dict)}
            if isinstance(standing, dict)
            else {},
            copy if isinstance(copy, int) else None,
        )
