"""How a version of an SOP comes about: proposals, and the history of the SOP itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: How long a note or a reason may be, in characters.
NOTE = 2000


class ProposalState(StrEnum):
    """open -> approved | rejected | withdrawn. What is no longer open never changes."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Milestone(StrEnum):
    """What happens to an SOP; the kinds of its history."""

    BEGAN = "began"  #: a working copy
    EDITED = "edited"  #: a working copy, for the first time by somebody who has not begun it
    DISCARDED = "discarded"  #: a working copy
    REOPENED = "reopened"  #: a working copy that was discarded
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    REJECTED = "rejected"
    DEPLOYED = "deployed"
    RESTORED = "restored"  #: deployed from an old version
    MIGRATED = "migrated"  #: running cases were moved to the version


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files `digest` shall become the next version of the SOP `sop`; they stay as they were proposed.

    `copy` is the working copy they come from, `over` the newest version at that time (0: none), `note` what has
    changed. `reason` says why it was rejected; `version` is what it became. People are ids, times UTC.
    """

    id: int
    sop: str
    copy: int
    over: int
    digest: str
    note: str
    proposed_by: int
    proposed_at: datetime
    state: ProposalState = ProposalState.OPEN
    decided_by: int | None = None
    decided_at: datetime | None = None
    reason: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DefinitionEvent:
    """One line of the history of an SOP; it is never changed. `actor` is as in the history of cases."""

    id: int
    sop: str
    kind: Milestone
    at: datetime
    actor: str
    note: str = ""
    digest: str | None = None
    version: int | None = None
    copy: int | None = None
    proposal: int | None = None
