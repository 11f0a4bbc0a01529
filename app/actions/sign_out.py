"""Sign out: every session of the person ends, also one that somebody else has a copy of."""

from dataclasses import replace

from app.model.people import User
from app.ports import Office


def sign_out(office: Office, *, by: User) -> None:
    """End all sessions of `by`."""
    with office.store.writing() as unit:
        user = unit.user(by.id)
        if user is not None:
            unit.save_user(replace(user, epoch=user.epoch + 1))
            unit.commit()
