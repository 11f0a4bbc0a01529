"""The sheet of the official table: widths of its columns, heights of its rows, which rows stand on which page.

All lengths are points. Texts are measured with the widths of Arial, which the typeface of the documents has, too.
"""

from dataclasses import dataclass
from functools import cached_property

from app.notation.metrics import text_width, wrap
from app.sopdoc.table import SopTable, Symbol, TableRow

SIZE, LEADING, PADDING = 7.0, 8.6, 3.0
HEAD_SIZE = 6.6
#: Above and below the symbols of a row lines may run.
CHANNEL = 10.0
BOX_HEIGHT, DIAMOND_HEIGHT, BETWEEN = 17.0, 19.0, 11.0
#: The strip at the top or the foot of a page in which pentagons stand.
STRIP = 34.0
ADDED = "(tambahan) "
#: Columns beside those of the lanes: heading and width, as far as the lanes leave it to them.
_LEFT = (("No", 20.0), ("Kegiatan", 132.0))
_RIGHT = (("Kelengkapan", 72.0), ("Waktu", 38.0), ("Output", 72.0), ("Keterangan", 74.0))
_WIDEST_LANE, _NARROWEST_LANE = 62.0, 34.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, from `x` on."""

    heading: str
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Sheet:
    """The table on paper of a size; `width` and `height` are those of what may be printed on."""

    table: SopTable
    width: float
    height: float

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """No, Kegiatan, one for each lane, Kelengkapan, Waktu, Output, Keterangan."""
        lanes = max(1, len(self.table.lanes))
        fixed = sum(width for _, width in (*_LEFT, *_RIGHT))
        lane = min(_WIDEST_LANE, max(_NARROWEST_LANE, (self.width - fixed) / lanes))
        # Of very many lanes each is narrow, so that the texts keep half of the page.
        lane = min(lane, self.width / 2 / lanes)
        scale = (self.width - lane * lanes) / fixed
        parts = [
            *((heading, width * scale) for heading, width in _LEFT),
            *((name, lane) for name in self.table.lanes or ("",)),
            *((heading, width * scale) for heading, width in _RIGHT),
        ]
        edges = [sum(width for _, width in parts[:number]) for number in range(len(parts))]
        return tuple(Column(name, x, width) for (name, width), x in zip(parts, edges, strict=True))

    @property
    def lanes(self) -> tuple[Column, ...]:
        return self.columns[2:-4]

    @cached_property
    def symbol_width(self) -> float:
        """How wide symbols are: there is room for lines on both sides."""
        return min(34.0, self.lanes[0].width - 14)

    @cached_property
    def lane_size(self) -> float:
        """The size of the names of the lanes, so that no word is broken if that can be."""
        words = [word for name in self.table.lanes for word in name.split()] or ["-"]
        widest = max(text_width(word, 1) for word in words) * 1.08
        return max(4.4, min(HEAD_SIZE, (self.lanes[0].width - 4) / widest))

    @cached_property
    def head_heights(self) -> tuple[float, float]:
        """The heights of the two lines of headings."""
        lines = max(len(self.lane_name(lane)) for lane in self.lanes)
        return 14.0, max(14.0, lines * self.lane_size * 1.2 + 6)

    @property
    def head(self) -> float:
        return sum(self.head_heights)

    def lane_name(self, lane: Column) -> list[str]:
        """The name of a lane in lines."""
        return wrap(lane.heading, (lane.width - 4) / 1.06, self.lane_size) or [""]

    def texts(self, row: TableRow) -> tuple[list[str], ...]:
        """The texts of a row in lines, for the columns beside the lanes."""
        number = "" if row.number is None else f"{row.number}."
        said = f"{ADDED if row.number is None else ''}{row.text}"
        question = [f"{ADDED}{row.question}"] if row.question else []
        cells = (number, "\n".join((said, *question)), row.kelengkapan, row.waktu, row.output, row.keterangan)
        columns = (*self.columns[:2], *self.columns[-4:])
        return tuple(wrap(text, column.width - 2 * PADDING, SIZE) for text, column in zip(cells, columns, strict=True))

    def row_height(self, row: TableRow) -> float:
        """How high a row is: its texts and its symbols have room."""
        lines = max(len(cell) for cell in self.texts(row))
        return max(2 * PADDING + lines * LEADING, 2 * CHANNEL + symbols_height(row))

    @cached_property
    def pages(self) -> tuple[range, ...]:
        """The rows of each page, by index; a row is never split. The pages are about equally full.

        A row that is higher than a page has a page of its own, which is made smaller.
        """
        heights = [self.row_height(row) for row in self.table.rows]
        room = self.height - self.head - 2 * STRIP
        fewest = _shared(heights, room)
        steps = (room * (1 - part / 40) for part in range(1, 30))
        return next(
            (tried for tried in reversed([_shared(heights, step) for step in steps]) if len(tried) == len(fewest)),
            fewest,
        )


def _shared(heights: list[float], room: float) -> tuple[range, ...]:
    """As many rows on each page as there is room for, at least one."""
    found: list[range] = []
    start, left = 0, room
    for index, height in enumerate(heights):
        if height > left and index > start:
            found.append(range(start, index))
            start, left = index, room
        left -= height
    return (*found, range(start, len(heights)))


def symbols_height(row: TableRow) -> float:
    """How high the symbols of a row are together."""
    first = DIAMOND_HEIGHT if row.symbol is Symbol.DIAMOND else BOX_HEIGHT
    return first + (BETWEEN + DIAMOND_HEIGHT if row.question else 0)
