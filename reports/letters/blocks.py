"""The blocks of a letter as flowables: what all kinds of documents have in common."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Indenter, KeepTogether, PageBreak, Spacer

from reports.fonts import Look
from reports.letters import pictures, sheet, tables
from reports.letters.ink import set_in
from reports.letters.layout import FIELD, IN_TABLES, INDENT, ITEM, LABEL, SMALL, Sheet
from reports.letters.sheet import Photo
from reports.text import Set

Story: TypeAlias = "list[Flowable]"
_GAP = 1.9 * mm
#: A paragraph is the last one when no more than this, gaps and ends of indents, comes behind it.
_NEAR = 3
#: What a block for signatures is: what is kept together, and the space below.
_KEPT = 2
#: A table of so many rows is not parted when people sign in it.
_SHORT = 8
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how blocks are set: `width` in points, `label` the room for labels of fields, `depth` that of lists.

    Paragraphs are `justified`, and `indented` as those of letters. With `labels` a heading of level 3 stands beside
    what follows (Dasar, Kepada, Untuk), up to the next heading or a paragraph of the style `rata`.
    """

    width: float
    size: float
    photo: Photo
    label: float = FIELD
    depth: int = 0
    justified: bool = True
    indented: bool = False
    labels: bool = False

    @property
    def align(self) -> str:
        return "justify" if self.justified else "left"


def text(paper: sheet.Paper, at: Sheet, photo: Photo, *, indented: bool = False, labels: bool = False) -> Story:
    """The text of a letter, up to its annexes. The colons of all its fields are below each other."""
    return story(paper.blocks[: _end(paper)], _setting(paper, at, photo, indented=indented, labels=labels))


def annexes(paper: sheet.Paper, at: Sheet, photo: Photo) -> Story:
    """What stands behind the signature: everything from the first new page on."""
    return story(paper.blocks[_end(paper) :], _setting(paper, at, photo))


def _end(paper: sheet.Paper) -> int:
    breaks = (at for at, block in enumerate(paper.blocks) if isinstance(block, sheet.PageBreak))
    return next(breaks, len(paper.blocks))


def _setting(paper: sheet.Paper, at: Sheet, photo: Photo, *, indented: bool = False, labels: bool = False) -> Setting:
    names = (name for block in paper.blocks if isinstance(block, sheet.Fields) for name, _ in block.rows)
    label = tables.label_width(names, at.size)
    return Setting(at.inner, at.size, photo, label, indented=indented, labels=labels)


def story(blocks: tuple[sheet.Block, ...], at: Setting) -> Story:
    """The flowables of blocks, in order."""
    found: Story = []
    begins: list[int] = []
    labelled = False
    for number, block in enumerate(blocks):
        begins.append(len(found))
        if at.labels and isinstance(block, sheet.Heading):
            found += [Indenter(-LABEL)] if labelled else []
            labelled = block.level == 3
            found += _labelled(block, at) if labelled else _heading(block, at)
            continue
        if labelled and isinstance(block, sheet.Paragraph) and block.style == "rata":
            found, labelled = [*found, Indenter(-LABEL)], False
        inner = replace(at, width=at.width - LABEL, indented=False) if labelled else at
        if isinstance(block, sheet.Table) and _is_short(block):
            found = _signed(found, block, inner, begins[_beginning(blocks[:number])])
            begins[number] = len(found) - _KEPT
        else:
            found += _SETTERS[type(block)](block, inner)
    return [*found, *([Indenter(-LABEL)] if labelled else [])]


def _is_short(table: sheet.Table) -> bool:
    """Whether people sign in it and it fits on a page."""
    return table.style in ("tandatangan", "paraf") and len(table.rows) <= _SHORT


def _signed(found: Story, block: sheet.Table, at: Setting, begin: int) -> Story:
    """The text with a table in which people sign. A list of signatures stays with what stands there from `begin` on."""
    table = tables.table(block, at.width, at.size)
    if block.style == "tandatangan":
        return with_last(found, table, _GAP)
    return [*found[:begin], _Kept([*found[begin:], table]), Spacer(0, _GAP)]


def _beginning(before: tuple[sheet.Block, ...]) -> int:
    """From which block on a list of signatures takes its text along: the other signatures, or the section that it
    closes, however much of it is only a heading. A section that may be long is not moved: then it is the last block."""
    last = len(before) - 1
    for number in range(last, -1, -1):
        block = before[number]
        if isinstance(block, sheet.Table) and block.style == "tandatangan":
            return number
        if isinstance(block, sheet.Pictures | sheet.PageBreak) or (
            isinstance(block, sheet.Table) and len(block.rows) > _SHORT
        ):
            break
        if isinstance(block, sheet.Heading) and any(not isinstance(each, sheet.Heading) for each in before[number:]):
            return number
    return last


def with_last(text: Story, block: Flowable, gap: float = 2 * _GAP) -> Story:
    """The text with a block for signatures, which stays with the last paragraph: nobody signs an empty page."""
    last = next((at for at in range(len(text) - 1, -1, -1) if isinstance(text[at], Set)), len(text))
    begin = last if len(text) - last <= _NEAR else len(text)
    return [*text[:begin], _Kept([*text[begin:], Spacer(0, gap), block]), Spacer(0, _GAP)]


class _Kept(KeepTogether):  # type: ignore[misc]  # reportlab has no types
    """What no end of a page parts, as far as it fits on one; what is kept together in it, is so with the rest."""

    def __init__(self, parts: Story) -> None:
        inner = (part.parts if isinstance(part, _Kept) else [part] for part in parts)
        self.parts: Story = [flowable for each in inner for flowable in each]
        super().__init__(self.parts)


def _heading(block: sheet.Heading, at: Setting) -> Story:
    """Level 1 and 2 are centred and bold; level 3 is bold, on the left."""
    align = "left" if block.level > 2 else "center"
    size = at.size + (1 if block.level == 1 else 0)
    return [
        CondPageBreak(30 * mm),
        Spacer(0, _GAP * 0.8),
        set_in(block.runs, size, align, look=Look.BOLD),
        Spacer(0, _GAP * 0.8),
    ]


def _labelled(block: sheet.Heading, at: Setting) -> Story:
    return [CondPageBreak(20 * mm), Indenter(LABEL), _Label(block.runs, at.size)]


class _Label(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A label beside what follows; it takes no height itself."""

    keepWithNext = 1  # noqa: N815 - reportlab's name

    def __init__(self, text: sheet.Runs, size: float) -> None:
        super().__init__()
        self.text, self.colon = set_in(text, size), set_in(":", size)

    def wrap(self, _: float, __: float) -> tuple[float, float]:
        self.high = self.text.wrap(LABEL - 5 * mm, 10_000)[1]
        self.colon.wrap(5 * mm, 10_000)
        return 0, 0

    def draw(self) -> None:
        self.text.drawOn(self.canv, -LABEL, -self.high)
        self.colon.drawOn(self.canv, -5 * mm, -self.colon.height)


def _paragraph(block: sheet.Paragraph, at: Setting) -> Story:
    size = at.size * SMALL if block.style == "kecil" else at.size
    align = "center" if block.style == "tengah" else at.align
    first = INDENT if at.indented and not block.style else 0
    return [set_in(block.runs, size, align, first=first), Spacer(0, _GAP)]


def _fields(block: sheet.Fields, at: Setting) -> Story:
    return [tables.fields(block, at.width, at.size, at.label), Spacer(0, _GAP)]


def _table(block: sheet.Table, at: Setting) -> Story:
    return [tables.table(block, at.width, at.size), Spacer(0, _GAP * 1.4)]


def _listing(block: sheet.Listing, at: Setting) -> Story:
    inner = replace(at, width=at.width - ITEM, depth=at.depth + 1, indented=False)
    found: Story = []
    for number, item in enumerate(block.items, block.start):
        first, *rest = item
        marker = _marker(number, at.depth) if block.ordered else "-"
        if isinstance(first, sheet.Paragraph):
            found.append(set_in(first.runs, at.size, at.align, left=ITEM, bullet=marker))
        else:
            rest = list(item)
        found += [Indenter(ITEM), *story(tuple(rest), inner), Indenter(-ITEM)] if rest else []
        found.append(Spacer(0, _GAP * 0.4))
    return [*found, Spacer(0, _GAP * 0.8)]


def _marker(number: int, depth: int) -> str:
    """1. a. 1) a) - by depth."""
    sign = ")" if depth > 1 else "."
    letter = depth % 2 == 1 and 1 <= number <= len(_LETTERS)
    return (_LETTERS[number - 1] if letter else str(number)) + sign


def _pictures(block: sheet.Pictures, at: Setting) -> Story:
    return [*pictures.rows(block, at.width, at.size * IN_TABLES, at.photo), Spacer(0, _GAP)]


def _rule(_: sheet.Rule, __: Setting) -> Story:
    return [HRFlowable("100%", 0.8, color="black", spaceBefore=2, spaceAfter=6)]


def _break(_: sheet.PageBreak, __: Setting) -> Story:
    return [PageBreak()]


_SETTERS: dict[type, Callable[[Any, Setting], Story]] = {
    sheet.Heading: _heading,
    sheet.Paragraph: _paragraph,
    sheet.Fields: _fields,
    sheet.Table: _table,
    sheet.Listing: _listing,
    sheet.Pictures: _pictures,
    sheet.Rule: _rule,
    sheet.PageBreak: _break,
}
