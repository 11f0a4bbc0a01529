"""An SOP as far as its table tells it, and the questions that only a person can answer."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.model.errors import LajurError, Refused
from app.sopdoc.read.grid import Grid
from app.sopdoc.read.header import Header, find_header
from app.sopdoc.read.identity import SourceIdentity, read_identity
from app.sopdoc.read.lanes import SURE, Guess, guess_lanes
from app.sopdoc.read.marks import Mark, read_mark
from app.sopdoc.read.rows import SourceRow, read_rows
from app.sopdoc.read.words import QUESTION
from app.sopdoc.table import Symbol

YES, NO = "Ya", "Tidak"
_NEEDED = ("title", "number", "agency")


class Asked(StrEnum):
    LANE = "lane"  #: who does an activity
    TARGET = "target"  #: where an answer leads
    TEXT = "text"  #: a fact of the identity


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `key` is how answers call it: `lanes.5`, `branches.9.Ya`, `identity.title`. `row` is how the row
    is called, `text` its words. An empty `choices` takes any text; `guess` is one of them, or empty."""

    key: str
    asked: Asked
    row: str = ""
    text: str = ""
    label: str = ""
    choices: tuple[str, ...] = ()
    guess: str = ""
    confidence: float = 0.0

    @property
    def is_sure(self) -> bool:
        return bool(self.guess) and self.confidence >= SURE

    def checked(self, answer: str) -> str:
        """The answer as one of the choices. Raises Refused when it is none."""
        wanted = " ".join(answer.split())
        fitting = [choice for choice in self.choices if choice.casefold() == wanted.casefold()]
        if not wanted or (self.choices and not fitting):
            raise Refused(
                "“{answer}” does not answer {key}; it may be {choices}.",
                answer=answer,
                key=self.key,
                choices=", ".join(f"“{choice}”" for choice in self.choices) or "any text",
            )
        return fitting[0] if fitting else wanted


@dataclass(frozen=True)
class Draft:
    """What was read. `marks` and `guesses` belong to the rows; `remarks` say what was guessed or left out."""

    lanes: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    marks: tuple[Mark, ...]
    guesses: tuple[Guess, ...]
    identity: SourceIdentity
    remarks: tuple[LajurError, ...] = field(default=())

    def questions(self) -> Iterator[Question]:
        """Everything that was guessed or could be asked, in the order of the document."""
        for key in _NEEDED:
            said = ", ".join(self.identity.agency) if key == "agency" else self.identity.facts.get(key, "")
            yield Question(f"identity.{key}", Asked.TEXT, label=key, guess=" ".join(said.split()), confidence=1.0)
        for index, row in enumerate(self.rows):
            guess = self.guesses[index]
            lane = "" if guess.lane is None else self.lanes[guess.lane]
            key = f"lanes.{row.call}"
            yield Question(key, Asked.LANE, row.call, row.text, "", self.lanes, lane, guess.confidence)
            yield from self._branches(index)

    def symbol(self, index: int) -> Symbol:
        """The symbol of a row: as it is drawn, else the question that it asks is a decision."""
        if drawn := self.marks[index].symbol:
            return drawn
        if index in (0, len(self.rows) - 1):
            return Symbol.CAPSULE
        return Symbol.DIAMOND if QUESTION.fullmatch(self.rows[index].text) else Symbol.BOX

    def _branches(self, index: int) -> Iterator[Question]:
        """Where a decision leads, when nothing says it."""
        mark, row = self.marks[index], self.rows[index]
        if mark.exits or not (mark.question or self.symbol(index) is Symbol.DIAMOND):
            return
        calls = tuple(each.call for each in self.rows)
        # An answer that leads on is “Ya” as a rule, one that leads back “Tidak”.
        joined = sorted(map(calls.index, mark.joined), key=lambda at: (at <= index, abs(at - index)))
        likely = [calls[at] for at in joined] or list(calls[index + 1 : index + 3])
        for place, label in enumerate((YES, NO)):
            guess = likely[min(place, len(likely) - 1)] if likely else ""
            text = mark.question or row.text
            yield Question(f"branches.{row.call}.{label}", Asked.TARGET, row.call, text, label, calls, guess, 0.6)


def read_draft(grids: tuple[Grid, ...]) -> Draft:
    """What the table of a file says. Raises Refused with a sentence for what cannot be a table of an SOP."""
    grid, header = find_header(grids)
    rows, remarks = read_rows(grid, header)
    lanes = tuple(header.actors.values())
    marks = tuple(_marks(grid, header, rows))
    if grid.formulas:
        cells = ", ".join(grid.formulas[:5])
        remarks.append(LajurError("Formulas are not computed; the values they had were taken: {cells}.", cells=cells))
    remarks += _conditions(rows)
    guesses = tuple(_guesses(rows, marks, lanes))
    return Draft(lanes, tuple(rows), marks, guesses, read_identity(grids, grid, header.top), tuple(remarks))


def _marks(grid: Grid, header: Header, rows: Sequence[SourceRow]) -> Iterator[Mark]:
    columns = list(header.actors)
    begins = [row.line for row in rows]
    call = {each.id: rows[at].call for each in grid.symbols if (at := bisect_right(begins, each.row) - 1) >= 0}
    for row in rows:
        drawn = [each for each in grid.symbols if call.get(each.id) == row.call and each.column in columns]
        mark = read_mark(row.actors, drawn)
        own = {each.id for each in drawn}
        joined = dict.fromkeys(call[end] for start, end in grid.links if start in own and end in call)
        lanes = tuple(columns.index(column) for column in mark.lanes)
        yield replace(mark, lanes=lanes, joined=tuple(joined))


def _guesses(rows: Sequence[SourceRow], marks: Sequence[Mark], lanes: Sequence[str]) -> Iterator[Guess]:
    """Who does each activity: as the sheet has it, else by its words."""
    by_words = guess_lanes([row.text for row in rows], lanes)
    for mark, guess in zip(marks, by_words, strict=True):
        # One symbol says it; of several nobody can tell whose the activity is.
        yield Guess(mark.lanes[0], 1.0 if len(mark.lanes) == 1 else 0.5, "sheet") if mark.lanes else guess


def _conditions(rows: Sequence[SourceRow]) -> Iterator[LajurError]:
    for row in rows:
        if (said := row.bound.get("keterangan", "")).casefold().startswith(("jika", "apabila", "bila")):
            yield LajurError("Row {row} has a condition in its remarks: “{text}”.", row=row.call, text=said[:120])
