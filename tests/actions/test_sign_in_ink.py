"""Signed with ink: the scan is filed, with what whoever sends it in says of it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from app.actions.attach import UnsupportedFile
from app.actions.public_document import public_document
from app.actions.sign_in_ink import Ink, document_in_ink, sign_in_ink
from app.actions.to_sign import NotToSign
from app.model.document import DocumentState
from app.model.errors import Forbidden, Invalid, NotFound
from app.model.paper import Kind
from app.model.signature import Level
from tests.actions.conftest import Desk
from tests.actions.papers import HOUSE, bytes_of, filed, now_of

SCAN = b"%PDF-1.4\n%scan\n%%EOF"
INK = Ink("Dr. Contoh Pratama, M.Si.", date(2026, 3, 17), true_copy=True)


@pytest.fixture
def house(desk: Desk) -> Desk:
    return replace(desk, office=replace(desk.office, house=HOUSE))


def scan(house: Desk, document, by: str = "opi", ink: Ink = INK, data: bytes = SCAN, name: str = "scan.pdf"):
    return sign_in_ink(house.office, document.id, BytesIO(data), name, ink, by=house.people[by])


def test_the_scan_of_a_signed_paper_is_the_signed_document(house: Desk):
    document = scan(house, filed(house), by="oka")

    assert document.state is DocumentState.SIGNED
    assert bytes_of(house, document.signed) == SCAN
    assert document.signature is not None
    assert (document.signature.level, document.signature.by) == (Level.WET_INK, "oka")
    assert document.signature.capacity == "Kepala Dinas"
    assert document.signature.facts == {"name": INK.name, "date": "2026-03-17"}
    assert now_of(house, document) == document
    assert "document:signed periksa" in house.kinds(house.now(type("C", (), {"id": document.instance})()))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"signed_on": None}, "signed_on"),
        ({"signed_on": date(2026, 3, 16)}, "signed_on"),
        ({"signed_on": date(2026, 3, 18)}, "signed_on"),
        ({"true_copy": False}, "true_copy"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field(house: Desk, changes, field: str):
    document = filed(house)
    with pytest.raises(Invalid) as refused:
        scan(house, document, ink=replace(INK, **changes))

    assert refused.value.problems.keys() == {field}
    assert now_of(house, document) == document


@pytest.mark.parametrize(("data", "name"), [(b"\x89PNG\r\n\x1a\n" + bytes(20), "scan.png"), (b"text", "scan.pdf")])
def test_a_scan_is_a_pdf(house: Desk, data: bytes, name: str):
    with pytest.raises(UnsupportedFile):
        scan(house, filed(house), data=data, name=name)


def test_only_the_staff_of_the_sop_sends_in_scans(house: Desk):
    document = filed(house)

    assert document_in_ink(house.office, document.id, by=house.people["opi"]).document == document
    for login, error in (("siti", NotFound), ("budi", NotFound), ("audi", Forbidden), ("ana", Forbidden)):
        with pytest.raises(error):
            scan(house, document, by=login)


def test_an_applicant_sends_in_no_scan_of_a_letter_he_may_read(house: Desk):
    document = filed(house, applicant=True)

    with pytest.raises(NotFound):
        scan(house, document, by="siti")


def test_minutes_that_no_post_signs_are_signed_with_ink_by_many(house: Desk):
    minutes = scan(house, filed(house, post="", signer="", kind=Kind.BERITA_ACARA))

    assert minutes.state is DocumentState.SIGNED
    assert public_document(house.office, minutes.code).signed_by == ""


def test_a_signed_document_takes_no_scan(house: Desk):
    document = scan(house, filed(house))

    with pytest.raises(NotToSign):
        scan(house, document)
