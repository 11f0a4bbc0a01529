"""A desk with documents that wait for a signature, for tests."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from app.model.document import Document, DocumentState
from app.model.house import House, Letterhead, Post, Valid
from app.model.paper import Authority, Kind, Signer
from app.model.paper_data import packed
from app.model.people import Capacity, Standing, User
from tests.actions.conftest import MORNING, Desk
from tests.signing import Authority as CertificateAuthority
from tests.signing import a_letter

HOUSE = House(
    letterheads={"": ((Valid(date(2020, 1, 1)), Letterhead("Pemerintah Contoh", "Dinas Contoh", (), "Pontianak")),)},
    posts={
        "operator": Post("operator", "Kepala Dinas"),
        "sistem": Post("sistem", "Kepala Bidang", "operator"),
        "kosong": Post("kosong", "Sekretaris"),
    },
)


def signing(desk: Desk, authority: CertificateAuthority) -> Desk:
    """The same desk in an office that signs; opi is its head."""
    return replace(desk, office=replace(desk.office, house=HOUSE, signatures=authority.signatures()))


def deputy(user: User, post: str = "operator") -> User:
    """Somebody who stands in for the holder of a post today."""
    return replace(user, standings=(Standing(post, Capacity.DURING_ABSENCE, "opi"),))


def filed(desk: Desk, number: int = 1, pdf: bytes | None = None, **changes: Any) -> Document:
    """A document of a new case whose PDF is filed."""
    case = desk.started()
    digest, _ = desk.office.vault.put(BytesIO(pdf or a_letter()), limit=10**8)
    signer = Signer("Kepala Dinas", "Opi", authority=Authority.FULL)
    document = Document(
        id=0,
        instance=case.id,
        element="periksa",
        visit=1,
        template="reports/templates/permit/periksa.md",
        kind=Kind.SURAT_TUGAS,
        title="SURAT TUGAS",
        date=MORNING.date(),
        code=f"kode{number:020}",
        issued_at=MORNING,
        subject="Rahasia PT Contoh",
        addressee="Siti",
        signer="Opi, Kepala Dinas",
        post="operator",
        series="spt",
        year=2026,
        serial=number,
        number=f"500/{number:04}/2026",
        state=DocumentState.FILED,
        data={"signer": packed(signer)},
        filed=digest,
    )
    with desk.office.store.writing() as unit:
        added = unit.add_document(replace(document, **changes))
        unit.commit()
    return added


def now_of(desk: Desk, document: Document) -> Document:
    """A document as the books have it."""
    with desk.office.store.reading() as reader:
        found = reader.document(document.id)
    assert found is not None
    return found


def bytes_of(desk: Desk, digest: str | None) -> bytes:
    with desk.office.vault.open(digest or "") as file:
        return file.read()
