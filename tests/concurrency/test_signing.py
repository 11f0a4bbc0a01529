"""Several officials sign one document at once: one of them has signed it, and the others hear of it."""

from dataclasses import replace
from functools import partial
from io import BytesIO

from app.actions.sign_document import sign_document
from app.actions.start import start
from app.actions.to_sign import NotToSign
from app.model.document import Document, DocumentState
from app.model.event import Happening, told
from app.model.house import House, Post
from app.model.paper import Kind
from app.model.people import User
from app.model.signature import Level, SignedFile
from app.ports import Office
from tests.chain import first_break
from tests.concurrency.racing import CALLERS, errors, race
from tests.office import GROUP, bundle_of, put

ROUNDS = 3
HOUSE = House(posts={GROUP: Post(GROUP, "Kepala Dinas")})


class Pen:
    """Signs with a name, so that one can see whose file was kept."""

    demo_passphrase = ""

    def sign(self, pdf, who, **_) -> SignedFile:
        return SignedFile(pdf + who.login.encode(), Level.B_B, who.login)


def filed(office: Office, me: User, number: int) -> Document:
    case = start(office, "proses", by=me)
    digest, _ = office.vault.put(BytesIO(b"surat"), limit=100)
    now = office.clock()
    document = Document(
        *(0, case.id, "isi", 1, "isi.md", Kind.SURAT_TUGAS, "SURAT TUGAS", now.date(), f"kode{number}", now),
        post=GROUP,
        state=DocumentState.FILED,
        filed=digest,
    )
    with office.store.writing() as unit:
        added = unit.add_document(document)
        unit.commit()
    return added


def test_of_eight_who_sign_one_document_at_once_one_is_first(offices: list[Office], people: list[User]) -> None:
    vault = offices[0].vault
    offices = [replace(office, house=HOUSE, signatures=Pen(), vault=vault) for office in offices]
    put(offices[0], bundle_of("(mulai) -> isi -> (selesai)", judul="x"), "proses")
    for number in range(ROUNDS):
        document = filed(offices[0], people[0], number)
        calls = [
            partial(sign_document, office, document.id, "kata sandi", by=me)
            for office, me in zip(offices, people, strict=True)
        ]
        outcomes = race(*calls)

        assert errors(outcomes) == [NotToSign] * (CALLERS - 1)
        (won,) = [each for each in outcomes if isinstance(each, Document)]
        with offices[0].store.reading() as reader:
            assert reader.document(document.id) == won
            history = reader.history(document.instance)
        assert first_break(history) is None
        signed = [told(event)["by"] for event in history if event.kind is Happening.DOCUMENT_SIGNED]
        assert won.signature is not None
        assert signed == [won.signature.by]
        with vault.open(won.signed or "") as file:
            assert file.read() == b"surat" + won.signature.by.encode()
