"""Working copies of the studio: what the books answer and keep."""

from collections.abc import Sequence
from typing import Protocol

from app.model.bundle import Bundle
from app.model.studio import WorkingCopy


class StudioReader(Protocol):
    """Reads working copies."""

    def working_copy(self, copy_id: int) -> WorkingCopy | None: ...
    def working_copies(self, sop: str | None = None) -> Sequence[WorkingCopy]:
        """The open ones of an SOP, or of all, last saved first."""

    def working_bundle(self, copy_id: int) -> Bundle | None:
        """The files of a working copy as they were saved last."""


class StudioUnit(StudioReader, Protocol):
    """Keeps working copies."""

    def add_working_copy(self, copy: WorkingCopy, bundle: Bundle) -> WorkingCopy:
        """Keep a new working copy with its files; its `id` is ignored."""

    def hold_working_copy(self, copy_id: int) -> WorkingCopy | None:
        """Read a working copy in order to change it: nobody else can change it until this unit is over."""

    def save_working_copy(self, copy: WorkingCopy) -> None:
        """Keep a change of a working copy that this unit holds."""

    def save_working_file(self, copy_id: int, path: str, data: bytes | None) -> None:
        """Put a file into a working copy that this unit holds, in the place of the one there; None takes it away."""
