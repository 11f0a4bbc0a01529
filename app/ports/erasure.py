"""What an erasure of personal data must find and change besides the history."""

from collections.abc import Sequence
from typing import Protocol

from app.model.desk import Draft
from app.model.document import Document
from app.model.instance import ProcessInstance, WorkItem
from app.model.notice import Notice
from app.model.register import RegisterEntry


class ErasureReader(Protocol):
    """Reads what repeats data of a case."""

    def drafts_of(self, instance_id: int) -> Sequence[Draft]:
        """All drafts at the work items of a case, whoever has kept them."""

    def notices_of(self, instance_id: int) -> Sequence[Notice]:
        """All notices about a case, whomever they are for."""

    def followers(self, instance_id: int) -> Sequence[ProcessInstance]:
        """The cases that have taken a case up again, whole."""


class ErasureUnit(ErasureReader, Protocol):
    """Changes what is never changed but by an erasure. Hold the instance first."""

    def save_locals(self, work: WorkItem) -> None:
        """Keep the `locals` of a work item, which no step changes."""

    def save_facts(self, notice: Notice) -> None:
        """Keep the `facts` of a notice."""

    def shorten_register_entry(self, entry: RegisterEntry) -> None:
        """A line of a book of letters says less than it did: its `columns` have lost some."""

    def shorten_document(self, document: Document) -> None:
        """What is told of a document says less than it did: subject or addressee are gone, and parts of `data` and of
        the facts of its signature. Nothing else of it changes."""

    def erase_message(self, message_id: int) -> None:
        """The text of a message is gone."""

    def remove_attachment(self, attachment_id: int) -> None:
        """An attachment and what a device said of it as a photo are gone from the books; its bytes are the vault's."""
