"""The table for a spreadsheet: one long page, with the marks that say the symbols and arrows in words.

The marks stand in the cells of the lanes. First the symbol; then, after `◇`, the decision below it; then one line for
each arrow that does not simply go to the next row: its answer, `→`, and the number of the row it leads to, or
`selesai` with the name of an end. Rows without
a number are called `+a`, `+b`, ... Whoever reads the sheet without its drawing, man or machine, reads the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase

from app.sopdoc.layout import laid_out
from app.sopdoc.page import Page
from app.sopdoc.sheet import Sheet
from app.sopdoc.table import NoteKind, SopTable, Symbol, TableRow

MARKS = {Symbol.CAPSULE: "⬭", Symbol.BOX: "▭", Symbol.DIAMOND: "◇"}
ARROW = "→"
#: Where an answer ends the procedure: `BELUM SIAP → selesai: Belum siap`.
END = "selesai"
WIDTH, ENDLESS = 760.0, 10_000_000.0


@dataclass(frozen=True)
class Chart:
    """`page` is where everything stands, `numbers` how each row is called, `marks` what its lane says of it."""

    page: Page
    numbers: tuple[str, ...]
    marks: tuple[str, ...]


def chart(table: SopTable) -> Chart:
    """The table as one long page."""
    (page,) = laid_out(Sheet(table, WIDTH, ENDLESS))
    numbers = tuple(_numbers(table))
    marks = tuple("\n".join(_marks(table, index, row, numbers)) for index, row in enumerate(table.rows))
    return Chart(page, numbers, marks)


def _numbers(table: SopTable) -> Iterator[str]:
    letters = ("".join(each) for size in (1, 2) for each in product(ascii_lowercase, repeat=size))
    for row in table.rows:
        yield f"+{next(letters)}" if row.number is None else f"{row.number}"


def _marks(table: SopTable, index: int, row: TableRow, numbers: tuple[str, ...]) -> Iterator[str]:
    yield MARKS[row.symbol]
    if row.question:
        yield f"{MARKS[Symbol.DIAMOND]} {row.question}"
    decides = row.question or row.symbol is Symbol.DIAMOND
    for arrow in table.arrows:
        if arrow.source == index and (decides or arrow.label or arrow.target != index + 1):
            yield f"{arrow.label} {ARROW} {numbers[arrow.target]}".strip()
    for note in table.notes:
        if note.kind is NoteKind.END and note.row == index:
            yield f"{note.label} {ARROW} {END}: {note.name}".strip()
