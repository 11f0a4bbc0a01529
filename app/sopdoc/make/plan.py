"""The elements of a diagram that does what a table says."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.sopdoc.read.words import APPLICANT, SYSTEM
from app.sopdoc.table import NoteKind, SopTable, Symbol, TableRow

_LONGEST = 40
#: Ids that the engine uses itself, and words of FEEL.
_TAKEN = frozenset({"start", "end", "root", "mulai", "kolam", "lajur", "kolaborasi"})


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node. `lane` is the index of its lane, `row` that of its row in the table, if it is of one."""

    id: str
    tag: str
    name: str
    lane: int
    row: int | None = None
    added: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow with the answer that leads this way and its condition in FEEL."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked where a decision follows: the variable, the question, and the values with their labels."""

    variable: str
    question: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Plan:
    """The elements of a table's diagram. `key` is the id of the process."""

    key: str
    title: str
    table: SopTable

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the activities, after their first words."""
        return tuple(_distinct((row.text for row in self.table.rows), "kegiatan"))

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """The ids of the lanes."""
        return tuple(f"lane_{name}" for name in self.groups)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that work in the lanes."""
        return tuple(_distinct(self.table.lanes, "pelaksana"))

    def is_system(self, lane: int) -> bool:
        """Whether a lane is that of a system outside, whose activities people can only prove."""
        return SYSTEM.fullmatch(self.table.lanes[lane]) is not None and self.prover != lane

    @cached_property
    def applicant(self) -> int | None:
        """The lane of whoever applies, if it is there that a case begins: its tasks are his who began it."""
        first = self.table.rows[0].lane
        return first if APPLICANT.fullmatch(self.table.lanes[first]) else None

    @cached_property
    def prover(self) -> int:
        """The lane of the office whose people prove what systems have done: the first that is neither a system nor
        that of applicants."""
        people = [index for index, name in enumerate(self.table.lanes) if not SYSTEM.fullmatch(name)]
        office = (index for index in people if not APPLICANT.fullmatch(self.table.lanes[index]))
        return next(office, people[0] if people else 0)

    @cached_property
    def choices(self) -> Mapping[int, Choice]:
        """The decisions by the index of their row."""
        return {index: self._choice(index) for index in range(len(self.table.rows)) if len(self._exits(index)) > 1}

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All flow nodes in the order in which they are drawn."""
        first = self.table.rows[0]
        return (Node("mulai", "startEvent", "Mulai", first.lane), *self._row_nodes())

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        return (Flow("f_mulai", "mulai", self.ids[0]), *self._row_flows())

    def _row_nodes(self) -> Iterator[Node]:
        for index, row in enumerate(self.table.rows):
            added = row.number is None
            tag = "serviceTask" if self.is_system(row.lane) else "userTask"
            yield Node(self.ids[index], tag, _line(row.text), row.lane, index, added)
            if choice := self.choices.get(index):
                default = f"f_{self.ids[index]}_{len(choice.options)}"
                ours = added or bool(row.question)
                yield Node(f"g_{self.ids[index]}", "exclusiveGateway", choice.question, row.lane, None, ours, default)
            for number, name in enumerate(self._ends(index), 1):
                yield Node(f"e_{self.ids[index]}_{number}", "endEvent", name, row.lane, None, added)

    def _ends(self, index: int) -> Iterator[str]:
        ends = [note for note in self.table.notes if note.kind is NoteKind.END and note.row == index]
        yield from (note.name for note in ends)
        if not self._exits(index):
            yield "Selesai"

    def _exits(self, index: int) -> list[tuple[str, str]]:
        """The answers at a row and the elements they lead to."""
        ways = [(arrow.label, self.ids[arrow.target]) for arrow in self.table.arrows if arrow.source == index]
        ends = [note.label for note in self.table.notes if note.kind is NoteKind.END and note.row == index]
        return [*ways, *((label, f"e_{self.ids[index]}_{number}") for number, label in enumerate(ends, 1))]

    def _row_flows(self) -> Iterator[Flow]:
        for index, name in enumerate(self.ids):
            exits = self._exits(index) or [("", f"e_{name}_1")]
            choice = self.choices.get(index)
            if choice is None:
                yield Flow(f"f_{name}", name, exits[0][1], exits[0][0])
                continue
            yield Flow(f"f_{name}", name, f"g_{name}")
            options = zip(exits, choice.options, strict=True)
            for number, ((label, target), (value, _)) in enumerate(options, 1):
                condition = "" if number == len(exits) else f'={choice.variable} = "{value}"'
                yield Flow(f"f_{name}_{number}", f"g_{name}", target, label, condition)

    def _choice(self, index: int) -> Choice:
        row, labels = self.table.rows[index], [label for label, _ in self._exits(index)]
        labels = [label or f"Jalan {number}" for number, label in enumerate(labels, 1)]
        return Choice(
            f"pilihan_{index + 1}", _question(row), tuple(zip(_distinct(labels, "jalan"), labels, strict=True))
        )


def slug(text: str, most: int = _LONGEST) -> str:
    """A text as an id: small letters, digits and underscores; empty when it has no letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    found = ""
    for word in words:
        if found and len(found) + len(word) >= most:
            break
        found = f"{found}_{word}" if found else word[:most]
    return found if found and found[0].isalpha() else ""


def _distinct(texts: Sequence[str] | Iterator[str], instead: str) -> Iterator[str]:
    """An id for each text, all different."""
    seen = set(_TAKEN)
    for number, text in enumerate(texts, 1):
        name = slug(text) or f"{instead}_{number}"
        name = f"{name}_{number}" if name in seen else name
        seen.add(name)
        yield name


def _question(row: TableRow) -> str:
    if row.question:
        return row.question
    text = _line(row.text)
    return text if text.endswith("?") or row.symbol is not Symbol.DIAMOND else f"{text}?"


def _line(text: str) -> str:
    return " ".join(text.split())
