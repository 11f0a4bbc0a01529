"""The official table of an SOP: one row per activity, one column per lane, arrows between the rows.

Texts are those of `sop.toml`, verbatim. What does not stand in the source has no row number: the document marks it as
"tambahan". Form: Permenpan RB 35/2012, flowchart with five symbols.
"""

from dataclasses import dataclass
from enum import StrEnum


class Symbol(StrEnum):
    """The symbols that stand in rows. The other two of the five are the arrow and the pentagon, which leads to another
    page and is a matter of layout."""

    CAPSULE = "capsule"  #: the first and the last activity
    BOX = "box"
    DIAMOND = "diamond"


class NoteKind(StrEnum):
    """What the five symbols cannot say, and a note says instead."""

    ENTRY = "entry"  #: `name`, answered `label`, begins at row `target`
    END = "end"  #: row `row`, answered `label`, ends the procedure with `name`
    EVENT = "event"  #: at row `row`, `name` may happen; it leads to `label`, or to row `target`
    ANY_TIME = "any_time"  #: `name` may happen at any time
    TOGETHER = "together"  #: what follows row `row` is done at the same time


@dataclass(frozen=True, slots=True)
class Note:
    """`row` and `target` are indices of rows. `added` is what does not stand in the source."""

    kind: NoteKind
    name: str = ""
    label: str = ""
    row: int | None = None
    target: int | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One activity. `lane` is the index of its column; `number` is None for what does not stand in the source.

    `question` is a decision of ours right after the activity: its diamond stands below the symbol.
    """

    element: str
    number: int | None
    text: str
    lane: int
    symbol: Symbol = Symbol.BOX
    kelengkapan: str = ""
    waktu: str = ""
    output: str = ""
    keterangan: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From row to row, by index. `label` is the answer that leads this way; `decided` when it leaves the diamond below
    the symbol of its row."""

    source: int
    target: int
    label: str = ""
    decided: bool = False


@dataclass(frozen=True)
class SopTable:
    """`lanes` are the names of the columns in the order of the model. Rows are in order of time."""

    lanes: tuple[str, ...]
    rows: tuple[TableRow, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[Note, ...] = ()
