"""Finds the headings of the table and what stands under them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.errors import Refused
from app.sopdoc.read.grid import Grid
from app.sopdoc.read.words import (
    ACTIVITY_HEADING,
    ACTOR_HEADING,
    ADDED,
    NUMBER,
    NUMBER_HEADING,
    RIGHT_HEADINGS,
    heading,
    verbatim,
)

#: Headings of one table stand in so many lines.
_LINES = 6


@dataclass(frozen=True)
class Header:
    """Columns by index: of the number, the activity, the actors with their names, and of what stands to the right of
    them, as the headings have it. The headings begin in the row `top`, the first activity stands in the row `first`."""

    number: int
    activity: int
    actors: Mapping[int, str]
    right: Mapping[str, int]
    top: int
    first: int

    @property
    def beyond(self) -> int:
        """The first column after those of the actors."""
        return max(self.actors) + 1


def is_number(text: str) -> bool:
    """Whether a text is the number of a row (`5.`), or the name of one without number (`+a`)."""
    return bool(NUMBER.fullmatch(text.strip()) or ADDED.fullmatch(text.strip()))


def begins_header(grid: Grid, row: int) -> tuple[int, int] | None:
    """The columns of number and activity when headings begin in a row."""
    words = [heading(text) for text in grid.rows[row]]
    number = next((column for column, word in enumerate(words) if NUMBER_HEADING.fullmatch(word)), None)
    if number is None:
        return None
    activity = next((c for c, word in enumerate(words) if c > number and ACTIVITY_HEADING.fullmatch(word)), None)
    return None if activity is None else (number, activity)


def find_header(grids: tuple[Grid, ...]) -> tuple[Grid, Header]:
    """The first table of a file. Raises Refused when there is none, or when something is missing in its headings."""
    for grid in grids:
        for row in range(len(grid.rows)):
            if (found := begins_header(grid, row)) is not None:
                return grid, _header(grid, row, *found)
    raise Refused("There is no SOP table in the file: no line has the headings “No” and “Kegiatan” (or “Uraian”).")


def _header(grid: Grid, top: int, number: int, activity: int) -> Header:
    below = range(top + 1, min(len(grid.rows), top + 1 + _LINES))
    first = next((row for row in below if is_number(grid.at(row, number))), None)
    if first is None:
        raise Refused("Below the headings in row {row} there is no row with a number in the column “No”.", row=top + 1)
    lines = range(top, first)
    right = _right(grid, lines, activity)
    if not right:
        raise Refused(
            "The headings in row {row} have no “Kelengkapan”, “Waktu”, “Output” or “Keterangan”.", row=top + 1
        )
    lowest = max(row for row, _ in right.values())
    begins = min(column for row, column in right.values() if row == lowest)
    actors = dict(_actors(grid, lines, range(activity + 1, begins)))
    if not actors:
        raise Refused(
            "The headings in row {row} name nobody between “Kegiatan” and “Kelengkapan”: write the posts of the "
            "actors there, one in each column.",
            row=top + 1,
        )
    return Header(number, activity, actors, {key: column for key, (_, column) in right.items()}, top, first)


def _right(grid: Grid, lines: range, activity: int) -> dict[str, tuple[int, int]]:
    """The headings to the right of the actors, each with its row and column; of several the lowest."""
    found: dict[str, tuple[int, int]] = {}
    for row in lines:
        for column in range(activity + 1, len(grid.rows[row])):
            word = heading(grid.at(row, column))
            key = next((key for key, pattern in RIGHT_HEADINGS.items() if pattern.fullmatch(word)), None)
            if key:
                found[key] = row, column
    return found


def _actors(grid: Grid, lines: range, columns: range) -> Iterator[tuple[int, str]]:
    """The name of each column: the lowest text in it that is not the heading of them all."""
    for column in columns:
        texts = [verbatim(grid.at(row, column)) for row in lines]
        names = [text for text in texts if text and not _is_overall(heading(text))]
        if names:
            yield column, " ".join(names[-1].split())


def _is_overall(word: str) -> bool:
    return bool(ACTOR_HEADING.fullmatch(word)) or word == "mutu baku"
