"""What lint tells an analyst."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.errors import LajurError


class Severity(StrEnum):
    ERROR = "error"  #: the deploy is refused
    WARNING = "warning"  #: worth a look; the deploy goes on


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one element. `rule` is the name of the rule (its file), `line` the line of the diagram.

    `says` is the sentence with its facts, to be told in any language; `sentence` is its English.
    """

    rule: str
    severity: Severity
    element: str | None
    says: LajurError
    line: int | None = None

    @property
    def sentence(self) -> str:
        return begun(str(self.says))


def begun(sentence: str) -> str:
    """A sentence that may start with the name of something, with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]
