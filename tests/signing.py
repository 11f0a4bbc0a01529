"""What tests of signatures need: a letter, an authority that certifies whom one likes, a second opinion."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from shutil import which
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.connectors.signing.demo import authority, certified, name
from app.connectors.signing.found import found_in
from app.connectors.signing.keys import KeyFolder
from app.connectors.signing.pades import PadesSignatures
from app.connectors.signing.trust import trust_in
from app.model.signature import FoundSignature, Signatory, SignedFile
from reports.letters.typeset import letter_pdf
from tests.reports.letters.sheets import SIGNER, letter

NOW = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Pontianak")
PASSPHRASE = "hujan di bulan juni"
KADIS = Signatory("kadis", "Dr. Contoh Pratama, M.Si.", "kadis", "Kepala Dinas")
ADDRESS = "https://contoh.example/dokumen/ABCDEFGHJKLMNPQR"


@cache
def a_letter(address: str = ADDRESS) -> bytes:
    """A letter with room for a signature, and a code that leads to its proof."""
    return letter_pdf(letter(verify=address, signer=replace(SIGNER, electronic=True)))


@cache
def key(number: int) -> RSAPrivateKey:
    """Keys take their time: the same number gives the same one."""
    return generate_private_key(65537, 2048)


@dataclass(frozen=True)
class Authority:
    """An authority with the folder of an office that believes it: keys of its people, what to believe."""

    folder: Path

    @property
    def certificate(self) -> x509.Certificate:
        return _certificate()

    def certifies(self, who: Signatory, *, begins: datetime | None = None, ends: datetime | None = None) -> None:
        """Give somebody a key, with PASSPHRASE."""
        subject = name(who.name, who.capacity)
        made = certified(key(1), subject, key(0), self.certificate, begins=begins, ends=ends)
        lock = BestAvailableEncryption(PASSPHRASE.encode())
        data = pkcs12.serialize_key_and_certificates(b"", key(1), made, [self.certificate], lock)
        (self.folder / f"{who.login}.p12").write_bytes(data)

    def revokes(self, *certificates: x509.Certificate, at: datetime = NOW) -> None:
        """Publish a list of revoked certificates as of a moment; an empty one proves that nobody's is."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(at - timedelta(days=1)).next_update(at + timedelta(days=30))
        for each in certificates:
            row = x509.RevokedCertificateBuilder().serial_number(each.serial_number).revocation_date(at)
            builder = builder.add_revoked_certificate(row.build())
        number = x509.CRLNumber(1)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key(0).public_key())
        builder = builder.add_extension(number, critical=False).add_extension(issuer, critical=False)
        made = builder.sign(key(0), SHA256()).public_bytes(Encoding.DER)
        (self.folder / "authorities" / "revoked.crl").write_bytes(made)

    def stamper(self, at: datetime = NOW) -> TimeStamper:
        """A time stamp authority that this one has certified."""
        certificate = Asn1Certificate.load(_stamping().public_bytes(Encoding.DER))
        private = key(2).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        root = Asn1Certificate.load(self.certificate.public_bytes(Encoding.DER))
        known = SimpleCertificateStore.from_certs([root])
        return DummyTimeStamper(certificate, PrivateKeyInfo.load(private), known, fixed_dt=at)

    def found(self, pdf: bytes, *, now: datetime = NOW) -> Sequence[FoundSignature]:
        """What is found in a file by who believes this authority, at once and not apart."""
        return found_in(pdf, trust_in(self.folder / "authorities"), now)

    def signatures(self, stamper: TimeStamper | None = None, warning: str = "") -> PadesSignatures:
        trust = partial(trust_in, self.folder / "authorities")
        return PadesSignatures(KeyFolder(self.folder), trust, zone=ZONE, stamper=stamper, warning=warning)


def signed(
    signatures: PadesSignatures, pdf: bytes | None = None, who: Signatory = KADIS, now: datetime = NOW
) -> SignedFile:
    """A letter, signed."""
    reason = "SURAT TUGAS 500/0001"
    return signatures.sign(pdf or a_letter(), who, passphrase=PASSPHRASE, reason=reason, place="Pontianak", now=now)


def an_authority(folder: Path) -> Authority:
    """An authority, and a key for the head of the office."""
    made = Authority(folder)
    (folder / "authorities").mkdir(parents=True)
    (folder / "authorities" / "root.pem").write_bytes(made.certificate.public_bytes(Encoding.PEM))
    made.certifies(KADIS)
    return made


@cache
def _certificate() -> x509.Certificate:
    return authority(key(0))


@cache
def _stamping() -> x509.Certificate:
    root = _certificate()
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = x509.CertificateBuilder().subject_name(name("Otoritas waktu (uji)")).issuer_name(root.subject)
    builder = builder.public_key(key(2).public_key()).serial_number(4711).add_extension(usage, critical=True)
    builder = builder.not_valid_before(root.not_valid_before_utc).not_valid_after(root.not_valid_after_utc)
    signs = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return builder.add_extension(signs, critical=True).sign(key(0), SHA256())


def pdfsig(pdf: bytes) -> str:
    """What poppler's `pdfsig`, which shares no line with ours, says of a file; a test without it is left out."""
    if which("pdfsig") is None:
        pytest.skip("pdfsig of poppler-utils is not installed")
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run(["pdfsig", "-nocert", file.name], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
