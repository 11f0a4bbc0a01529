"""The second factor: codes of an authenticator (TOTP, RFC 6238), and recovery codes for the day it is lost."""

from base64 import b32encode
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from pyotp import TOTP

from app.actions import _rights
from app.actions.sign_in import TooManyTries
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.people import SecondFactor, User
from app.ports import Office, Unit

ISSUER = "Lajur"
STEP_SECONDS = 30
#: Wrong codes in a row, and none is looked at until the pause is over.
TRIES = 5
PAUSE = timedelta(minutes=15)
RECOVERY_CODES = 10


class WrongCode(Forbidden):
    """The code is not right. Each code can be used only once; wait for the next one if need be."""


def begin_set_up(office: Office, *, by: User) -> SecondFactor:
    """A new secret for the authenticator of `by`, not in force before a code of it was shown. Raises Conflict when
    there is a second factor already."""
    with office.store.writing() as unit:
        known = unit.second_factor(by.id)
        if known is not None and known.confirmed:
            raise Conflict("You have a second factor already.")
        factor = SecondFactor(by.id, b32encode(office.salts() + office.salts()[:4]).decode())
        unit.save_second_factor(factor)
        unit.commit()
        return factor


def address_of(factor: SecondFactor, login: str) -> str:
    """The `otpauth:` address that authenticators read."""
    return TOTP(factor.secret).provisioning_uri(name=login, issuer_name=ISSUER)


def confirm_set_up(office: Office, code: str, *, by: User) -> tuple[str, ...]:
    """Put the second factor in force by its first code; answers the recovery codes, which are shown only this once.

    Raises WrongCode, TooManyTries or NotFound.
    """
    codes = tuple(_grouped(b32encode(office.salts()[:10]).decode()) for _ in range(RECOVERY_CODES))
    with office.store.writing() as unit:
        factor = _taken(office, unit, by, code, recovery=False, confirmed=False)
        unit.save_second_factor(replace(factor, confirmed=True, recovery=frozenset(map(_digest, codes))))
        unit.commit()
    return codes


def check(office: Office, user: User, code: str) -> None:
    """Take a code, or a recovery code, at the sign-in. Raises WrongCode, TooManyTries or NotFound."""
    with office.store.writing() as unit:
        unit.save_second_factor(_taken(office, unit, user, code, recovery=True))
        unit.commit()


def prove(office: Office, code: str, *, by: User) -> str:
    """Take a code in order to sign; answers the proof that `complete` asks for, good for this session only.

    Recovery codes do not sign. Raises WrongCode, TooManyTries or NotFound.
    """
    proof = (office.salts() + office.salts()).hex()
    with office.store.writing() as unit:
        factor = _taken(office, unit, by, code, recovery=False)
        unit.save_second_factor(replace(factor, proof=digest_of(proof), proved_at=office.clock()))
        unit.commit()
    return proof


def drop(office: Office, code: str, *, by: User) -> None:
    """Give up one's own second factor, by a last code. Raises WrongCode, TooManyTries or NotFound."""
    with office.store.writing() as unit:
        _taken(office, unit, by, code, recovery=True)
        unit.remove_second_factor(by.id)
        unit.commit()


def drop_for(office: Office, user_id: int, *, by: User | None) -> None:
    """Take a lost second factor off a person, who can then set up a new one.

    Raises Forbidden unless `by` is an administrator."""
    _rights.must_administer(by)
    with office.store.writing() as unit:
        unit.remove_second_factor(user_id)
        unit.commit()


def digest_of(proof: str) -> str:
    """How a proof is kept."""
    return sha256(proof.encode()).hexdigest()


def _taken(
    office: Office, unit: Unit, user: User, code: str, *, recovery: bool, confirmed: bool = True
) -> SecondFactor:
    """The factor after it has taken a code. A wrong one is counted, at once and for good."""
    factor, now = unit.second_factor(user.id), office.clock()
    if factor is None or factor.confirmed is not confirmed:
        raise NotFound("There is no second factor.")
    if factor.failures >= TRIES and factor.failed_at is not None and now < factor.failed_at + PAUSE:
        raise TooManyTries(minutes=PAUSE.seconds // 60)
    taken = _by_code(factor, code, now) or (_by_recovery(factor, code) if recovery else None)
    if taken is None:
        again = factor.failures % TRIES + 1
        unit.save_second_factor(replace(factor, failures=again, failed_at=now))
        unit.commit()
        raise WrongCode
    return replace(taken, failures=0, failed_at=None)


def _by_code(factor: SecondFactor, code: str, now: datetime) -> SecondFactor | None:
    """One step early or late is allowed for (RFC 6238, 5.2); a step that was used, or an older one, is not."""
    given, step = "".join(code.split()).encode(), int(now.timestamp()) // STEP_SECONDS
    for tried in (step - 1, step, step + 1):
        if tried > factor.last_step and compare_digest(TOTP(factor.secret).generate_otp(tried).encode(), given):
            return replace(factor, last_step=tried)
    return None


def _by_recovery(factor: SecondFactor, code: str) -> SecondFactor | None:
    digest = _digest(code)
    return replace(factor, recovery=factor.recovery - {digest}) if digest in factor.recovery else None


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _digest(code: str) -> str:
    """Of 80 random bits, so a plain digest keeps them well enough. Written with or without hyphens and blanks."""
    return sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()
