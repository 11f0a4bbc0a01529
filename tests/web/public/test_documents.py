"""The page a QR code leads to, for everybody."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.actions import public_document
from app.actions.sign_document import sign_document
from app.model.document import Document, DocumentState
from app.model.house import House, Letterhead, Post, Valid
from app.model.paper import Kind
from app.model.signature import Signatory
from app.ports import Office
from app.web.public.documents import CODES, COPIES
from tests.signing import PASSPHRASE, a_letter, an_authority
from tests.web.conftest import MORNING, Hands, Person, Walk

CODE = "abcdefgh234567ijklmnopqr"
PAGE = f"/dokumen/{CODE}"


@pytest.fixture
def office(office: Office, tmp_path: Path) -> Office:
    authority = an_authority(tmp_path / "keys")
    authority.certifies(Signatory("operator", "Contoh Ramadhan, A.Md.", "operator", "Operator SIINas"))
    head = Letterhead("Pemerintah Contoh", "Dinas Contoh", (), "Pontianak")
    house = House({"": ((Valid(MORNING.date()), head),)}, {"operator": Post("operator", "Operator SIINas")})
    return replace(office, house=house, signatures=authority.signatures())


@pytest.fixture
def document(walk: Walk, office: Office) -> Document:
    return filed(walk, office)


@pytest.fixture
def somebody(visitor) -> Person:
    person = visitor()
    person.get("/dokumen")
    return person


def filed(walk: Walk, office: Office, **changes: object) -> Document:
    walk.start()
    walk.apply(perusahaan_nama="CV Rahasia")
    digest, _ = office.vault.put(BytesIO(a_letter()), limit=10**8)
    facts = {"code": CODE, "issued_at": MORNING, "post": "operator", "number": "500/0001", "filed": digest}
    facts |= {"state": DocumentState.FILED, "subject": "Izin CV Rahasia", "addressee": "CV Rahasia"}
    with office.store.writing() as unit:
        case = unit.instance_by_number(walk.number)
        document = Document(
            *(0, case.id, "periksa", 1, "x.md", Kind.SURAT_TUGAS, "SURAT TUGAS", MORNING.date()),
            **{**facts, **changes},
        )
        added = unit.add_document(document)
        unit.commit()
    return added


@pytest.fixture
def signed(document: Document, office: Office) -> Document:
    with office.store.reading() as reader:
        operator = reader.user_by_login("operator")
    return sign_document(office, document.id, PASSPHRASE, by=operator)


def copy(somebody: Person, data: bytes, name: str = "salinan.pdf"):
    somebody.get(PAGE)
    return somebody.post(PAGE, copy=(BytesIO(data), name))


def test_everybody_sees_what_the_document_is(signed: Document, somebody: Person) -> None:
    page = somebody.get(PAGE).text

    told = ("SURAT TUGAS", "500/0001", "17 Maret 2026", "Dinas Contoh", "berlaku", signed.signed, signed.filed)
    assert all(each in page for each in (*told, "Operator SIINas: Contoh Ramadhan, A.Md.", "PAdES B-B"))


def test_nobody_sees_of_whom_it_speaks(signed: Document, somebody: Person, walk: Walk) -> None:
    page = somebody.get(PAGE).text

    assert not any(secret in page for secret in ("Rahasia", walk.number, "9999000000011", "Siti"))


def test_it_is_said_in_english_as_well(signed: Document, somebody: Person) -> None:
    somebody.get("/dokumen")
    somebody.post("/bahasa/en", next=PAGE)

    assert "Is my copy the real one?" in somebody.get(PAGE).text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DocumentState.FILED, "belum ditandatangani"),
        (DocumentState.REVOKED, "dicabut"),
        (DocumentState.CANCELLED, "dibatalkan"),
    ],
)
def test_its_state_is_said_in_words(walk: Walk, office: Office, somebody: Person, state, words: str) -> None:
    filed(walk, office, state=state)

    assert words in somebody.get(PAGE).text


def test_one_that_was_replaced_leads_to_the_one_in_its_place(walk: Walk, office: Office, somebody: Person) -> None:
    old = filed(walk, office, state=DocumentState.REPLACED)
    with office.store.writing() as unit:
        unit.add_document(replace(old, code="z" * 24, number="500/0002", replaces=old.id, state=DocumentState.FILED))
        unit.commit()
    page = somebody.get(PAGE).text

    assert "diganti dokumen lain" in page
    assert f'href="/dokumen/{"z" * 24}">500/0002' in page


@pytest.mark.parametrize("code", ["a" * 24, "x", "<script>", "a" * 5000, "%00", "..%2f..", "' OR 1=1"])
def test_an_unknown_code_gets_a_friendly_sentence(somebody: Person, code: str) -> None:
    answer = somebody.get(f"/dokumen/{code}")

    assert answer.status_code == 404
    if "%2f" not in code:
        assert "Kami tidak mengenal dokumen dengan kode ini." in answer.text
    assert "<script>alert" not in answer.text
    assert '<script>"' not in answer.text


def test_a_code_can_be_typed(document: Document, somebody: Person) -> None:
    answer = somebody.get(f"/dokumen?kode=%20{CODE.upper()}%20")

    assert answer.status_code == 303
    assert "SURAT TUGAS" in somebody.get(answer.headers["Location"]).text
    assert "Kode dokumen" in somebody.get("/dokumen").text


def test_who_tries_too_many_codes_has_to_wait(document: Document, somebody: Person, hands: Hands) -> None:
    for number in range(CODES.times):
        assert somebody.get(f"/dokumen/{number:024}").status_code == 404
    assert somebody.get(PAGE).status_code == 429
    hands.go_on(minutes=11)
    assert somebody.get(PAGE).status_code == 200


# ---- copies


def test_the_signed_file_is_the_real_one(signed: Document, office: Office, somebody: Person) -> None:
    with office.vault.open(signed.signed) as file:
        answer = copy(somebody, file.read())

    assert "Salinan itu sama persis, bit demi bit, dengan dokumen yang ditandatangani." in answer.text
    assert "Tanda tangan sah secara teknis" in answer.text
    assert "menurut jam penanda tangan" in answer.text


def test_a_tampered_file_is_not(signed: Document, office: Office, somebody: Person) -> None:
    with office.vault.open(signed.signed) as file:
        data = bytearray(file.read())
    data[3000] ^= 1
    answer = copy(somebody, bytes(data))

    assert "Salinan itu bukan dokumen ini, atau sudah diubah." in answer.text
    assert "Tanda tangan tidak cocok dengan berkas" in answer.text


def test_the_file_before_it_was_signed_is_told_as_that(signed: Document, somebody: Person) -> None:
    assert "dengan dokumen sebelum ditandatangani" in copy(somebody, a_letter()).text


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n/ByteRange", b"\0" * 100_000, b"%PDF-1.7\n" + b"<<" * 50_000 + b"/ByteRange [0 1 2 3]"]
)
def test_a_hostile_file_is_only_different(signed: Document, somebody: Person, data: bytes) -> None:
    answer = copy(somebody, data, name="<script>alert(1).pdf")

    assert answer.status_code == 200
    assert "Salinan itu bukan dokumen ini" in answer.text
    assert "<script>alert" not in answer.text


def test_a_huge_file_is_told_to_be_too_large(document: Document, somebody: Person, monkeypatch) -> None:
    monkeypatch.setattr(public_document, "LIMIT", 1000)
    answer = copy(somebody, bytes(1001))

    assert answer.status_code == 413
    assert "20 MB" in answer.text


def test_without_a_file_nothing_is_compared(document: Document, somebody: Person) -> None:
    somebody.get(PAGE)
    answer = somebody.post(PAGE)

    assert answer.status_code == 422
    assert "Pilih berkas yang akan dibandingkan." in answer.text
    assert somebody.post("/dokumen/" + "a" * 24).status_code == 404


def test_who_compares_too_often_has_to_wait(document: Document, somebody: Person) -> None:
    for _ in range(COPIES.times):
        assert copy(somebody, b"x").status_code == 200
    assert copy(somebody, b"x").status_code == 429
    assert somebody.get(PAGE).status_code == 200


def test_what_is_compared_is_not_kept(document: Document, office: Office, somebody: Person) -> None:
    copy(somebody, b"salinan saya")

    assert not any(b"salinan saya" in data for data in vars(office.vault)["_files"].values())
