"""A working copy: the files of an SOP while analysts edit them. Nothing works by it until it is deployed."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.model.bundle import DIAGRAM, SCENARIOS, SOP

#: How long a title may be, in characters.
TITLE = 120
#: How large one file may be, in bytes, and how many a working copy may hold.
FILE_LIMIT = 5 * 2**20
FILES_LIMIT = 500
_ID = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_PATH = re.compile(rf"forms/{_ID}\.form|reports/templates/{_ID}(\.{_ID})?\.md", re.ASCII)


class CopyState(StrEnum):
    """open -> deployed | discarded. Only an open one can be changed."""

    OPEN = "open"
    DEPLOYED = "deployed"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The files of the SOP `sop` in editing. `base` is the version they were begun from (0: a new SOP), `owner` who
    began. All analysts may open and save it. All times are UTC; `saved_by` is the id of who saved last."""

    id: int
    sop: str
    title: str
    owner: int
    base: int
    made_at: datetime
    saved_at: datetime
    saved_by: int
    state: CopyState = CopyState.OPEN


def is_place(path: str) -> bool:
    """Whether a file of a bundle may have this path."""
    return path in (DIAGRAM, SOP, SCENARIOS) or _PATH.fullmatch(path) is not None
