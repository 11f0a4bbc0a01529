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
    """Gathers of the history of one case what its letters depend on. Without letters in the SOP it only gathers the
    documents."""

    case: str
    sop: Sop | None
    entries: list[Entry] = field(default_factory=list)

    def follow(self, entry: Entry) -> None:
        """Take the next event of the case."""
        tells = self.sop and self.sop.letters and (entry.kind in TELLING or entry.payload is None)
        if tells or entry.kind == Happening.DOCUMENT_ISSUED:
            self.entries.append(entry)

    def end(
        self, reader: Reader, instance_id: int, zone: tzinfo, documents: Sequence[Document]
    ) -> Iterator[Discrepancy]:
        """The lines of the case that do not fit its history."""
        if self.sop is None or not (self.sop.letters or self.entries):
            return
        events = [
            Event(self.case, it.number, moment(it.at), Happening(it.kind), *it[3:])
            for it in self.entries
            if it.kind in KINDS
        ]
        try:
            for wrong in book_breaks(self.sop, events, reader.register_among([instance_id]), zone, documents):
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
