"""What a login and a password may be (OWASP ASVS 5.0, 6.2): long enough, not known to everybody, nothing else."""

import re
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher

from app.model.errors import LajurError

#: Shortest password (ASVS 6.2.1 demands 8 and recommends 15).
SHORTEST = 12
LONGEST = 256
HASHER = PasswordHasher()
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")


def hash_password(password: str, *, login: str = "") -> str:
    """The argon2id hash of a password. Raises LajurError when it is too short, too long or easily guessed."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise LajurError("A password has {least} to {most} characters.", least=SHORTEST, most=LONGEST)
    if _is_common(password, login):
        raise LajurError("This password is known to many; please choose another one.")
    return HASHER.hash(password)


def must_be_login(login: str) -> None:
    """Raises LajurError unless a new login is short and plain, so that nobody can be mistaken for somebody else."""
    if not LOGIN.fullmatch(login):
        raise LajurError("A login has 2 to 64 small letters, digits, dots, hyphens or @.")


def must_be_name(name: str) -> str:
    """The name without blanks around it. Raises LajurError when nothing is left or it is longer than a line."""
    clean = " ".join(name.split())
    if not clean or len(clean) > 200 or not clean.isprintable():
        raise LajurError("Please give a name.")
    return clean


def _is_common(password: str, login: str) -> bool:
    folded = password.casefold()
    # Only repeating what everybody knows of a person is no secret either.
    rest = folded.replace(login.casefold(), "") if login else folded
    return folded in _common() or len(set(folded)) < 4 or not rest.strip("0123456789.-_ ")


@cache
def _common() -> frozenset[str]:
    text = files("app.actions").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line and not line.startswith("#"))
