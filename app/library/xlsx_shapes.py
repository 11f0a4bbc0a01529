"""Finds the symbols that were drawn over the cells of a sheet (DrawingML), and which of them connectors join."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from app.notation.tags import Node
from app.sopdoc.read.grid import Drawn
from app.sopdoc.table import Symbol

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: English Metric Units: in a point, and in a letter of the usual width.
_POINT, _LETTER = 12700, 66675
_PADDING = 47625
_FAR = 5_001
_PRESETS = {
    **dict.fromkeys(("flowChartTerminator", "ellipse", "roundRect", "flowChartConnector"), Symbol.CAPSULE),
    **dict.fromkeys(
        ("rect", "flowChartProcess", "flowChartAlternateProcess", "flowChartPredefinedProcess"), Symbol.BOX
    ),
    **dict.fromkeys(("diamond", "flowChartDecision"), Symbol.DIAMOND),
}


def read_shapes(sheet: Node, drawing: Node) -> tuple[tuple[Drawn, ...], tuple[tuple[str, str], ...]]:
    """The symbols with the cells under their centres, and the pairs that connectors join."""
    lengths = _Lengths(sheet)
    symbols = tuple(_symbols(drawing, lengths))
    known = {each.id for each in symbols}
    return symbols, tuple(link for link in _links(drawing) if known.issuperset(link))


def _symbols(drawing: Node, lengths: "_Lengths") -> Iterator[Drawn]:
    for anchor in drawing.iterchildren(f"{_XDR}twoCellAnchor", f"{_XDR}oneCellAnchor"):
        shape = anchor.find(f"{_XDR}sp")
        if shape is None:
            continue
        preset = shape.find(f"{_XDR}spPr/{_A}prstGeom")
        symbol = None if preset is None else _PRESETS.get(preset.get("prst", ""))
        centre = lengths.centre(anchor)
        if symbol and centre and not _is_text(shape):
            yield Drawn(_id(shape), symbol, *centre)


def _is_text(shape: Node) -> bool:
    """Whether a shape is a label: a box of text, or one without a border."""
    box = shape.find(f"{_XDR}nvSpPr/{_XDR}cNvSpPr")
    return (box is not None and box.get("txBox") == "1") or shape.find(f"{_XDR}spPr/{_A}ln/{_A}noFill") is not None


def _id(shape: Node) -> str:
    called = next(shape.iter(f"{_XDR}cNvPr"), None)
    return "" if called is None else called.get("id", "")


def _links(drawing: Node) -> Iterator[tuple[str, str]]:
    for connector in drawing.iter(f"{_XDR}cxnSp"):
        ends = [next(connector.iter(f"{_A}{end}"), None) for end in ("stCxn", "endCxn")]
        if ends[0] is not None and ends[1] is not None:
            yield ends[0].get("id", ""), ends[1].get("id", "")


@dataclass
class _Lengths:
    """Where the columns and rows of a sheet begin."""

    sheet: Node

    def __post_init__(self) -> None:
        size = self.sheet.find(f"{_MAIN}sheetFormatPr")
        high = _number(size, "defaultRowHeight", 15) * _POINT
        wide = _number(size, "defaultColWidth", 8.43) * _LETTER + _PADDING
        rows, columns = [high] * _FAR, [wide] * _FAR
        for row in self.sheet.iter(f"{_MAIN}row"):
            if row.get("ht") and 0 < (at := int(_number(row, "r", 0))) <= _FAR:
                rows[at - 1] = _number(row, "ht", 15) * _POINT
        for column in self.sheet.iter(f"{_MAIN}col"):
            first, last = (int(_number(column, key, 0)) for key in ("min", "max"))
            for at in range(max(1, first), min(last, _FAR) + 1):
                columns[at - 1] = _number(column, "width", 8.43) * _LETTER + _PADDING
        self.rows, self.columns = ([0.0, *accumulate(each)] for each in (rows, columns))

    def centre(self, anchor: Node) -> tuple[int, int] | None:
        """Row and column under the centre of what is anchored."""
        begin, end = self._corner(anchor, "from"), self._corner(anchor, "to")
        size = anchor.find(f"{_XDR}ext")
        if begin and size is not None and not end:
            end = begin[0] + _number(size, "cy", 0), begin[1] + _number(size, "cx", 0)
        if not begin or not end:
            return None
        down, across = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2
        return _under(self.rows, down), _under(self.columns, across)

    def _corner(self, anchor: Node, name: str) -> tuple[float, float] | None:
        found = anchor.find(f"{_XDR}{name}")
        if found is None:
            return None
        row, down, column, across = (_text_number(found, key) for key in ("row", "rowOff", "col", "colOff"))
        if not (0 <= row < _FAR and 0 <= column < _FAR):
            return None
        return self.rows[int(row)] + down, self.columns[int(column)] + across


def _under(starts: list[float], at: float) -> int:
    return max(0, sum(1 for start in starts if start <= at) - 1)


def _number(node: Node | None, name: str, usual: float) -> float:
    return usual if node is None else _float(node.get(name, ""), usual)


def _text_number(node: Node, name: str) -> float:
    return _float(node.findtext(f"{_XDR}{name}") or "", -1)


def _float(text: str, usual: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return usual
    return value if abs(value) < 1e12 else usual
