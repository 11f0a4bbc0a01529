"""Seals in a folder, and the key that signs them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.model.errors import LajurError, NotFound, Unavailable
from app.model.seal import number_of
from app.store.once import made_once


class FolderSeals:
    """`app.ports.seals.Seals` in a folder. It is made when the first seal is kept.

    A seal is written under a passing name, flushed to the disk and then given its own, which must be free: nobody ever
    sees half a seal, and of two nodes that share the folder one is first.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        with _disk_errors():
            found = [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
        numbers = {name: number for name in found if (number := number_of(name)) is not None}
        return sorted(numbers, key=numbers.__getitem__)

    def open(self, name: str) -> IO[bytes]:
        path = self._folder / name
        if number_of(name) is None or not path.is_file():
            raise NotFound
        with _disk_errors():
            return path.open("rb")

    def keep(self, name: str, write: Callable[[IO[bytes]], None]) -> bool:
        with _disk_errors():
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".making-") as file:
                write(file)
                file.flush()
                Path(file.name).chmod(0o444)
                os.fsync(file.fileno())
                return self._name(file.name, name)

    def _name(self, made: str, name: str) -> bool:
        try:
            os.link(made, self._folder / name)
        except FileExistsError:
            return False
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return True


class FileNotary:
    """`app.ports.seals.Notary` with a private key in a file (PEM, PKCS 8; mode 600).

    With `make` the key is made when it is needed first.
    """

    def __init__(self, path: Path, *, make: bool) -> None:
        self._path = path
        self._make = make

    def public_key(self) -> str:
        return self._key().public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        return self._key().sign(message)

    def is_signed(self, message: bytes, signature: bytes, key: str) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
        except (ValueError, InvalidSignature):
            return False
        return True

    def _key(self) -> Ed25519PrivateKey:
        try:
            key = load_pem_private_key(self._text().encode(), None)
        except (OSError, ValueError, TypeError) as error:
            raise LajurError("The key in {file} cannot be read.", file=self._path.name) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise LajurError("The key in {file} is not for Ed25519.", file=self._path.name)
        return key

    def _text(self) -> str:
        if not self._make or self._path.exists():
            return self._path.read_text()
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return made_once(self._path, fresh.decode())


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable from error
