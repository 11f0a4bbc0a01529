"""People: who they are, their groups, their accounts. Passwords are kept as argon2id hashes only.

`by` is the administrator who does it; None is the house itself (command line, first start).
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from app.actions import _rights
from app.actions._words import hash_password, must_be_login, must_be_name
from app.model.errors import Conflict, NotFound
from app.model.notice import Mailbox
from app.model.people import ADMINISTRATOR, NO_PASSWORD, Post, User
from app.ports import Office, Unit


def add_person(office: Office, login: str, name: str, groups: Iterable[str], password: str) -> User:
    """Add a person who may sign in with this password. Raises Conflict when the login is taken."""
    return _add(office, login, name, groups, hash_password(password, login=login))


def invite(office: Office, login: str, name: str, groups: Iterable[str], *, by: User | None) -> User:
    """Add a person without a password: he chooses one by a one-time link, or signs in elsewhere.

    Raises Forbidden unless `by` is an administrator, Conflict when the login is taken.
    """
    _rights.must_administer(by)
    return _add(office, login, name, groups, NO_PASSWORD)


def add_demo_person(office: Office, person: User, post: Post | None = None) -> None:
    """Add a demo person, who has no password and so never signs in with one, and an address for e-mails.

    Does nothing for a login that is there.
    """
    # A conflict: another process that opens at the same moment was faster.
    with suppress(Conflict), office.store.writing() as unit:
        if unit.user_by_login(person.login) is None:
            added = unit.add_user(person.login, person.name, person.groups, "")
            unit.save_mailbox(added.id, Mailbox(f"{person.login}@contoh.example"))
            if post is not None:
                unit.save_post(replace(post, user=added.id))
            unit.commit()


def change_person(office: Office, login: str, *, name: str, groups: Iterable[str], by: User | None) -> User:
    """Give a person another name or other groups. Raises Conflict when nobody would be left to administer."""
    _rights.must_administer(by)
    with office.store.writing() as unit:
        user = known(unit, login)
        changed = replace(user, name=must_be_name(name), groups=frozenset(groups))
        if ADMINISTRATOR not in changed.groups:
            _must_not_be_last(unit, user)
        unit.save_user(changed)
        unit.commit()
        return changed


def set_password(office: Office, login: str, password: str) -> User:
    """Give a person a new password; all sessions of that person end. Raises NotFound."""
    hashed = hash_password(password, login=login)
    with office.store.writing() as unit:
        user = known(unit, login)
        changed = replace(user, password=hashed, epoch=user.epoch + 1)
        unit.save_user(changed)
        unit.remove_password_link(user.id)
        unit.commit()
        return changed


def end_sessions(office: Office, login: str, *, by: User | None) -> User:
    """End all sessions of a person, on every device. Raises NotFound."""
    _rights.must_administer(by)
    with office.store.writing() as unit:
        user = known(unit, login)
        ended = replace(user, epoch=user.epoch + 1)
        unit.save_user(ended)
        unit.commit()
        return ended


def close_account(office: Office, login: str, *, by: User | None = None) -> User:
    """Close an account for good: nobody signs in with it any more and all its sessions end.

    Raises NotFound, or Conflict when nobody would be left to administer.
    """
    _rights.must_administer(by)
    with office.store.writing() as unit:
        user = known(unit, login)
        _must_not_be_last(unit, user)
        closed = replace(user, active=False, epoch=user.epoch + 1)
        unit.save_user(closed)
        unit.remove_password_link(user.id)
        unit.commit()
        return closed


def known(unit: Unit, login: str) -> User:
    """The person with a login. Raises NotFound."""
    user = unit.user_by_login(login)
    if user is None:
        raise NotFound("There is nobody with the login {login}.", login=login)
    return user


def _add(office: Office, login: str, name: str, groups: Iterable[str], password: str) -> User:
    must_be_login(login)
    clean = must_be_name(name)
    with office.store.writing() as unit:
        if unit.user_by_login(login) is not None:
            raise Conflict("The login {login} is taken.", login=login)
        user = unit.add_user(login, clean, groups, password)
        unit.commit()
        return user


def _must_not_be_last(unit: Unit, user: User) -> None:
    if user.active and [person.id for person in unit.members(ADMINISTRATOR)] == [user.id]:
        raise Conflict("This is the only administrator; please name another one first.")
