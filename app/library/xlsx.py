"""Opens a workbook (XLSX): texts of cells, merged cells, and the symbols drawn over them.

Written by strangers: what is unpacked is bounded, no entity is resolved, no formula computed, no macro kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from app.library.xlsx_shapes import read_shapes
from app.model.errors import Refused
from app.notation.tags import Node
from app.sopdoc.read.grid import Grid

#: So much may a part hold unpacked, and so many sheets are looked at.
MOST_BYTES, MOST_SHEETS = 30 * 1024 * 1024, 12
#: A cell beyond is not of a table of an SOP; the caller refuses what comes so far.
FAR_ROW, FAR_COLUMN = 5_001, 201
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_xlsx(data: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook, in order. Raises Refused with a sentence for what is none, or hides more than it
    shows."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return tuple(_sheets(_Parts(archive)))
    except (BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Refused("The file is no XLSX workbook, or it is damaged: {error}.", error=error) from error


@dataclass(frozen=True)
class _Parts:
    """The parts of a workbook, each unpacked within bounds."""

    archive: ZipFile

    def names(self) -> list[str]:
        return self.archive.namelist()

    def xml(self, name: str) -> Node:
        """A part as XML. Raises Refused when it is missing, too large or no XML."""
        try:
            with self.archive.open(name) as file:
                data = file.read(MOST_BYTES + 1)
        except KeyError:
            raise Refused("The workbook lacks its part {name}.", name=name) from None
        if len(data) > MOST_BYTES:
            raise Refused("The part {name} of the workbook is larger than {n} MB.", name=name, n=MOST_BYTES // 2**20)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Refused("The part {name} of the workbook is damaged: {error}.", name=name, error=error.msg) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused("The part {name} of the workbook brings a document type; no program writes it so.", name=name)
        return root

    def relations(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Id -> kind and name of the parts that a part refers to."""
        path = PurePosixPath(name)
        relations = f"{path.parent}/_rels/{path.name}.rels"
        if relations not in self.names():
            return {}
        return {
            node.get("Id", ""): (node.get("Type", "").rpartition("/")[2], _absolute(path, node.get("Target", "")))
            for node in self.xml(relations)
        }


def _absolute(path: PurePosixPath, target: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath("/") / path.parent / target).parts[1:]:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _sheets(parts: _Parts) -> Iterator[Grid]:
    if any(name.lower().endswith("vbaproject.bin") for name in parts.names()):
        raise Refused("The workbook carries macros. Save it as .xlsx, which has none.")
    book, relations = parts.xml("xl/workbook.xml"), parts.relations("xl/workbook.xml")
    texts = _shared_texts(parts, relations)
    for sheet in list(book.iter(f"{_MAIN}sheet"))[:MOST_SHEETS]:
        kind, name = relations.get(sheet.get(f"{_REL}id", ""), ("", ""))
        if kind == "worksheet" and sheet.get("state", "visible") == "visible":
            yield _sheet(parts, name, sheet.get("name", ""), texts)


def _shared_texts(parts: _Parts, relations: Mapping[str, tuple[str, str]]) -> list[str]:
    name = next((name for kind, name in relations.values() if kind == "sharedStrings"), "")
    if not name:
        return []
    return [_text(item) for item in parts.xml(name).iterchildren(f"{_MAIN}si")]


def _text(item: Node) -> str:
    """The text of a string, whose runs may look different; how it is read aloud is left out."""
    texts = (node for node in item.iter(f"{_MAIN}t") if node.getparent().tag != f"{_MAIN}rPh")  # type: ignore[union-attr]  # below the item
    return "".join(node.text or "" for node in texts)


def _sheet(parts: _Parts, part: str, name: str, texts: list[str]) -> Grid:
    root = parts.xml(part)
    cells: dict[tuple[int, int], str] = {}
    formulas: list[str] = []
    for node in root.iter(f"{_MAIN}c"):
        place = _place(node.get("r", ""))
        if place is None:
            continue
        cells[min(place[0], FAR_ROW), min(place[1], FAR_COLUMN)] = _value(node, texts)
        if node.find(f"{_MAIN}f") is not None:
            formulas.append(node.get("r", ""))
    filled = [place for place, text in cells.items() if text.strip()]
    high, wide = (max((place[side] for place in filled), default=-1) + 1 for side in (0, 1))
    rows = tuple(tuple(cells.get((row, column), "") for column in range(wide)) for row in range(high))
    drawing = next((target for kind, target in parts.relations(part).values() if kind == "drawing"), "")
    symbols, links = read_shapes(root, parts.xml(drawing)) if drawing else ((), ())
    return Grid(name, rows, frozenset(_below(root)), symbols, links, tuple(formulas))


def _value(node: Node, texts: list[str]) -> str:
    """The text of a cell as it was when the file was saved."""
    kind = node.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(inner) for inner in node.iterchildren(f"{_MAIN}is"))
    value = node.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
    if kind == "n" and value.endswith(".0"):
        return value[:-2]
    return value


def _below(root: Node) -> Iterator[tuple[int, int]]:
    """The cells of merged cells below their first row."""
    for node in root.iter(f"{_MAIN}mergeCell"):
        first, _, last = node.get("ref", "").partition(":")
        begin, end = _place(first), _place(last)
        if begin and end and end[0] < FAR_ROW and end[1] < FAR_COLUMN:
            rows, columns = range(begin[0] + 1, end[0] + 1), range(begin[1], end[1] + 1)
            yield from ((row, column) for row in rows for column in columns)


def _place(address: str) -> tuple[int, int] | None:
    """Row and column, from 0, of an address like B12."""
    letters = address.rstrip("0123456789")
    digits = address[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and 0 < len(letters) < 4 and 0 < len(digits) < 8):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1
