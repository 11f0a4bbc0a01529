"""Where seals lie, and who signs them."""

from collections.abc import Callable, Sequence
from typing import IO, Protocol


class Seals(Protocol):
    """Seals by the names of their files (`app.model.seal`). Raises Unavailable when the place cannot be reached."""

    def names(self) -> Sequence[str]:
        """The names of all seals in the order of their numbers."""

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a seal. Raises NotFound."""

    def keep(self, name: str, write: Callable[[IO[bytes]], None]) -> bool:
        """Keep what `write` writes, whole or not at all. False when there is a seal of this name: it stays."""


class Notary(Protocol):
    """Signs with the key of this installation (Ed25519). Raises LajurError when the key cannot be read or made."""

    def public_key(self) -> str:
        """The public key, 64 hexadecimal digits. The private one is made when it is needed first."""

    def sign(self, message: bytes) -> bytes: ...
    def is_signed(self, message: bytes, signature: bytes, key: str) -> bool:
        """Whether the signature was made over the message with the private half of this public key."""
