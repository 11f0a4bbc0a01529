"""Keys on a PKCS#11 device: a token for each signer, named by his login or post. The passphrase is its PIN.

On the token, certificate and key have its name as their label. The key never leaves it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import pkcs11
from pkcs11 import Session
from pkcs11.exceptions import (
    NoSuchToken,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
)
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer

from app.model.errors import LajurError
from app.model.signature import NoKey, Signatory, WrongPassphrase

#: Opens a token of a library by its label with a PIN.
Open = Callable[[str, str, str], Session]


class PassphraseLocked(LajurError):
    """The device has locked the key after too many wrong passphrases; please ask the administrators."""

    status = 409


class TokenKeys:
    """The tokens of a library. One signature at a time: a device is signed in for a whole process, so that while one
    is at it anybody could sign with his key."""

    demo_passphrase = ""

    def __init__(self, library: str, open_token: Open | None = None) -> None:
        self._library = library
        self._open = open_token or _opened
        self._alone = Lock()

    @contextmanager
    def opened(self, who: Signatory, passphrase: str) -> Iterator[Signer]:
        with self._alone:
            label, session = self._session(who, passphrase)
            try:
                yield PKCS11Signer(session, cert_label=label, key_label=label)
            except PKCS11Error as error:
                raise LajurError("The device does not sign: {reason}", reason=type(error).__name__) from error
            finally:
                session.close()

    def _session(self, who: Signatory, passphrase: str) -> tuple[str, Session]:
        for label in (who.login, who.post):
            try:
                return label, self._open(self._library, label, passphrase)
            except NoSuchToken:
                continue
            except (PinIncorrect, PinInvalid, PinLenRange):
                raise WrongPassphrase from None
            except PinLocked:
                raise PassphraseLocked from None
            except PKCS11Error as error:
                raise LajurError("The device does not sign: {reason}", reason=type(error).__name__) from error
        raise NoKey(name=who.name)


def _opened(library: str, label: str, pin: str) -> Session:
    return pkcs11.lib(library).get_token(token_label=label).open(user_pin=pin)
