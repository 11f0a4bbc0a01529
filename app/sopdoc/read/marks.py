"""What the cells of the lanes say of a row: its symbol, a decision below it, and where its arrows lead.

The exporter writes such marks (`app.sopdoc.chart`); people write an X, a tick, or nothing and draw a shape over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.sopdoc.chart import ARROW, END, MARKS
from app.sopdoc.read.grid import Drawn
from app.sopdoc.table import Symbol

_SYMBOLS = {**{mark: symbol for symbol, mark in MARKS.items()}, "□": Symbol.BOX, "◊": Symbol.DIAMOND}


@dataclass(frozen=True, slots=True)
class Exit:
    """An arrow: its answer, and the row it leads to as it is called; `end` is the name of the end it leads to
    instead."""

    label: str
    target: str = ""
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of a row. `lanes` are the columns in which something stands, `symbol` is None where nothing says
    it; `joined` are the rows, as they are called, to which connectors lead without saying by which answer."""

    lanes: tuple[int, ...] = ()
    symbol: Symbol | None = None
    question: str = ""
    exits: tuple[Exit, ...] = ()
    joined: tuple[str, ...] = ()


def read_mark(cells: Mapping[int, str], drawn: list[Drawn]) -> Mark:
    """The mark of a row from the texts of its lanes and the symbols that were drawn in it, by column."""
    lanes = tuple(cells) or tuple(dict.fromkeys(each.column for each in drawn))
    lines = [line.strip() for text in cells.values() for line in text.splitlines() if line.strip()]
    symbol = next((_SYMBOLS[line] for line in lines if line in _SYMBOLS), None)
    if symbol is None:
        symbol = next((each.symbol for each in drawn if each.column in lanes), None)
    asked = [line[1:].strip() for line in lines if line[0] == MARKS[Symbol.DIAMOND] and len(line) > 1]
    return Mark(lanes, symbol, " ".join(asked), tuple(_exit(line) for line in lines if ARROW in line))


def _exit(line: str) -> Exit:
    label, _, target = (part.strip() for part in line.rpartition(ARROW))
    if target.casefold().startswith(END):
        return Exit(label, end=target[len(END) :].lstrip(": ") or label)
    return Exit(label, target)
