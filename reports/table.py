"""Tables that go on over pages with their heads repeated, and lists of facts. What stands in them is plain data."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Table, TableStyle

from reports.fonts import Look, runs
from reports.page import LANDSCAPE, RULE, height
from reports.text import ACCENT, clean_lines, leading, paragraph

SIZE = 7.5
_HEAD = HexColor("#e9edf3")
_BAND = HexColor("#f7f8fa")
_PADDING = 3.0
#: So many letters may a heading have.
_HEADING = 40
#: No row is higher: with a head of several lines it fits on every page.
_HIGHEST = height(LANDSCAPE) - 60


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a cell. `size` is in points (None: that of the table), `colour` as in `reports.text.style`."""

    text: str
    look: Look = Look.PLAIN
    colour: str = "ink"
    size: float | None = None


#: What stands in a cell: texts below each other, empty ones left out.
Cell: TypeAlias = "str | Line | Sequence[Line]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width. `align` is left, center or right."""

    heading: str
    share: float
    align: str = "left"


def small(text: str) -> Line:
    """What stands in the second place."""
    return Line(text, colour="soft", size=SIZE - 1.3)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], width: float, size: float = SIZE) -> Table:
    """A table of a width. A row that would be higher than a page goes on in rows of its own below."""
    heads = [paragraph(column.heading[:_HEADING], size, Look.BOLD, column.align, "accent") for column in columns]
    return _table(columns, [heads], rows, width, size, _GRID)


def facts(pairs: Iterable[tuple[str, Cell]], width: float, size: float = 9, share: float = 0.3) -> Table:
    """Names with what they stand for beside them; `share` is the part of the width that the names have."""
    columns = (Column("", share), Column("", 1 - share))
    rows = ((Line(name, colour="soft"), value) for name, value in pairs)
    return _table(columns, [], rows, width, size, _FACTS)


def _table(
    columns: Sequence[Column],
    heads: list[list[Paragraph]],
    rows: Iterable[Sequence[Cell]],
    width: float,
    size: float,
    style: TableStyle,
) -> Table:
    total = sum(column.share for column in columns)
    widths = [column.share / total * width for column in columns]
    cells = [row for cells in rows for row in _fitting(cells, columns, widths, size)]
    found = Table([*heads, *cells], colWidths=widths, repeatRows=len(heads), hAlign="LEFT")
    found.setStyle(style)
    return found


def _fitting(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[float], size: float
) -> Iterator[tuple[list[Paragraph], ...]]:
    """A row, and more rows below it for what is too high for a page."""
    pieces = [
        list(_pieces(_lines(cell), column.align, width - 2 * _PADDING, size))
        for cell, column, width in zip(cells, columns, widths, strict=True)
    ]
    yield from zip_longest(*pieces, fillvalue=[])


def _lines(cell: Cell) -> Sequence[Line]:
    whole = [Line(cell)] if isinstance(cell, str) else [cell] if isinstance(cell, Line) else cell
    return [line for line in whole if line.text]


def _pieces(lines: Sequence[Line], align: str, width: float, size: float) -> Iterator[list[Paragraph]]:
    """The paragraphs of a cell, parted so that none of the parts is higher than a page."""
    piece: list[Paragraph] = []
    room = _HIGHEST - sum(_bound(line.text, width, line.size or size) for line in lines)
    if room >= 0:
        yield [paragraph(line.text, line.size or size, line.look, align, line.colour) for line in lines]
        return
    room = _HIGHEST
    for line in lines:
        for part in _parts(line.text, line.look, width, line.size or size):
            found = paragraph(part, line.size or size, line.look, align, line.colour)
            _, high = found.wrap(width, _HIGHEST)
            if high > room:
                yield piece
                piece, room = [], _HIGHEST
            piece.append(found)
            room -= high
    yield piece


def _bound(text: str, width: float, size: float) -> float:
    """No text of common letters is set higher than that; told quickly."""
    lines = len(text) // max(1, int(width / size)) + text.count("\n") + 1
    return 2 * lines * leading(size)


def _parts(text: str, look: Look, width: float, size: float) -> Iterator[str]:
    """The lines of a text, those in parts that would be higher than a page.

    The words of two lines next to each other do not fit into one, so what is as long as `n` lines of letters needs
    fewer than 2 `n` + 1 lines.
    """
    most = (int(_HIGHEST / leading(size)) - 1) / 2 * width
    for line in clean_lines(text):
        letters = (stringWidth(letter, name, size) for name, run in runs(line, look) for letter in run)
        ends, start, done = list(accumulate(letters)), 0, 0.0
        while start < len(line):
            end = max(start + 1, bisect_right(ends, done + most))
            end = end if end == len(line) else line.rfind(" ", start + 1, end) + 1 or end
            yield line[start:end]
            start, done = end, ends[end - 1]


_PADDED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
]
_GRID = TableStyle(
    [
        *_PADDED,
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, ACCENT),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, RULE),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [None, _BAND]),
    ]
)
_FACTS = TableStyle(
    [
        *_PADDED,
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE),
    ]
)
