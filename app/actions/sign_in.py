"""Sign in with login and password. Slows down guessing and tells nobody which logins exist."""

from datetime import timedelta

from argon2.exceptions import InvalidHashError, VerificationError

from app.actions._words import HASHER
from app.model.errors import Forbidden, LajurError
from app.model.people import User
from app.ports import Office

#: So many wrong passwords for one login within the window, and the login is locked until the window has passed.
TRIES = 8
WINDOW = timedelta(minutes=15)
#: What is longer than any login is noted as far as this.
LONGEST_TRIED = 100
#: Verified when there is no such person, so that the answer takes as long: the hash of random bytes nobody kept. It
#: stands here ready, for making one takes a fifth of the time a server needs to start.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$rDmqd6WWbMGjtYHS4zGTqQ$r+HQP1Ou0ty38QqUmhfuQ99qkVEE5UftPLXGNgAvQJU"


class TooManyTries(LajurError):
    """Too many wrong passwords; please wait {minutes} minutes and try again."""

    status = 429


def sign_in(office: Office, login: str, password: str) -> User:
    """The person with this login and password.

    Raises Forbidden with the same sentence whatever was wrong, or TooManyTries. Every try is noted.
    """
    now, login = office.clock(), login[:LONGEST_TRIED]
    with office.store.reading() as reader:
        if reader.failed_sign_ins(login, now - WINDOW) >= TRIES:
            raise TooManyTries(minutes=WINDOW.seconds // 60)
        user = reader.user_by_login(login)
    ok = _matches(user, password)
    with office.store.writing() as unit:
        unit.note_sign_in(login, now, ok=ok)
        unit.commit()
    if user is None or not ok:
        raise Forbidden("Login or password is not right.")
    return user


def _matches(user: User | None, password: str) -> bool:
    usable = user is not None and user.active and user.password.startswith("$")
    try:
        return HASHER.verify(user.password if user and usable else NOBODY, password) and usable
    except (VerificationError, InvalidHashError):
        return False
