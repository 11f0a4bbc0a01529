"""Proposals, the history of SOPs, and what stands on a version: what the books answer and keep."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.model.release import DefinitionEvent, Proposal


class ReleasesReader(Protocol):
    """Reads proposals and the history of SOPs."""

    def proposal(self, proposal_id: int) -> Proposal | None: ...
    def open_proposals(self, sop: str | None = None) -> Sequence[Proposal]:
        """The open ones of an SOP, or of all, oldest first."""

    def open_proposal_of(self, copy_id: int) -> Proposal | None:
        """The open proposal that comes from a working copy: there is one at most."""

    def editors(self, copy_id: int) -> frozenset[int]:
        """The ids of all who have begun or saved a working copy."""

    def definition_events(self, sop: str, *, before: int | None = None, limit: int = 50) -> Sequence[DefinitionEvent]:
        """The history of an SOP, newest first, with ids below `before`."""

    def running_cases(self, sop: str) -> Mapping[int, int]:
        """How many cases are running on each version; versions without any are left out."""


class ReleasesUnit(ReleasesReader, Protocol):
    """Keeps proposals and the history of SOPs."""

    def add_proposal(self, proposal: Proposal) -> Proposal:
        """Keep a new open proposal; its `id` is ignored. Raises Conflict when its copy has an open one."""

    def hold_proposal(self, proposal_id: int) -> Proposal | None:
        """Read a proposal in order to decide on it: nobody else can until this unit is over."""

    def save_proposal(self, proposal: Proposal) -> None:
        """Keep what was decided on a proposal that this unit holds."""

    def add_definition_event(self, event: DefinitionEvent) -> None:
        """Write a line into the history of an SOP; its `id` is ignored."""
