"""Trials of working copies: what the books answer and keep."""

from typing import Protocol

from app.model.trial import Trial


class TrialsReader(Protocol):
    """Reads trials."""

    def trial(self, copy_id: int, person: int) -> Trial | None: ...


class TrialsUnit(TrialsReader, Protocol):
    """Keeps trials."""

    def save_trial(self, trial: Trial) -> None:
        """Keep a trial in the place of the one that its person had of this working copy."""

    def discard_trial(self, copy_id: int, person: int) -> None:
        """Throw a trial away; nothing happens when there is none."""
