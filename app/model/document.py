"""A document: a letter that a step of a case has issued. Its number is given out once and never again.

What it says never changes. A correction is a new document that names the old one; one that was sent and is taken back
is revoked, one that never left the house is cancelled: their numbers stay, with a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.model.paper import Kind
from app.model.values import Json


class DocumentState(StrEnum):
    """States of a document: issued -> filed -> signed; from each of them to replaced, revoked or cancelled."""

    ISSUED = "issued"  #: it has its number; a worker sets it
    FILED = "filed"  #: its PDF lies in the vault
    SIGNED = "signed"
    REPLACED = "replaced"  #: another document stands in its place
    REVOKED = "revoked"  #: it was signed, and is taken back
    CANCELLED = "cancelled"  #: it never left the house


#: Nothing is done with it any more.
CLOSED = frozenset({DocumentState.REPLACED, DocumentState.REVOKED, DocumentState.CANCELLED})
#: What several people sign, and so no post.
OF_SEVERAL = frozenset({Kind.BERITA_ACARA, Kind.FORM_LAPANGAN, Kind.LEMBAR_PERIKSA})


@dataclass(frozen=True, slots=True)
class Signature:
    """How a document was signed: by whom (login), in which capacity, when (UTC) and at which `level`
    (`app.model.signature.Level`). `facts` is what else the signing has to tell."""

    by: str
    at: datetime
    level: str
    capacity: str = ""
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One letter. `filed` and `signed` are the SHA-256 (hexadecimal) of its PDF and of the signed one, in the vault.

    `post` is the key of the post that signs it, empty for what nobody signs; `signer` says it in words.
    `visit` counts how often its element has issued a letter of this template in the case. `serial` runs without gaps
    within `series` and `year`; both are empty for letters without a number. `data` is what its template is filled with
    besides the values of the case at the event that tells of its issuing (`app.actions.paper`). `code` cannot be
    guessed: it finds the public page of the document. `applicant` says that it is addressed to the applicant.
    `replaces` is the id of the document it stands in the place of; `note` is why it was revoked or cancelled.

    While it waits for its PDF it is ready for a worker from `ready_at` on, and leased to `owner`; None: nobody makes
    it (any more). `failure` is the sentence of the last of `attempts` that failed.
    """

    id: int
    instance: int
    element: str
    visit: int
    template: str
    kind: Kind
    title: str
    date: date
    code: str
    issued_at: datetime
    subject: str = ""
    addressee: str = ""
    signer: str = ""
    post: str = ""
    series: str = ""
    year: int = 0
    serial: int | None = None
    number: str = ""
    state: DocumentState = DocumentState.ISSUED
    applicant: bool = False
    replaces: int | None = None
    note: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)
    filed: str | None = None
    signed: str | None = None
    signature: Signature | None = None
    ready_at: datetime | None = None
    owner: str | None = None
    attempts: int = 0
    failure: str = ""

    @property
    def digest(self) -> str | None:
        """The PDF that is handed out: the signed one, if there is one."""
        return self.signed or self.filed

    @property
    def closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_to_be_signed(self) -> bool:
        """Whether somebody is still to sign it: the holder of its post, or several people with ink."""
        return self.state is DocumentState.FILED and (bool(self.post) or self.kind in OF_SEVERAL)

    @property
    def stuck(self) -> bool:
        """Whether its PDF could not be made, and nobody tries any more."""
        return self.filed is None and self.ready_at is None and bool(self.failure)
