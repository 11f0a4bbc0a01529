"""Opens a file with a table: CSV in any of its dialects, or XLSX (`app.library.xlsx`)."""

import csv
from io import StringIO

from app.library.xlsx import read_xlsx
from app.model.errors import Refused, TooLarge
from app.sopdoc.read.grid import Grid

LIMIT = 10 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST = 5_000, 200, 20_000
#: How files begin that are no table, and what to say of them.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "The file is an old .xls, or protected by a password; save it as .xlsx without one.",
    b"%PDF": "The file is a PDF; its symbols and columns are lost. Take the .xlsx it was printed from.",
}


def read_grids(data: bytes) -> tuple[Grid, ...]:
    """The sheets of a file. Raises Refused with a sentence for what is no table or too large for one of an SOP."""
    if len(data) > LIMIT:
        raise TooLarge(limit=f"{LIMIT // 1024 // 1024} MB")
    for beginning, sentence in _OTHERS.items():
        if data.startswith(beginning):
            raise Refused(sentence)
    grids = read_xlsx(data) if data.startswith(b"PK") else (_read_csv(data),)
    for grid in grids:
        _is_of_reasonable_size(grid)
    return grids


def _is_of_reasonable_size(grid: Grid) -> None:
    wide = max(map(len, grid.rows), default=0)
    if len(grid.rows) > MOST_ROWS or wide > MOST_COLUMNS:
        raise Refused(
            "“{name}” has at least {rows} rows and {columns} columns; a table of an SOP has some tens. "
            "Delete what does not belong to it.",
            name=grid.name,
            rows=len(grid.rows),
            columns=wide,
        )
    if any(len(text) > LONGEST for row in grid.rows for text in row):
        raise Refused("A cell of “{name}” has more than {n} letters.", name=grid.name, n=LONGEST)


def _read_csv(data: bytes) -> Grid:
    text = _decoded(data)
    if "\0" in text:
        raise Refused("The file is neither a CSV nor an XLSX file.")
    lines = text.splitlines()[:2000]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in ("\t", ";")}
    # A comma also stands in sentences; a tab or semicolon hardly ever does.
    delimiter = next((sign for sign, count in counts.items() if count > len(lines) / 4), ",")
    try:
        rows = [
            row for _, row in zip(range(MOST_ROWS + 1), csv.reader(StringIO(text), delimiter=delimiter), strict=False)
        ]
    except csv.Error as error:
        raise Refused("The CSV file cannot be read: {error}.", error=error) from error
    wide = max(map(len, rows), default=0)
    return Grid("CSV", tuple((*row, *[""] * (wide - len(row))) for row in rows))


def _decoded(data: bytes) -> str:
    """The text of the file: Unicode, or what offices on Windows wrote before."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
