"""What everybody may know of a document whose code he has, and whether a copy of it is the real one.

Nothing of the case and of whom it is about: what the document is, its number and day, which official has signed it,
whether it holds, and the digests of its files.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import IO

from app.model.document import Document, DocumentState
from app.model.errors import NotFound, TooLarge
from app.model.signature import FoundSignature, Level
from app.ports import Office, Reader

#: Bytes a copy may have that is compared.
LIMIT = 20 * 1024 * 1024
PDF = b"%PDF-"
_CODE = re.compile(r"[a-z0-9]{8,64}")


class NoSuchDocument(NotFound):
    """We know no document with this code. Please look at the code again; if it is right, the paper is not ours."""


class Standing(StrEnum):
    """What a document is worth today."""

    VALID = "valid"
    UNSIGNED = "unsigned"  #: it waits for its signature
    REPLACED = "replaced"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """What everybody may know. `signer` is the post that signs, empty for what nobody signs; `signed_by` the name of
    the official who has signed, as `capacity`, at a `level`. `replaced_by` is the number and the code of the one in its
    place. `filed` and `signed` are SHA-256, hexadecimal; `scanned`: the signed one is the scan of a paper.
    `simulated`: it was signed with a key of the demo."""

    title: str
    number: str
    date: date
    agency: str
    standing: Standing
    signer: str
    capacity: str
    signed_by: str
    signed_at: datetime | None
    level: str
    replaced_by: tuple[str, str] | None
    filed: str
    signed: str
    simulated: bool = False

    @property
    def scanned(self) -> bool:
        return self.level == Level.WET_INK


class Likeness(StrEnum):
    """What a copy is."""

    SIGNED = "signed"  #: bit by bit the signed file
    UNSIGNED = "unsigned"  #: bit by bit the file before it was signed
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a copy is, its SHA-256, and the signatures found in it."""

    likeness: Likeness
    digest: str
    signatures: tuple[FoundSignature, ...] = ()


def public_document(office: Office, code: str) -> PublicDocument:
    """A document by its code. Raises NoSuchDocument."""
    with office.store.reading() as reader:
        document = _by_code(reader, code)
        case = reader.instance(document.instance)
        later = next((each for each in reader.documents(document.instance) if each.replaces == document.id), None)
    head = office.house.letterhead(case.sop if case else "", document.date)
    post = office.house.posts.get(document.post)
    signature = document.signature
    return PublicDocument(
        title=" ".join(document.title.split()),
        number=document.number,
        date=document.date,
        agency=head.agency if head else "",
        standing=_standing(document),
        signer=post.title if post else "",
        capacity=signature.capacity if signature else "",
        # What no post signs is signed by people who are no officials, too.
        signed_by=str(signature.facts.get("name", "")) if signature and post else "",
        signed_at=signature.at if signature else None,
        level=signature.level if signature else "",
        replaced_by=(later.number, later.code) if later else None,
        filed=document.filed or "",
        signed=document.signed or "",
        simulated=bool(signature and signature.facts.get("simulated")),
    )


def compare(office: Office, code: str, copy: IO[bytes]) -> Comparison:
    """Compare a copy with the document, bit by bit, and say what signatures are in it. The copy is not kept.

    Raises NoSuchDocument, TooLarge, or LajurError when its signatures cannot be read within bounds.
    """
    with office.store.reading() as reader:
        document = _by_code(reader, code)
    data = copy.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TooLarge(limit="20 MB")
    digest = sha256(data).hexdigest()
    likeness = {document.filed: Likeness.UNSIGNED, document.signed: Likeness.SIGNED}.get(digest, Likeness.DIFFERENT)
    return Comparison(likeness, digest, _signatures(office, data))


def _signatures(office: Office, data: bytes) -> tuple[FoundSignature, ...]:
    if office.signatures is None or not data.startswith(PDF):
        return ()
    return tuple(office.signatures.check(data, now=office.clock()))


def _by_code(reader: Reader, code: str) -> Document:
    code = code.strip().lower()
    found = reader.document_by_code(code) if _CODE.fullmatch(code) else None
    if found is None or found.filed is None:
        raise NoSuchDocument
    return found


def _standing(document: Document) -> Standing:
    if document.closed:
        return Standing(document.state)
    unsigned = document.post and document.state is not DocumentState.SIGNED
    return Standing.UNSIGNED if unsigned else Standing.VALID
