"""What everybody may know of a document, and whether a copy is the real one."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from app.actions.public_document import (
    LIMIT,
    Likeness,
    NoSuchDocument,
    Standing,
    compare,
    public_document,
)
from app.actions.sign_document import sign_document
from app.model.document import DocumentState
from app.model.errors import TooLarge
from app.model.signature import Signatory, Soundness
from tests.actions.conftest import MORNING, Desk
from tests.actions.papers import HOUSE, bytes_of, filed, signing
from tests.signing import PASSPHRASE, a_letter, an_authority


@pytest.fixture
def head(desk: Desk, tmp_path: Path) -> Desk:
    authority = an_authority(tmp_path / "keys")
    authority.certifies(Signatory("opi", "Opi", "operator", "Kepala Dinas"))
    return signing(desk, authority)


def signed(head: Desk, **changes):
    return sign_document(head.office, filed(head, **changes).id, PASSPHRASE, by=head.people["opi"])


def test_it_says_what_it_is_and_which_official_has_signed(head: Desk):
    document = signed(head)
    shown = public_document(head.office, document.code)

    assert (shown.title, shown.number, shown.date) == ("SURAT TUGAS", "500/0001/2026", MORNING.date())
    assert (shown.agency, shown.signer, shown.standing) == ("Dinas Contoh", "Kepala Dinas", Standing.VALID)
    assert (shown.signed_by, shown.capacity, shown.signed_at) == ("Opi", "Kepala Dinas", MORNING)
    assert (shown.filed, shown.signed, shown.level) == (document.filed, document.signed, "PAdES B-B")
    assert not shown.scanned


def test_it_says_nothing_of_the_case_and_of_whom_it_is_about(head: Desk):
    shown = repr(public_document(head.office, signed(head).code))

    assert not any(secret in shown for secret in ("PT Contoh", "Rahasia", "Siti", "P-2026", "9999"))


def test_a_document_that_nobody_signs_is_valid_once_it_is_filed(head: Desk):
    assert public_document(head.office, filed(head, post="", signer="").code).standing is Standing.VALID
    assert public_document(head.office, filed(head, 2).code).standing is Standing.UNSIGNED


@pytest.mark.parametrize("state", [DocumentState.REPLACED, DocumentState.REVOKED, DocumentState.CANCELLED])
def test_what_does_not_hold_any_more_says_so(head: Desk, state: DocumentState):
    assert public_document(head.office, filed(head, state=state).code).standing.value == state.value


def test_one_that_was_replaced_names_the_one_in_its_place(head: Desk):
    old = filed(head, state=DocumentState.REPLACED)
    new = replace(old, code="baru", number="500/0002/2026", serial=2, state=DocumentState.FILED, replaces=old.id)
    with head.office.store.writing() as unit:
        unit.add_document(new)
        unit.commit()

    assert public_document(head.office, old.code).replaced_by == ("500/0002/2026", "baru")


@pytest.mark.parametrize("code", ["", "lain", "x" * 10_000, "kode\0"])
def test_an_unknown_code_is_told_in_a_friendly_way(head: Desk, code: str):
    with pytest.raises(NoSuchDocument, match="no document with this code"):
        public_document(head.office, code)


def test_one_whose_pdf_is_not_there_yet_is_not_known(head: Desk):
    with pytest.raises(NoSuchDocument):
        public_document(head.office, filed(head, state=DocumentState.ISSUED, filed=None).code)


def test_a_copy_is_compared_bit_by_bit(head: Desk):
    document = signed(head)
    data = bytes_of(head, document.signed)
    likeness = {
        data: Likeness.SIGNED,
        a_letter(): Likeness.UNSIGNED,
        data + b"\n": Likeness.DIFFERENT,
        b"": Likeness.DIFFERENT,
    }

    for copy, expected in likeness.items():
        found = compare(head.office, document.code, BytesIO(copy))
        assert (found.likeness, found.digest) == (expected, sha256(copy).hexdigest())


def test_what_is_found_of_signatures_is_told_as_well(head: Desk):
    document = signed(head)
    data = bytes_of(head, document.signed)

    assert compare(head.office, document.code, BytesIO(data)).signatures[0].soundness is Soundness.SOUND
    assert compare(head.office, document.code, BytesIO(a_letter())).signatures == ()
    tampered = bytearray(data)
    tampered[3000] ^= 1
    found = compare(head.office, document.code, BytesIO(bytes(tampered)))
    assert found.likeness is Likeness.DIFFERENT
    assert found.signatures[0].soundness is Soundness.BROKEN


def test_where_nobody_signs_electronically_signatures_are_not_looked_for(desk: Desk):
    desk = replace(desk, office=replace(desk.office, house=HOUSE))
    document = filed(desk)

    assert compare(desk.office, document.code, BytesIO(a_letter())).signatures == ()


def test_a_copy_that_is_too_large_is_not_read_to_its_end(head: Desk):
    document = filed(head)

    with pytest.raises(TooLarge, match="20 MB"):
        compare(head.office, document.code, BytesIO(bytes(LIMIT + 1)))
