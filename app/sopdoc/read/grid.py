"""A sheet of a spreadsheet as plain cells, with the shapes that were drawn over them."""

from dataclasses import dataclass

from app.sopdoc.table import Symbol


@dataclass(frozen=True, slots=True)
class Drawn:
    """A symbol whose centre lies over a cell. `id` is how connectors call it."""

    id: str
    symbol: Symbol
    row: int
    column: int


@dataclass(frozen=True)
class Grid:
    """The texts of a sheet by row and column, from 0. All rows are as long as the longest one.

    `below` are the cells, by row and column, that belong to a merged cell which begins in a row above. `links` are the
    ids of the symbols at both ends of connectors. `formulas` are the addresses of cells whose text a formula gave when
    the file was saved; none is ever computed.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    below: frozenset[tuple[int, int]] = frozenset()
    symbols: tuple[Drawn, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    formulas: tuple[str, ...] = ()

    def at(self, row: int, column: int) -> str:
        """The text of a cell; empty beyond the sheet."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""
