"""Signing: what is in the file, and that two programs which know nothing of each other find it sound."""

from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pypdf import PdfReader, PdfWriter

from app.connectors.signing.pades import FIELD
from app.model.errors import LajurError
from app.model.signature import (
    CannotSign,
    CertificateNotValid,
    Level,
    NoKey,
    Signatory,
    Soundness,
    WrongPassphrase,
)
from reports.letters.typeset import letter_pdf
from tests.reports.letters.sheets import letter
from tests.signing import KADIS, NOW, PASSPHRASE, Authority, a_letter, pdfsig, signed


def test_a_signed_letter_is_sound_for_pyhanko_and_for_poppler(authority: Authority):
    done = signed(authority.signatures())
    (found,) = authority.signatures().check(done.data, now=NOW)

    assert found.soundness is Soundness.SOUND
    assert (found.signer, found.at, found.stamped) == (KADIS.name, NOW, False)
    assert done.level is Level.B_B
    assert KADIS.name in done.certificate
    said = pdfsig(done.data)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert f"Signer Certificate Common Name: {KADIS.name}" in said


def test_the_bytes_before_the_signature_are_those_of_the_letter(authority: Authority):
    assert signed(authority.signatures()).data.startswith(a_letter())


def test_the_signature_stands_where_the_letter_left_room_and_the_code_stays_visible(authority: Authority):
    before, after = PdfReader(BytesIO(a_letter())), PdfReader(BytesIO(signed(authority.signatures()).data))
    room = before.named_destinations["/penandatangan"]
    (field,) = [each.get_object() for page in after.pages for each in page.get("/Annots", [])]

    assert [float(corner) for corner in field["/Rect"]] == pytest.approx(
        [room.left, room.bottom, room.right, room.top], abs=1
    )
    assert field["/T"] == FIELD
    assert room.bottom > 100  # the code is at the foot of the page, below all that may be signed


def test_it_says_who_as_what_why_and_where(authority: Authority):
    done = PdfReader(BytesIO(signed(authority.signatures(warning="SIMULASI TTE – TIDAK SAH")).data))
    (field,) = [each.get_object() for page in done.pages for each in page.get("/Annots", [])]
    said = field["/V"]

    assert (said["/Name"], said["/Reason"], said["/Location"]) == (KADIS.name, "SURAT TUGAS 500/0001", "Pontianak")
    assert said["/M"].startswith("D:20261125033000")


def test_no_change_is_allowed_afterwards_and_all_fields_are_locked(authority: Authority):
    reader = PdfFileReader(BytesIO(signed(authority.signatures()).data))
    (signature,) = reader.embedded_regular_signatures

    assert signature.docmdp_level is MDPPerm.NO_CHANGES
    assert signature.sig_field["/Lock"]["/Action"] == "/All"
    assert reader.root["/Perms"]["/DocMDP"] is not None


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_tampered_copy_shows(authority: Authority, where: float):
    data = bytearray(signed(authority.signatures()).data)
    data[int(len(a_letter()) * where)] ^= 1
    found = authority.found(bytes(data), now=NOW)

    assert all(each.soundness in (Soundness.BROKEN, Soundness.CHANGED) for each in found)
    assert "Signature is Valid" not in pdfsig(bytes(data))


def test_what_was_added_after_signing_shows(authority: Authority):
    writer = IncrementalPdfFileWriter(BytesIO(signed(authority.signatures()).data))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page["/MediaBox"][0].__class__(180)
    writer.update_container(page)
    changed = BytesIO()
    writer.write(changed)
    (found,) = authority.found(changed.getvalue(), now=NOW)

    assert found.soundness is Soundness.CHANGED
    assert "Not total document signed" in pdfsig(changed.getvalue())


def test_a_page_of_another_document_shows(authority: Authority):
    """Written anew, nothing of the signature holds any more."""
    writer = PdfWriter(clone_from=BytesIO(signed(authority.signatures()).data))
    writer.add_blank_page(100, 100)
    changed = BytesIO()
    writer.write(changed)
    found = authority.found(changed.getvalue(), now=NOW)

    assert all(each.soundness in (Soundness.BROKEN, Soundness.CHANGED) for each in found)


def test_a_wrong_passphrase_signs_nothing_and_is_not_repeated(authority: Authority):
    with pytest.raises(WrongPassphrase) as refused:
        authority.signatures().sign(a_letter(), KADIS, passphrase="salah sekali", reason="", place="", now=NOW)

    assert str(refused.value) == "The passphrase is not right. Nothing was signed."
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("passphrase", ["", "x" * 100_000, "\ud800", "\0"])
def test_what_is_no_passphrase_is_a_wrong_one(authority: Authority, passphrase: str):
    with pytest.raises(WrongPassphrase):
        authority.signatures().sign(a_letter(), KADIS, passphrase=passphrase, reason="", place="", now=NOW)


@pytest.mark.parametrize(
    ("begins", "ends"), [(NOW - timedelta(days=9), NOW - timedelta(days=1)), (NOW + timedelta(days=1), None)]
)
def test_a_certificate_that_does_not_hold_now_signs_nothing(authority: Authority, begins, ends):
    authority.certifies(KADIS, begins=begins, ends=ends or begins + timedelta(days=9))

    with pytest.raises(CertificateNotValid, match=KADIS.name):
        signed(authority.signatures())


def test_who_has_no_key_does_not_sign(authority: Authority):
    nobody = Signatory("kabid", "Contoh Wijaya", "kabid", "Kepala Bidang")

    with pytest.raises(NoKey, match="Contoh Wijaya"):
        signed(authority.signatures(), who=nobody)


def test_a_key_may_be_that_of_the_post(authority: Authority):
    deputy = Signatory("wakil", "Contoh Wakil", "kadis", "Plh. Kepala Dinas")

    assert signed(authority.signatures(), who=deputy).level is Level.B_B


@pytest.mark.parametrize("login", ["../kadis", "..", ".p12", "/etc/passwd", "a/b", "", "kadis\0"])
def test_a_name_never_leads_out_of_the_folder(authority: Authority, login: str):
    with pytest.raises(NoKey):
        signed(authority.signatures(), who=Signatory(login, "X", login, "X"))


def test_an_archive_without_a_key_is_told(authority: Authority):
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    data = pkcs12.serialize_key_and_certificates(b"", None, None, [authority.certificate], lock)
    (authority.folder / "kadis.p12").write_bytes(data)

    with pytest.raises(LajurError, match=r"The key in kadis\.p12 cannot be read"):
        signed(authority.signatures())


def test_a_file_that_holds_no_key_is_told(authority: Authority):
    (authority.folder / "kadis.p12").write_bytes(b"no key")
    with pytest.raises(WrongPassphrase):
        signed(authority.signatures())
    (authority.folder / "kadis.p12").unlink()
    (authority.folder / "kadis.p12").symlink_to(authority.folder / "kadis.p12.not")
    with pytest.raises(NoKey):
        signed(authority.signatures())


@pytest.mark.parametrize("pdf", [b"", b"not a PDF", b"%PDF-1.4\n%%EOF", a_letter()[:5000]])
def test_what_is_no_whole_pdf_is_not_signed(authority: Authority, pdf: bytes):
    with pytest.raises(CannotSign):
        authority.signatures().sign(pdf, KADIS, passphrase=PASSPHRASE, reason="", place="", now=NOW)


def test_a_letter_that_nobody_signs_has_no_room(authority: Authority):
    with pytest.raises(CannotSign, match="no room"):
        signed(authority.signatures(), letter_pdf(letter(blocks=(), signer=None)))


def test_nothing_is_signed_twice(authority: Authority):
    with pytest.raises(CannotSign, match="signed already"):
        signed(authority.signatures(), signed(authority.signatures()).data)
