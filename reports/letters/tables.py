"""Tables of letters: with lines and heads on every page, without lines, fields with aligned colons, places to sign."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Table, TableStyle

from reports.fonts import Look, face
from reports.letters import sheet
from reports.letters.ink import is_blank, set_in
from reports.letters.layout import FIELD, IN_TABLES
from reports.letters.place import Room

_HEAD = HexColor("#ececec")
_COLON = 4 * mm
_PADDING = 3.2
#: Room to write by hand in a row.
_HIGH = 11 * mm
#: So many rows, and so many characters of a cell, are looked at for the widths of columns.
_LOOKED_AT, _HEADING = 60, 200
#: So many characters and lines of a heading are printed.
_LONGEST, _LINES = 160, 4
#: A long word gets no more of the width.
_MOST = 0.3
#: Above a line of fields.
TOP = 0.6
_BARE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), TOP),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.9),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
]
_NOTHING = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
]
_LINED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 1.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("GRID", (0, 0), (-1, -1), 0.6, black),
    ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
]


def table(found: sheet.Table, width: float, size: float) -> Table:
    """A table of the width, as its style says."""
    if found.style == "tandatangan":
        return places_to_sign(found, width, size)
    return _bare(found, width, size) if found.style == "polos" else _lined(found, width, size * IN_TABLES)


def label_width(labels: Iterable[sheet.Runs], size: float) -> float:
    """The room that the longest of the labels of fields needs, as far as there is so much."""
    texts = ("".join(run.text[:_HEADING] for run in label) for label in labels)
    longest = max((_wide(text, Look.PLAIN, size) for text in texts), default=0.0)
    return min(FIELD, longest + float(_COLON))


def fields(found: sheet.Fields, width: float, size: float, label: float = FIELD) -> Table:
    """Labels and values with aligned colons."""
    rows = [[set_in(name, size), set_in(":", size), set_in(value, size)] for name, value in found.rows]
    label = min(label, width / 2)
    style = [*_BARE, *([("BOX", (0, 0), (-1, -1), 0.6, black)] if found.style == "kotak" else [])]
    if found.style == "kotak":
        style += [("LEFTPADDING", (0, 0), (0, -1), _PADDING)]
    return _made(rows, [label, _COLON, width - label - _COLON], style)


def places_to_sign(found: sheet.Table, width: float, size: float) -> Table:
    """A place for each cell: who signs above, room, the name below."""
    heads = [set_in(_short(column.heading), size, "center") for column in found.columns]
    rows: list[list[object]] = [[*heads]]
    for row in found.rows:
        rows.append([[] if is_blank(cell) else Room() for cell in row])
        rows.append([set_in(cell, size, "center") for cell in row])
    return _made(rows, _widths(found, width, size), _BARE)


def _lined(found: sheet.Table, width: float, size: float) -> Table:
    widths = _widths(found, width, size)
    heads = [set_in(_short(column.heading), size, "center", look=Look.BOLD) for column in found.columns]
    aligns = [column.align for column in found.columns]
    rows = [[set_in(cell, size, align) for cell, align in zip(row, aligns, strict=False)] for row in found.rows]
    headed = not all(is_blank(column.heading) for column in found.columns)
    high = [None, *([_HIGH] * len(rows))] if found.style == "paraf" else None
    style = _LINED if headed else _LINED[:-1]
    return _made([heads, *rows] if headed else rows, widths, style, repeat=int(headed), least=high)


def _short(heading: sheet.Runs) -> sheet.Runs:
    """A heading stands on every page, so it must leave room on it."""
    left, found = _LONGEST, []
    for run in heading:
        found.append(replace(run, text="\n".join(run.text[:left].split("\n")[:_LINES])))
        left = max(0, left - len(run.text))
    return tuple(found)


def _bare(found: sheet.Table, width: float, size: float) -> Table:
    aligns = [column.align for column in found.columns]
    rows = [[set_in(cell, size, align) for cell, align in zip(row, aligns, strict=False)] for row in found.rows]
    return _made(rows, _widths(found, width, size), _BARE)


def beside(rows: Sequence[Sequence[object]], widths: Sequence[float], align: str = "LEFT") -> Table:
    """What stands beside each other, without lines and without space between."""
    return _made(rows, widths, [*_NOTHING, ("ALIGN", (0, 0), (-1, -1), align)])


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
        rows = [[[]] * len(widths)]
    found = Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=repeat,
        splitInRow=1,
        hAlign="LEFT",
        minRowHeights=[high or 0 for high in least] if least else None,
    )
    # Without it a table sets a typeface that is not embedded, although it writes nothing with it.
    found.setStyle(TableStyle([*style, ("FONTNAME", (0, 0), (-1, -1), face())]))
    return found


def _widths(found: sheet.Table, width: float, size: float) -> list[float]:
    """By their shares, but none narrower than its longest word, as far as there is room."""
    shares = dict(enumerate(column.share for column in found.columns))
    least = [min(_MOST * width, _needed(found, number, size)) for number in shares]
    widths: dict[int, float] = {}
    if sum(least) > width:
        least = [0.0] * len(least)
    while narrow := [at for at, share in shares.items() if share * _unit(width, widths, shares) < least[at]]:
        widths |= {at: least[at] for at in narrow}
        shares = {at: share for at, share in shares.items() if at not in widths}
    unit = _unit(width, widths, shares)
    return [widths[at] if at in widths else shares[at] * unit for at in range(len(least))]


def _unit(width: float, taken: Mapping[int, float], shares: Mapping[int, float]) -> float:
    """The width of a share, when some columns have taken what they need."""
    return float((width - sum(taken.values())) / sum(shares.values())) if shares else 0.0


def _needed(found: sheet.Table, number: int, size: float) -> float:
    """The width of the longest word of a column, among its heading and first rows."""
    cells = [row[number] for row in found.rows[:_LOOKED_AT]]
    bold = (word for run in found.columns[number].heading for word in run.text[:_HEADING].split())
    plain = (word for cell in cells for run in cell for word in run.text[:_HEADING].split())
    widths = [*(_wide(word, Look.BOLD, size) for word in bold), *(_wide(word, Look.PLAIN, size) for word in plain)]
    return max(widths, default=0.0) + 2 * _PADDING + 1


def _wide(word: str, look: Look, size: float) -> float:
    return float(stringWidth(word, face(look), size))
