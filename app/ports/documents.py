"""Documents: what the books answer and keep."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from app.model.document import Document


class DocumentsReader(Protocol):
    """Reads documents."""

    def document(self, document_id: int) -> Document | None: ...
    def document_by_code(self, code: str) -> Document | None:
        """The document with this public code."""

    def documents(self, instance_id: int) -> Sequence[Document]:
        """All documents of a case, in the order in which they were issued."""

    def documents_to_sign(self, posts: Iterable[str], *, limit: int) -> Sequence[Document]:
        """Documents whose PDF is there and that wait for the signature of one of these posts, the oldest first."""

    def closed_documents(self, instances: Iterable[int]) -> Sequence[Document]:
        """The documents of these cases that were replaced, revoked or cancelled."""

    def document_serials(self, series: str, year: int) -> Sequence[int]:
        """The serials of a number series in a year, in their order."""

    def next_document(self) -> datetime | None:
        """When the next document can be taken by `lease_document`; None: there is none."""


class DocumentsUnit(DocumentsReader, Protocol):
    """Keeps documents. What a document says never changes: no row ever goes away, and the database refuses to change
    more than what `save_document` names."""

    def add_document(self, document: Document) -> Document:
        """Keep a new document; its `id` is ignored. Raises Conflict when its serial or its code is there already."""

    def hold_document(self, document_id: int) -> Document | None:
        """Read a document in order to change it: nobody else can change it until this unit is over."""

    def save_document(self, document: Document) -> None:
        """Keep how a document stands now: state, note, PDFs, signature, and what concerns the making of its PDF."""

    def lease_document(self, *, owner: str, now: datetime, until: datetime) -> Document | None:
        """Take the document that has waited longest for its PDF for `owner`: it is ready again at `until`, unless it is
        saved before. No two owners ever hold the same document. One attempt more is counted."""
