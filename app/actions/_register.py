"""Write the lines of the books of letters, in the very transaction of the step that causes them.

Why not count them when somebody looks: a number in a buku agenda is used outside, on stamps and lembar disposisi, so it
must stand from the first moment and never move, not even when a case is added that began earlier. And why a counter of
the books, not the highest number plus one: `next_number` holds its row until the step is kept, so that two steps never
get the same number, and a step that fails gives its number back. So there are no gaps, however many write at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from json import loads

from app.feel import FeelError, evaluate
from app.model.definition import ProcessDefinition
from app.model.document import Document
from app.model.event import Event, Fact, Happening
from app.model.instance import ProcessInstance
from app.model.register import Book, LetterRule, RegisterEntry
from app.model.sop import Sop
from app.model.values import Json, Variables
from app.ports import Office, Unit

#: What gives variables new values, by the key of the payload that holds them.
GIVES = {
    Happening.INSTANCE_STARTED: "variables",
    Happening.WORK_COMPLETED: "outputs",
    Happening.VARIABLES_CORRECTED: "outputs",
}
#: The longest text of a column; a book is no place for whole letters.
LONGEST = 500


@dataclass(frozen=True)
class Line:
    """What a line will say, before it has a number."""

    book: Book
    event: int
    columns: dict[str, str]


def register(
    office: Office,
    unit: Unit,
    process: ProcessDefinition,
    before: ProcessInstance,
    facts: Iterable[tuple[int, Fact]],
    *,
    actor: str,
    now: datetime,
) -> None:
    """Write the lines that the numbered facts of a step cause. Costs two statements for each line (three for a
    document that writes its own), and else none."""
    day = now.astimezone(office.calendar.zone).date()
    told = [(number, fact, fact.payload, now) for number, fact in facts]
    caused = (
        [*lines(lambda _: process.sop, before.variables, told, office.calendar.zone)] if process.sop.letters else []
    )
    issued = [found for it in told if is_registered(it[1], it[2]) and (found := unit.document(_id(it[2])))]
    caused += document_lines(told, issued) if issued else []
    # Books in one order, lest two steps hold each other's counters.
    for line in sorted(caused, key=lambda it: it.book):
        number = unit.next_number(f"register:{line.book}", day.year)
        entry = RegisterEntry(
            line.book, day.year, number, day, now, before.id, before.number, line.event, actor, line.columns
        )
        unit.add_register_entry(entry)


#: Number of the event, what it is, its payload (None: erased) and when it was.
Told = tuple[int, Fact | Event, Variables | None, datetime]


def lines(sop: Callable[[int], Sop], variables: Variables, told: Iterable[Told], zone: tzinfo) -> Iterator[Line]:
    """The lines that a part of a log causes, in its order. `sop` is the one in force at the event of a number,
    `variables` are those before it. Pure."""
    known = dict(variables)
    for number, it, payload, at in told:
        given = (payload or {}).get(GIVES.get(it.kind, ""))
        known |= given if isinstance(given, dict) else {}
        if it.kind is Happening.WORK_COMPLETED and not (payload or {}).get("error"):
            for rule in sop(number).letters:
                if rule.element == it.element and _holds(rule, known, at, zone):
                    yield Line(rule.book, number, _columns(rule, known, at, zone))


def document_lines(told: Iterable[Told], documents: Iterable[Document]) -> Iterator[Line]:
    """The lines in the book of outgoing letters that documents write themselves: those of templates that say
    `register`, where no rule of the SOP writes such a line for their element. Pure."""
    known = {it.id: it for it in documents}
    for number, it, payload, _ in told:
        document = known.get(_id(payload)) if is_registered(it, payload) else None
        if document is not None:
            yield Line(Book.OUTGOING, number, _columns_of(document))


def is_registered(it: Fact | Event, payload: Variables | None) -> bool:
    """Whether an event tells of a document that writes a line itself."""
    return it.kind is Happening.DOCUMENT_ISSUED and (payload or {}).get("registered") is True


def lines_of(
    sop: Callable[[int], Sop], events: Sequence[Event], zone: tzinfo, documents: Iterable[Document] = ()
) -> list[Line]:
    """The lines that the whole history of a case, from its first event on, has caused. Pure."""
    told = [(it.number, it, None if it.payload is None else loads(it.payload), it.at) for it in events]
    return [*lines(sop, {}, told, zone), *document_lines(told, documents)]


def _id(payload: Variables | None) -> int:
    found = (payload or {}).get("document")
    return found if isinstance(found, int) else 0


def _columns_of(it: Document) -> dict[str, str]:
    """What the book says of a document."""
    said = {"kind": it.title, "number": it.number, "date": it.date.isoformat(), "party": it.addressee}
    said |= {"subject": it.subject, "signer": it.signer}
    return {name: text for name, value in said.items() if (text := _text(value))}


def _holds(rule: LetterRule, known: Variables, at: datetime, zone: tzinfo) -> bool:
    return not rule.when or _value(rule.when, known, at, zone) is True


def _columns(rule: LetterRule, known: Variables, at: datetime, zone: tzinfo) -> dict[str, str]:
    found = {name: _text(_value(text, known, at, zone)) for name, text in rule.columns.items()}
    return {name: text for name, text in found.items() if text}


def _value(text: str, known: Variables, at: datetime, zone: tzinfo) -> Json:
    if not text.startswith("="):
        return text
    try:
        return evaluate(text, known, now=at, zone=zone)
    except FeelError:
        return None


def _text(value: Json) -> str:
    """A value as a book has it: on one line, and nothing for null and false."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    text = "" if value is None or value is False or isinstance(value, dict) else str(value)
    return " ".join(text.split())[:LONGEST]
