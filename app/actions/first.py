"""The first administrator of a fresh installation comes in by a one-time code: there are no default accounts."""

from app.actions._words import hash_password, must_be_login, must_be_name
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.people import ADMINISTRATOR, User
from app.ports import Office, OneTimeCode


def is_fresh(office: Office) -> bool:
    """Whether the installation still waits for its first administrator."""
    return office.first_code is not None and office.first_code.is_waiting()


def first_administrator(office: Office, code: str, *, login: str, name: str, password: str) -> User:
    """Make the first administrator; the code is spent.

    Raises NotFound when the installation waits for nobody, Forbidden for a wrong code, Conflict for a login that is
    taken, LajurError for a login, a name or a password that will not do.
    """
    waiting = _waiting(office)
    if not waiting.matches("".join(code.split())):
        raise Forbidden("The code is not right. It stands in the log of the server.")
    must_be_login(login)
    clean, hashed = must_be_name(name), hash_password(password, login=login)
    with office.store.writing() as unit:
        if unit.members(ADMINISTRATOR):
            raise NotFound
        if unit.user_by_login(login) is not None:
            raise Conflict("The login {login} is taken.", login=login)
        user = unit.add_user(login, clean, [ADMINISTRATOR], hashed)
        unit.commit()
    waiting.spend()
    return user


def _waiting(office: Office) -> OneTimeCode:
    if office.first_code is None or not office.first_code.is_waiting():
        raise NotFound
    return office.first_code
