"""Keys of the demo: made when they are needed, marked as what they are, of no worth anywhere else."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from app.connectors.signing.demo import MARK, PASSPHRASE, SIMULATED, DemoKeys
from app.connectors.signing.pades import PadesSignatures
from app.connectors.signing.trust import trust_in
from app.model.signature import Soundness, WrongPassphrase
from app.store.once import made_once
from tests.signing import KADIS, NOW, ZONE, a_letter, pdfsig


@pytest.fixture
def keys(tmp_path: Path) -> DemoKeys:
    return DemoKeys(tmp_path / "signing", made_once)


def certificate(tmp_path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((tmp_path / "signing" / "authorities" / "demo.pem").read_bytes())


def test_the_authority_says_of_itself_that_it_is_none(keys: DemoKeys, tmp_path: Path):
    keys.prepare()
    (mark,) = certificate(tmp_path).subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)

    assert mark.value == MARK == "DEMO – bukan sertifikat asli"


def test_it_is_made_once_whoever_comes_at_the_same_moment(tmp_path: Path):
    folder = tmp_path / "signing"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: DemoKeys(folder, made_once).prepare(), range(4)))
    first = certificate(tmp_path)
    key = x509.load_pem_x509_certificate((folder / "authorities" / "demo.pem").read_bytes()).public_key()
    DemoKeys(folder, made_once).prepare()

    assert certificate(tmp_path) == first
    first.verify_directly_issued_by(first)
    assert key == first.public_key()


def test_nobody_else_reads_its_folder(keys: DemoKeys, tmp_path: Path):
    keys.prepare()

    assert (tmp_path / "signing").stat().st_mode & 0o077 == 0
    assert (tmp_path / "signing" / "authority-key.pem").stat().st_mode & 0o077 == 0


def test_everybody_of_the_demo_can_sign_and_it_shows_that_it_is_played(keys: DemoKeys, tmp_path: Path):
    trust = partial(trust_in, tmp_path / "signing" / "authorities")
    signatures = PadesSignatures(keys, trust, zone=ZONE, warning=SIMULATED)
    done = signatures.sign(a_letter(), KADIS, passphrase=PASSPHRASE, reason="", place="", now=NOW)

    assert signatures.check(done.data, now=NOW)[0].soundness is Soundness.SOUND
    assert MARK in pdfsig(done.data)
    assert signatures.demo_passphrase == PASSPHRASE
    with pytest.raises(WrongPassphrase):
        signatures.sign(a_letter(), KADIS, passphrase="lain", reason="", place="", now=NOW)
