"""Whether the history of a case is the one that was written: the chain of its events, followed entry by entry."""

from collections.abc import Iterator
from hashlib import sha256

from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.dossier import Entry
from app.model.event import GENESIS, covered, link

#: So many findings of one case are told; a history that was rewritten as a whole needs no thousand sentences.
TOLD = 50


class ChainCheck:
    """Follows the history of one case from its first event on. It remembers the last event only.

    After a break it goes on from what is kept, so that every place where something was changed is told, and once.
    `name` is the number the chain was made with, `case` the one by which the case is found (the same, if all is well).
    """

    def __init__(self, case: str, name: str | None = None) -> None:
        self.case = case
        self.name = name or case
        self.head: bytes | None = GENESIS  #: None: after a gap nobody knows it
        self.number = 0
        self.at = 0

    def follow(self, entry: Entry) -> Iterator[Discrepancy]:
        """What is wrong with the next entry."""
        if entry.number != self.number + 1:
            yield self._told(Code.NUMBER_GAP, self.number + 1, last=entry.number - 1)
            self.head = None
        if not is_payload_sound(entry):
            yield self._told(Code.PAYLOAD_CHANGED, entry.number)
        if self.head is not None and not fits(self.head, self.name, entry):
            yield self._told(Code.CHAIN_BROKEN, entry.number)
        if entry.at < self.at:
            yield self._told(Code.CLOCK_BACKWARDS, entry.number)
        self.head, self.number, self.at = entry.digest, entry.number, entry.at

    def end(self, events: int, head: bytes) -> Iterator[Discrepancy]:
        """What is wrong with the end of the history, when the case itself names this count and digest."""
        counts = {"count": events, "found": self.number}
        if self.number < events:
            yield self._told(Code.HISTORY_SHORT, self.number + 1, **counts)
        elif self.number > events:
            yield self._told(Code.HISTORY_LONG, events + 1, **counts)
        elif head != self.head:
            yield self._told(Code.HEAD_DIFFERS, events)

    def _told(self, code: Code, event: int, **facts: object) -> Discrepancy:
        return discrepancy(code, self.case, event, **facts)


def fits(head: bytes, name: str, entry: Entry) -> bool:
    """Whether an entry is the next in the chain of the case `name` that ends in `head`."""
    text = covered(name, entry.number, entry.at, entry.kind, entry.actor, entry.element, entry.flow)
    return link(head, text, entry.payload_digest) == entry.digest


def is_payload_sound(entry: Entry) -> bool:
    """Whether a payload is the one its digest was made of; one that was erased is no break of the chain."""
    return entry.payload is None or sha256(entry.salt + entry.payload).digest() == entry.payload_digest


def shortened(findings: Iterator[Discrepancy], case: str | None) -> Iterator[Discrepancy]:
    """The findings of a case; from TOLD on they are only counted."""
    count = 0
    for count, finding in enumerate(findings, 1):
        if count <= TOLD:
            yield finding
    if count > TOLD:
        yield discrepancy(Code.MORE, case, count=count - TOLD)
