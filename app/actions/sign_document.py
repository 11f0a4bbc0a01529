"""Sign documents electronically: outside any transaction, then told and kept in one.

The passphrase opens the key and goes nowhere else: not into the books, not into the history, not into a log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO

from app.actions import _rights
from app.actions._files import remove_unused
from app.actions._issue import named
from app.actions._step import keep
from app.actions.documents import OfCase, of_case
from app.actions.to_sign import (
    NotAsPrinted,
    NotToSign,
    must_be_printed,
    must_wait,
    posts_of,
    signatory,
)
from app.actions.tries import Limit, TooOften, must_not_be_too_often, note_try
from app.model.document import Document, DocumentState, Signature
from app.model.errors import LajurError, NotFound
from app.model.event import Fact, Happening
from app.model.people import User
from app.model.signature import Signatory, SignedFile, WrongPassphrase
from app.model.values import Json
from app.ports import Office

#: Bytes a signed PDF may have.
LIMIT = 50 * 1024 * 1024
#: So many documents wait on one page, and can be signed at once.
MOST = 50
#: So many wrong passphrases, and none is tried until the window has passed.
PASSPHRASES = Limit("passphrases", 8, timedelta(minutes=15))


class NoSignatures(NotToSign):
    """This office has no keys for electronic signatures; print the document, sign it and send in the scan."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits for somebody, who would sign it as `who`; `case` is the number of its case. `hindrance` is
    why he cannot sign it electronically."""

    document: Document
    who: Signatory
    case: str
    hindrance: LajurError | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of several: it is signed (None), or there is an error."""

    document_id: int
    error: LajurError | None = None


def waiting(office: Office, by: User) -> Sequence[Waiting]:
    """The documents that wait for the signature of `by`, the oldest first, MOST at the most."""
    posts = posts_of(office, by)
    with office.store.reading() as reader:
        found = reader.documents_to_sign(posts, limit=MOST) if posts else []
        cases = {number: reader.instance(number) for number in {each.instance for each in found}}
    return [_waiting(office, each, case.number, by) for each in found if (case := cases[each.instance])]


def sign_documents(office: Office, ids: Iterable[int], passphrase: str, *, by: User) -> Sequence[Outcome]:
    """Sign several documents, each for itself: one that cannot be signed does not hold up the others.

    Raises WrongPassphrase, TooOften or NoSignatures at once: that holds for all of them.
    """
    return [_outcome(office, each, passphrase, by) for each in list(dict.fromkeys(ids))[:MOST]]


def sign_document(office: Office, document_id: int, passphrase: str, *, by: User) -> Document:
    """Sign a document whose PDF is filed, as the holder of its post or in his place.

    Raises NotFound, NotToSign, NotYourSignature, NotAsPrinted, NoSignatures, TooOften, and what `Signatures.sign`
    raises; nothing has changed then. Of two who sign at once one is first; the other meets NotToSign.
    """
    with office.store.reading() as reader:
        found = of_case(office, reader, document_id, by)
    must_wait(found.document)
    who = signatory(office, found.document, by)
    must_be_printed(office, found.document, by)
    signed = _signed(office, found, who, passphrase)
    digest, _ = office.vault.put(BytesIO(signed.data), limit=LIMIT)
    facts: dict[str, Json] = {"name": who.name, "certificate": signed.certificate}
    facts |= {"simulated": True} if signed.simulated else {}
    signature = Signature(by.login, office.clock(), signed.level, who.capacity, facts)
    return note(office, found.document, digest, signature, by)


def note(office: Office, document: Document, digest: str, signature: Signature, by: User) -> Document:
    """Tell in the history that a document was signed, and keep which file of the vault that is.

    Raises NotToSign when it does not wait for a signature any more; then the file is not kept.
    """
    with office.store.writing() as unit:
        before = unit.hold(document.instance)
        held = unit.hold_document(document.id)
        if before is None or held is None:
            raise NotFound
        if held.state is not DocumentState.FILED:
            remove_unused(office, unit, digest)
            raise NotToSign
        after = replace(held, state=DocumentState.SIGNED, signed=digest, signature=signature)
        fact = Fact(Happening.DOCUMENT_SIGNED, document.element, payload=_told(after, digest, signature, by))
        keep(office, unit, before, before, [fact], by.actor, now=signature.at)
        unit.save_document(after)
        unit.commit()
        return after


def _waiting(office: Office, document: Document, case: str, by: User) -> Waiting:
    who = signatory(office, document, by)
    try:
        must_be_printed(office, document, by)
    except NotAsPrinted as hindrance:
        return Waiting(document, who, case, hindrance)
    return Waiting(document, who, case)


def _outcome(office: Office, document_id: int, passphrase: str, by: User) -> Outcome:
    try:
        sign_document(office, document_id, passphrase, by=by)
    except (WrongPassphrase, TooOften, NoSignatures):
        raise
    except LajurError as error:
        return Outcome(document_id, error)
    return Outcome(document_id)


def _told(document: Document, digest: str, signature: Signature, by: User) -> dict[str, Json]:
    return {
        **named(document),
        "digest": digest,
        "by": signature.by,
        "capacity": signature.capacity,
        "level": signature.level,
        **_rights.in_place(by, document.post),
    }


def _signed(office: Office, found: OfCase, who: Signatory, passphrase: str) -> SignedFile:
    if office.signatures is None:
        raise NoSignatures
    must_not_be_too_often(office, PASSPHRASES, who.login)
    document = found.document
    with office.vault.open(document.filed or "") as file:
        pdf = file.read()
    head = office.house.letterhead(found.instance.sop, document.date)
    place, reason = head.place if head else "", f"{document.title} {document.number}"
    now = office.clock()
    try:
        return office.signatures.sign(pdf, who, passphrase=passphrase, reason=reason, place=place, now=now)
    except WrongPassphrase:
        note_try(office, PASSPHRASES, who.login)
        raise
