"""Tables of statistics: the same on the page and in the file for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

NOTHING = "–"


@dataclass(frozen=True)
class Column:
    """`unit` stands below the words, `note` explains them, `group` stands above neighbours that share it; numbers stand
    to the right, under each other."""

    words: str
    unit: str = ""
    note: str = ""
    numeric: bool = True
    group: str = ""

    @property
    def heading(self) -> str:
        """All of it in one line."""
        words = f"{self.group}, {self.words}" if self.group else self.words
        return f"{words} ({self.unit})" if self.unit else words


@dataclass(frozen=True)
class Cell:
    """`text` is shown and leads to `href`; a spreadsheet gets `raw` where the text is not for it. A `chart` is shown
    instead of the text, and stays on the page."""

    text: str = ""
    href: str = ""
    raw: str | None = None
    chart: Markup | None = None


@dataclass(frozen=True)
class Row:
    """The first cell says what the others are about. `number` is that of a row in the official table; `level` is
    `group` for a row that sums up those behind it."""

    head: Cell
    cells: Sequence[Cell]
    number: int | None = None
    level: str = ""


@dataclass(frozen=True)
class Table:
    """A table called `name` in the address of its file. Columns without words hold charts."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, str, int]]:
        """Words, unit and number of columns of each group of neighbours; empty when there are no groups at all."""
        found = [(name, [*own]) for name, own in groupby(self.columns, key=lambda column: column.group)]
        return [(name, own[0].unit, len(own)) for name, own in found] if len(found) > 1 else []

    @property
    def heading(self) -> list[str]:
        """The first line of the file."""
        return [column.heading for column in self.columns if column.words]

    def lines(self) -> Iterator[list[str]]:
        """The other lines of the file."""
        shown = [n for n, column in enumerate(self.columns[1:]) if column.words]
        for row in self.rows:
            head = f"{row.number} {row.head.text}" if row.number else row.head.text
            yield [head, *(_raw(row.cells[n]) for n in shown)]


def _raw(cell: Cell) -> str:
    text = cell.text if cell.raw is None else cell.raw
    return "" if text == NOTHING else text
