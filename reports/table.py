"""Tables that go on over pages with their heads repeated, and lists of facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table, TableStyle

from reports.fonts import Look
from reports.page import LANDSCAPE, RULE, height
from reports.text import ACCENT, paragraph

#: What stands in a cell: a text, or what was set already.
Cell: TypeAlias = "str | Flowable | Sequence[Flowable]"

SIZE = 7.5
_HEAD = HexColor("#e9edf3")
_BAND = HexColor("#f7f8fa")
_PADDING = 3.0
_HIGHEST = height(LANDSCAPE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width. `align` is left, center or right."""

    heading: str
    share: float
    align: str = "left"


class _Rows(Table):  # type: ignore[misc]  # reportlab has no types
    """Rows stay whole, but for one that is higher than any page."""

    def split(self, wide: float, high: float) -> list[Flowable]:
        self.wrap(wide, high)
        self.splitInRow = int(sum(self._rowHeights[: self.repeatRows + 1]) > _HIGHEST)
        return list(super().split(wide, high))


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], width: float, size: float = SIZE) -> Table:
    """A table of a width. A row that is higher than a page goes on on the next one."""
    heads = [paragraph(column.heading, size, Look.BOLD, column.align, "accent") for column in columns]
    cells = [[_set(cell, column, size) for cell, column in zip(row, columns, strict=True)] for row in rows]
    total = sum(column.share for column in columns)
    found = _Rows(
        [heads, *cells],
        colWidths=[column.share / total * width for column in columns],
        repeatRows=1,
        hAlign="LEFT",
    )
    found.setStyle(_GRID)
    return found


def facts(pairs: Iterable[tuple[str, Cell]], width: float, size: float = 9, share: float = 0.3) -> Table:
    """Names with what they stand for beside them; `share` is the part of the width that the names have."""
    values = Column("", 1)
    rows = [[paragraph(name, size, colour="soft"), _set(value, values, size)] for name, value in pairs]
    found = _Rows(rows, colWidths=[width * share, width * (1 - share)], hAlign="LEFT")
    found.setStyle(_FACTS)
    return found


def _set(cell: Cell, column: Column, size: float) -> "Flowable | Sequence[Flowable]":
    return paragraph(cell, size, align=column.align) if isinstance(cell, str) else cell


_PADDED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]
_GRID = TableStyle(
    [
        *_PADDED,
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
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
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE),
    ]
)
