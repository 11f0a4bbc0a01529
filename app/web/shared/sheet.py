"""Tables as CSV files that a spreadsheet opens as they are, and in which nothing is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from flask import Response, stream_with_context

from app.web.shared.languages import language

#: Spreadsheets take a cell that begins so for a formula, whoever has typed it; an apostrophe in front says "text".
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Without it, spreadsheets take UTF-8 for something else.
MARK = "\ufeff"


def sheet(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV file. Where decimals have a comma, as in Indonesia, spreadsheets expect semicolons."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";" if language() == "id" else ",")
    yield MARK
    writer.writerow(heading)
    for row in rows:
        writer.writerow([plain(cell) for cell in row])
        if lines.tell() > 2**15:
            yield _taken(lines)
    yield _taken(lines)


def sheet_file(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """A CSV file to be downloaded as `<name>.csv`, sent while it is made."""
    response = Response(stream_with_context(sheet(heading, rows)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return response


def plain(cell: str) -> str:
    """The text of a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _taken(lines: StringIO) -> str:
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text
