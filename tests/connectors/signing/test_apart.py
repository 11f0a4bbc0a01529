"""A file of somebody is read apart: whatever it is, the answer is a list or a sentence, and it comes."""

from io import BytesIO
from json import dumps

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from app.connectors.signing import apart
from app.connectors.signing.apart import SIGNED, CannotCheck, answer, check_apart
from app.connectors.signing.found import found_in
from app.connectors.signing.trust import Trust
from app.model.signature import Soundness
from tests.signing import KADIS, NOW, PASSPHRASE, a_letter

HOSTILE = {
    "nothing": b"",
    "no PDF": b"\0" * 1000,
    "a head alone": b"%PDF-1.7\n",
    "half a letter": a_letter()[:7000],
    "a letter without its head": a_letter()[5000:],
    "a loop of cross-references": b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
    b"trailer\n<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF",
    "an object within itself": b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\nstartxref\n9\n%%EOF",
    "a page tree of itself": a_letter().replace(b"/Kids [ ", b"/Kids [ 2 0 R "),
    "no number": a_letter().replace(b"startxref\n", b"startxref\n99999999999999999999"),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_in_a_hostile_file_no_signature_is_found(data: bytes):
    assert found_in(data, Trust(), NOW) == []


def test_a_signature_that_is_nonsense_is_broken(authority):
    sign = authority.signatures().sign
    data = sign(a_letter(), KADIS, passphrase=PASSPHRASE, reason="", place="", now=NOW).data
    begin = data.index(b"/Contents <") + 11
    (found,) = found_in(data[:begin] + b"00" * 200 + data[begin + 400 :], Trust(), NOW)

    assert (found.soundness, found.signer) == (Soundness.BROKEN, "")


def test_the_question_goes_to_a_process_of_its_own_and_comes_back(authority):
    sign = authority.signatures().sign
    data = sign(a_letter(), KADIS, passphrase=PASSPHRASE, reason="", place="", now=NOW).data
    root = authority.certificate.public_bytes(Encoding.DER)

    assert check_apart(data, Trust([root]), NOW) == found_in(data, Trust([root]), NOW)


def test_the_answer_is_plain_data():
    told = BytesIO()
    question = dumps({"now": NOW.isoformat(), "authorities": [], "revoked": []}).encode()
    answer(BytesIO(question + b"\n" + a_letter()), told)

    assert told.getvalue() == b"[]"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "_PATIENCE", 0.001)

    with pytest.raises(CannotCheck, match="takes too long"):
        check_apart(SIGNED, Trust(), NOW)


def test_a_process_that_breaks_down_is_told(monkeypatch):
    monkeypatch.setattr(apart, "_HOME", "/")

    with pytest.raises(CannotCheck):
        check_apart(SIGNED, Trust(), NOW)


def test_nobody_is_asked_about_a_file_without_a_signature(monkeypatch):
    monkeypatch.setattr(apart, "_HOME", "/")

    assert check_apart(a_letter(), Trust(), NOW) == ()
