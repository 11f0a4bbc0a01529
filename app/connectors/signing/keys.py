"""Keys in a folder: PKCS#12, one file for each signer, opened by his passphrase at the moment of signing."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner

from app.model.errors import LajurError
from app.model.signature import NoKey, Signatory, WrongPassphrase

_NAME = re.compile(r"[A-Za-z0-9_@-][A-Za-z0-9_.@-]*")
#: So many characters may a passphrase have.
_LONGEST = 500


class Keys(Protocol):
    """Where keys come from."""

    @property
    def demo_passphrase(self) -> str: ...
    def opened(self, who: Signatory, passphrase: str) -> AbstractContextManager[Signer]:
        """A signer with his key, for as long as the context lasts. Raises NoKey or WrongPassphrase."""


class KeyFolder:
    """Files `<login>.p12` or `<post>.p12`."""

    demo_passphrase = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, who: Signatory) -> bool:
        return self._path(who) is not None

    @contextmanager
    def opened(self, who: Signatory, passphrase: str) -> Iterator[Signer]:
        path = self._path(who)
        if path is None:
            raise NoKey(name=who.name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LajurError("The key in {file} cannot be read.", file=path.name) from error
        yield opened(data, passphrase, path.name)

    def _path(self, who: Signatory) -> Path | None:
        # A name becomes the name of a file: only what cannot lead out of the folder.
        named = (self._folder / f"{name}.p12" for name in (who.login, who.post) if _NAME.fullmatch(name))
        return next((path for path in named if path.is_file()), None)


def opened(data: bytes, passphrase: str, file: str) -> SimpleSigner:
    """The signer whose key and certificates are in a PKCS#12 archive. Raises WrongPassphrase."""
    # Nobody types these, and the library breaks down at some of them.
    if not passphrase.isprintable() or not 1 <= len(passphrase) <= _LONGEST:
        raise WrongPassphrase
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except ValueError:
        # The library says the same of a wrong passphrase and of a file that is none; the error may hold neither.
        raise WrongPassphrase from None
    if key is None or certificate is None:
        raise LajurError("The key in {file} cannot be read.", file=file)
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(data, (), passphrase.encode())
    return signer
