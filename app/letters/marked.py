"""Markdown, as far as letters need it, into the blocks of a paper.

Known are headings, paragraphs, lists, tables, a line (`---`), **bold** and *italic*. Holes have become marks before:
what stands in them is put in afterwards and never read. Two things are ours: a paragraph whose lines all have ` :: ` in
them is a list of fields (`Nama :: PT Contoh`), and a line `{.style}` says how the block below it is set. The widths of
a table's columns are those of the dashes below its head.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.model.paper import (
    Block,
    Column,
    Fields,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Picture,
    Pictures,
    Rule,
    Run,
    Runs,
    Table,
)

#: How a block is set; `halaman` is a block of its own, a new page.
STYLES: Final = frozenset({"halaman", "kecil", "kotak", "paraf", "polos", "rata", "tandatangan", "tengah"})
#: The mark of hole number n is OPEN, n, CLOSE; that of photos stands on a line of its own.
OPEN, CLOSE, PHOTOS = "\ue000", "\ue001", "\ue002"
FIELD = " :: "
_MARK: Final = re.compile(f"{OPEN}([0-9]+){CLOSE}")
_PHOTOS: Final = re.compile(f"{PHOTOS}([0-9]+){CLOSE}")
_STYLE: Final = re.compile(r"\{\.([a-z]+)\}")
_MARKDOWN: Final = MarkdownIt("zero").enable(["heading", "list", "table", "hr", "emphasis", "newline", "escape"])

#: One line of a paragraph: its runs, with marks.
Line = list[Run]


def without_marks(text: str) -> str:
    """A text of a template without the characters that marks are made of."""
    return text.translate(dict.fromkeys(map(ord, (OPEN, CLOSE, PHOTOS))))


def blocks(source: str, values: Sequence[str], photos: Sequence[Sequence[Picture]]) -> tuple[Block, ...]:
    """The blocks of a text with marks: `values` and `photos` are what they stand for, by number. Pictures that follow
    each other become one block."""
    found: list[Block] = []
    for block in _Reader(source, values, photos).blocks(SyntaxTreeNode(_MARKDOWN.parse(source)).children):
        before = found[-1] if found else None
        if isinstance(block, Pictures) and isinstance(before, Pictures):
            found[-1] = Pictures(before.pictures + block.pictures)
        else:
            found.append(block)
    return tuple(found)


class _Reader:
    def __init__(self, source: str, values: Sequence[str], photos: Sequence[Sequence[Picture]]) -> None:
        self.lines = source.splitlines()
        self.values = values
        self.photos = photos

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        style = ""
        for node in nodes:
            lines = _lines(node.children[0]) if node.type == "paragraph" else []
            if lines and (named := _STYLE.fullmatch(_plain(lines[0]))):
                style, lines = named[1], lines[1:]
                if style == "halaman":
                    yield PageBreak()
                if not lines:
                    continue
            yield from _READERS[node.type](self, node, lines, style)
            style = ""

    def runs(self, line: Line) -> Runs:
        """The runs with the values of their holes; runs of the same look next to each other become one."""
        found: list[Run] = []
        for run in line:
            text = _MARK.sub(lambda mark: self.values[int(mark[1])], run.text)
            if found and (found[-1].bold, found[-1].italic) == (run.bold, run.italic):
                found[-1] = Run(found[-1].text + text, run.bold, run.italic)
            elif text:
                found.append(Run(text, run.bold, run.italic))
        return tuple(found)

    def paragraph(self, _: SyntaxTreeNode, lines: list[Line], style: str) -> Iterator[Block]:
        if photos := _PHOTOS.fullmatch(_plain(lines[0])):
            found = tuple(self.photos[int(photos[1])])
            yield from [Pictures(found)] if found else []
        elif all(FIELD in _plain(line) for line in lines):
            yield Fields(tuple(self._field(line) for line in lines), style)
        else:
            whole = [run for line in lines for run in (*line, Run(" "))][:-1]
            runs = self.runs(whole)
            yield from [Paragraph(runs, style)] if any(run.text.strip() for run in runs) else []

    def _field(self, line: Line) -> tuple[Runs, Runs]:
        """What stands before and behind the first ` :: `, which is looked for before the holes are filled."""
        label: Line = []
        for at, run in enumerate(line):
            before, found, after = run.text.partition(FIELD)
            if found:
                rest = [Run(after, run.bold, run.italic), *line[at + 1 :]]
                return self.runs([*label, Run(before, run.bold, run.italic)]), self.runs(rest)
            label.append(run)
        return self.runs(label), ()

    def heading(self, node: SyntaxTreeNode, _: list[Line], __: str) -> Iterator[Block]:
        yield Heading(self.runs(_joined(_lines(node.children[0]))), int(node.tag[1]))

    def listing(self, node: SyntaxTreeNode, _: list[Line], __: str) -> Iterator[Block]:
        items = tuple(tuple(self.blocks(item.children)) for item in node.children)
        start = int(node.attrs.get("start", 1))
        yield Listing(tuple(item for item in items if item), node.type == "ordered_list", start)

    def table(self, node: SyntaxTreeNode, _: list[Line], style: str) -> Iterator[Block]:
        head = node.children[0].children[0]
        shares = self._shares(node)
        columns = tuple(
            Column(self._cell(cell), share, _aligned(cell)) for cell, share in zip(head.children, shares, strict=True)
        )
        body = node.children[1].children if len(node.children) > 1 else []
        yield Table(columns, tuple(tuple(self._cell(cell) for cell in row.children) for row in body), style)

    def _shares(self, node: SyntaxTreeNode) -> list[float]:
        """The widths of the columns, from the line of dashes below the head."""
        begin = node.map[0] if node.map else 0
        dashes = self.lines[begin + 1].strip().strip("|").split("|")
        return [float(len(part.strip())) for part in dashes]

    def _cell(self, cell: SyntaxTreeNode) -> Runs:
        return self.runs(_joined(_lines(cell.children[0]))) if cell.children else ()

    def rule(self, _: SyntaxTreeNode, __: list[Line], ___: str) -> Iterator[Block]:
        yield Rule()


_READERS: Final[dict[str, Callable[[_Reader, SyntaxTreeNode, list[Line], str], Iterator[Block]]]] = {
    "paragraph": _Reader.paragraph,
    "heading": _Reader.heading,
    "ordered_list": _Reader.listing,
    "bullet_list": _Reader.listing,
    "table": _Reader.table,
    "hr": _Reader.rule,
}


def _lines(inline: SyntaxTreeNode) -> list[Line]:
    lines: list[Line] = [[]]
    for kind, run in _pieces(inline, bold=False, italic=False):
        if kind == "softbreak":
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def _pieces(node: SyntaxTreeNode, *, bold: bool, italic: bool) -> Iterator[tuple[str, Run]]:
    for child in node.children:
        if child.type in ("strong", "em"):
            yield from _pieces(child, bold=bold or child.type == "strong", italic=italic or child.type == "em")
        else:
            yield child.type, Run("\n" if child.type == "hardbreak" else child.content, bold, italic)


def _joined(lines: list[Line]) -> Line:
    return [run for line in lines for run in (*line, Run(" "))][:-1]


def _plain(line: Line) -> str:
    return "".join(run.text for run in line).strip(" ")


def _aligned(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "text-align:left")).removeprefix("text-align:")
