"""How an installation signs documents, and that a passphrase leaves no trace in it."""

import logging
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.actions.sign_document import sign_document
from app.actions.start import start
from app.connectors.signing.demo import PASSPHRASE as DEMO_PASSPHRASE
from app.connectors.signing.pades import PadesSignatures
from app.model.document import Document, DocumentState
from app.model.errors import LajurError
from app.model.paper import Kind
from app.model.people import User
from app.model.signature import WrongPassphrase
from app.ports import Office
from app.settings import Settings
from app.wiring import open_for_business, open_office, signatures_for
from tests.signing import KADIS, NOW, PASSPHRASE, ZONE, a_letter, an_authority, pdfsig

WRONG = "rahasia yang keliru"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", demo=True, public_url="https://izin.example")


def opened(settings: Settings) -> tuple[Office, User, Document]:
    """An installation with a document that waits for the Kepala Dinas."""
    office = open_office(settings)
    open_for_business(office, settings)
    with office.store.reading() as reader:
        applicant, kadis = reader.user_by_login("pemohon"), reader.user_by_login("kadis")
    assert applicant
    assert kadis
    case = start(office, "izin_perluasan", by=applicant)
    digest, _ = office.vault.put(BytesIO(a_letter()), limit=10**8)
    now = office.clock()
    document = Document(
        *(0, case.id, "penugasan_tim", 1, "x.md", Kind.SURAT_TUGAS, "SURAT TUGAS", now.date(), "a" * 24, now),
        post="kadis",
        state=DocumentState.FILED,
        filed=digest,
    )
    with office.store.writing() as unit:
        added = unit.add_document(document)
        unit.commit()
    return office, kadis, added


def test_the_demo_signs_with_keys_of_its_own(settings: Settings) -> None:
    office, kadis, document = opened(settings)
    signed = sign_document(office, document.id, DEMO_PASSPHRASE, by=kadis)

    with office.vault.open(signed.signed or "") as file:
        said = pdfsig(file.read())
    assert "Signature is Valid" in said
    assert "Common Name: Dr. Contoh Pratama, M.Si.\n" in said
    assert "DEMO" in said
    assert (settings.data / "keys" / "signing" / "authorities" / "demo.pem").is_file()


def test_an_installation_signs_with_what_it_was_given_or_not_at_all(settings: Settings, tmp_path: Path) -> None:
    plain = replace(settings, demo=False)
    assert signatures_for(plain, ZONE) is None
    folder = an_authority(tmp_path / "keys").folder
    given = signatures_for(replace(plain, signing_keys=str(folder), tsa_url="http://tsa.example"), ZONE)
    assert isinstance(given, PadesSignatures)
    assert given.demo_passphrase == ""
    with pytest.raises(WrongPassphrase):  # so there is a key to be opened
        given.sign(a_letter(), KADIS, passphrase="salah", reason="", place="", now=NOW)
    device = signatures_for(replace(plain, signing_module=str(tmp_path / "no-library.so")), ZONE)
    assert isinstance(device, PadesSignatures)
    with pytest.raises(LajurError, match="The device does not sign"):
        device.sign(a_letter(), KADIS, passphrase=PASSPHRASE, reason="", place="", now=NOW)


def test_a_passphrase_is_in_no_file_of_the_installation_and_in_no_log(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = an_authority(tmp_path / "keys").folder
    office, kadis, document = opened(replace(settings, signing_keys=str(folder)))
    with pytest.raises(WrongPassphrase):
        sign_document(office, document.id, WRONG, by=kadis)
    signed = sign_document(office, document.id, PASSPHRASE, by=kadis)
    assert signed.signed
    office.store.close()

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "lajur.db" for path in files)
    for secret in (PASSPHRASE, WRONG):
        assert secret not in caplog.text
        assert not [path for path in files if secret.encode() in path.read_bytes()]
