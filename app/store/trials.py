"""Trials of working copies."""

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.trial import Trial, as_json, from_json
from app.store import codec
from app.store.session import Session
from app.store.trial_tables import trial

_IS_TRIAL = sa.and_(trial.c.copy_id == sa.bindparam("of_copy"), trial.c.person == sa.bindparam("of_person"))
_TRIAL = sa.select(
    trial.c.digest,
    trial.c.starts_at,
    trial.c.saved_at,
    trial.c.steps,
    trial.c.continues,
    trial.c.scenario,
).where(_IS_TRIAL)
_ADD = sa.insert(trial)
_SAVE = sa.update(trial).where(_IS_TRIAL)
_DISCARD = sa.delete(trial).where(_IS_TRIAL)


class Trials(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def trial(self, copy_id: int, person: int) -> Trial | None:
        row = self.run(_TRIAL, {"of_copy": copy_id, "of_person": person}).one_or_none()
        if row is None:
            return None
        digest, starts_at, saved_at, steps, *scenarios = row
        told = from_json(codec.from_json(steps))
        return Trial(copy_id, person, digest.hex(), moment(starts_at), moment(saved_at), told, *scenarios)

    def save_trial(self, trial: Trial) -> None:
        whose = {"of_copy": trial.copy, "of_person": trial.person}
        what = {
            "digest": bytes.fromhex(trial.digest),
            "starts_at": microseconds(trial.starts_at),
            "saved_at": microseconds(trial.saved_at),
            "steps": codec.to_json(as_json(trial.steps)),
            "continues": trial.continues,
            "scenario": trial.scenario,
        }
        if self.run(_SAVE, whose | what).rowcount == 0:
            self.run(_ADD, {"copy_id": trial.copy, "person": trial.person, **what})

    def discard_trial(self, copy_id: int, person: int) -> None:
        self.run(_DISCARD, {"of_copy": copy_id, "of_person": person})
