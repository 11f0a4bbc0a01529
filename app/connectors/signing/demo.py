"""The certificate authority of the demo, and keys of demo people. Everything in it says that it is not real.

It is made in a folder, once; the passphrase of its keys is known to everybody, so its signatures prove nothing but
that the machinery works.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import Signer

from app.connectors.signing.keys import KeyFolder
from app.model.signature import Signatory

#: What stands on every signature of the demo.
SIMULATED: Final = "SIMULASI TTE – TIDAK SAH"
#: What every certificate of the demo says in the place of an organisation.
MARK: Final = "DEMO – bukan sertifikat asli"
PASSPHRASE: Final = "contoh-demo"  # noqa: S105 - it is shown to everybody, and opens nothing but keys of the demo
_CERTIFICATE = Path("authorities", "demo.pem")
_KEY = "authority-key.pem"
_SIZE = 2048
_YEARS = timedelta(days=3653)
#: Keeps a text in a file unless it is there: answers what the file holds.
Once = Callable[[Path, str], str]


class DemoKeys:
    """Keys for everybody who signs in the demo, each made when it is needed first."""

    demo_passphrase = PASSPHRASE

    def __init__(self, folder: Path, once: Once) -> None:
        self._folder = folder
        self._once = once
        self._keys = KeyFolder(folder)

    def prepare(self) -> None:
        """Make the authority, if there is none yet. Its certificate is in the folder `authorities`."""
        self._authority()

    def opened(self, who: Signatory, passphrase: str) -> AbstractContextManager[Signer]:
        if not self._keys.has(who):
            self._make(who)
        return self._keys.opened(who, passphrase)

    def _make(self, who: Signatory) -> None:
        authority, issuer = self._authority()
        key = _fresh()
        certificate = certified(key, name(who.name, who.capacity), authority, issuer)
        lock = BestAvailableEncryption(PASSPHRASE.encode())
        data = pkcs12.serialize_key_and_certificates(who.login.encode(), key, certificate, [issuer], lock)
        path = self._folder / f"{who.login}.p12"
        made = path.with_suffix(f".{x509.random_serial_number()}")
        made.write_bytes(data)
        made.replace(path)

    def _authority(self) -> tuple[RSAPrivateKey, x509.Certificate]:
        """Its key and certificate. Both are read back: another process may have been faster."""
        path = self._folder / _CERTIFICATE
        for folder in (self._folder, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            fresh = _fresh().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
            key = _read(self._once(self._folder / _KEY, fresh))
            self._once(path, authority(key).public_bytes(Encoding.PEM).decode())
        return _read((self._folder / _KEY).read_text()), x509.load_pem_x509_certificate(path.read_bytes())


def name(common: str, title: str = "") -> x509.Name:
    """A subject of the demo, marked as such."""
    parts = [(NameOID.COMMON_NAME, common[:64]), (NameOID.ORGANIZATION_NAME, MARK), (NameOID.TITLE, title[:64])]
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def authority(key: RSAPrivateKey) -> x509.Certificate:
    """A certificate of an authority, signed by itself."""
    subject = name("Otoritas Sertifikat DEMO Lajur")
    usage = _usage(signs=False)
    return _built(key, subject, subject, x509.BasicConstraints(ca=True, path_length=0), usage).sign(key, SHA256())


def certified(
    key: RSAPrivateKey,
    subject: x509.Name,
    authority: RSAPrivateKey,
    issuer: x509.Certificate,
    *,
    begins: datetime | None = None,
    ends: datetime | None = None,
) -> x509.Certificate:
    """The certificate of somebody who signs documents, by this authority; by default it holds as long as that."""
    constraints = x509.BasicConstraints(ca=False, path_length=None)
    builder = _built(key, subject, issuer.subject, constraints, _usage(signs=True), begins=begins, ends=ends)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    return builder.add_extension(identifier, critical=False).sign(authority, SHA256())


def _built(
    key: RSAPrivateKey,
    subject: x509.Name,
    issuer: x509.Name,
    constraints: x509.BasicConstraints,
    usage: x509.KeyUsage,
    *,
    begins: datetime | None = None,
    ends: datetime | None = None,
) -> x509.CertificateBuilder:
    begins = begins or datetime(2020, 1, 1, tzinfo=UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends or begins + 3 * _YEARS)
        .add_extension(constraints, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )


def _fresh() -> RSAPrivateKey:
    return generate_private_key(65537, _SIZE)


def _read(pem: str) -> RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), None)
    assert isinstance(key, RSAPrivateKey)  # noqa: S101 - nobody else writes it
    return key
