"""The other way to sign: the document was printed and signed with ink; its scan is filed.

So it is with what several people sign, such as minutes, which no post signs.
"""

from dataclasses import dataclass
from datetime import date
from typing import IO

from app.actions import _rights
from app.actions.attach import LIMIT, UnsupportedFile, safe_name, sniff
from app.actions.days import today
from app.actions.documents import OfCase, of_case
from app.actions.sign_document import note
from app.actions.to_sign import must_wait
from app.model.document import Document, Signature
from app.model.errors import Invalid, LajurError, NotFound
from app.model.paper_data import unpacked_signer
from app.model.people import User
from app.model.signature import Level
from app.model.text import free_text
from app.ports import Office

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Ink:
    """What whoever sends in a scan says: who has signed on which day, and that the scan is that paper (`true_copy`)."""

    name: str
    signed_on: date | None
    true_copy: bool = False


def document_in_ink(office: Office, document_id: int, *, by: User) -> OfCase:
    """A document that is not signed yet, for somebody who may send in its scan: any of the staff of its SOP.

    Raises NotFound, NotToSign or Forbidden.
    """
    with office.store.reading() as reader:
        found = of_case(office, reader, document_id, by)
    if not _rights.is_staff(found.process, by):
        raise NotFound
    _rights.must_speak(found.process, found.instance, by)
    must_wait(found.document)
    return found


def printed_signer(document: Document) -> str:
    """The name the letter prints below the signature."""
    printed = unpacked_signer(document.data.get("signer"))
    return printed.name if printed else ""


def sign_in_ink(office: Office, document_id: int, scan: IO[bytes], name: str, ink: Ink, *, by: User) -> Document:
    """File the scan of a document that was signed on paper; `name` is that of the file.

    Raises what `document_in_ink` raises, Invalid with a sentence for each field, UnsupportedFile unless it is a PDF, or
    TooLarge.
    """
    document = document_in_ink(office, document_id, by=by).document
    signed_on = _checked(office, document, ink)
    if sniff(scan, safe_name(name)) != "application/pdf":
        raise UnsupportedFile("The scan must be a PDF; {name} is something else.", name=safe_name(name))
    digest, _ = office.vault.put(scan, limit=LIMIT)
    post = office.house.posts.get(document.post)
    facts = {"name": free_text(ink.name), "date": signed_on.isoformat()}
    signature = Signature(by.login, office.clock(), Level.WET_INK, post.title if post else document.signer, facts)
    return note(office, document, digest, signature, by)


def _checked(office: Office, document: Document, ink: Ink) -> date:
    """The day of the signature. Raises Invalid."""
    problems: dict[str, LajurError] = {}
    if not 1 <= len(free_text(ink.name)) <= LONGEST_NAME:
        problems["name"] = LajurError("Please say who has signed, in at most {most} characters.", most=LONGEST_NAME)
    made = document.issued_at.astimezone(office.calendar.zone).date()
    if ink.signed_on is None or not made <= ink.signed_on <= today(office):
        problems["signed_on"] = LajurError("The day lies between that of the document and today.")
    if not ink.true_copy:
        problems["true_copy"] = LajurError("Please confirm that the scan shows the signed paper.")
    if problems or ink.signed_on is None:
        raise Invalid(problems)
    return ink.signed_on
