"""Tables of letters: with lines and heads on every page, without lines, fields with aligned colons, places to sign."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Table, TableStyle

from reports.fonts import Look
from reports.letters import sheet
from reports.letters.ink import is_blank, set_in
from reports.letters.layout import FIELD, IN_TABLES
from reports.letters.place import Room

_HEAD = HexColor("#ececec")
_COLON = 4 * mm
_PADDING = 3.2
#: Room to write by hand in a row.
_HIGH = 11 * mm
_BARE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 0.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.9),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
]
_LINED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 2.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("GRID", (0, 0), (-1, -1), 0.6, black),
    ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
]


def table(found: sheet.Table, width: float, size: float) -> list[Flowable]:
    """A table of the width, as its style says."""
    if found.style == "tandatangan":
        return [places_to_sign(found, width, size)]
    return [_bare(found, width, size) if found.style == "polos" else _lined(found, width, size * IN_TABLES)]


def fields(found: sheet.Fields, width: float, size: float, label: float = FIELD) -> Table:
    """Labels and values with aligned colons."""
    rows = [[set_in(name, size), set_in(":", size), set_in(value, size)] for name, value in found.rows]
    label = min(label, width / 2)
    style = [*_BARE, *([("BOX", (0, 0), (-1, -1), 0.6, black)] if found.style == "kotak" else [])]
    if found.style == "kotak":
        style += [("LEFTPADDING", (0, 0), (0, -1), _PADDING)]
    return _made(rows, [label, _COLON, width - label - _COLON], style)


def places_to_sign(found: sheet.Table, width: float, size: float) -> Flowable:
    """A place for each cell: who signs above, room, the name below. It is not parted by the end of a page."""
    heads = [set_in(column.heading, size, "center") for column in found.columns]
    rows: list[list[object]] = [heads]
    for row in found.rows:
        rows.append(["" if is_blank(cell) else Room() for cell in row])
        rows.append([set_in(cell, size, "center") for cell in row])
    return KeepTogether([_made(rows, _widths(found.columns, width), _BARE)])


def _lined(found: sheet.Table, width: float, size: float) -> Table:
    widths = _widths(found.columns, width)
    heads = [set_in(column.heading, size, "center", look=Look.BOLD) for column in found.columns]
    aligns = [column.align for column in found.columns]
    rows = [[set_in(cell, size, align) for cell, align in zip(row, aligns, strict=False)] for row in found.rows]
    headed = not all(is_blank(column.heading) for column in found.columns)
    high = [None, *([_HIGH] * len(rows))] if found.style == "paraf" else None
    style = _LINED if headed else _LINED[:-1]
    return _made([heads, *rows] if headed else rows, widths, style, repeat=int(headed), least=high)


def _bare(found: sheet.Table, width: float, size: float) -> Table:
    aligns = [column.align for column in found.columns]
    rows = [[set_in(cell, size, align) for cell, align in zip(row, aligns, strict=False)] for row in found.rows]
    return _made(rows, _widths(found.columns, width), _BARE)


def _made(
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    style: Sequence[tuple[object, ...]],
    *,
    repeat: int = 0,
    least: Sequence[float | None] | None = None,
) -> Table:
    """A table whose rows go on over pages, also within a row that is too high."""
    if not rows:
        rows = [[""] * len(widths)]
    found = Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=repeat,
        splitInRow=1,
        hAlign="LEFT",
        minRowHeights=[high or 0 for high in least] if least else None,
    )
    found.setStyle(TableStyle(list(style)))
    return found


def _widths(columns: Sequence[sheet.Column], width: float) -> list[float]:
    total = sum(column.share for column in columns)
    return [column.share / total * width for column in columns]
