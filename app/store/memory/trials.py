"""Trials of working copies in memory."""

from app.model.trial import Trial
from app.store.memory.shelf import View


class Trials(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def trial(self, copy_id: int, person: int) -> Trial | None:
        return self._shelf.trials.get((copy_id, person))

    def save_trial(self, trial: Trial) -> None:
        self._shelf.trials[trial.copy, trial.person] = trial

    def discard_trial(self, copy_id: int, person: int) -> None:
        self._shelf.trials.pop((copy_id, person), None)
