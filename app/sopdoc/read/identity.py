"""Reads the identity of an SOP from what stands around its table, and on other sheets of the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.sopdoc.read.grid import Grid
from app.sopdoc.read.words import heading, verbatim

FACTS = {
    "number": re.compile(r"(?:nomor|no\.?) sop"),
    "made": re.compile(r"(?:tanggal|tgl\.?) pembuatan"),
    "revised": re.compile(r"(?:tanggal|tgl\.?) revisi"),
    "effective": re.compile(r"(?:tanggal|tgl\.?) (?:efektif|pengesahan)"),
    "approved_by": re.compile(r"disahkan oleh"),
    "title": re.compile(r"(?:judul |nama )?sop"),
}
LISTS = {
    "legal_basis": re.compile(r"dasar hukum"),
    "qualifications": re.compile(r"kualifikasi pelaksana"),
    "related": re.compile(r"keterkaitan"),
    "equipment": re.compile(r"peralatan ?(?:dan )?perlengkapan"),
    "warnings": re.compile(r"peringatan"),
    "records": re.compile(r"pencatatan dan pendataan"),
}
_BULLET = re.compile(r"(?:\d{1,2}[.)]|[-•*])\s+")
_AGENCY = re.compile(r"(?:pemerintah|dinas|badan|kementerian|kantor|dpmptsp)\b.*", re.IGNORECASE)
_UNIT = re.compile(r"(?:bidang|bagian|sekretariat|seksi|subbagian)\b.*", re.IGNORECASE)
_MOST = 100


@dataclass
class SourceIdentity:
    """What was found, verbatim; what was not is empty."""

    facts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    agency: list[str] = field(default_factory=list)
    unit: str = ""


def read_identity(grids: tuple[Grid, ...], table: Grid, first: int) -> SourceIdentity:
    """The identity from all sheets; of the one with the table what stands above row `first`."""
    found = SourceIdentity()
    for grid in grids:
        last = first if grid is table else len(grid.rows)
        cells = _columns(grid, last)
        for column in cells:
            _read_column(column, found)
        for row in grid.rows[:last]:
            _read_row([text for text in map(verbatim, row) if text], found)
    return found


def _columns(grid: Grid, last: int) -> list[list[str]]:
    wide = max((len(row) for row in grid.rows[:last]), default=0)
    return [[verbatim(row[column]) for row in grid.rows[:last] if column < len(row)] for column in range(wide)]


def _read_row(cells: list[str], found: SourceIdentity) -> None:
    """`Nomor SOP` and its value beside it, or behind a colon."""
    for place, text in enumerate(cells):
        name, colon, value = text.partition(":")
        key = _key(FACTS, name)
        beside = cells[place + 1].lstrip(": ") if place + 1 < len(cells) and not _is_name(cells[place + 1]) else ""
        if key and (said := value.strip() if colon and value.strip() else beside):
            found.facts.setdefault(key, said)


def _read_column(cells: list[str], found: SourceIdentity) -> None:
    """Lists below their headings, and values below their names."""
    current: list[str] | None = None
    for place, text in enumerate(cells[:5000]):
        name = text.partition(":")[0]
        if key := _key(LISTS, name):
            current = found.lists.setdefault(key, [])
        elif _key(FACTS, name):
            current = None
            _below(cells, place, _key(FACTS, name), found)
        elif text and current is not None and len(current) < _MOST:
            current.append(_BULLET.sub("", text, count=1) if _BULLET.match(text) else text)
        elif text and current is None:
            _office(text, found)


def _below(cells: list[str], place: int, key: str, found: SourceIdentity) -> None:
    """The value of a name that stands alone in its line: what follows below up to the next name or gap."""
    if key in found.facts or cells[place].partition(":")[2].strip():
        return
    if said := list(_value(cells[place + 1 : place + 6])):
        found.facts[key] = " ".join(" ".join(said).split())


def _value(lines: list[str]) -> Iterator[str]:
    """The lines of a value: from the first one that is not empty to the next gap, name or unit."""
    begun = False
    for text in lines:
        if _is_name(text) or _UNIT.fullmatch(text) or (begun and not text):
            return
        begun = begun or bool(text)
        if text:
            yield text


def _office(text: str, found: SourceIdentity) -> None:
    for line in (part.strip() for part in text.splitlines()):
        if _UNIT.fullmatch(line):
            found.unit = found.unit or line
        elif _AGENCY.fullmatch(line) and line not in found.agency and len(found.agency) < 2:
            found.agency.append(line)


def _is_name(text: str) -> bool:
    name = text.partition(":")[0]
    return bool(_key(FACTS, name) or _key(LISTS, name))


def _key(names: dict[str, re.Pattern[str]], text: str) -> str:
    return next((key for key, pattern in names.items() if pattern.fullmatch(heading(text))), "")
