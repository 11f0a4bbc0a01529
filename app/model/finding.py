"""What lint tells an analyst."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  #: the deploy is refused
    WARNING = "warning"  #: worth a look; the deploy goes on


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one element. `rule` is the name of the rule (its file), `line` the line of the diagram."""

    rule: str
    severity: Severity
    element: str | None
    sentence: str
    line: int | None = None
