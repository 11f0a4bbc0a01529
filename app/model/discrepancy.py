"""What a verification has to say: where the books do not agree with the history, or the history not with itself.

A discrepancy has a code (for machines and tests), a sentence (for people, in any language), and says in which case and
at which event. Codes are added, never renamed. No sentence repeats what a case says of people: findings are printed,
mailed by cron and kept longer than they should be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.model.errors import LajurError, packed, unpacked
from app.model.values import Json


class Code(StrEnum):
    """Kinds of discrepancies."""

    # the chain of a case
    CHAIN_BROKEN = "chain-broken"
    PAYLOAD_CHANGED = "payload-changed"
    PAYLOAD_GONE = "payload-gone"
    PAYLOAD_KEPT = "payload-kept"
    PAYLOAD_UNREADABLE = "payload-unreadable"
    NUMBER_GAP = "number-gap"
    CLOCK_BACKWARDS = "clock-backwards"
    KIND_UNKNOWN = "kind-unknown"
    HISTORY_SHORT = "history-short"
    HISTORY_LONG = "history-long"
    HEAD_DIFFERS = "head-differs"
    # what the books keep beside the history
    ROW_UNREADABLE = "row-unreadable"
    ROW_DIFFERS = "row-differs"
    VARIABLE_DIFFERS = "variable-differs"
    WORK_MISSING = "work-missing"
    WORK_UNLOGGED = "work-unlogged"
    WORK_DIFFERS = "work-differs"
    FILE_UNLISTED = "file-unlisted"
    FILE_UNLOGGED = "file-unlogged"
    FILE_DIFFERS = "file-differs"
    FILE_MISSING = "file-missing"
    FILE_CHANGED = "file-changed"
    MESSAGE_CHANGED = "message-changed"
    COMMENT_CHANGED = "comment-changed"
    BOOK_LINE = "book-line"
    DOCUMENT_MISSING = "document-missing"
    DOCUMENT_UNLOGGED = "document-unlogged"
    DOCUMENT_DIFFERS = "document-differs"
    # definitions
    DEFINITION_MISSING = "definition-missing"
    DEFINITION_CHANGED = "definition-changed"
    DEFINITION_UNREADABLE = "definition-unreadable"
    DEPLOYMENT_DIFFERS = "deployment-differs"
    MOVE_DIFFERS = "move-differs"
    # the database as a whole
    CASE_WITHOUT_HISTORY = "case-without-history"
    HISTORY_WITHOUT_CASE = "history-without-case"
    CASE_MISSING = "case-missing"
    CASE_FOREIGN = "case-foreign"
    CASE_NUMBER_GAP = "case-number-gap"
    BOOK_GAP = "book-gap"
    SERIES_GAP = "series-gap"
    # seals
    SEAL_MISSING = "seal-missing"
    SEAL_UNFINISHED = "seal-unfinished"
    SEAL_UNREADABLE = "seal-unreadable"
    SEAL_SIGNATURE = "seal-signature"
    SEAL_KEY = "seal-key"
    SEAL_CHAIN = "seal-chain"
    SEALED_CASE_MISSING = "sealed-case-missing"
    SEALED_CASE_OTHER = "sealed-case-other"
    SEALED_TRUNCATED = "sealed-truncated"
    SEALED_HEAD = "sealed-head"
    SEALED_DEPLOYMENT = "sealed-deployment"
    SEALED_DATABASE = "sealed-database"
    NOT_SEALED = "not-sealed"
    # the run itself
    MORE = "more"


SENTENCES: Mapping[Code, str] = {
    Code.CHAIN_BROKEN: "The event does not fit into the chain: it, or its digest, was changed.",
    Code.PAYLOAD_CHANGED: "What the event says was changed afterwards.",
    Code.PAYLOAD_GONE: "What the event said is gone, and no event says who erased it.",
    Code.PAYLOAD_KEPT: "What the event says was erased according to the history, but is still there.",
    Code.PAYLOAD_UNREADABLE: "What the event says cannot be read.",
    Code.NUMBER_GAP: "Events are missing from number {event} on, up to {last}.",
    Code.CLOCK_BACKWARDS: "The clock went backwards: the event is dated before the one it follows.",
    Code.KIND_UNKNOWN: "An event of this kind is unknown: {kind}.",
    Code.HISTORY_SHORT: "The end of the history is missing: the case has {count} events, {found} are there.",
    Code.HISTORY_LONG: "The history has events after its end: the case has {count}, {found} are there.",
    Code.HEAD_DIFFERS: "The case names another digest for its last event than the history has.",
    Code.ROW_UNREADABLE: "What is kept in the table {table} cannot be read.",
    Code.ROW_DIFFERS: "The column {column} of the case is not what the history says.",
    Code.VARIABLE_DIFFERS: "The variable {name} is not what the history says.",
    Code.WORK_MISSING: "The history opened work at {element} that is not in the books.",
    Code.WORK_UNLOGGED: "There is work at {element} of which the history knows nothing.",
    Code.WORK_DIFFERS: "The column {column} of the work at {element} is not what the history says.",
    Code.FILE_UNLISTED: "The history tells of a file that is not listed in the case any more.",
    Code.FILE_UNLOGGED: "The case lists file {file}, of which the history knows nothing.",
    Code.FILE_DIFFERS: "The column {column} of a file is not what the history says.",
    Code.FILE_MISSING: "The file with the digest {digest} is not in the vault.",
    Code.FILE_CHANGED: "The file with the digest {digest} was changed in the vault.",
    Code.MESSAGE_CHANGED: "A message of the case is not the one that was sent, or is gone.",
    Code.COMMENT_CHANGED: "A comment of the case is not the one that was written, or is gone.",
    Code.BOOK_LINE: "The book {book} does not say of this event what the history says.",
    Code.DOCUMENT_MISSING: "The history tells of the document {document}, which is not in the books.",
    Code.DOCUMENT_UNLOGGED: "There is a document {document} of which the history knows nothing.",
    Code.DOCUMENT_DIFFERS: "The column {column} of the document {document} is not what the history says.",
    Code.DEFINITION_MISSING: "The definition {definition} is not in the books.",
    Code.DEFINITION_CHANGED: "The files of the definition {definition} were changed: their digest is another one.",
    Code.DEFINITION_UNREADABLE: "The definition {definition} cannot be read any more: {reason}",
    Code.DEPLOYMENT_DIFFERS: "Version {version} of {sop} is not deployed with the definition {definition}.",
    Code.MOVE_DIFFERS: "The event of a move to version {version} does not say what was there: {what}.",
    Code.CASE_WITHOUT_HISTORY: "The case has no history.",
    Code.HISTORY_WITHOUT_CASE: "There is a history without a case (internal number {id}).",
    Code.CASE_MISSING: "Cases are missing: internal numbers {first} to {last}.",
    Code.CASE_FOREIGN: "The case does not come from this database: its internal number {id} was never given out.",
    Code.CASE_NUMBER_GAP: "Case numbers are missing: {first} to {last}.",
    Code.BOOK_GAP: "The numbers of the book {book} of {year} do not follow each other from {number} on.",
    Code.SERIES_GAP: "The numbers of the series {series} of {year} do not follow each other from {number} on.",
    Code.SEAL_MISSING: "Seals {first} to {last} are missing.",
    Code.SEAL_UNFINISHED: "The seal {seal} was not written to its end.",
    Code.SEAL_UNREADABLE: "The seal {seal} cannot be read.",
    Code.SEAL_SIGNATURE: "The signature of the seal {seal} is wrong.",
    Code.SEAL_KEY: "The seal {seal} was signed with another key than the known one.",
    Code.SEAL_CHAIN: "The seal {seal} does not follow the one before it.",
    Code.SEALED_CASE_MISSING: "The case is missing; the seal {seal} names it.",
    Code.SEALED_CASE_OTHER: "The case has another number than in the seal {seal}.",
    Code.SEALED_TRUNCATED: "The seal {seal} knows {count} events of the case; that many are not there any more.",
    Code.SEALED_HEAD: "The event has another digest than in the seal {seal}: the history was written anew.",
    Code.SEALED_DEPLOYMENT: "Version {version} of {sop} is not the one of the seal {seal}.",
    Code.SEALED_DATABASE: "No case of the seal {seal} fits: this is another database.",
    Code.NOT_SEALED: "The case was begun before the seal {seal} was written, but the seal does not name it.",
    Code.MORE: "More findings were left out: {count}.",
}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One finding. `case` is the case number, `event` the number of the event; None where it is about neither."""

    code: Code
    sentence: LajurError
    case: str | None = None
    event: int | None = None

    def to_row(self) -> dict[str, Json]:
        """As JSON, to be kept or printed; `sentence` can be told later in any language (`app.model.errors`)."""
        return {"code": self.code.value, "case": self.case, "event": self.event, "sentence": packed(self.sentence)}

    @classmethod
    def from_row(cls, row: Mapping[str, Json]) -> "Discrepancy":
        event = row["event"]
        case = None if row["case"] is None else str(row["case"])
        number = event if isinstance(event, int) else None
        return cls(Code(str(row["code"])), unpacked(str(row["sentence"])), case, number)

    def __str__(self) -> str:
        place = self.case or ""
        if self.event is not None:
            place = f"{place} #{self.event}".strip()
        return f"{place}: {self.sentence} [{self.code}]" if place else f"{self.sentence} [{self.code}]"


def discrepancy(code: Code, /, case: str | None = None, event: int | None = None, **facts: object) -> Discrepancy:
    """A finding with its sentence; `facts` fill the places of the sentence."""
    return Discrepancy(code, LajurError(SENTENCES[code], event=event, **facts), case, event)
