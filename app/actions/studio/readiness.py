"""How far a working copy is from being a version: what a deploy asks for, point by point."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.actions.studio.access import must_read
from app.actions.studio.open_copy import Opened
from app.actions.studio.problems import judge
from app.model.bundle import SCENARIOS
from app.model.finding import Finding, Severity
from app.model.people import User
from app.model.release import Proposal
from app.model.story import StoryTold
from app.ports import Office


@dataclass(frozen=True)
class Readiness:
    """`told` is what came of the stories, None as long as nobody has played them; `has_stories` whether there are any.

    `last` is the newest version (0: none), `running` counts the cases that stay on their versions. `own` tells whether
    the person has edited the copy and four eyes are asked for.
    """

    findings: Sequence[Finding]
    has_stories: bool
    told: Sequence[StoryTold] | None
    last: int
    unchanged: bool
    running: int
    proposal: Proposal | None
    own: bool

    @property
    def errors(self) -> Sequence[Finding]:
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def failed(self) -> Sequence[StoryTold]:
        return [each for each in self.told or () if each.failure is not None]

    @property
    def may_go(self) -> bool:
        """Whether nothing that is known stands in the way."""
        return not (self.errors or self.failed or self.unchanged or self.proposal)


def readiness(office: Office, found: Opened, *, by: User) -> Readiness:
    """What stands in the way of deploying a working copy, without playing its stories. Raises Forbidden."""
    must_read(by)
    with office.store.reading() as reader:
        newest = reader.deployment(found.copy.sop)
        running = sum(reader.running_cases(found.copy.sop).values())
        proposal = reader.open_proposal_of(found.copy.id)
        own = office.four_eyes and by.id in reader.editors(found.copy.id)
    return Readiness(
        findings=judge(office, found.bundle).findings,
        has_stories=bool(found.bundle.files.get(SCENARIOS, b"").strip()),
        told=office.rehearsed.get(found.bundle.digest),
        last=newest.version if newest else 0,
        unchanged=newest is not None and newest.digest == found.bundle.digest,
        running=running,
        proposal=proposal,
        own=own,
    )
