"""Electronic signatures in PDFs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.model.signature import FoundSignature, Signatory, SignedFile


class Signatures(Protocol):
    """Signs documents and says what is found in signed ones. Called outside any transaction: it may wait for others."""

    @property
    def demo_passphrase(self) -> str:
        """The passphrase of all keys where they are those of a demo; empty where they are real."""

    def sign(
        self, pdf: bytes, who: Signatory, *, passphrase: str, reason: str, place: str, now: datetime
    ) -> SignedFile:
        """The PDF with a visible signature where it left room, and locked: any later change shows.

        The passphrase opens the key and is kept nowhere. Raises NoKey, WrongPassphrase, CertificateNotValid, or
        CannotSign for a file that is no PDF or leaves no room.
        """

    def check(self, pdf: bytes, *, now: datetime) -> Sequence[FoundSignature]:
        """The signatures in a file, the first one first; none in what is no PDF.

        The file may be anybody's: it is read apart, with bounds. Raises LajurError when it cannot be read within them.
        """
