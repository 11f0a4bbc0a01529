"""Proposals, the history of SOPs, and the cases that run on a version, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.model.instance import Status
from app.model.release import DefinitionEvent, Proposal, ProposalState
from app.store.memory.shelf import View


class Releases(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def proposal(self, proposal_id: int) -> Proposal | None:
        return self._shelf.proposals.get(proposal_id)

    def hold_proposal(self, proposal_id: int) -> Proposal | None:
        return self.proposal(proposal_id)

    def open_proposals(self, sop: str | None = None) -> Sequence[Proposal]:
        known = self._shelf.proposals.values()
        return [each for each in known if each.state is ProposalState.OPEN and sop in (None, each.sop)]

    def open_proposal_of(self, copy_id: int) -> Proposal | None:
        return next((each for each in self.open_proposals() if each.copy == copy_id), None)

    def editors(self, copy_id: int) -> frozenset[int]:
        return frozenset(person for copy, person in self._shelf.working_editors if copy == copy_id)

    def definition_events(self, sop: str, *, before: int | None = None, limit: int = 50) -> Sequence[DefinitionEvent]:
        known = sorted(self._shelf.definition_events.items(), reverse=True)
        found = [event for key, event in known if event.sop == sop and (before is None or key < before)]
        return found[:limit]

    def running_cases(self, sop: str) -> Mapping[int, int]:
        cases = self._shelf.instances.values()
        return Counter(case.version for case in cases if case.sop == sop and case.status is Status.RUNNING)

    def add_proposal(self, proposal: Proposal) -> Proposal:
        if self.open_proposal_of(proposal.copy):
            raise self.conflict()
        kept = replace(proposal, id=self.next_number("proposal.id", 0))
        self._shelf.proposals[kept.id] = kept
        return kept

    def save_proposal(self, proposal: Proposal) -> None:
        self._shelf.proposals[proposal.id] = proposal

    def add_definition_event(self, event: DefinitionEvent) -> None:
        kept = replace(event, id=self.next_number("definition_event.id", 0))
        self._shelf.definition_events[kept.id] = kept
