"""Reads the rows below the headings: numbers, texts, and what stands to the right, bound by its order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.model.errors import LajurError, Refused
from app.sopdoc.read.grid import Grid
from app.sopdoc.read.header import Header, begins_header, is_number
from app.sopdoc.read.words import NUMBER, is_duration, verbatim

PARTS = ("kelengkapan", "waktu", "output", "keterangan")
MOST_ROWS = 500


@dataclass
class SourceRow:
    """A row as it stands in the sheet. `call` is its number, or `+a` for one without; `line` the row of the sheet.

    `right` are the texts to the right of the actors by column, `actors` what stands in the columns of the actors.
    """

    call: str
    line: int
    text: str
    actors: dict[int, str]
    right: dict[int, str]
    bound: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int | None:
        return None if self.call.startswith("+") else int(self.call)


def read_rows(grid: Grid, header: Header) -> tuple[list[SourceRow], list[LajurError]]:
    """The rows, and remarks on what was left out or bound by order. Raises Refused where a number is missing or leaps,
    and where there is more to the right than four cells."""
    rows: list[SourceRow] = []
    remarks: list[LajurError] = []
    within = True
    for line in range(header.first, len(grid.rows)):
        call = grid.at(line, header.number).strip()
        # Where the table goes on on another page, its headings may stand once more.
        within = (within and begins_header(grid, line) is None) or is_number(call)
        if not within or not any(text.strip() for text in grid.rows[line]):
            continue
        if not call and rows and (line, header.number) in grid.below:
            _join(rows[-1], _row(grid, header, line, call))
        elif is_number(call):
            rows.append(_row(grid, header, line, call))
            if len(rows) > MOST_ROWS:
                raise Refused("The table has more than {n} rows; an SOP has some tens.", n=MOST_ROWS)
        elif text := verbatim(grid.at(line, header.activity)):
            raise Refused(
                "Row {row} of the sheet has no number: “{text}”. Give it one, or take it out of the table.",
                row=line + 1,
                text=text[:80],
            )
        else:
            remarks.append(LajurError("Row {row} of the sheet has no number and was left out.", row=line + 1))
    _numbers_follow(rows)
    return rows, [*remarks, *_bind(rows, header)]


def _row(grid: Grid, header: Header, line: int, call: str) -> SourceRow:
    cells = {column: text for column, cell in enumerate(grid.rows[line]) if (text := verbatim(cell))}
    right = {column: text for column, text in cells.items() if column >= header.beyond}
    if len(right) > len(PARTS):
        raise Refused(
            "Row {row} of the sheet has {count} cells to the right of the actors; four are known: Kelengkapan, Waktu, "
            "Output, Keterangan.",
            row=line + 1,
            count=len(right),
        )
    actors = {column: text for column, text in cells.items() if column in header.actors}
    number = NUMBER.fullmatch(call)
    return SourceRow(
        number[1].lstrip("0") or "0" if number else call, line, cells.get(header.activity, ""), actors, right
    )


def _join(row: SourceRow, more: SourceRow) -> None:
    """A further line of a row whose number is merged over several rows of the sheet."""
    row.text = "\n".join(part for part in (row.text, more.text) if part)
    for own, further in ((row.actors, more.actors), (row.right, more.right)):
        for column, text in further.items():
            own[column] = f"{own[column]}\n{text}" if column in own else text


def _numbers_follow(rows: Sequence[SourceRow]) -> None:
    expected = 1
    calls: set[str] = set()
    for row in rows:
        if row.number is not None and row.number != expected:
            raise Refused(
                "In row {row} of the sheet stands the number {found} where {expected} is expected.",
                row=row.line + 1,
                found=row.number,
                expected=expected,
            )
        expected += row.number is not None
        if row.call in calls:
            raise Refused("Two rows are called “{call}”.", call=row.call)
        calls.add(row.call)
        if not row.text:
            raise Refused("Row {row} of the sheet says no activity.", row=row.line + 1)


def _bind(rows: Sequence[SourceRow], header: Header) -> Iterator[LajurError]:
    """Say for each row what is Kelengkapan, Waktu, Output and Keterangan.

    When every cell stands under a heading of its own, and what stands under “Waktu” are times, the headings decide;
    else the order of the cells does, as the columns have drifted.
    """
    columns = {column: key for key, column in header.right.items()}
    drifted = len(columns) < len(header.right) or any(
        column not in columns or (columns[column] == "waktu" and not is_duration(text))
        for row in rows
        for column, text in row.right.items()
    )
    for row in rows:
        if not drifted:
            row.bound = {columns[column]: text for column, text in row.right.items()}
            continue
        texts = [row.right[column] for column in sorted(row.right)]
        row.bound = dict(zip(_in_order(texts), texts, strict=True))
        if len(texts) == 1:
            yield LajurError(
                "Row {row}: “{text}” was taken for its {part}.",
                row=row.call,
                text=texts[0][:80],
                part=next(iter(row.bound)),
            )
    if drifted:
        yield LajurError("The cells do not stand under their headings; they were bound in their order.")


def _in_order(texts: Sequence[str]) -> Sequence[str]:
    """What the cells of a row are, from left to right; a time says where it stands."""
    times = [is_duration(text) for text in (*texts, "", "")]
    if len(texts) == len(PARTS):
        return PARTS
    if times[0]:
        return ("waktu", "output", "keterangan")[: len(texts)]
    if times[1]:
        return ("kelengkapan", "waktu", "output")[: len(texts)]
    return ("kelengkapan", "output", "keterangan")[: len(texts)]
