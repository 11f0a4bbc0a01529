"""Passwords: changing one's own, and choosing a new one by a one-time link."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from app.actions import _rights
from app.actions._words import hash_password
from app.actions.people import known
from app.actions.sign_in import sign_in
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.people import PasswordLink, User
from app.ports import Office, Reader

#: How long a one-time link can be used.
LINK_LASTS = timedelta(hours=1)


class LinkIsOver(NotFound):
    """This link was used already, or is older than an hour. Please ask the administrator for a new one."""


def change_password(office: Office, old: str, new: str, *, by: User) -> User:
    """Give oneself a new password; all other sessions end. Raises Forbidden when the old one is not right,
    TooManyTries, or LajurError when the new one is too weak."""
    hashed = hash_password(new, login=by.login)
    try:
        sign_in(office, by.login, old)
    except Forbidden as error:
        raise Forbidden("The old password is not right.") from error
    with office.store.writing() as unit:
        user = known(unit, by.login)
        changed = replace(user, password=hashed, epoch=user.epoch + 1)
        unit.save_user(changed)
        unit.remove_password_link(user.id)
        unit.commit()
        return changed


def make_link(office: Office, login: str, *, by: User | None) -> str:
    """The secret part of a new one-time link for a person, to be handed over to nobody else. Older ones are worth
    nothing. Raises NotFound, or Conflict for a closed account."""
    _rights.must_administer(by)
    secret = (office.salts() + office.salts()).hex()
    with office.store.writing() as unit:
        user = known(unit, login)
        if not user.active:
            raise Conflict("This account is closed.")
        unit.save_password_link(PasswordLink(_digest(secret), user.id, office.clock() + LINK_LASTS))
        unit.commit()
    return secret


def owner_of(office: Office, secret: str) -> User:
    """Whose link this is. Raises LinkIsOver."""
    with office.store.reading() as reader:
        return _owner(office, reader, secret)


def use_link(office: Office, secret: str, password: str) -> User:
    """Choose a new password by a one-time link; all sessions end and the link is used up. Raises LinkIsOver, or
    LajurError when the password is too weak."""
    hashed = hash_password(password, login=owner_of(office, secret).login)
    with office.store.writing() as unit:
        user = _owner(office, unit, secret)
        changed = replace(user, password=hashed, epoch=user.epoch + 1)
        unit.save_user(changed)
        unit.remove_password_link(user.id)
        unit.commit()
        return changed


def _owner(office: Office, reader: Reader, secret: str) -> User:
    link = reader.password_link(_digest(secret))
    user = reader.user(link.user) if link and office.clock() < link.expires_at else None
    if user is None or not user.active:
        raise LinkIsOver
    return user


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
