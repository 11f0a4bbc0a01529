"""Whom we believe: certificates of authorities and their revocation lists, as files in a folder."""

from collections.abc import Sequence
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

    def context(self, moment: datetime, *, proved: bool = False, online: bool = False) -> ValidationContext:
        """What certificates are judged by, as of a moment. `proved`: something must say that none was revoked.
        `online`: that may be asked for where the certificates say; only for those of our own."""
        return ValidationContext(
            trust_roots=[Certificate.load(der) for der in self.authorities],
            crls=[CertificateList.load(der) for der in self.revoked],
            moment=moment,
            allow_fetching=online,
            revocation_mode="require" if proved else "soft-fail",
        )


def trust_in(folder: Path) -> Trust:
    """The authorities (`*.pem`, `*.crt`, `*.cer`) and revocation lists (`*.crl`) in a folder; nothing if there is none.

    They are read every time: a revocation list is replaced while Lajur runs.
    """
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    authorities = [der for path in found if path.suffix in (".pem", ".crt", ".cer") for der in _ders(path, Certificate)]
    return Trust(authorities, [der for path in found if path.suffix == ".crl" for der in _ders(path, CertificateList)])


def _ders(path: Path, kind: type[Certificate] | type[CertificateList]) -> list[bytes]:
    try:
        data = path.read_bytes()
        # A file may hold a key besides: that is nothing to believe.
        parts = pem.unarmor(data, multiple=True) if pem.detect(data) else [("", {}, data)]
        ders = [der for name, _, der in parts if "KEY" not in name]
        for der in ders:
            # Only a look into it shows whether it is one.
            _ = kind.load(der, strict=True).issuer
    except (OSError, ValueError) as error:
        raise LajurError("The certificates in {file} cannot be read.", file=path.name) from error
    return ders
