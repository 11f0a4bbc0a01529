"""Decide on a proposal: what is approved is deployed, to the byte as it was proposed."""

from dataclasses import replace

from app.actions._enter import Wish, enter
from app.actions.deploy import pass_gate
from app.actions.studio._tell import tell_author
from app.actions.studio.access import must_release, noted
from app.actions.studio.propose import still_open, write
from app.actions.studio.release import may_release, settle
from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.errors import NotFound
from app.model.people import User
from app.model.release import Milestone, Proposal, ProposalState
from app.ports import Office, Reader

REASON_MISSING = "Please say why, so that the author can mend it."


def approve(office: Office, proposal_id: int, *, over: int, by: User) -> Deployment:
    """Deploy what was proposed. `over` is the newest version that the releaser has seen.

    Raises Forbidden unless he is a releaser, OwnWork when four eyes are asked for and he has edited or proposed it,
    Decided, Overtaken, NotFound, and what `pass_gate` raises. Of two who approve at once one makes the version.
    """
    must_release(by)
    with office.store.reading() as reader:
        proposal, bundle = _decidable(office, reader, proposal_id, by)
    pass_gate(office, bundle, proposal.sop)
    now = office.clock()
    with office.store.writing() as unit:
        unit.hold_working_copy(proposal.copy)  # always before its proposal, lest two units wait for each other
        unit.hold_proposal(proposal_id)
        proposal, bundle = _decidable(office, unit, proposal_id, by)
        wish = Wish(proposal.sop, bundle, by.actor, proposal.note, now, over, copy=proposal.copy, proposal=proposal.id)
        write(unit, proposal, Milestone.APPROVED, office, by)
        deployment = enter(unit, wish)
        decided = replace(proposal, state=ProposalState.APPROVED, decided_by=by.id, decided_at=now)
        unit.save_proposal(replace(decided, version=deployment.version))
        settle(unit, proposal.copy, deployment)
        tell_author(office, unit, proposal, "approved", by=by, words=str(deployment.version))
        unit.commit()
    return deployment


def reject(office: Office, proposal_id: int, reason: str, *, by: User) -> None:
    """Send a proposal back. Raises Forbidden, Decided, NotFound, or LajurError without a reason."""
    must_release(by)
    words = noted(reason, REASON_MISSING)
    now = office.clock()
    with office.store.writing() as unit:
        proposal = still_open(unit.hold_proposal(proposal_id))
        unit.save_proposal(
            replace(proposal, state=ProposalState.REJECTED, decided_by=by.id, decided_at=now, reason=words)
        )
        write(unit, proposal, Milestone.REJECTED, office, by, words)
        tell_author(office, unit, proposal, "rejected", by=by, words=words)
        unit.commit()


def _decidable(office: Office, books: Reader, proposal_id: int, by: User) -> tuple[Proposal, Bundle]:
    proposal = still_open(books.proposal(proposal_id))
    bundle = books.bundle(proposal.digest)
    if bundle is None:
        raise NotFound
    may_release(office, by, books.editors(proposal.copy) | {proposal.proposed_by})
    return proposal, bundle
