"""Whom we believe: certificates of authorities and their revocation lists, as files in a folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import pem
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from pyhanko_certvalidator import ValidationContext

from app.model.errors import LajurError


@dataclass(frozen=True, slots=True)
class Trust:
    """Authorities and revocation lists, DER."""

    authorities: Sequence[bytes] = ()
    revoked: Sequence[bytes] = ()

    def context(self, moment: datetime, *, online: bool = False) -> ValidationContext:
        """What certificates are judged by, as of a moment. `online`: what is missing may be asked for where the
        certificates say, and everything must be proved: only for certificates of our own."""
        return ValidationContext(
            trust_roots=[Certificate.load(der) for der in self.authorities],
            crls=[CertificateList.load(der) for der in self.revoked],
            moment=moment,
            allow_fetching=online,
            revocation_mode="require" if online else "soft-fail",
        )


def trust_in(folder: Path) -> Trust:
    """The authorities (`*.pem`, `*.crt`, `*.cer`) and revocation lists (`*.crl`) in a folder; nothing if there is none.

    They are read every time: a revocation list is replaced while Lajur runs.
    """
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    authorities = [der for path in found if path.suffix in (".pem", ".crt", ".cer") for der in _ders(path)]
    return Trust(authorities, [der for path in found if path.suffix == ".crl" for der in _ders(path)])


def _ders(path: Path) -> Iterator[bytes]:
    try:
        data = path.read_bytes()
        if not pem.detect(data):
            yield data
            return
        # A file may hold a key besides: that is nothing to believe.
        yield from (der for kind, _, der in pem.unarmor(data, multiple=True) if "KEY" not in kind)
    except (OSError, ValueError) as error:
        raise LajurError("The certificates in {file} cannot be read.", file=path.name) from error
