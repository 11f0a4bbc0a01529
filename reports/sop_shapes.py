"""Shapes on a sheet of a workbook (DrawingML), written beside the cells: the writer of workbooks knows none.

Every shape is held by the cell in which its upper left corner lies, so that it moves with its row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

#: English Metric Units in a point.
EMU = 12700
_PART = "xl/drawings/drawing1.xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
#: Kind of symbol -> the preset of DrawingML.
_PRESETS = {"capsule": "flowChartTerminator", "box": "flowChartProcess", "diamond": "flowChartDecision"}
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Shape:
    """A symbol (capsule, box, diamond) of a size; `name` says to screen readers what it stands for."""

    kind: str
    name: str
    x: float
    y: float
    width: float
    height: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow through points, its head at the last one."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Words:
    """The answer on an arrow."""

    lines: Sequence[str]
    x: float
    y: float
    width: float
    height: float


class Drawn(Protocol):
    """What is drawn on a sheet, in the units of the sizes of its columns and rows."""

    @property
    def widths(self) -> Sequence[float]: ...
    @property
    def heights(self) -> Sequence[float]: ...
    @property
    def shapes(self) -> Sequence[Shape]: ...
    @property
    def lines(self) -> Sequence[Line]: ...
    @property
    def words(self) -> Sequence[Words]: ...


def with_drawing(workbook: bytes, sheet: Worksheet, drawn: Drawn, origin: tuple[int, float], dated: datetime) -> bytes:
    """The workbook with shapes on one of its sheets. `origin` is the row (from 1) where the drawing begins, and how
    many points its unit has; nothing in the file is of another time than `dated`."""
    part = f"xl{str(sheet.path).removeprefix('/xl')}"
    relations = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    drawing = _Drawing(drawn, *origin)
    file = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            _put(new, name, _changed(name, old.read(name), part, dated))
        _put(new, _PART, drawing.xml().encode())
        _put(new, relations, _relation())
    return file.getvalue()


def _changed(name: str, data: bytes, part: str, dated: datetime) -> bytes:
    if name == "[Content_Types].xml":
        kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
        return data.replace(b"</Types>", f'<Override PartName="/{_PART}" ContentType="{kind}"/></Types>'.encode())
    if name == "docProps/core.xml":
        return _MODIFIED.sub(rb"\g<1>" + f"{dated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(), data)
    if name == part:
        return data.replace(b"</worksheet>", f'<drawing xmlns:r="{_OFFICE}" r:id="rId1"/></worksheet>'.encode())
    return data


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)


def _relation() -> bytes:
    target = f'Id="rId1" Type="{_OFFICE}/drawing" Target="/{_PART}"'
    text = f'{_XML}<Relationships xmlns="{_PACKAGE}"><Relationship {target}/></Relationships>'
    return text.encode()


@dataclass
class _Drawing:
    drawn: Drawn
    first: int
    scale: float
    count: int = 1

    def xml(self) -> str:
        shapes = "".join(self._shapes())
        return (
            f'{_XML}<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main">{shapes}</xdr:wsDr>'
        )

    def _shapes(self) -> Iterator[str]:
        for line in self.drawn.lines:
            yield self._line(line)
        for shape in self.drawn.shapes:
            geometry = f'<a:prstGeom prst="{_PRESETS[shape.kind]}"><a:avLst/></a:prstGeom>'
            look = f'<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{_stroke(dashed=shape.dashed)}'
            yield self._anchor(shape.name, (shape.x, shape.y, shape.width, shape.height), geometry, look)
        for words in self.drawn.words:
            geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            look = "<a:noFill/><a:ln><a:noFill/></a:ln>"
            box = (words.x, words.y, words.width, words.height)
            yield self._anchor(" ".join(words.lines), box, geometry, look, _text(words.lines, 5.2 * self.scale))

    def _line(self, line: Line) -> str:
        left, top = (min(point[side] for point in line.points) for side in (0, 1))
        wide, high = (max(point[side] for point in line.points) - start for side, start in ((0, left), (1, top)))
        moves = [f'<a:pt x="{self._emu(x - left)}" y="{self._emu(y - top)}"/>' for x, y in line.points]
        path = f"<a:moveTo>{moves[0]}</a:moveTo>" + "".join(f"<a:lnTo>{move}</a:lnTo>" for move in moves[1:])
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{self._emu(wide)}" h="{self._emu(high)}" fill="none">{path}</a:path></a:pathLst></a:custGeom>'
        )
        return self._anchor(line.name, (left, top, wide, high), geometry, f"<a:noFill/>{_stroke(head=True)}")

    def _anchor(
        self, name: str, box: tuple[float, float, float, float], geometry: str, look: str, text: str = ""
    ) -> str:
        self.count += 1
        x, y, wide, high = box
        column, across = _cell(self.drawn.widths, x)
        row, down = _cell(self.drawn.heights, y)
        place = (
            f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{self._emu(across)}</xdr:colOff>"
            f"<xdr:row>{row + self.first - 1}</xdr:row><xdr:rowOff>{self._emu(down)}</xdr:rowOff></xdr:from>"
            f'<xdr:ext cx="{self._emu(wide)}" cy="{self._emu(high)}"/>'
        )
        size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{self._emu(wide)}" cy="{self._emu(high)}"/></a:xfrm>'
        told = quoteattr(clean(name))
        called = f'<xdr:cNvPr id="{self.count}" name={told} descr={told}/>'
        return (
            f'<xdr:oneCellAnchor>{place}<xdr:sp macro="" textlink=""><xdr:nvSpPr>{called}<xdr:cNvSpPr/></xdr:nvSpPr>'
            f"<xdr:spPr>{size}{geometry}{look}</xdr:spPr>{text or _text((), 8)}</xdr:sp>"
            "<xdr:clientData/></xdr:oneCellAnchor>"
        )

    def _emu(self, length: float) -> int:
        return round(length * self.scale * EMU)


def clean(text: str) -> str:
    """The text without characters that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _cell(sizes: Sequence[float], at: float) -> tuple[int, float]:
    """The column or row in which a place lies, and how far behind its beginning."""
    for number, size in enumerate(sizes[:-1]):
        if at < size:
            return number, at
        at -= size
    return len(sizes) - 1, at


def _stroke(*, dashed: bool = False, head: bool = False) -> str:
    ink = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    tip = '<a:tailEnd type="triangle" w="sm" len="sm"/>' if head else ""
    return f'<a:ln w="9525">{ink}{dash}{tip}</a:ln>'


def _text(lines: Sequence[str], size: float) -> str:
    look = f'lang="id-ID" sz="{round(size * 100)}"'
    runs = "".join(
        f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr {look}/><a:t>{escape(clean(line))}</a:t></a:r></a:p>' for line in lines
    )
    insets = 'wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"'
    return f"<xdr:txBody><a:bodyPr {insets}/><a:lstStyle/>{runs or '<a:p/>'}</xdr:txBody>"
