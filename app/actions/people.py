"""People: who they are, their groups and passwords. Passwords are kept as argon2id hashes only."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from argon2 import PasswordHasher

from app.model.errors import Conflict, LajurError, NotFound
from app.model.notice import Mailbox
from app.model.people import User
from app.ports import Office

#: Shortest password (OWASP ASVS 5.0, 6.2.1 recommends 15 and demands 8).
SHORTEST = 12
LONGEST = 256
HASHER = PasswordHasher()


def add_person(office: Office, login: str, name: str, groups: Iterable[str], password: str) -> User:
    """Add a person who may sign in with this password. Raises Conflict when the login is taken."""
    hashed = hash_password(password)
    with office.store.writing() as unit:
        if unit.user_by_login(login) is not None:
            raise Conflict("The login {login} is taken.", login=login)
        user = unit.add_user(login, name, groups, hashed)
        unit.commit()
        return user


def add_demo_person(office: Office, person: User) -> None:
    """Add a demo person, who has no password and so never signs in with one, and an address for e-mails.

    Does nothing for a login that is there.
    """
    # A conflict: another process that opens at the same moment was faster.
    with suppress(Conflict), office.store.writing() as unit:
        if unit.user_by_login(person.login) is None:
            added = unit.add_user(person.login, person.name, person.groups, "")
            unit.save_mailbox(added.id, Mailbox(f"{person.login}@contoh.example"))
            unit.commit()


def set_password(office: Office, login: str, password: str) -> User:
    """Give a person a new password; all sessions of that person end. Raises NotFound."""
    hashed = hash_password(password)
    with office.store.writing() as unit:
        user = unit.user_by_login(login)
        if user is None:
            raise NotFound("There is nobody with the login {login}.", login=login)
        changed = replace(user, password=hashed, epoch=user.epoch + 1)
        unit.save_user(changed)
        unit.commit()
        return changed


def close_account(office: Office, login: str) -> User:
    """Close an account for good: nobody signs in with it any more and all its sessions end. Raises NotFound."""
    with office.store.writing() as unit:
        user = unit.user_by_login(login)
        if user is None:
            raise NotFound("There is nobody with the login {login}.", login=login)
        closed = replace(user, active=False, epoch=user.epoch + 1)
        unit.save_user(closed)
        unit.commit()
        return closed


def hash_password(password: str) -> str:
    """The argon2id hash of a password. Raises LajurError when it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise LajurError("A password has {least} to {most} characters.", least=SHORTEST, most=LONGEST)
    return HASHER.hash(password)
