"""Who is told of a proposal: releasers that it waits for them, its author what became of it."""

from app.actions._definitions import definition
from app.actions._notify import tell
from app.model.notice import Announcement, Audience, Topic
from app.model.people import RELEASER, User
from app.model.release import Proposal
from app.model.values import Variables
from app.ports import Office, Unit


def tell_releasers(office: Office, unit: Unit, proposal: Proposal, *, by: User) -> None:
    """Tell all releasers but `by` that a proposal waits."""
    _tell(office, unit, proposal, "proposed", Audience(group=RELEASER, but=by.login), by, words=proposal.note)


def tell_author(office: Office, unit: Unit, proposal: Proposal, what: str, *, by: User, words: str) -> None:
    """Tell the author, unless it was himself, that his proposal was "approved" (`words`: the version), or "rejected"
    (why)."""
    _tell(office, unit, proposal, what, Audience(person=proposal.proposed_by, but=by.login), by, words=words)


def _tell(
    office: Office, unit: Unit, proposal: Proposal, what: str, audience: Audience, by: User, *, words: str
) -> None:
    facts: Variables = {
        "what": what,
        "number": definition(office, unit, proposal.digest).sop.identity.title,
        "words": " ".join(words.split()),
        "proposal": proposal.id,
        "by": by.login,
    }
    now = office.clock()
    about = Announcement(Topic.RELEASE, f"proposal/{proposal.id}/{what}", audience, None, facts, now)
    tell(office, unit, [about], now=now)
