"""Keys on a PKCS#11 device: with one that only pretends, and with SoftHSM where it is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, ObjectClass
from pkcs11.exceptions import DeviceRemoved, NoSuchToken, PinIncorrect, PinLocked, TokenNotPresent

from app.connectors.signing.demo import certified, name
from app.connectors.signing.pades import PadesSignatures
from app.connectors.signing.token import PassphraseLocked, TokenKeys
from app.connectors.signing.trust import trust_in
from app.model.errors import LajurError
from app.model.signature import Level, NoKey, Soundness, WrongPassphrase
from tests.signing import KADIS, NOW, PASSPHRASE, ZONE, Authority, a_letter, key, pdfsig

LIBRARY = Path(os.environ.get("SOFTHSM2_LIBRARY", "/usr/lib/softhsm/libsofthsm2.so"))
PIN = "240817"


class Thing(dict):
    """A certificate or key on the pretended device."""

    def sign(self, data: bytes, **_: object) -> bytes:
        return key(1).sign(data, PKCS1v15(), SHA256())


class Session:
    """The pretended device, signed in to one token."""

    def __init__(self, certificate: bytes, broken: bool = False) -> None:
        self.certificate, self.broken, self.closed = certificate, broken, False

    def get_objects(self, wanted):
        if self.broken:
            raise DeviceRemoved
        if wanted[Attribute.CLASS] is ObjectClass.CERTIFICATE:
            return iter([Thing({Attribute.VALUE: self.certificate, Attribute.LABEL: wanted[Attribute.LABEL]})])
        return iter([Thing()])

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def der(authority: Authority) -> bytes:
    made = certified(key(1), name(KADIS.name, KADIS.capacity), key(0), authority.certificate)
    return made.public_bytes(Encoding.DER)


def office(authority: Authority, keys: TokenKeys) -> PadesSignatures:
    return PadesSignatures(keys, lambda: trust_in(authority.folder / "authorities"), zone=ZONE)


def sign(signatures: PadesSignatures, passphrase: str = PIN):
    return signatures.sign(a_letter(), KADIS, passphrase=passphrase, reason="", place="", now=NOW)


def test_a_device_signs_and_is_closed_again(authority: Authority, der: bytes):
    asked, session = [], Session(der)

    def opened(*given: str) -> Session:
        asked.append(given)
        return session

    done = sign(office(authority, TokenKeys("/lib/device.so", opened)))

    assert asked == [("/lib/device.so", "kadis", PIN)]
    assert session.closed
    assert office(authority, TokenKeys("")).check(done.data, now=NOW)[0].soundness is Soundness.SOUND
    assert "Signature is Valid" in pdfsig(done.data)


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (NoSuchToken, NoKey),
        (PinIncorrect, WrongPassphrase),
        (PinLocked, PassphraseLocked),
        (TokenNotPresent, LajurError),
    ],
)
def test_what_a_device_refuses_is_told_in_words(authority: Authority, raised: type, expected: type):
    def refuses(*_: str):
        raise raised

    with pytest.raises(expected):
        sign(office(authority, TokenKeys("/lib/device.so", refuses)))


def test_a_device_that_is_pulled_out_is_closed_and_told(authority: Authority, der: bytes):
    session = Session(der, broken=True)

    with pytest.raises(LajurError, match="DeviceRemoved"):
        sign(office(authority, TokenKeys("", lambda *_: session)))
    assert session.closed


@pytest.fixture
def device(tmp_path: Path, der: bytes, monkeypatch) -> str:
    """A token of SoftHSM with the key of the head of the office."""
    tool = shutil.which("softhsm2-util", path=os.environ.get("SOFTHSM2_BIN", os.environ["PATH"]))
    if not LIBRARY.is_file() or tool is None:
        pytest.skip("SoftHSM is not installed here.")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    pem = tmp_path / "key.pem"
    pem.write_bytes(key(1).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    on = ["--module", str(LIBRARY), "--pin", PIN]
    subprocess.run([tool, "--init-token", "--free", "--label", "kadis", "--so-pin", "0000", *on], check=True)
    subprocess.run([tool, "--import", pem, "--token", "kadis", "--label", "kadis", "--id", "A1", *on], check=True)
    with pkcs11.lib(str(LIBRARY)).get_token(token_label="kadis").open(user_pin=PIN, rw=True) as session:
        facts = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.TOKEN: True, Attribute.LABEL: "kadis"}
        kind = {Attribute.CERTIFICATE_TYPE: 0, Attribute.SUBJECT: b"kadis", Attribute.VALUE: der}
        session.create_object({**facts, **kind})
    return str(LIBRARY)


def test_softhsm_signs_with_a_key_that_never_leaves_it(authority: Authority, device: str):
    signatures = office(authority, TokenKeys(device))
    done = sign(signatures)

    assert done.level is Level.B_B
    assert "Signature is Valid" in pdfsig(done.data)
    with pytest.raises(WrongPassphrase):
        sign(signatures, PASSPHRASE)
    nobody = KADIS.__class__("lain", "Lain", "lain", "Lain")
    with pytest.raises(NoKey):
        signatures.sign(a_letter(), nobody, passphrase=PIN, reason="", place="", now=NOW)
