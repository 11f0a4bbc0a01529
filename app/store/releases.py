"""Proposals, the history of SOPs, and the cases that run on a version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.instance import Status
from app.model.release import DefinitionEvent, Milestone, Proposal, ProposalState
from app.store.release_tables import IS_OPEN, definition_event, proposal, working_editor
from app.store.session import Session
from app.store.tables import instance

_PROPOSALS = sa.select(
    proposal.c.id,
    proposal.c.sop,
    proposal.c.copy_id,
    proposal.c.over,
    proposal.c.digest,
    proposal.c.note,
    proposal.c.proposed_by,
    proposal.c.proposed_at,
    proposal.c.state,
    proposal.c.decided_by,
    proposal.c.decided_at,
    proposal.c.reason,
    proposal.c.version,
)
_PROPOSAL = _PROPOSALS.where(proposal.c.id == sa.bindparam("of_proposal"))
_HELD = _PROPOSAL.with_for_update()
_OPEN = _PROPOSALS.where(IS_OPEN).order_by(proposal.c.id)
_OPEN_OF_SOP = _OPEN.where(proposal.c.sop == sa.bindparam("of_sop"))
_OPEN_OF_COPY = _OPEN.where(proposal.c.copy_id == sa.bindparam("of_copy"))
_ADD = sa.insert(proposal).returning(proposal.c.id)
_SAVE = sa.update(proposal).where(proposal.c.id == sa.bindparam("of_proposal"))
_EDITORS = sa.select(working_editor.c.user_id).where(working_editor.c.copy_id == sa.bindparam("of_copy"))
_EVENTS = (
    sa.select(
        definition_event.c.id,
        definition_event.c.sop,
        definition_event.c.kind,
        definition_event.c.at,
        definition_event.c.actor,
        definition_event.c.note,
        definition_event.c.digest,
        definition_event.c.version,
        definition_event.c.copy_id,
        definition_event.c.proposal_id,
    )
    .where(definition_event.c.sop == sa.bindparam("of_sop"))
    .order_by(definition_event.c.id.desc())
    .limit(sa.bindparam("most"))
)
_EARLIER = _EVENTS.where(definition_event.c.id < sa.bindparam("before"))
_WRITE = sa.insert(definition_event)
_RUNNING = (
    sa.select(instance.c.version, sa.func.count())
    .where(instance.c.sop == sa.bindparam("of_sop"), instance.c.status == Status.RUNNING)
    .group_by(instance.c.version)
)


class Releases(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def proposal(self, proposal_id: int) -> Proposal | None:
        return _proposal(self.run(_PROPOSAL, {"of_proposal": proposal_id}).one_or_none())

    def hold_proposal(self, proposal_id: int) -> Proposal | None:
        return _proposal(self.run(_HELD, {"of_proposal": proposal_id}).one_or_none())

    def open_proposals(self, sop: str | None = None) -> Sequence[Proposal]:
        rows = self.run(_OPEN) if sop is None else self.run(_OPEN_OF_SOP, {"of_sop": sop})
        return [found for row in rows if (found := _proposal(row))]

    def open_proposal_of(self, copy_id: int) -> Proposal | None:
        return _proposal(self.run(_OPEN_OF_COPY, {"of_copy": copy_id}).one_or_none())

    def editors(self, copy_id: int) -> frozenset[int]:
        return frozenset(self.run(_EDITORS, {"of_copy": copy_id}).scalars())

    def definition_events(self, sop: str, *, before: int | None = None, limit: int = 50) -> Sequence[DefinitionEvent]:
        wanted = {"of_sop": sop, "most": limit}
        rows = self.run(_EVENTS, wanted) if before is None else self.run(_EARLIER, {**wanted, "before": before})
        return [_event(row) for row in rows]

    def running_cases(self, sop: str) -> Mapping[int, int]:
        return dict(map(tuple, self.run(_RUNNING, {"of_sop": sop})))

    def add_proposal(self, proposal: Proposal) -> Proposal:
        return replace(proposal, id=self.run(_ADD, _row(proposal)).scalar_one())

    def save_proposal(self, proposal: Proposal) -> None:
        self.run(_SAVE, {"of_proposal": proposal.id, **_row(proposal)})

    def add_definition_event(self, event: DefinitionEvent) -> None:
        row = {
            "sop": event.sop,
            "kind": event.kind.value,
            "at": microseconds(event.at),
            "actor": event.actor,
            "note": event.note,
            "digest": event.digest and bytes.fromhex(event.digest),
            "version": event.version,
            "copy_id": event.copy,
            "proposal_id": event.proposal,
        }
        self.run(_WRITE, row)


def _row(proposal: Proposal) -> dict[str, Any]:
    return {
        "sop": proposal.sop,
        "copy_id": proposal.copy,
        "over": proposal.over,
        "digest": bytes.fromhex(proposal.digest),
        "note": proposal.note,
        "proposed_by": proposal.proposed_by,
        "proposed_at": microseconds(proposal.proposed_at),
        "state": proposal.state.value,
        "decided_by": proposal.decided_by,
        "decided_at": proposal.decided_at and microseconds(proposal.decided_at),
        "reason": proposal.reason,
        "version": proposal.version,
    }


def _proposal(row: Sequence[Any] | None) -> Proposal | None:
    if row is None:
        return None
    key, sop, copy, over, digest, note, by, at, state, decided_by, decided_at, reason, version = row
    decided = None if decided_at is None else moment(decided_at)
    return Proposal(
        key, sop, copy, over, digest.hex(), note, by, moment(at), ProposalState(state), decided_by, decided, reason,
        version,
    )  # fmt: skip


def _event(row: Sequence[Any]) -> DefinitionEvent:
    key, sop, kind, at, actor, note, digest, *rest = row
    return DefinitionEvent(key, sop, Milestone(kind), moment(at), actor, note, digest and digest.hex(), *rest)
