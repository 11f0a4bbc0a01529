"""Propose the files of a working copy as the next version of their SOP."""

from dataclasses import replace

from app.actions._enter import Overtaken
from app.actions.deploy import pass_gate
from app.actions.studio._tell import tell_releasers
from app.actions.studio.access import held, must_edit, noted
from app.actions.studio.open_copy import opened
from app.model.bundle import Bundle
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.people import User
from app.model.release import DefinitionEvent, Milestone, Proposal, ProposalState
from app.model.studio import WorkingCopy
from app.ports import Office, Unit

NOTE_MISSING = "Please say what has changed, and why."


class Edited(Conflict):
    """This working copy has been saved since you read it; please look at it again."""


class AlreadyProposed(Conflict):
    """A proposal of this working copy waits already; withdraw it first."""


class Decided(Conflict):
    """This proposal has been decided on, or withdrawn, in the meantime."""


class Unchanged(LajurError):
    """This is what version {version} says already: there is nothing to deploy."""


def propose(office: Office, copy_id: int, *, read: str, over: int, note: str, by: User) -> Proposal:
    """Propose the files of a working copy. They are kept as they are now, whatever becomes of the copy.

    `read` is the digest of the bundle that was looked at, `over` the version it shall follow. Raises Edited or
    Overtaken when these are no longer so, AlreadyProposed, Unchanged, what `pass_gate` raises, Forbidden, NotFound,
    Closed.
    """
    must_edit(by)
    words = noted(note, NOTE_MISSING)
    bundle = passed(office, copy_id, read=read, by=by)
    now = office.clock()
    with office.store.writing() as unit:
        copy = held_as_read(unit, copy_id, read, over)
        unit.add_bundle(bundle)
        proposal = unit.add_proposal(Proposal(0, copy.sop, copy_id, over, read, words, by.id, now))
        write(unit, proposal, Milestone.PROPOSED, office, by, words)
        tell_releasers(office, unit, proposal, by=by)
        unit.commit()
    return proposal


def passed(office: Office, copy_id: int, *, read: str, by: User) -> Bundle:
    """The files of a working copy, which are those that were looked at (`read`) and have passed the gate.

    Raises Edited, what `pass_gate` raises, Forbidden, NotFound.
    """
    found = opened(office, copy_id, by=by)
    if found.bundle.digest != read:
        raise Edited
    pass_gate(office, found.bundle, found.copy.sop)
    return found.bundle


def held_as_read(unit: Unit, copy_id: int, read: str, over: int) -> WorkingCopy:
    """A working copy, held, that nobody has proposed and whose files still stand to follow the version `over`.

    Raises AlreadyProposed, Edited, Overtaken, Unchanged, NotFound, Closed.
    """
    copy = held(unit, copy_id)
    _must_stand(unit, copy_id, copy.sop, read, over)
    if unit.open_proposal_of(copy_id):
        raise AlreadyProposed
    return copy


def withdraw(office: Office, proposal_id: int, *, by: User) -> None:
    """Take back a proposal. Raises Forbidden unless it is his own, Decided, NotFound."""
    must_edit(by)
    with office.store.writing() as unit:
        proposal = still_open(unit.hold_proposal(proposal_id))
        if proposal.proposed_by != by.id:
            raise Forbidden("Only who has made a proposal may withdraw it.")
        now = office.clock()
        unit.save_proposal(replace(proposal, state=ProposalState.WITHDRAWN, decided_by=by.id, decided_at=now))
        write(unit, proposal, Milestone.WITHDRAWN, office, by)
        unit.commit()


def _must_stand(unit: Unit, copy_id: int, sop: str, read: str, over: int) -> None:
    """Raises Edited, Overtaken or Unchanged when the copy, or the version in force, is not what was looked at."""
    bundle, newest = unit.working_bundle(copy_id), unit.deployment(sop)
    if bundle is None or bundle.digest != read:
        raise Edited
    if over != (newest.version if newest else 0):
        raise Overtaken(None, version=newest.version if newest else 0)
    if newest is not None and newest.digest == read:
        raise Unchanged(None, version=newest.version)


def still_open(proposal: Proposal | None) -> Proposal:
    """A proposal that can be decided on. Raises NotFound or Decided."""
    if proposal is None:
        raise NotFound
    if proposal.state is not ProposalState.OPEN:
        raise Decided
    return proposal


def write(unit: Unit, proposal: Proposal, kind: Milestone, office: Office, by: User, note: str = "") -> None:
    """A line of the SOP's history about a proposal."""
    event = DefinitionEvent(0, proposal.sop, kind, office.clock(), by.actor, note, proposal.digest, proposal.version)
    unit.add_definition_event(replace(event, copy=proposal.copy, proposal=proposal.id))
