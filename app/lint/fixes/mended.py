"""What a fix makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.errors import LajurError


@dataclass(frozen=True)
class Mended:
    """The diagram after a fix, and the files that it adds to the bundle by their paths."""

    diagram: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


class NothingToMend(LajurError):
    """There is nothing to mend here any more; look at the problems anew."""

    status = 409
