"""Whether the books of letters say what the histories say, and whether their numbers have gaps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from app.actions._register import GIVES
from app.actions.archive.book_check import book_breaks
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.document import Document
from app.model.dossier import Entry
from app.model.event import Event, Happening, moment
from app.model.register import Book, first_gap
from app.model.sop import Sop
from app.ports import Reader

#: The kinds of events that books of letters depend on.
TELLING = frozenset(kind.value for kind in GIVES)
KINDS = frozenset(kind.value for kind in Happening)


#: What looking at foreign data may raise: what was tampered with can hold anything.
STRANGE = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)


@dataclass
class LettersCheck:
    """Gathers of the history of one case what its letters depend on.

    `sops` are those of its versions, each with the number of the event from which on it was in force; without letters
    in any of them only documents have something to say, and nothing has when one of them cannot be read.
    """

    case: str
    sops: list[tuple[int, Sop]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    readable: bool = True

    def rule(self, number: int, sop: Sop | None) -> None:
        """From an event on, the letters of this SOP are written."""
        self.readable = self.readable and sop is not None
        self.sops += [(number, sop)] if sop else []

    def follow(self, entry: Entry) -> None:
        """Take the next event of the case."""
        if entry.kind in TELLING or entry.payload is None or entry.kind == Happening.DOCUMENT_ISSUED:
            self.entries.append(entry)

    def end(
        self, reader: Reader, instance_id: int, zone: tzinfo, documents: Sequence[Document]
    ) -> Iterator[Discrepancy]:
        """The lines of the case that do not fit its history."""
        written = any(sop.letters for _, sop in self.sops)
        issued = any(it.kind == Happening.DOCUMENT_ISSUED for it in self.entries)
        if not self.readable or not self.sops or not (written or issued):
            return
        (_, first), *later = self.sops
        events = [
            Event(self.case, it.number, moment(it.at), Happening(it.kind), *it[3:])
            for it in self.entries
            if it.kind in KINDS
        ]
        try:
            kept = reader.register_among([instance_id])
            for wrong in book_breaks(first, events, kept, zone, documents, later):
                yield discrepancy(Code.BOOK_LINE, self.case, wrong.event, book=wrong.book.value)
        except STRANGE:
            yield discrepancy(Code.ROW_UNREADABLE, self.case, table="register_entry")


def book_gaps(reader: Reader, counted: Mapping[tuple[str, int], int]) -> Iterator[Discrepancy]:
    """Numbers that are missing in the books; `counted` is the last one given out of each series and year."""
    for (series, year), last in sorted(counted.items()):
        kind, _, name = series.partition(":")
        if kind == "register":
            numbers = reader.register_numbers(Book(name), year)
            gap = first_gap([*numbers, last + 1])
            if gap is not None:
                yield discrepancy(Code.BOOK_GAP, None, None, book=name, year=year, number=gap)
        elif kind == "document":
            gap = first_gap([*reader.document_serials(name, year), last + 1])
            if gap is not None:
                yield discrepancy(Code.SERIES_GAP, None, None, series=name, year=year, number=gap)
