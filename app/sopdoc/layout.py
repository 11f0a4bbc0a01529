"""The whole table on pages: what goes on on another page leads there through pentagons with the same letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from app.notation.geometry import Box
from app.notation.ink import Ink, Label, Stroke
from app.sopdoc.page import LETTERING, Link, Page, PageLayout, Trip
from app.sopdoc.shapes import INK, arrow_head, line, pentagon, symbol
from app.sopdoc.sheet import HEAD_SIZE, LEADING, PADDING, SIZE, Column, Sheet
from app.sopdoc.table import SopTable

_RULE = 0.5


def table_pages(table: SopTable, width: float, height: float) -> list[Ink]:
    """The table as pictures of pages, whose units are points: no row is split, and every page repeats the head."""
    sheet = Sheet(table, width, height)
    return [_drawn(page) for page in laid_out(sheet)]


def laid_out(sheet: Sheet) -> list[Page]:
    """The pages of a sheet with everything in its place."""
    trips = _trips(sheet)
    return [PageLayout(sheet, shown, trips[number]).page() for number, shown in enumerate(sheet.pages)]


def _trips(sheet: Sheet) -> list[list[Trip]]:
    """The parts of arrows by page. An arrow to another page ends in a pentagon and begins there in its twin."""
    pages = sheet.pages
    where = {row: number for number, rows in enumerate(pages) for row in rows}
    found: list[list[Trip]] = [[] for _ in pages]
    letters = _letters()
    seats = [_Seats(len(sheet.lanes)) for _ in pages]
    for arrow in sheet.table.arrows:
        here, there = where[arrow.source], where[arrow.target]
        if here == there:
            found[here].append(Trip(arrow.source, arrow.target, arrow))
            continue
        letter, back = next(letters), here > there
        lanes = sheet.table.rows[arrow.source].lane, sheet.table.rows[arrow.target].lane
        # Going on, it stands in the column of its target on both pages; going back, it leaves in its own.
        seat = seats[here].take(lanes[0 if back else 1], ahead=not back)
        leaving = Link(letter, seat, ahead=not back, back=back)
        coming = Link(letter, seats[there].take(lanes[1], ahead=back), ahead=back, back=back)
        found[here].append(Trip(arrow.source, leaving, arrow))
        found[there].append(Trip(coming, arrow.target, arrow))
    return found


@dataclass
class _Seats:
    """The places for pentagons at the top and the foot of a page: one in each column."""

    lanes: int

    def __post_init__(self) -> None:
        self._taken: dict[bool, list[int]] = {True: [], False: []}

    def take(self, wanted: int, *, ahead: bool) -> int:
        """The nearest column that is free; that itself when none is."""
        free = [lane for lane in range(self.lanes) if lane not in self._taken[ahead]]
        lane = min(free, key=lambda each: abs(each - wanted), default=wanted)
        self._taken[ahead].append(lane)
        return lane


def _letters() -> Iterator[str]:
    """A, B, ... Z, A2, B2, ..."""
    turn = 1
    while True:
        yield from (f"{letter}{turn if turn > 1 else ''}" for letter in ascii_uppercase)
        turn += 1


def _drawn(page: Page) -> Ink:
    marks: list[Stroke | Label] = [*_grid(page), *_head(page.sheet), *_texts(page)]
    for drawn in page.lines:
        marks += [line(drawn.points), arrow_head(drawn.points[-1], drawn.points[-2])]
    for figure in page.figures:
        marks.append(symbol(figure.kind, figure.box, added=figure.added))
    for link, box in page.pentagons:
        y = box.bottom - 2.6 if link.back else box.y + 7
        marks += [pentagon(box, up=link.back), Label(link.letter, (box.center[0], y), 6, anchor="middle", bold=True)]
    for drawn in page.lines:
        if drawn.label_box:
            marks += _lines(drawn.label, drawn.label_box)
    return Ink(0, 0, page.sheet.width, page.bottom, tuple(marks))


def _lines(words: Sequence[str], box: Box) -> Iterator[Label]:
    size, leading = LETTERING.size, LETTERING.leading
    for number, text in enumerate(words):
        yield Label(text, (box.center[0], box.y + size * 0.88 + number * leading), size, anchor="middle", halo=True)


def _grid(page: Page) -> Iterator[Stroke]:
    """The rules of the table. What stands over both lines of the head is not parted by the rule between them."""
    sheet, columns = page.sheet, page.sheet.columns
    first = sheet.head_heights[0]
    parted = {columns[number].x: first for number in (*range(3, len(columns) - 4), -3, -2)}
    for x in (*(column.x for column in columns), sheet.width):
        yield line(((x, parted.get(x, 0.0)), (x, page.bottom)), width=_RULE)
    for y in sorted({0.0, sheet.head, *(bounds.y for bounds in page.rows.values()), page.bottom, *_ends(page)}):
        yield line(((0.0, y), (sheet.width, y)), width=_RULE)
    yield line(((columns[2].x, first), (columns[-1].x, first)), width=_RULE)


def _ends(page: Page) -> Iterator[float]:
    yield from (bounds.bottom for bounds in page.rows.values())


def _head(sheet: Sheet) -> Iterator[Label]:
    columns, (first, second) = sheet.columns, sheet.head_heights
    for column in (columns[0], columns[1], columns[-1]):
        yield _heading(column.heading, column.middle, (first + second) / 2)
    yield _heading("Pelaksana", (sheet.lanes[0].x + sheet.lanes[-1].right) / 2, first / 2)
    yield _heading("Mutu Baku", (columns[-4].x + columns[-1].x) / 2, first / 2)
    for column in columns[-4:-1]:
        yield _heading(column.heading, column.middle, first + second / 2)
    for lane in sheet.lanes:
        yield from _lane_name(sheet, lane, first + second / 2)


def _heading(text: str, x: float, y: float) -> Label:
    return Label(text, (x, y + HEAD_SIZE * 0.36), HEAD_SIZE, anchor="middle", bold=True)


def _lane_name(sheet: Sheet, lane: Column, middle: float) -> Iterator[Label]:
    lines, size = sheet.lane_name(lane), sheet.lane_size
    top = middle - len(lines) * size * 0.6
    for number, text in enumerate(lines):
        at = lane.middle, top + size * (0.95 + 1.2 * number)
        yield Label(text, at, size, anchor="middle", bold=True)


def _texts(page: Page) -> Iterator[Label]:
    columns = (*page.sheet.columns[:2], *page.sheet.columns[-4:])
    for index, bounds in page.rows.items():
        cells = page.sheet.texts(page.sheet.table.rows[index])
        for column, lines in zip(columns, cells, strict=True):
            for number, text in enumerate(lines):
                y = bounds.y + PADDING + SIZE * 0.9 + number * LEADING
                yield Label(text, (column.x + PADDING, y), SIZE, fill=INK)
