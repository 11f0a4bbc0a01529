"""Sign out: ends all sessions of a person, on every device."""

from dataclasses import replace

from app.model.people import User
from app.ports import Office


def sign_out(office: Office, *, by: User) -> None:
    """No cookie of `by` is worth anything from now on."""
    with office.store.writing() as unit:
        user = unit.user(by.id)
        if user is not None:
            unit.save_user(replace(user, epoch=user.epoch + 1))
            unit.commit()
